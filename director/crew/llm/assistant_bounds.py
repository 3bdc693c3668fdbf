"""What a model's reading of a sentence may become: the artist's own words set the bounds, whatever the model answers.

Shooting starts on the artist's plain word alone, never on a model's. Files and models are those that stand in the
sentence. A question back holds questions only, so that it can claim nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from director.crew.base import FilmView
from director.crew.house.certainty import doubtful
from director.crew.house.lexicon import Heard, hear
from director.crew.house.performances import meant
from director.crew.house.repainting import repainted
from director.crew.house.sentence import Pointed, known_renderers, pointed_at, says
from director.crew.llm.assistant_answers import Asked, TurnAnswer
from director.model import (
    Ask,
    Export,
    Lock,
    Never,
    Pace,
    Palette,
    Perform,
    Pick,
    Pin,
    Realise,
    Remove,
    Repaint,
    Replace,
    Restage,
    Retake,
    Settle,
    SettledBy,
    Stretch,
    Swap,
    Turn,
    Undo,
    shot_number,
)

REACH = 4
"""So many shots or parts may be meant by description; more must be named by number, by part, or as the whole film."""

MOST_BEATS = 32
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TERM = re.compile(r"[a-z][a-z '-]{1,30}")
_LINK = re.compile(r"\w+://|www\.|(?:^|\s)[~.]{0,2}/\w|\b\w:\\", re.IGNORECASE)
_LONGEST_QUESTION = 300
FASTER, MUCH_FASTER, CALMER, MUCH_CALMER = 1.6, 2.2, 0.6, 0.4

_SHOTS_OF: dict[Asked, int | None] = {
    "restage": None, "retake": None, "lock": None, "unlock": None, "remove": None, "swap": 2, "pick": 1, "replace": 1,
    "perform": None, "stretch": 1, "settle": 1,
}  # fmt: skip
"""How many shots a turn is about; None = one or more."""


class Unclear(Exception):  # noqa: N818 - not a fault: a question back
    """The key of the question to ask, and its values."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep what is asked."""
        self.key = key
        self.values = values
        super().__init__(key)


@dataclass(frozen=True)
class Spoken:
    """A sentence, and what can be told of it without a model."""

    text: str
    view: FilmView
    heard: Heard
    pointed: Pointed

    def has(self, words: str) -> bool:
        """Whether these words stand in the sentence, letter for letter but for case and spaces."""
        return bool(_plain(words)) and _plain(words) in _plain(self.text)

    def orders(self, intent: str) -> bool:
        """Whether the sentence says this in so many words, and neither asks about it nor denies it."""
        return says(intent, self.heard.tokens) and not doubtful(self.heard)


def spoken(sentence: str, view: FilmView) -> Spoken:
    """Hear a sentence."""
    return Spoken(sentence, view, hear(sentence), pointed_at(sentence, view))


def faults(answer: TurnAnswer, said: Spoken) -> tuple[str, ...]:
    """Return what is wrong with a reading, for the model to mend: what it names is there, what it quotes was said."""
    return tuple(_faults(answer, said)) if answer.kind not in ("unclear", "thanks") else ()


