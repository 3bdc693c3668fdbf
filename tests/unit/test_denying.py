"""What a no reaches: bans, and what is only told of the past; a lantern where no street is."""

import pytest

from director.crew.house.lexicon import hear
from director.crew.house.negation import refused


def banned(text: str) -> set[str]:
    return {hit.term for hit in refused(hear(text)).absent}


@pytest.mark.parametrize(
    "text",
    [
        "Моста тогда не было.", "Раньше машин не было.", "Машин ещё не было.", "There were no cars then.",
        "There were no cars in those days.",
    ],
)  # fmt: skip
def test_what_was_not_there_once_is_history_and_no_ban(text: str) -> None:
    assert banned(text) == set()


@pytest.mark.parametrize(
    "text",
    ["Чтобы машин не было.", "Никаких машин.", "No cars anywhere.", "No cars anywhere, please.", "Тогда без машин."],
)
def test_a_ban_stays_a_ban(text: str) -> None:
    assert banned(text) == {"car"}


def test_a_lantern_is_in_the_boat_and_a_street_lamp_in_the_street() -> None:
    assert "lantern" in {hit.term for hit in hear("Лодка, канат, фонарь на носу.").hits}
    assert "street_lamp" in {hit.term for hit in hear("Улица, горит фонарь.").hits}
