"""What the artist said must be seen is seen."""

from collections.abc import Iterable, Sequence

from director.crew.house import cast
from director.crew.house.desk import Desk
from director.crew.house.lexicon import hear
from director.crew.house.names import name_of, sort_of
from director.model import Cutout, Note, Presence, Shot

_PLAYED = {
    "drummer": "drum", "pianist": "piano", "guitarist": "guitar", "musician": "guitar", "singer": "guitar",
}  # fmt: skip
"""What is in the picture with whoever plays it."""


def terms_of(shot: Shot) -> frozenset[str]:
    """Return every canonical term that a shot shows."""
    people = {p.term for p in (*shot.who, *shot.props)} | {p.action for p in shot.who if p.action}
    return frozenset(people | played(shot.who) | {shot.place_term, shot.time, shot.weather, shot.emotion})


def played(who: Iterable[Presence]) -> frozenset[str]:
    """Return the instruments that those who play bring with them."""
    return frozenset(_PLAYED[p.term] for p in who if p.term in _PLAYED and p.action == "play")


def shown_as(word: str, cutouts: Iterable[Cutout]) -> str:
    """Return the term under which an ordered word is shown: its own, that of the film's drawing named so, or itself."""
    if sort_of(word) is not None:
        return word
    wanted = [set(token.lemmas) for token in hear(word.replace("_", " ")).tokens if token.lemmas]
    for cutout in cutouts if wanted else ():
        named = {lemma for token in hear(f"{cutout.name}. {cutout.name_en}").tokens for lemma in token.lemmas}
        if all(forms & named for forms in wanted):
            return cutout.term
    return word


def with_musts(desk: Desk, shots: Sequence[Shot]) -> tuple[list[Shot], tuple[Note, ...]]:
    """Return the shots with everything that must appear, and a note for what found no place."""
    found, notes = list(shots), []
    for word in desk.reading.must if desk.reading else ():
        term = shown_as(word, desk.treatment.cutouts)
        sort = sort_of(term)
        if term in desk.avoid or sort is None or any(term in terms_of(shot) for shot in found):
            continue
        at = _where(found, term, sort)
        if at is None:
            notes.append(Note(key="board_must_missing", values={"term": name_of(term, desk.brief.language)}))
            continue
        found[at] = _with(desk, found[at], term, sort)
    return found, tuple(notes)


def _where(shots: Sequence[Shot], term: str, sort: str) -> int | None:
    """Return which shot gives way: the least important that can show such a thing."""
    if sort in ("place", "time", "weather"):
        return None
    free = [n for n, s in enumerate(shots) if s.technique == "drawn" and not s.hero and not s.motif] or [
        n for n, s in enumerate(shots) if s.technique == "drawn"
    ]
    if sort == "action":
        free = [n for n in free if shots[n].subject and sort_of(shots[n].who[0].term) == "person"]
        free = [n for n in free if shots[n].framing in ("wide", "full", "medium")] or free
        return free[len(free) // 2] if free else None
    free = [n for n in free if cast.fits(term, shots[n].place_term)] or free
    if not free:
        return None
    details = [n for n in free if shots[n].framing == "insert" or shots[n].subject is None]
    return min(details or free, key=lambda n: (shots[n].importance, abs(n - len(shots) // 2), n))


def _with(desk: Desk, shot: Shot, term: str, sort: str) -> Shot:
    if sort == "action":
        subject = shot.who[0].model_copy(update={"action": term})
        return shot.model_copy(update={"who": (subject, *shot.who[1:])})
    plan = desk.plan(shot.section)
    action = cast.actions(desk, plan, term, shot.place_term)[0] if sort != "thing" else ""
    comes = cast.creature(term, action, "none", shot.direction if shot.direction != "none" else "right")
    if sort == "thing":
        framing = "insert" if shot.framing in ("insert", "close", "extreme close") else shot.framing
        if shot.subject is not None and framing != "insert":
            return shot.model_copy(update={"props": (*shot.props, comes.model_copy(update={"facing": "none"}))})
        return shot.model_copy(update={"who": (comes.model_copy(update={"facing": "none"}),), "framing": framing})
    framing = "full" if shot.framing in ("insert", "extreme wide") else shot.framing
    return shot.model_copy(update={"who": (comes,), "framing": framing, "motif": "", "motif_change": None})
