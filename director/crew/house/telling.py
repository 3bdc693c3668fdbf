"""How a section's moments are told in its clips: each is seen once as it happens, the other clips cover it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from director.crew.house import cast
from director.crew.house.cast import GOING
from director.crew.house.coverage import SetUp
from director.crew.house.desk import Desk
from director.crew.house.enacting import BODY, SKY
from director.crew.house.names import sort_of
from director.model import Moment, SectionPlan

READ_NEW_S = 2.05
"""Time in which a new place can be read, seconds."""

SHORTEST_S = 1.25
"""Time that a moment wants at least, seconds: a picture, an action, a look."""

_FACES = frozenset({"wake", "look", "breathe", "cry", "laugh", "sing", "sleep"})
_STILL = frozenset({"", "look", "stand", "breathe", "sit", "hold", "wake"})
_DULL = ("", "stand", "look", "breathe", "sit", "turn", "walk", "hold")
"""Actions that say least, from the emptiest on: of two that become one picture the more telling one is kept."""

_QUIET = frozenset({"withhold", "release", "open", "answer"})
_OF_PLACES = frozenset({"tree"})
"""Things that places are made of: they are no subject of their own."""

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
    found: list[Moment] = []
    for moment in plan.moments:
        place = moment.place or plan.places[0]
        if desk.place(place).term in desk.avoid:
            place = desk.places(plan)[0].id
        never: dict[str, object] = {"action": "" if moment.action in desk.avoid else moment.action}
        never |= {"weather": None} if moment.weather in desk.avoid else {}
        never |= {"time": None} if moment.time in desk.avoid else {}
        who = tuple(w for w in moment.who if w not in desk.avoid)
        standing = _OF_PLACES if not moment.who else frozenset()
        things = tuple(t for t in moment.things if t not in desk.avoid and t not in standing)
        one = moment.model_copy(update={"place": place, "who": who, "things": things, **never})
        if found and not one.who and not one.action and (one.place, one.things) == (found[-1].place, found[-1].things):
            continue
        found.append(one)
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
        acts = any(m.action and not m.who for m in (one, other))
        return cost + (3.0 if acts else 1.0) + 0.3 * bool(set(one.things) & set(other.things))
    return cost + 3.0


def _together(one: Moment, other: Moment) -> Moment:
    rich, poor = (one, other) if (bool(one.who), bool(one.things)) >= (bool(other.who), bool(other.things)) else (
        other, one)  # fmt: skip
    action = rich.action
    if one.who == other.who:
        action = max((other.action, one.action), key=lambda a: _DULL.index(a) if a in _DULL else len(_DULL))
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
    moments, counts = _laid(desk, plan, seconds, seen)
    known = set(seen)
    found: list[Beat] = []
    for told, count in zip(moments, counts, strict=True):
        moment = _again(desk, section, told)
        found += list(_covered(desk, plan, moment, count, new=moment.place not in known))[:count]
        known.add(moment.place)
    if desk.vertical and not seen and _has_face(desk, found[0].moment):
        # Upright films are met on a phone: a face in the first two seconds, the place after it.
        found[0] = Beat(found[0].moment, "close", told=True)
        if len(found) > 1:
            found[1] = Beat(found[1].moment, "establish", told=True)
    return tuple(found)


def _laid(
    desk: Desk, plan: SectionPlan, seconds: Sequence[float], seen: set[str]
) -> tuple[tuple[Moment, ...], list[int]]:
    """Return the moments that the clips can tell, and how many clips each gets.

    Where the clips fall badly (a new place on half a second), moments that one picture can tell are put together.
    """
    told = told_moments(desk, plan)
    best: tuple[float, tuple[Moment, ...], list[int]] | None = None
    most = min(len(told), len(seconds))
    for count in range(most, max(0, most - 3), -1):
        moments = gathered(told, count)
        cost, counts = _shares(moments, seconds, seen)
        cost += 2.5 * _lost(told, count)
        if best is None or cost < best[0]:
            best = (cost, moments, counts)
    assert best is not None
    return best[1], best[2]


def _lost(moments: Sequence[Moment], count: int) -> float:
    """Return how much is lost when moments are put together until `count` are left."""
    found, lost = list(moments), 0.0
    while len(found) > max(1, count):
        cost, at = min((_apart(a, b), n) for n, (a, b) in enumerate(pairwise(found)))
        found[at : at + 2] = [_together(found[at], found[at + 1])]
        lost += cost
    return lost


def _shares(moments: Sequence[Moment], seconds: Sequence[float], seen: set[str]) -> tuple[float, list[int]]:
    """Return (cost, clips of each moment): at least one, more where someone acts; new places on long clips.

    Dynamic programming over (moment, first clip).
    """
    known = set(seen)
    wanted = []
    for moment in moments:
        wanted.append(READ_NEW_S if moment.place not in known else SHORTEST_S if moment.who else 0.8)
        known.add(moment.place)
    weights = [1.0 + 0.5 * bool(m.who) + 0.4 * bool(m.action) + 0.3 * (w == READ_NEW_S)
               for m, w in zip(moments, wanted, strict=True)]  # fmt: skip
    clips, whole = len(seconds), sum(weights)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for k, weight in enumerate(weights):
        reached: dict[int, tuple[float, int]] = {}
        target = clips * weight / whole
        for first, (cost, _) in best[-1].items():
            short = 6.0 * max(0.0, wanted[k] - seconds[first]) if first < clips else 0.0
            for after in range(first + 1, clips - (len(weights) - k - 1) + 1):
                value = cost + short + 0.5 * (after - first - target) ** 2
                if after not in reached or value < reached[after][0]:
                    reached[after] = (value, first)
        best.append(reached)
    ends = [clips]
    for k in range(len(weights), 0, -1):
        ends.append(best[k][ends[-1]][1])
    ends.reverse()
    return best[-1][clips][0], [b - a for a, b in pairwise(ends)]


def _covered(desk: Desk, plan: SectionPlan, moment: Moment, count: int, *, new: bool) -> Iterator[Beat]:
    """Yield the set-ups of a moment in cutting order: itself first, then nearer, its thing, its feeling, again."""
    yield Beat(moment, _first(desk, moment, new=new), told=True)
    order = _around(desk, plan, moment, new=new) if moment.who else _beside(desk, plan, moment)
    if _first(desk, moment, new=new) == "insert" and len(order) > 1:
        order = [*order[1:], order[0]]
    if plan.role in _QUIET and count >= _BREATH:
        order.insert(_BREATH - 2, Beat(moment.model_copy(update={"who": (), "things": ()}), "air", told=False))
    for number in range(count - 1):
        yield order[number % len(order)]


def _around(desk: Desk, plan: SectionPlan, moment: Moment, *, new: bool) -> list[Beat]:
    """Return how somebody's moment is covered: nearer, the thing, what the feeling makes them do, who sees it."""
    subject = _sort(desk, moment.who[0])
    order = [Beat(moment, "full" if new and subject != "person" else "close", told=False)]
    if len(moment.who) > 1:
        # Two who belong together are seen together near, before each is seen alone.
        order.insert(0, Beat(moment, "medium", told=False))
    order += [Beat(moment, "insert", told=False)] if _small(moment) else []
    order += [Beat(_turned(moment), "close", told=False)] if len(moment.who) > 1 else []
    order.append(Beat(moment, "full" if moment.action in GOING else "medium", told=False))
    if subject == "person" and len(moment.who) == 1 and moment.action == "play":
        # Who plays stays at the instrument.
        if "piano" in moment.things:
            keys = moment.model_copy(update={"who": (), "things": ("hand",), "many": False})
            order.insert(0, Beat(keys, "insert", told=False))
        order += [Beat(moment, "eyes", told=False), Beat(moment, "close", told=False)]
    elif subject == "person" and len(moment.who) == 1:
        felt = cast.felt(desk, moment.emotion or plan.emotion, desk.place(moment.place).term)
        after = [moment.model_copy(update={"action": a, "many": False}) for a in felt if a != moment.action]
        order += [Beat(one, "full" if one.action in GOING else "medium", told=False) for one in after[:1]]
        order.append(Beat(moment, "eyes", told=False))
        order += [Beat(one, "medium", told=False) for one in after[1:2]]
    watched = _watched(desk, moment)
    order += [Beat(watched, "close", told=False)] if watched else []
    order.append(Beat(moment, "establish", told=False))
    return order


