"""The house assistant: from the artist's sentence to a turn, by its words; what it does not understand it asks."""

from collections.abc import Callable
from typing import get_args

from director.crew.base import FilmView
from director.crew.house import answers, performances
from director.crew.house.certainty import certain, doubtful
from director.crew.house.repainting import repainted
from director.crew.house.said import Said, Unclear, left_over
from director.crew.house.sentence import says
from director.crew.house.terms import term
from director.model import (
    Approve,
    Ask,
    Export,
    Lock,
    Never,
    Pace,
    Perform,
    Pick,
    Pin,
    Realise,
    Remove,
    Repaint,
    Replace,
    Reply,
    Restage,
    Retake,
    Settle,
    SettledBy,
    Stretch,
    Swap,
    TimeOfDay,
    Turn,
    Undo,
    Weather,
    shot_number,
)
from director.words import say
from render.steered import performed

FASTER, CALMER = 1.6, 0.6
"""By how much the cuts per minute of a section change when no number is given."""

BEATS = 2
"""By how many beats a shot is lengthened or shortened when no number is given."""


_SAY = {
    "approve": "assistant_say_approve", "trial": "assistant_say_trial", "film": "assistant_say_film",
    "draft": "assistant_say_draft",
}  # fmt: skip
"""What is asked back where shooting is spoken of, but asked about or denied."""


class HouseAssistant:
    """Understands sentences in Russian and English, without a model. Never guesses which shot was meant."""

    async def turn(self, sentence: str, view: FilmView) -> Reply:
        """Say what the sentence asks for, or ask back."""
        language = view.brief.language
        said = Said.of(sentence, view)
        try:
            _check_known(said)
            turn = _turn(said)
            if isinstance(turn, Approve | Realise) and not _plainly(turn, said):
                raise Unclear(_SAY[turn.stage if isinstance(turn, Realise) else "trial" if turn.preview else "approve"])
        except Unclear as unclear:
            return Reply(question=say(unclear.key, language, **unclear.values))
        left = left_over(said, turn)
        return Reply(turn=turn, heard=answers.echo(turn, view), not_understood=left)

    async def surely(self, sentence: str, view: FilmView) -> Reply | None:
        """Return the reply to a sentence of which every word is accounted for; None where a guess would be needed."""
        reply = await self.turn(sentence, view)
        if reply.turn is None or reply.not_understood:
            return None
        said = Said.of(sentence, view)
        asked = {intent for intent, _ in _INTENTS if intent != "pin" and said.says(intent)}
        if said.described.shots:
            return None
        return reply if certain(reply.turn, asked, said.heard, said.pointed) else None

    async def answer(self, question: Turn, view: FilmView) -> str:
        """Answer a question from recorded facts; raises ValueError for a turn that asks nothing."""
        if not isinstance(question, Ask):
            raise ValueError(f"not a question: {question.kind}")
        return answers.answered(question, view)


def _check_known(said: Said) -> None:
    if said.pointed.missing_shots:
        number = said.pointed.missing_shots[0]
        raise Unclear("assistant_no_shot", number=number, shots=len(said.view.board.shots))
    if said.pointed.near_renderers:
        names = ", ".join(said.pointed.near_renderers)
        raise Unclear("assistant_near_model", given=said.pointed.model_word, names=names)
    if said.pointed.missing_section:
        parts = ", ".join(
            f"{number} {say(f'section_{section.label}', said.view.brief.language)}"
            for number, section in enumerate(said.view.song.sections, 1)
        )
        named = say(f"section_{said.pointed.missing_section}", said.view.brief.language)
        raise Unclear("assistant_no_section", section=named, parts=parts)


def _turn(said: Said) -> Turn:
    """Return the first turn whose words stand in the sentence."""
    for intent, make in _INTENTS:
        if bool(said.pointed.renderer) if intent == "pin" else said.says(intent):
            turn = make(said)
            if turn is not None:
                return turn
    turn = _restage(said)
    if turn is None:
        raise Unclear("assistant_again")
    return turn


def _plainly(turn: Turn, said: Said) -> bool:
    """Whether an order to shoot is neither asked about nor denied, with nothing besides that may be a condition."""
    if doubtful(said.heard):
        return False
    return isinstance(turn, Realise) or not left_over(said, turn)


