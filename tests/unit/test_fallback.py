"""Where the model fails the house steps in, role by role, and says so; what no crew can mend passes."""

from pathlib import Path
from typing import Any

import pytest
import stand_ins

from director.crew.llm.fallback import PATIENCE, REST, Breaker, SafeScreenwriter, Standby
from director.errors import ArtistError, BudgetExhausted, DirectorError, ProviderError, SetupError
from director.model import Brief, Reading, Slip
from director.model_use import crew_notes
from director.store import Store
from director.words import say
from tools.chat.failures import AccessRefused, ChatBudgetExhausted, ChatFailed

BRIEF = Brief(text="b", language="ru")


class Model(stand_ins.Writer):
    """Fails as told, else reads."""

    def __init__(self, *faults: Exception | None) -> None:
        self.faults = list(faults)
        self.asked = 0

    async def read(self, brief: Brief) -> Reading:
        self.asked += 1
        fault = self.faults.pop(0) if len(self.faults) > 1 else self.faults[0]
        if fault is not None:
            raise fault
        return Reading(form="story", style="ink")


def safe(model: Model, store: Store, role: Any = "screenwriter", clock: Any = None) -> SafeScreenwriter:
    breaker = Breaker(clock) if clock else Breaker()
    return SafeScreenwriter(model, stand_ins.Writer(), Standby(role, breaker, store.keep_slip))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    stand_ins.begin(tmp_path / "film", language="ru")
    return Store(tmp_path / "film")


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (ChatFailed("x", "down"), "down"),
        (ChatFailed("x", "refused"), "refused"),
        (ProviderError("the plan breaks its rules", retryable=False), "nonsense"),
        (ChatBudgetExhausted("x"), "money"),
        (KeyError("place"), "fault"),
        (RecursionError(), "fault"),
    ],
)
async def test_the_house_steps_in_and_it_is_written_down(store: Store, fault: Exception, cause: str) -> None:
    reading = await safe(Model(fault), store).read(BRIEF)
    assert reading.form == "mood"
    assert [(slip.role, slip.cause, slip.times) for slip in store.slips()] == [("screenwriter", cause, 1)]
    [note] = crew_notes(store, "ru")
    told = say(note.key, "ru", **note.values)
    assert "встроенный сценарист" in told
    assert "1 раз " in told


@pytest.mark.parametrize(
    "fault", [ArtistError("board_full"), AccessRefused("set the key"), BudgetExhausted("takes"), OSError(28, "full")]
)
async def test_what_no_crew_can_mend_passes(store: Store, fault: Exception) -> None:
    with pytest.raises(type(fault)):
        await safe(Model(fault), store).read(BRIEF)
    assert store.slips() == ()


async def test_a_key_that_ran_out_does_not_leave_takes_unjudged(store: Store) -> None:
    assert (await safe(Model(SetupError("no")), store, role="critic").read(BRIEF)).form == "mood"
    assert store.slips()[0].cause == "access"


async def test_after_three_failures_the_model_rests_for_a_while(store: Store) -> None:
    now = [0.0]
    model = Model(*[ChatFailed("x", "down")] * PATIENCE, None)
    writer = safe(model, store, clock=lambda: now[0])
    for _ in range(5):
        await writer.read(BRIEF)
    assert model.asked == PATIENCE
    assert [(slip.cause, slip.times) for slip in store.slips()] == [("down", 3), ("resting", 2)]
    now[0] = REST + 1
    assert (await writer.read(BRIEF)).form == "story"


async def test_a_dead_endpoint_rests_for_every_role_a_bad_answer_for_its_own(store: Store) -> None:
    def breaker(fault: DirectorError | ChatFailed) -> Breaker:
        kept = Breaker(lambda: 0.0)
        for _ in range(PATIENCE):
            kept.failed("critic", fault.cause if isinstance(fault, ChatFailed) else "nonsense")
        return kept

    assert breaker(ChatFailed("x", "slow")).resting("editor")
    assert not breaker(ChatFailed("x", "nonsense")).resting("editor")
    assert breaker(ChatFailed("x", "nonsense")).resting("critic")


async def test_a_success_between_failures_starts_the_count_anew(store: Store) -> None:
    fault = ChatFailed("x", "nonsense")
    model = Model(fault, fault, None, fault, fault, None)
    writer = safe(model, store)
    for _ in range(6):
        await writer.read(BRIEF)
    assert model.asked == 6
    assert store.slips() == (Slip(role="screenwriter", cause="nonsense", times=4, why="x"),)
