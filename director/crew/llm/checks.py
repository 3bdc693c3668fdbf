"""A plan checked in code: the film on one page. One checker for every crew."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from director.crew.llm.forbidden import never, said_in
from director.model import Brief, Reading, SongMap, Treatment

FaultKind = Literal[
    "cover", "order", "cut point", "twin", "jump", "short", "long", "unknown", "motif", "forbidden", "wardrobe", "must",
    "turn", "term", "answer", "rhythm",
]  # fmt: skip
FEWEST_RETURNS = 2
"""A thing that is seen once is no motif."""


@dataclass(frozen=True)
class Fault:
    """Something in a plan that must not be so, said to whoever made it."""

    kind: FaultKind
    where: str
    """What it is about: a section's number, a shot's or clip's id."""
    text: str
    """In English, with what would be right."""

    def __str__(self) -> str:
        """Return the fault as a line of a list."""
        return f"{self.where}: {self.text}" if self.where else self.text


def treatment_faults(brief: Brief, reading: Reading, song: SongMap, treatment: Treatment) -> tuple[Fault, ...]:
    """Return what is wrong with a film on one page."""
    return (
        *_sections(song, treatment),
        *_names(treatment),
        *_motifs(song, treatment),
        *_forbidden(brief, reading, treatment),
        *_lines(song, treatment),
    )


def _sections(song: SongMap, treatment: Treatment) -> Iterator[Fault]:
    planned, count = [p.section for p in treatment.sections], len(song.sections)
    if planned != list(range(count)):
        yield Fault("cover", "sections", f"they have to be 0 to {count - 1}, each once and in order; got {planned}")
    turns = [p.section for p in treatment.sections if p.role == "turn"]
    if turns != [treatment.turn_section]:
        yield Fault(
            "turn",
            f"section {treatment.turn_section}",
            f"exactly the turn_section has the role 'turn'; the role stands at {turns}",
        )


def _names(treatment: Treatment) -> Iterator[Fault]:
    worlds, places = {w.id for w in treatment.worlds}, {p.id for p in treatment.places}
    people = {c.id for c in treatment.characters}
    for sort, ids in (
        ("world", [w.id for w in treatment.worlds]),
        ("character", [c.id for c in treatment.characters]),
        ("place", [p.id for p in treatment.places]),
        ("motif", [m.id for m in treatment.motifs]),
        ("cutout", [c.id for c in treatment.cutouts]),
    ):
        yield from (
            Fault("unknown", name, f"this {sort} is defined twice") for name, n in Counter(ids).items() if n > 1
        )
    for place in treatment.places:
        if place.world not in worlds:
            yield Fault(
                "unknown", f"place {place.id}", f"world {place.world!r} is not defined; there are {_all(worlds)}"
            )
    for plan in treatment.sections:
        where = f"section {plan.section}"
        if plan.world not in worlds:
            yield Fault("unknown", where, f"world {plan.world!r} is not defined; there are {_all(worlds)}")
        for place_id in dict.fromkeys((*plan.places, *(m.place for m in plan.moments if m.place))):
            if place_id not in places:
                yield Fault("unknown", where, f"place {place_id!r} is not defined; there are {_all(places)}")
        for who in plan.characters:
            if who not in people:
                yield Fault("unknown", where, f"character {who!r} is not defined; there are {_all(people)}")


def _motifs(song: SongMap, treatment: Treatment) -> Iterator[Fault]:
    count = len(song.sections)
    for motif in treatment.motifs:
        where = f"motif {motif.id}"
        for back in motif.returns:
            if back.section >= count:
                yield Fault("motif", where, f"it returns in section {back.section}; the song has 0 to {count - 1}")
        fewest = min(FEWEST_RETURNS, count)
        if len({back.section for back in motif.returns}) < fewest:
            yield Fault("motif", where, f"it has to come back in at least {fewest} sections, better three")


def _forbidden(brief: Brief, reading: Reading, treatment: Treatment) -> Iterator[Fault]:
    banned = never(brief, reading)
    for where, term in _terms(treatment):
        if term in banned:
            yield Fault("forbidden", where, f"{term!r} must never be seen: choose another term")
    for where, text in _texts(treatment):
        for word in said_in(text, banned):
            yield Fault("forbidden", where, f"{word!r} must never be seen, and this text names it: {text[:80]!r}")


def _terms(treatment: Treatment) -> Iterator[tuple[str, str]]:
    yield from ((f"character {c.id}", c.term) for c in treatment.characters)
    yield from ((f"place {p.id}", p.term) for p in treatment.places)
    yield from ((f"motif {m.id}", m.term) for m in treatment.motifs)
    for plan in treatment.sections:
        where = f"section {plan.section}"
        yield from ((where, term) for term in (*plan.things, *plan.actions, plan.weather, plan.time))
        for moment in plan.moments:
            yield from ((where, term) for term in (*moment.who, *moment.things, moment.action))


def _texts(treatment: Treatment) -> Iterator[tuple[str, str]]:
    """Yield everything that a renderer or the storyboarder will read, and where it stands."""
    for c in treatment.characters:
        yield from ((f"character {c.id}", text) for text in (c.look, c.wardrobe, c.look_en, c.wardrobe_en))
    for p in treatment.places:
        yield from ((f"place {p.id}", text) for text in (p.description, p.look_en))
    for motif in treatment.motifs:
        yield from ((f"motif {motif.id}", text) for text in (motif.name, motif.look_en))
    for cutout in treatment.cutouts:
        yield from ((f"cutout {cutout.id}", text) for text in (cutout.name, cutout.name_en))
    for plan in treatment.sections:
        yield f"section {plan.section}", plan.idea
        yield from ((f"section {plan.section}", moment.words) for moment in plan.moments)


def _lines(song: SongMap, treatment: Treatment) -> Iterator[Fault]:
    for treated in treatment.lyrics:
        if treated.line >= len(song.lines):
            yield Fault("unknown", f"line {treated.line}", f"the song has {len(song.lines)} lines, numbered from 0")


def _all(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
