"""The sentences of tests/sentences.yaml: the film that they speak about, and whether a reply is what they ask for."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import stand_ins
import yaml

from director.crew.base import FilmView
from director.model import (
    Brief,
    Character,
    Clip,
    Cut,
    Finding,
    Place,
    Presence,
    Reading,
    Reply,
    Section,
    Shot,
    Storyboard,
    Take,
    Treatment,
    Verdict,
)

FILE = Path(__file__).parent / "sentences.yaml"
_CAST = {"marta": "woman", "ferryman": "man", "dog": "dog"}
_PLACES = {"pier": "pier", "bridge": "bridge", "boat": "boat", "shore": "sea"}


@dataclass(frozen=True)
class Row:
    """One sentence and what is to come of it."""

    says: str
    turns: tuple[dict[str, Any], ...]
    asks: bool
    left: tuple[str, ...]
    kept: bool

    @property
    def language(self) -> str:
        return "ru" if any("а" <= letter <= "я" for letter in self.says.lower()) else "en"

    def right(self, reply: Reply) -> bool:
        """Whether the reply does what the sentence asks for, names what it leaves, or asks back where it must."""
        if reply.turn is None:
            return self.asks and bool(reply.question)
        if self.asks and not self.turns:
            return False
        said = reply.turn.model_dump(mode="json")
        left = " ".join(reply.not_understood).lower()
        return any(_fits(wanted, said) for wanted in self.turns) and all(word in left for word in self.left)


def _fits(wanted: dict[str, Any], said: dict[str, Any]) -> bool:
    return all(_same(value, said.get(name)) for name, value in wanted.items())


def _same(wanted: Any, said: Any) -> bool:
    match wanted:
        case ">1" | ">0":
            return float(said) > float(wanted[1:])
        case "<1" | "<0":
            return float(said) < float(wanted[1:])
        case _:
            return bool(wanted == said)


@cache
def rows() -> tuple[Row, ...]:
    """The sentences."""
    found = []
    for row in yaml.safe_load(FILE.read_text("utf-8"))["sentences"]:
        turn = row.get("turn", [])
        turns = tuple(turn) if isinstance(turn, list) else (turn,)
        left = tuple(row.get("left", ()))
        found.append(Row(row["says"], turns, row.get("asks", False), left, row.get("kept", False)))
    return tuple(found)


async def film(language: str, **brief: Any) -> FilmView:
    """The film that the sentences speak about, its board in the artist's language."""
    told = yaml.safe_load(FILE.read_text("utf-8"))["film"]
    sections = tuple(
        Section(label=label, start_s=n * 10, end_s=n * 10 + 10, group="A", energy=0.5)
        for n, label in enumerate(told["sections"])
    )
    song = stand_ins.song(80).model_copy(update={"sections": sections})
    shots = tuple(_shot(number, row, language) for number, row in enumerate(told["shots"], 1))
    clips = tuple(
        Clip(id=f"c{n + 1:03d}", shot=shot.id, start=n * 120, end=n * 120 + 120) for n, shot in enumerate(shots)
    )
    made = [(s, told["takes"].get(n, [told["others"]])) for n, s in enumerate(shots, 1)]
    takes, verdicts, in_cut = [], [], {}
    for shot, scores in made:
        for attempt, score in enumerate(scores, 1):
            take, verdict = _judged(shot, attempt, score)
            takes.append(take)
            verdicts.append(verdict)
            in_cut[shot.id] = take.id
    fields = {"text": "Марта и паромщик", "language": language} | brief
    return FilmView(
        brief=Brief.model_validate(fields), song=song, treatment=await _page(told["sections"]),
        board=Storyboard(shots=shots, cut=Cut(frames=120 * len(shots), clips=clips)), takes=tuple(takes),
        verdicts=tuple(verdicts), in_cut=in_cut, spent="1.50 EUR",
    )  # fmt: skip


def _shot(number: int, row: dict[str, Any], language: str) -> Shot:
    who = row.get("who", "")
    return stand_ins.shot(
        number, section=row["section"], place=row["place"], place_term=_PLACES[row["place"]], framing=row["framing"],
        time=row.get("time", "day"), weather=row.get("weather", "clear"), text=row[language],
        who=(Presence(term=_CAST[who], character=who if who != "dog" else ""),) if who else (),
    )  # fmt: skip


def _judged(shot: Shot, attempt: int, score: float) -> tuple[Take, Verdict]:
    order = stand_ins.Order(
        shot=shot, renderer="quick", renderer_version="1", prompt=shot.text, width=64, height=36, fps=24, frames=120,
        handles=2, seed=attempt, attempt=attempt,
    )  # fmt: skip
    weak = Finding(requirement="light", kind="exposure", met="no", evidence="Слишком темно: 12 %.")
    verdict = Verdict(
        take=order.key(), findings=(weak,) if score < 0.5 else (), score=score,
        decision="retry" if score < 0.5 else "accept",
    )  # fmt: skip
    return stand_ins.take_of(order), verdict


async def _page(labels: list[str]) -> Treatment:
    writer = stand_ins.Writer()
    brief = Brief(text="x", language="ru")
    page = await writer.treat(brief, Reading(form="story", style="painted"), stand_ins.song())
    return page.model_copy(update={
        "logline": "Марта увозит письмо, которое так и не отправила.",
        "sections": tuple(page.sections[0].model_copy(update={"section": n}) for n in range(len(labels))),
        "characters": (
            Character(id="marta", name="Марта", term="woman", called_en="Marta"),
            Character(id="ferryman", name="Паромщик", term="man", called_en="the ferryman"),
        ),
        "places": tuple(Place(id=id_, name=id_, term=term, world="w") for id_, term in _PLACES.items()),
    })  # fmt: skip
