"""One table of camera words: complete, positive, and spoken from by the house and by the model's prompter alike."""

from typing import get_args

from reel import make_shot

from director.crew.house import shot_words
from director.crew.house.prompt_words import prompt
from director.crew.llm.assembling import assembled
from director.crew.llm.dialects import dialect_of
from director.model import Angle, Framing, Lens, Light, MoveKind, ScreenDirection, Script, Style, TimeOfDay, Weather

TABLES = (
    (shot_words.FRAMING, Framing), (shot_words.ANGLE, Angle), (shot_words.LENS, Lens), (shot_words.MOVE, MoveKind),
    (shot_words.TIME, TimeOfDay), (shot_words.WEATHER, Weather), (shot_words.STYLE, Style),
    (shot_words.FACING, ScreenDirection),
)  # fmt: skip
SCRIPT = Script(picture="a ball lies left of the middle", beats=("it rests", "it rolls", "it stops"))


def test_every_choice_of_a_shot_has_its_words_and_none_is_a_negation() -> None:
    for table, choices in TABLES:
        assert set(table) == set(get_args(choices))
        for phrase in table.values():
            assert not {"not", "no", "without", "never"} & set(phrase.split()), phrase


def test_both_crews_say_the_same_of_the_same_shot() -> None:
    dialect = dialect_of("wan2.2-t2v-a14b")
    for kind in get_args(MoveKind):
        for framing, angle in zip(get_args(Framing), (*get_args(Angle), *get_args(Angle)), strict=False):
            shot = make_shot(
                framing=framing, angle=angle, move={"kind": kind, "amount": 0.5}, texture="grain", script=SCRIPT,
                light=Light(warmth=0.9, contrast=0.9),
            )  # fmt: skip
            house, model = prompt(shot).lower(), assembled(shot, dialect).lower()
            for phrase in (
                shot_words.FRAMING[framing], shot_words.ANGLE[angle], shot_words.MOVE[kind],
                shot_words.look(shot.style, shot.texture), shot_words.TIME[shot.time], "warm", "high contrast",
            ):  # fmt: skip
                assert phrase in house
                assert phrase in model