def _one(said: Said) -> str:
    if len(said.shots) != 1:
        raise _which(said) if not said.shots else Unclear("assistant_one_shot")
    return said.shots[0]


def _some(said: Said) -> tuple[str, ...]:
    if not said.shots:
        raise _which(said)
    return said.shots


def _which(said: Said) -> Unclear:
    """Return the question which shot is meant, with those that the description fits alike."""
    near = [said.view.board.shot(shot) for shot in said.described.shots[:4]]
    if len(near) < 2:
        return Unclear("assistant_which_shot")
    told = "; ".join(f"{shot_number(shot.id)} — {shot.text.rstrip('.')}" for shot in near)
    return Unclear("assistant_which_of", shots=told)


def _why(said: Said) -> Turn | None:
    return Ask(about="why weak", shot=_one(said)) if said.shots else Ask(about="why weak")


def _which_take(said: Said) -> Turn | None:
    return Ask(about="which take", shot=_one(said) if said.shots else None)


def _pin(said: Said, renderer: str) -> Turn | None:
    where = said.pointed
    if not (where.shots or where.sections or where.whole):
        raise Unclear("assistant_which_shot")
    film = where.whole and not (where.shots or where.sections)
    return Pin(renderer=renderer, shots=where.shots, sections=where.sections, film=film)


def _unlock(said: Said) -> Turn | None:
    return Lock(shots=_some(said), locked=False)


def _lock(said: Said) -> Turn | None:
    return Lock(shots=_some(said))


def _swap(said: Said) -> Turn | None:
    two = said.pointed.shots or said.described.shots
    if len(two) != 2:
        raise Unclear("assistant_two_shots")
    return Swap(first=two[0], second=two[1])


def _replace(said: Said) -> Turn | None:
    if not said.pointed.file:
        return None if not said.pointed.shots or said.hits("time", "weather") else _ask_file()
    return Replace(shot=_one(said), file=said.pointed.file)


def _perform(said: Said) -> Turn | None:
    references = said.view.brief.references
    other = said.says("replace") or said.says("faster") or said.says("calmer")
    named = bool(said.pointed.file) and not other
    held = any(shot.performance for shot in said.view.board.shots)
    if not performances.wished(said.heard, named=named, held=held):
        return None
    file = performances.meant(said.pointed.file, said.text, references)
    stops = doubtful(said.heard)
    if stops or not (file or any(r.kind == "footage" for r in references)):
        moved = tuple(shot.id for shot in said.view.board.shots if shot.performance)
        return Perform(shots=said.shots or moved) if stops and moved else None
    return Perform(shots=said.shots or _actors(said), file=file or _file_of(said))


def _actors(said: Said) -> tuple[str, ...]:
    """Return the shots of the one person who can be moved by an actor: where the body acts, if it does anywhere."""
    board = said.view.board
    able = [board.shots[n] for n in performances.able(board.shots)]
    able = [shot for shot in able if shot.id in said.described.shots] or able
    acting = [shot for shot in able if performed(shot)] or able
    if len({shot.who[0].character or shot.who[0].term for shot in acting}) != 1:
        raise Unclear("assistant_which_shot")
    return tuple(shot.id for shot in acting)


def _file_of(said: Said) -> str:
    names = ", ".join(r.name for r in said.view.brief.references if r.kind == "footage")
    raise Unclear("assistant_which_footage", names=names)


def _ask_file() -> Turn | None:
    raise Unclear("assistant_which_file")


def _pick(said: Said) -> Turn | None:
    return Pick(shot=_one(said), take=said.pointed.take)


def _retake(said: Said) -> Turn | None:
    return Retake(shots=_some(said))


def _settle(said: Said, why: SettledBy) -> Turn | None:
    return Settle(shot=_one(said), why=why, take=said.pointed.take)


def _about(said: Said) -> Turn | None:
    return Ask(about="film", shot=said.shots[0] if len(said.shots) == 1 else None, words=said.text)


def _thanks(said: Said) -> Turn | None:
    raise Unclear("assistant_thanks")


def _never(said: Said) -> Turn | None:
    near = said.beside("never", "remove")
    named = said.hits("person", "animal", "vehicle", "thing", "place", "weather", "colour", "action")
    hits = [hit for hit in named if hit.first in near]
    if said.pointed.shots or not hits:
        return None
    terms = dict.fromkeys((known.means or known.id) if (known := term(hit.term)) else hit.term for hit in hits)
    return Never(terms=tuple(terms), words=", ".join(hit.words.lower() for hit in hits))


