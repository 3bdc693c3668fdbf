"""A model's name as artists write it: accepted without its dashes, asked about where it is only near."""

import asyncio
from pathlib import Path

import pytest
import stand_ins
from film_room import VENDOR, House, begun
from spoken import film

from director.crew.house.assistant import HouseAssistant
from director.crew.house.model_names import named, near, nearest
from director.errors import ArtistError
from director.model import Pin
from director.store import Store
from render import catalog

NAMES = catalog.names()


@pytest.mark.parametrize(
    ("says", "name"),
    [
        ("shot 5 by wan2.2-t2v-a14b", "wan2.2-t2v-a14b"), ("кадр 5 через Wan 2.2 T2V A14B", "wan2.2-t2v-a14b"),
        ("кадр 5 через ltx2", "ltx-2"), ("use Qwen Image Edit for shot 2", "qwen-image-edit"),
        ("весь фильм через z image turbo", "z-image-turbo"), ("shot 3 by sora 2", "sora-2"),
    ],
)  # fmt: skip
def test_dashes_and_capitals_do_not_matter(says: str, name: str) -> None:
    rest, found = named(says, NAMES)
    assert found == name
    assert "2.2" not in rest


@pytest.mark.parametrize(
    ("says", "word", "first"),
    [
        ("кадр 5 через wan2.2", "wan2.2", "wan2.2-animate-14b"),
        ("shot 5 by hunyuan", "hunyuan", "hunyuanvideo-1.5-i2v"),
        ("shot 5 with cogvideo-5b", "cogvideo-5b", "cogvideox-5b"),
        ("кадр 5 моделью ltx-vidoe", "ltx-vidoe", "ltx-video"),
    ],
)  # fmt: skip
def test_a_word_that_is_only_near_is_told_with_the_names_it_may_mean(says: str, word: str, first: str) -> None:
    rest, found, names = near(says, NAMES)
    assert (found, names[0]) == (word, first)
    assert word not in rest
    assert "5" in rest


@pytest.mark.parametrize(
    "says",
    [
        "shot 5 with more rain", "use the image of the boat", "film it with the red car", "кадр 5 через минуту",
        "shot 4 by night", "close it with a long shot",
        "hands off, no matter what I come up with later",
    ],
)  # fmt: skip
def test_plain_words_are_no_models(says: str) -> None:
    assert near(says, NAMES) == (says, "", ())


def test_a_short_word_or_one_like_nothing_is_no_guess() -> None:
    assert nearest("wa", NAMES) == ()
    assert nearest("blender", NAMES) == ()
    assert nearest("image", NAMES) == ()
    assert nearest("wan2.1-t2v-1.3", NAMES)[0] == "wan2.1-t2v-1.3b"


async def test_the_assistant_pins_a_loose_name_and_asks_about_a_near_one() -> None:
    view = await film("ru")
    reply = await HouseAssistant().turn("кадр 5 через Wan 2.2 t2v a14b", view)
    assert reply.turn == Pin(renderer="wan2.2-t2v-a14b", shots=("s005",))
    reply = await HouseAssistant().turn("кадр 5 через wan2.2", view)
    assert reply.turn is None
    assert "Модели «wan2.2» я не знаю" in reply.question
    assert "wan2.2-t2v-a14b" in reply.question
    whole = await HouseAssistant().turn("кадр 5 через wan2.2 wan2.2-i2v-a14b", view)
    assert whole.turn == Pin(renderer="wan2.2-i2v-a14b", shots=("s005",)), "question and answer are one sentence"


def test_a_pin_by_a_wrong_name_is_refused_with_the_near_ones_and_changes_nothing(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film"), shots=4)

    async def play() -> None:
        async with house.open() as session:
            await session.finish()
            with pytest.raises(ArtistError, match="pin_unknown") as refusal:
                await session.answer(Pin(renderer="vendr", shots=("s001",)))
            assert refusal.value.values == {"given": "vendr", "near": VENDOR}
            assert Store(house.folder).load().pins == {}
            await session.answer(Pin(renderer="VENDOR", shots=("s001",)))
            assert stand_ins.calls(house.log, "submit")

    asyncio.run(play())
    assert Store(house.folder).load().pins == {"s001": VENDOR}
