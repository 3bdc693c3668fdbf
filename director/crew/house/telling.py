"""How a section's moments are told in its clips: each is seen once as it happens, the other clips cover it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from director.crew.house.cast import GOING
from director.crew.house.coverage import SetUp
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.model import Moment, SectionPlan

READ_NEW_S = 2.05
"""Time in which a new place can be read, seconds."""

SHORTEST_S = 1.25
"""Time that a moment wants at least, seconds: a picture, an action, a look."""

_FACES = frozenset({"wake", "look", "breathe", "cry", "laugh", "sing", "sleep"})
_STILL = frozenset({"", "look", "stand", "breathe", "sit", "hold", "wake"})
_QUIET = frozenset({"withhold", "release", "open", "answer"})
_BREATH = 5
"""Clips on one moment from which one may be the place alone, for a breath."""


@dataclass(frozen=True)
class Beat:
    """One clip of a moment: what is seen in it, and how."""

    moment: Moment
    kind: SetUp
    told: bool
    """It is the picture that tells the moment; the others cover it."""


def told_moments(desk: Desk, plan: SectionPlan) -> tuple[Moment, ...]:
    """Return a section's moments without what must never be shown; empty when the treatment tells none."""
    found = []
    for moment in plan.moments:
        place = moment.place or plan.places[0]
        if desk.place(place).term in desk.avoid:
            place = desk.places(plan)[0].id
        never = {"action": "" if moment.action in desk.avoid else moment.action}
        if moment.weather in desk.avoid:
            never["weather"] = None
        if moment.time in desk.avoid:
            never["time"] = None
        who = tuple(w for w in moment.who if w not in desk.avoid)
        things = tuple(t for t in moment.things if t not in desk.avoid)
        found.append(moment.model_copy(update={"place": place, "who": who, "things": things, **never}))
    return tuple(found)


def wanted_clips(desk: Desk, plan: SectionPlan, seconds: float, seen: frozenset[str] | set[str]) -> int:
    """Return how many clips a section needs so that each of its moments is seen, as far as they can be read."""
    moments = list(told_moments(desk, plan))
    while len(moments) > 1:
        known = set(seen)
        needed = 0.0
        for moment in moments:
            needed += SHORTEST_S if moment.place in known else READ_NEW_S
            known.add(moment.place)
        if needed <= seconds:
            break
        moments = list(gathered(moments, len(moments) - 1))
    return len(moments)


def gathered(moments: Sequence[Moment], count: int) -> tuple[Moment, ...]:
    """Return at most `count` moments: those that one picture can tell together become one."""
    found = list(moments)
    while len(found) > max(1, count):
        costs = [(_apart(a, b), n) for n, (a, b) in enumerate(pairwise(found))]
        at = min(costs)[1]
        found[at : at + 2] = [_together(found[at], found[at + 1])]
    return tuple(found)


def _apart(one: Moment, other: Moment) -> float:
    """Return how much is lost when two moments become one picture."""
    cost = 6.0 if one.place != other.place else 0.0
    bare = [m for m in (one, other) if not m.who and not m.things]
    if bare:
        return cost - (3.0 if one.place != other.place else 0.0)
    if one.time != other.time and one.time and other.time:
        cost += 6.0
    if one.who and one.who == other.who:
        return cost + (0.4 if _STILL & {one.action, other.action} else 2.0)
    if not one.who or not other.who:
        return cost + 1.0 + 0.3 * bool(set(one.things) & set(other.things))
    return cost + 3.0


def _together(one: Moment, other: Moment) -> Moment:
    rich, poor = (one, other) if (bool(one.who), bool(one.things)) >= (bool(other.who), bool(other.things)) else (
        other, one)  # fmt: skip
    action = rich.action
    if one.who == other.who:
        action = next((a for a in (other.action, one.action) if a not in _STILL), other.action or one.action)
    same = rich.place == poor.place
    return rich.model_copy(update={
        "words": ", ".join(w for w in (one.words, other.words) if w),
        "who": tuple(dict.fromkeys((*rich.who, *(poor.who if same else ()))))[:3],
        "action": action,
        "things": tuple(dict.fromkeys((*rich.things, *(poor.things if same else ())))),
        "time": rich.time or poor.time,
        "weather": rich.weather or poor.weather,
    })  # fmt: skip


def beats(desk: Desk, section: int, seconds: Sequence[float], seen: set[str]) -> tuple[Beat, ...]:
    """Return one beat a clip. `seconds` are the clips' lengths, `seen` the places that the film has shown before."""
    plan = desk.plan(section)
    moments = gathered(told_moments(desk, plan), len(seconds))
    counts = _shares(desk, plan, moments, seconds, seen)
    known = set(seen)
    found: list[Beat] = []
    for moment, count in zip(moments, counts, strict=True):
        found += list(_covered(desk, plan, moment, count, new=moment.place not in known))[:count]
        known.add(moment.place)
    if desk.vertical and not seen and _has_face(desk, found[0].moment):
        # Upright films are met on a phone: a face in the first two seconds, the place after it.
        found[0] = Beat(found[0].moment, "close", told=True)
        if len(found) > 1:
            found[1] = Beat(found[1].moment, "establish", told=True)
    return tuple(found)