def _beside(desk: Desk, plan: SectionPlan, moment: Moment) -> list[Beat]:
    """Return how things and places are covered: each thing, and the main character who sees, comes and touches."""
    apart = [moment.model_copy(update={"things": (t, *(o for o in moment.things if o != t))}) for t in moment.things]
    order = [Beat(one, "insert", told=False) for one in apart[:1]]
    watched = _watched(desk, moment)
    if watched is not None and plan.role != "open":
        order.append(Beat(watched, "close", told=False))
        comes = watched.model_copy(update={"action": "walk", "things": moment.things})
        touches = comes.model_copy(update={"action": "reach" if moment.things else "turn"})
        order += [Beat(comes, "full", told=False), *(Beat(one, "insert", told=False) for one in apart[1:])]
        order += [Beat(touches, "medium", told=False), Beat(watched, "eyes", told=False)]
        return order
    order += [Beat(one, "insert", told=False) for one in apart[1:]]
    if apart:
        return [*order, Beat(moment, "sight", told=False), Beat(moment, "full", told=False)]
    return [Beat(moment, "medium", told=False), Beat(moment, "close", told=False)]


def _watched(desk: Desk, moment: Moment) -> Moment | None:
    """Return the main character's look at a moment in which it has no part; None for films without a person."""
    lead = desk.lead
    if lead is None or lead.id in moment.who or sort_of(lead.term) != "person" or desk.treatment.form == "mood":
        return None
    return moment.model_copy(update={"who": (lead.id,), "things": (), "action": "look", "many": False})


