"""Which picture each place in the cut wants, before anybody decides what fills it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from director.crew.house import coverage
from director.crew.house.coverage import SetUp
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.crew.house.shot_list import Slot
from director.crew.house.telling import Beat, beats
from director.model import Change, Moment, Place, SectionPlan


@dataclass(frozen=True)
class _Wish:
    """One slot while its section is being planned."""

    place: Place
    kind: SetUp
    motif: tuple[str, str, Change] | None = None
    sight: str = ""
    moment: Moment | None = None
    told: bool = False


def slots(desk: Desk, starts: Sequence[int]) -> tuple[Slot, ...]:
    """Return one slot a clip: its place, its set-up, the motif it carries, and whether it may be a new shot."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in pairwise([*starts, desk.footing.frames]):
        section = max(p.section for p in desk.parts if p.start <= start)
        spans[section].append((start, end))
    fresh = _budget(desk, {section: len(found) for section, found in spans.items()})
    made: list[Slot] = []
    seen: set[str] = set()
    for section, found in spans.items():
        told = bool(desk.plan(section).moments)
        wishes = _told(desk, section, found, seen) if told else _wishes(desk, section, found, seen)
        for k, ((start, end), wish) in enumerate(zip(found, wishes, strict=True)):
            new = wish.told or wish.place.id not in seen or _new_here(k, len(found), fresh[section])
            seen.add(wish.place.id)
            made.append(Slot(
                len(made), start, end, section, wish.place, wish.kind, wish.motif, wish.sight, new, wish.moment,
                wish.told,
            ))  # fmt: skip
    return tuple(made)


def _budget(desk: Desk, counts: dict[int, int]) -> dict[int, int]:
    """Return how many new set-ups each section may have; a section that repeats another's places gets fewer."""
    total = sum(counts.values())
    minutes = desk.seconds(desk.footing.frames) / 60
    most = round(8 + 0.6 * max(0, total - 8)) if total > 8 else total
    most = min(most, round(44 + 2 * max(0.0, minutes - 4)), 72)
    seen: set[tuple[str, str, str]] = set()
    weights: dict[int, float] = {}
    for section, count in counts.items():
        plan = desk.plan(section)
        look = {(place, plan.time, plan.palette.colours[0]) for place in plan.places}
        weights[section] = count**0.85 * (0.45 if look <= seen else 1.0)
        seen |= look
    whole = sum(weights.values())
    return {s: min(counts[s], max(1, round(most * w / whole))) for s, w in weights.items()}


def _new_here(k: int, count: int, fresh: int) -> bool:
    """Say whether clip k of a section is a new set-up: coverage comes first, returns later, the last clip is new."""
    if k == 0:
        return True

    def due(n: int) -> int:
        return min(fresh, 1 + int((fresh - 1) * (n / max(1, count - 1)) ** 0.75 + 1e-9))

    return due(k) > due(k - 1)


def _told(desk: Desk, section: int, spans: Sequence[tuple[int, int]], seen: set[str]) -> list[_Wish]:
    """Return the wishes of a section whose moments are told; where someone sings, a performance comes between."""
    plan, form = desk.plan(section), desk.treatment.form
    found = beats(desk, section, [desk.seconds(end - start) for start, end in spans], seen)
    sung = desk.voice(section) > 0.2 or form == "performance"
    kinds = coverage.wanted(form, plan.role, len(found), sung=sung and bool(desk.cast(plan)))
    wishes = []
    for beat, kind in zip(found, kinds, strict=True):
        place = desk.place(beat.moment.place)
        if kind == "perform" and not beat.told:
            wishes.append(_Wish(_stage(desk, place), "perform"))
        else:
            wishes.append(_Wish(place, beat.kind, moment=beat.moment, told=beat.told))
    for motif in desk.returning(section):
        _mark(wishes, motif, found)
    _carry_lines(desk, spans, wishes)
    return wishes


def _mark(wishes: list[_Wish], motif: tuple[str, str, Change], found: Sequence[Beat]) -> None:
    """Let the clip that shows a motif best carry its change: its detail, else the picture that tells of it."""
    term = motif[1]
    has = [(k, w.moment) for k, w in enumerate(wishes) if w.moment and term in w.moment.things and w.motif is None]
    details = [(k, m) for k, m in has if wishes[k].kind == "insert" and m.things[0] == term]
    told = [(k, m) for k, m in has if found[k].told]
    for k, moment in (*details, *told, *has)[:1]:
        first = (term, *(t for t in moment.things if t != term))
        told_change = moment.change if moment.things[0] == term else None
        wishes[k] = replace(
            wishes[k], motif=(*motif[:2], told_change or motif[2]), moment=moment.model_copy(update={"things": first})
        )