def turn_of(answer: TurnAnswer, said: Spoken) -> Turn:  # noqa: C901, PLR0911, PLR0912 - one way out for each kind
    """Return the turn of a reading without faults.

    Raises:
        Unclear: the sentence itself does not say enough for it, whatever the model made of it.
    """
    shots, sections = _shots(answer, said), tuple(dict.fromkeys(number - 1 for number in answer.sections))
    match answer.kind:
        case "approve":
            raise Unclear("assistant_say_trial" if answer.preview else "assistant_say_approve")
        case "export":
            return Export()
        case "realise":
            return _realise(answer, said)
        case "settle":
            why: SettledBy = "no difference" if answer.no_difference else "taken"
            return Settle(shot=shots[0], why=why, take=answer.take)
        case "thanks":
            raise Unclear("assistant_thanks")
        case "replace":
            if not said.pointed.file:
                raise Unclear("assistant_which_file")
            return Replace(shot=shots[0], file=said.pointed.file)
        case "perform":
            return _perform(shots, said)
        case "pin" | "unpin":
            return _pin(answer, said, shots, sections)
        case "restage":
            how = {"time": answer.time, "weather": answer.weather, "framing": answer.framing, "step": answer.step}
            return Restage.model_validate({"shots": shots, **how})
        case "pace":
            return Pace(sections=_all_or(sections, answer, said), factor=_factor(answer))
        case "repaint":
            return _repaint(answer, said, _all_or(sections, answer, said))
        case "retake":
            return Retake(shots=shots)
        case "pick":
            return Pick(shot=shots[0], take=answer.take)
        case "lock" | "unlock":
            return Lock(shots=shots, locked=answer.kind == "lock")
        case "remove":
            return Remove(shots=shots)
        case "swap":
            return Swap(first=shots[0], second=shots[1])
        case "stretch":
            return Stretch(shot=shots[0], beats=answer.beats or 2)
        case "never":
            terms = tuple(dict.fromkeys(each.term.lower() for each in answer.never))
            return Never(terms=terms, words=", ".join(each.words for each in answer.never))
        case "undo":
            return Undo()
        case "question":
            about = answer.about or "film"
            return Ask(about=about, shot=shots[0] if shots else None, words=said.text if about == "film" else "")
        case "unclear":
            raise Unclear("assistant_again")


def asked_back(text: str) -> str:
    """Return the questions of what a model would ask back, and nothing else of it; empty if it is none."""
    line = " ".join(text.split())
    questions = [s for s in re.findall(r"[^.!?…]*(?:[.…](?=\S)[^.!?…]*)*[.!?…]+", line) if s.rstrip().endswith("?")]
    told = "".join(questions).strip()
    return told if told and len(told) <= _LONGEST_QUESTION and not _LINK.search(told) else ""


def _faults(answer: TurnAnswer, said: Spoken) -> Iterator[str]:
    if not said.has(answer.quote):
        yield "quote: copy the words of the sentence that ask for it, letter for letter"
    known = [shot_number(shot.id) for shot in said.view.board.shots]
    strange = [number for number in answer.shots if _bare(number) not in known]
    if strange:
        yield f"shots: there is no {', '.join(strange)}; the numbers are {', '.join(known)}"
    parts = len(said.view.song.sections)
    if any(not 1 <= number <= parts for number in answer.sections):
        yield f"sections: the parts are numbered 1 to {parts}"
    yield from (f"left: '{words}' does not stand in the sentence" for words in answer.left if not said.has(words))
    yield from _faults_of_kind(answer, said)


def _faults_of_kind(answer: TurnAnswer, said: Spoken) -> Iterator[str]:
    shots = len({*answer.shots})
    wanted = _SHOTS_OF.get(answer.kind, -1)
    if wanted is None and not (shots or answer.sections or answer.whole_film):
        yield f"shots: {answer.kind} is about at least one shot; if none fits, the kind is unclear"
    if wanted is not None and wanted > 0 and shots != wanted:
        yield f"shots: {answer.kind} is about exactly {wanted}; if it is not told which, the kind is unclear"
    match answer.kind:
        case "restage" if not (answer.time or answer.weather or answer.framing or answer.step):
            yield "restage: say what changes (time, weather, framing or step), or the kind is another one"
        case "pace" | "repaint" if not (answer.sections or answer.whole_film):
            yield f"sections: {answer.kind} is about parts of the song; if it is not told which, the kind is unclear"
        case "stretch" if answer.beats is not None and not 0 < abs(answer.beats) <= MOST_BEATS:
            yield f"beats: 1 to {MOST_BEATS}, or negative"
        case "never" if not answer.never:
            yield "never: name what is never to be shown"
        case "never":
            yield from (
                f"never: '{n.words}' does not stand in the sentence" for n in answer.never if not said.has(n.words)
            )
            yield from (
                f"never: '{n.term}' is no plain English noun" for n in answer.never if not _TERM.fullmatch(n.term)
            )
    if answer.kind == "pace" and answer.faster is None:
        yield "faster: say true or false"
    if any(not _COLOUR.fullmatch(colour) for colour in answer.colours) or len(answer.colours) in (1, 6, 7, 8):
        yield "colours: two to five, as #rrggbb, or none"