def _first(desk: Desk, moment: Moment, *, new: bool) -> SetUp:
    """Return the set-up in which a moment is told: a new place is seen whole, a face that changes near."""
    subject = moment.who[0] if moment.who else ""
    sky = moment.weather is not None or (bool(moment.things) and set(moment.things) <= SKY)
    if new or sky or not (subject or moment.things):
        return "establish"
    if not subject:
        return "full" if moment.action and moment.things[:1] != ("hand",) else "insert"
    if _sort(desk, subject) == "vehicle" or moment.action in GOING or len(moment.who) > 1 or subject == "ghost":
        return "full"
    return _of_one(moment)


def _of_one(moment: Moment) -> SetUp:
    """Return the set-up of somebody who stays: the touch of a hand, a face, a body at something, a gesture."""
    if moment.action in ("hold", "reach") and moment.things and moment.things[0] in BODY:
        return "insert"
    if moment.action in _FACES:
        return "medium" if _small(moment) else "close"
    return "medium" if moment.action in ("hold", "write", "read", "play", "sit", "") else "full"


def _again(desk: Desk, section: int, moment: Moment) -> Moment:
    """Return a moment at the piano that the film tells for the second time as its hands on the keys."""
    before = [m for p in desk.treatment.sections if p.section < section for m in p.moments]
    played = sum(m.action == "play" and m.who == moment.who for m in before)
    piano = any("piano" in m.things for m in (moment, *before))
    if moment.action != "play" or not piano or played != 1 or "hand" in desk.avoid:
        return moment
    return moment.model_copy(update={"who": (), "things": ("hand",), "many": False})


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