def _wishes(desk: Desk, section: int, spans: Sequence[tuple[int, int]], seen: set[str]) -> list[_Wish]:
    plan, count = desk.plan(section), len(spans)
    form = desk.treatment.form
    sung = desk.voice(section) > 0.2 or form == "performance"
    kinds = coverage.wanted(form, plan.role, count, sung=sung and bool(desk.cast(plan)))
    places = list(_places(desk, plan, spans))
    wishes: list[_Wish] = []
    known = set(seen)
    for place, kind in zip(places, kinds, strict=True):
        fits: SetUp = kind
        if place.id not in known and kind not in ("establish", "perform") and count > 1:
            fits = "establish"
        elif place.id in known and kind == "establish" and wishes:
            fits = "air"
        known.add(place.id)
        wishes.append(_Wish(_stage(desk, place) if fits == "perform" else place, fits))
    if desk.vertical and not seen and wishes and desk.cast(plan):
        # Upright films are met on a phone: a face in the first two seconds, the place after it.
        wishes[0] = _Wish(wishes[0].place, "close")
        if count > 1:
            wishes[1] = _Wish(wishes[1].place, "establish")
    _carry_motifs(desk, section, wishes)
    _carry_lines(desk, spans, wishes)
    return wishes


def _places(desk: Desk, plan: SectionPlan, spans: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """Yield the place of each clip: places in order, at least two clips each; two worlds meet by intercutting.

    A section moves to its next place with a clip that is long enough for the place to be read.
    """
    count = len(spans)
    places = desk.places(plan)[: max(1, count // 2)]
    worlds = {place.world for place in places}
    if plan.role == "turn" and len(worlds) > 1 and count >= 4:
        half = count // 2
        yield from (places[0] for _ in range(half - half % 2))
        yield from (places[(n + 1) % len(places)] for n in range(count - (half - half % 2)))
        return
    moves = [0]
    for k in range(1, len(places)):
        about = k * count // len(places)
        near = [n for n in range(about - 2, about + 3) if moves[-1] + 1 < n < count] or [max(about, moves[-1] + 1)]
        long = [n for n in near if desk.seconds(spans[n][1] - spans[n][0]) >= coverage.READ_S["establish"]]
        moves.append(min((abs(n - about), n) for n in long or near)[1])
    for number in range(count):
        yield places[sum(move <= number for move in moves) - 1]


def _stage(desk: Desk, place: Place) -> Place:
    """Return where the performance is filmed: the treatment's stage if it has one, else where we are."""
    stages = [p for p in desk.treatment.places if p.term in coverage.STAGES and p.term not in desk.avoid]
    return stages[0] if stages else place


def _carry_motifs(desk: Desk, section: int, wishes: list[_Wish]) -> None:
    """Give every motif that returns here a detail of its own, never the section's first clip if there is a second."""
    for motif in desk.returning(section):
        free = [k for k, w in enumerate(wishes) if w.motif is None and (k or len(wishes) == 1)]
        if not free:
            return
        details = [k for k in free if wishes[k].kind == "insert"]
        home = [k for k in free if wishes[k].place == wishes[0].place]
        at = next((k for k in details if k in home), (home or free)[len(home or free) // 2])
        kind = "insert" if len(wishes) > 1 else wishes[at].kind
        wishes[at] = _Wish(wishes[at].place, kind, motif=motif)


def _carry_lines(desk: Desk, spans: Sequence[tuple[int, int]], wishes: list[_Wish]) -> None:
    """Show what an illustrated line names, where the line is sung."""
    for k, (start, end) in enumerate(spans):
        terms = [t for line in desk.drawn_lines(start, end) for t in line.terms]
        shown = [t for t in terms if sort_of(t) in ("thing", "animal", "vehicle", "person") and t not in desk.avoid]
        if (
            shown
            and k
            and not wishes[k].told
            and wishes[k].motif is None
            and wishes[k].kind not in ("establish", "perform")
        ):
            wishes[k] = _Wish(wishes[k].place, "sight", sight=shown[0])