def _shots(answer: TurnAnswer, said: Spoken) -> tuple[str, ...]:
    """Return the ids of the shots that are meant; more than was pointed at is asked about."""
    by_number = {shot_number(shot.id): shot for shot in said.view.board.shots}
    chosen = [by_number[_bare(number)] for number in answer.shots]
    if not chosen and _SHOTS_OF.get(answer.kind, -1) is None:
        parts = {number - 1 for number in answer.sections}
        chosen = [s for s in said.view.board.shots if answer.whole_film or s.section in parts]
    pointed = said.pointed
    unnamed = [s for s in chosen if s.id not in pointed.shots and s.section not in pointed.sections]
    if len(unnamed) > REACH and not pointed.whole:
        raise Unclear("assistant_many", shots=", ".join(shot_number(shot.id) for shot in unnamed))
    return tuple(dict.fromkeys(shot.id for shot in chosen))


def _all_or(sections: tuple[int, ...], answer: TurnAnswer, said: Spoken) -> tuple[int, ...]:
    """Return the parts that are meant: those given, or all where the artist speaks of the whole film."""
    chosen = tuple(range(len(said.view.song.sections))) if answer.whole_film and not sections else sections
    unnamed = [number for number in chosen if number not in said.pointed.sections]
    if len(unnamed) > REACH and not said.pointed.whole:
        raise Unclear("assistant_which_section")
    return chosen


def _realise(answer: TurnAnswer, said: Spoken) -> Turn:
    """Return to the drawing, which spends nothing; filming starts only where the artist's own words order it."""
    if answer.stage == "draft":
        return Realise(stage="draft")
    if answer.left or not said.orders("film"):  # what is left may be a condition
        raise Unclear("assistant_say_film")
    return Realise(stage="film")


def _pin(answer: TurnAnswer, said: Spoken, shots: tuple[str, ...], sections: tuple[int, ...]) -> Turn:
    renderer = said.pointed.renderer if answer.kind == "pin" else ""
    if answer.kind == "pin" and not renderer:
        raise Unclear("assistant_which_model", names=", ".join(known_renderers(said.view)))
    film = answer.whole_film and said.pointed.whole and not (shots or sections)
    if not (shots or sections or film):
        raise Unclear("assistant_which_shot")
    # A part that is named with all its shots is the part: shots that join it later belong to it too.
    return Pin(renderer=renderer, shots=() if sections else shots, sections=sections, film=film)


def _perform(shots: tuple[str, ...], said: Spoken) -> Turn:
    """Let footage move somebody; a denial stops it. Which footage is meant, the artist's own words tell."""
    if doubtful(said.heard):
        return Perform(shots=shots)
    file = meant(said.pointed.file, said.text, said.view.brief.references)
    if not file:
        names = ", ".join(r.name for r in said.view.brief.references if r.kind == "footage")
        raise Unclear("assistant_which_footage" if names else "assistant_which_file", names=names)
    return Perform(shots=shots, file=file)


def _repaint(answer: TurnAnswer, said: Spoken, sections: tuple[int, ...]) -> Turn:
    if answer.colours:
        return Repaint(sections=sections, palette=Palette(name="picture", colours=tuple(answer.colours)))
    return Repaint(sections=sections, palette=repainted(said.view, sections[0], (), said.heard.tokens))


def _factor(answer: TurnAnswer) -> float:
    if answer.faster:
        return MUCH_FASTER if answer.much else FASTER
    return MUCH_CALMER if answer.much else CALMER


def _bare(number: str) -> str:
    return number.strip().lower().removeprefix("s").lstrip("0")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").strip(" \"'«»„“”.,!?;:").split())
