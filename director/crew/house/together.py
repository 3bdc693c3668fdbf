"""Two who belong together share pictures: a companion who is filmed alone gets the hero beside it."""

from collections.abc import Iterator

from director.crew.house import cast
from director.crew.house.coverage import cuts_well
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.crew.house.shot_list import ShotList
from director.model import Framing, Presence, ScreenDirection, Shot

SHARED = 3
"""Pictures that hold both, at least."""

_SIZES: dict[Framing, tuple[Framing, ...]] = {
    "extreme wide": ("wide", "full"), "wide": ("wide", "full"), "full": ("full", "wide", "medium"),
    "medium": ("medium", "full", "wide"), "close": ("medium", "full"), "extreme close": ("medium",),
}  # fmt: skip
"""Framings in which a picture of one can hold two, the nearest to its own first."""


def share(desk: Desk, shots: ShotList) -> None:
    """Put the hero into pictures of its companion until both are seen together often enough.

    A companion is an animal of the cast, or whoever does something together with the hero; people of a memory and of
    another time are none.
    """
    lead, other = desk.lead, _companion(desk)
    if lead is None or other is None or lead.id in desk.avoid:
        return
    held = sum({lead.id, other} <= {p.character for p in s.who} for s in shots.shots)
    for number, shot in enumerate(list(shots.shots)):
        alone = bool(shot.who) and shot.who[0].character == other and len(shot.who) == 1 and shot.framing in _SIZES
        if held >= SHARED or not alone or shot.motif:
            continue
        joined = _accompanied(shots, shot, lead.id)
        tried = joined or next((t for t in _framed(shot, _beside(desk, shot)) if _stands(shots, t)), None)
        if tried is not None:
            shots.shots[number if joined is None else shots.shots.index(shots.shot(joined.id))] = tried
            held += 1


def _companion(desk: Desk) -> str | None:
    lead = desk.lead
    if lead is None or sort_of(lead.term) != "person":
        return None
    moments = [m for plan in desk.treatment.sections for m in plan.moments]
    for one in desk.treatment.characters:
        joint = any({lead.id, one.id} <= set(m.who) for m in moments)
        if one.id != lead.id and (joint or sort_of(one.term) == "animal"):
            return one.id
    return None


def _accompanied(shots: ShotList, shot: Shot, lead: str) -> Shot | None:
    """Return the neighbouring picture in which the hero is on the way here, with the companion going along."""
    for near in _neighbours(shots, shot):
        hero = near.who[0] if near.who else None
        heads = next((p for p in near.who if p.character == lead), None)
        far = near.framing in ("full", "wide") and near.place == shot.place
        if (
            hero is None
            or heads is None
            or not far
            or heads.action not in cast.GOING
            or len(near.who) > 2
            or shot.who[0].character in {p.character for p in near.who}
        ):
            continue
        behind = "left" if heads.facing == "right" else "right"
        animal = sort_of(shot.who[0].term) == "animal"
        action = "run" if animal and heads.action in cast.RIDDEN else heads.action
        along = shot.who[0].model_copy(update={"action": action, "facing": heads.facing, "side": behind})
        ahead = tuple(p.model_copy(update={"side": "right" if behind == "left" else "left"}) for p in near.who)
        return near.model_copy(update={"who": (*ahead, along)})
    return None


def _beside(desk: Desk, shot: Shot) -> tuple[Presence, ...]:
    """Return the companion with the hero going beside it, or looking at it."""
    other, lead = shot.who[0], desk.lead
    assert lead is not None
    going = other.action in cast.GOING and other.action not in (*cast.RIDDEN, "fly", "swim")
    way: ScreenDirection = other.facing if other.facing in ("left", "right") else "right"
    action = other.action if going else "look"
    if action in desk.avoid:
        action = "stand"
    front = "right" if way == "right" else "left"
    behind = "left" if way == "right" else "right"
    hero = cast.person(lead, action, shot.emotion, "right" if front == "right" else "left",
                       way if going else cast.opposite(way))  # fmt: skip
    companion = other.model_copy(update={"side": behind, "facing": way})
    return (companion, hero) if sort_of(other.term) == "person" else (hero, companion)


def _framed(shot: Shot, who: tuple[Presence, ...]) -> Iterator[Shot]:
    going = who[0].action in cast.GOING
    for framing in _SIZES[shot.framing]:
        if not (going and framing == "medium"):
            yield shot.model_copy(update={"who": who, "framing": framing})  # fmt: skip


def _neighbours(shots: ShotList, shot: Shot) -> Iterator[Shot]:
    for number, clip in enumerate(shots.clips):
        if clip.shot == shot.id:
            yield from (shots.shot(c.shot) for c in (*shots.clips[max(0, number - 1) : number],
                                                     *shots.clips[number + 1 : number + 2]))  # fmt: skip


def _stands(shots: ShotList, tried: Shot) -> bool:
    """Say whether a changed picture still cuts well with every picture beside it."""
    return all(cuts_well(near, tried) and cuts_well(tried, near) for near in _neighbours(shots, tried))