def _shares(
    desk: Desk, plan: SectionPlan, moments: Sequence[Moment], seconds: Sequence[float], seen: set[str]
) -> list[int]:
    """Return how many clips each moment gets: at least one, more where someone acts; new places on long clips.

    Dynamic programming over (moment, first clip).
    """
    known = set(seen)
    new = []
    for moment in moments:
        new.append(moment.place not in known)
        known.add(moment.place)
    weights = [
        1.0 + 0.5 * bool(m.who) + 0.4 * bool(m.action) + 0.3 * fresh for m, fresh in zip(moments, new, strict=True)
    ]
    clips, whole = len(seconds), sum(weights)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for k, weight in enumerate(weights):
        reached: dict[int, tuple[float, int]] = {}
        target = clips * weight / whole
        for first, (cost, _) in best[-1].items():
            short = max(0.0, READ_NEW_S - seconds[first]) * (6.0 if new[k] else 0.0) if first < clips else 0.0
            for after in range(first + 1, clips - (len(weights) - k - 1) + 1):
                value = cost + short + (after - first - target) ** 2
                if after not in reached or value < reached[after][0]:
                    reached[after] = (value, first)
        best.append(reached)
    ends = [clips]
    for k in range(len(weights), 0, -1):
        ends.append(best[k][ends[-1]][1])
    ends.reverse()
    return [b - a for a, b in pairwise(ends)]


def _covered(desk: Desk, plan: SectionPlan, moment: Moment, count: int, *, new: bool) -> Iterator[Beat]:
    """Yield the set-ups of a moment in cutting order: itself first, then nearer, its thing, its feeling, again."""
    yield Beat(moment, _first(desk, plan, moment, new=new), told=True)
    lead = next((c.id for c in desk.cast(plan)), "")
    watches = moment.model_copy(update={
        "who": (lead,), "things": (), "action": "look", "many": False,
    }) if lead and lead not in moment.who and sort_of(lead) == "person" else None  # fmt: skip
    subject = moment.who[0] if moment.who else ""
    order: list[Beat] = []
    near: SetUp = "close"
    if not subject:
        alone = [
            moment.model_copy(update={"things": (t, *(o for o in moment.things if o != t))}) for t in moment.things
        ]
        order += [Beat(one, "insert", told=False) for one in alone[:1]]
        order += [Beat(watches, near, told=False)] if watches and plan.role != "open" else []
        order += [Beat(one, "insert", told=False) for one in alone[1:]]
        order += [Beat(moment, "full", told=False), Beat(moment, "sight", told=False)]
        order += [Beat(watches, "medium", told=False)] if watches else []
    else:
        order.append(Beat(moment, "full" if new and _sort(desk, subject) != "person" else near, told=False))
        order += [Beat(moment, "insert", told=False)] if _small(moment) else []
        order += [Beat(moment, "medium", told=False), Beat(moment, "full", told=False)]
        order += [Beat(_turned(moment), near, told=False)] if len(moment.who) > 1 else []
        order += [Beat(watches, near, told=False)] if watches else []
        order += [Beat(moment, "eyes" if _sort(desk, subject) == "person" else near, told=False)]
    if plan.role in _QUIET and count >= _BREATH:
        order.insert(_BREATH - 2, Beat(moment.model_copy(update={"who": (), "things": ()}), "air", told=False))
    for number in range(count - 1):
        yield order[number % len(order)]


def _first(desk: Desk, plan: SectionPlan, moment: Moment, *, new: bool) -> SetUp:
    """Return the set-up in which a moment is told: a new place is seen whole, a face that changes near."""
    subject = moment.who[0] if moment.who else ""
    if new or not (subject or moment.things):
        return "establish"
    if not subject:
        return "insert" if moment.action == "" else "full"
    sort = _sort(desk, subject)
    if sort == "vehicle":
        return "full"
    if moment.action in _FACES and len(moment.who) == 1:
        return "close"
    if moment.action in GOING or len(moment.who) > 1:
        return "full"
    return "medium" if moment.action in ("hold", "write", "read", "play", "sit", "") else "full"


def _turned(moment: Moment) -> Moment:
    """Return the moment seen from its second person."""
    return moment.model_copy(update={"who": (*moment.who[1:], moment.who[0]), "things": (), "many": False})


def _small(moment: Moment) -> bool:
    return any(sort_of(t) == "thing" for t in moment.things)


def _sort(desk: Desk, who: str) -> str:
    known = next((c.term for c in desk.treatment.characters if c.id == who), who)
    return sort_of(known) or "thing"


def _has_face(desk: Desk, moment: Moment) -> bool:
    return bool(moment.who) and _sort(desk, moment.who[0]) == "person"