def _remove(said: Said) -> Turn | None:
    if said.pointed.shots or len(said.described.shots) == 1:
        return Remove(shots=said.shots)
    if says("shot", said.heard.tokens):
        raise _which(said)
    never = _never(said)
    if never is None:
        raise Unclear("assistant_which_shot")
    return never


def _longer(said: Said) -> Turn | None:
    return _stretch(said, 1)


def _shorter(said: Said) -> Turn | None:
    return _stretch(said, -1)


def _stretch(said: Said, way: int) -> Turn | None:
    if not (said.pointed.shots or said.described.shots):
        return None
    return Stretch(shot=_one(said), beats=way * (said.pointed.beats or BEATS))


def _palette(said: Said) -> Turn | None:
    sections = said.pointed.sections
    if not sections and said.pointed.shots:
        sections = tuple({said.view.board.shot(shot).section for shot in said.pointed.shots})
    if not sections and said.pointed.whole:
        sections = tuple(range(len(said.view.song.sections)))
    if not sections:
        raise Unclear("assistant_which_section")
    colours = tuple(hit.term for hit in said.hits("colour"))
    return Repaint(sections=sections, palette=repainted(said.view, sections[0], colours, said.heard.tokens))


def _pace(said: Said, factor: float) -> Turn | None:
    sections = said.pointed.sections
    if not sections and said.pointed.shots:
        return Stretch(shot=_one(said), beats=-BEATS if factor > 1 else BEATS)
    if not sections and said.pointed.whole:
        sections = tuple(range(len(said.view.song.sections)))
    if not sections:
        raise Unclear("assistant_which_section")
    return Pace(sections=sections, factor=factor)


def _restage(said: Said) -> Turn | None:
    times = [hit.term for hit in said.hits("time") if hit.term in get_args(TimeOfDay)]
    weathers = [hit.term for hit in said.hits("weather") if hit.term in get_args(Weather)]
    step = -1 if said.says("too_close") else 1 if said.says("closer") else -1 if said.says("wider") else 0
    if not times and not weathers and not step:
        return None
    if said.described.shots and not (step or said.says("wish") or _first(said)):
        raise Unclear("assistant_again")
    changes: dict[str, object] = {"shots": _some(said), "step": step}
    if times:
        changes["time"] = times[-1]
    if weathers:
        changes["weather"] = weathers[-1]
    return Restage.model_validate(changes)


def _first(said: Said) -> bool:
    """Whether light or weather comes before what it is for: 'snow when she runs', not 'that house at night'."""
    wished = [hit.first for hit in said.hits("time", "weather")]
    return bool(wished) and min(wished) < min(said.described.used)


_INTENTS: tuple[tuple[str, Callable[[Said], Turn | None]], ...] = (
    ("draft", lambda said: Realise(stage="draft")),
    ("undo", lambda said: Undo()),
    ("which_take", _which_take),
    ("status", lambda said: Ask(about="status")),
    ("cost", lambda said: Ask(about="cost")),
    ("why", _why),
    ("pin", lambda said: _pin(said, said.pointed.renderer)),
    ("unpin", lambda said: _pin(said, "")),
    ("film", lambda said: Realise()),
    ("unlock", _unlock),
    ("swap", _swap),
    ("perform", _perform),
    ("replace", _replace),
    ("pick", _pick),
    ("no_difference", lambda said: _settle(said, "no difference")),
    ("retake", _retake),
    ("enough", lambda said: _settle(said, "taken")),
    ("never", _never),
    ("lock", _lock),
    ("remove", _remove),
    ("longer", _longer),
    ("shorter", _shorter),
    ("palette", _palette),
    ("faster", lambda said: _pace(said, FASTER)),
    ("calmer", lambda said: _pace(said, CALMER)),
    ("closer", _restage),
    ("wider", _restage),
    ("export", lambda said: Export()),
    ("trial", lambda said: Approve(preview=True)),
    ("approve", lambda said: Approve()),
    ("about", _about),
    ("thanks", _thanks),
)
"""In the order in which they are looked for."""
