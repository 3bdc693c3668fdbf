"""A film without a cut: one travelling shot, or a few joined where the world changes."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from director.crew.house import camera, cast
from director.crew.house.desk import LEAD, Desk
from director.crew.house.names import sort_of
from director.crew.house.shot_list import ShotList, Slot
from director.crew.house.telling import gathered, told_moments
from director.model import Angle, CameraMove, Framing, Moment, Note, Presence, Shot, Transition
from tools.timeline import Passage, cut_points

LONGEST_S = 300.0
"""One piece of a take without cuts is not longer than this, seconds: renderers have to hold it."""

NEWS_S = 6.0
"""In a take without cuts something new comes into the picture at least this often, seconds."""

_SIZES: tuple[Framing, ...] = ("wide", "full", "medium", "full")
"""How near the camera floats, piece by piece; where all pieces show one spot it stays far enough to compare them."""

_ANGLES: tuple[Angle, ...] = ("eye", "low", "high")
"""How high the camera floats, piece by piece."""

JOIN_S = 2.0
"""Length of an invisible join, seconds."""


def pieces(desk: Desk) -> tuple[tuple[Passage, ...], tuple[Note, ...]]:
    """Return the stretches of the film that one travelling shot can hold, and a note when there are several."""
    found: list[Passage] = []
    for part in desk.parts:
        plan = desk.plan(part.section)
        if found:
            before = desk.plan(found[-1].section)
            same = (before.time, before.weather, before.palette, before.places[:1]) == (
                plan.time, plan.weather, plan.palette, plan.places[:1],
            )  # fmt: skip
            if same and desk.seconds(part.end - found[-1].start) <= LONGEST_S:
                found[-1] = replace(found[-1], end=part.end)
                continue
        if found and part.end - part.start < 2 * desk.frames(JOIN_S):
            found[-1] = replace(found[-1], end=part.end)
            continue
        found.append(part)
    found = [part for whole in found for part in _stages(desk, whole)]
    notes = (Note(key="board_one_take_joined", values={"n": len(found) - 1, "shots": len(found)}),)
    return tuple(found), notes if len(found) > 1 else ()


def _stages(desk: Desk, whole: Passage) -> Sequence[Passage]:
    """Return a long stretch as stages of the way: on each the camera comes upon someone or something else."""
    count = max(1, round(desk.seconds(whole.end - whole.start) / NEWS_S + 0.2))
    if count == 1 or not desk.plan(whole.section).moments:
        return [whole]
    wanted = [whole.start + (whole.end - whole.start) * n / count for n in range(1, count)]
    legal = [p.frame for p in cut_points(desk.song, desk.footing.fps, desk.footing.frames, LEAD)]
    inside = [f for f in legal if whole.start + 2 * desk.frames(JOIN_S) <= f <= whole.end - 2 * desk.frames(JOIN_S)]
    edges = sorted({whole.start, whole.end, *(min(inside, key=lambda f: abs(f - at)) for at in wanted if inside)})
    return [replace(whole, start=a, end=b) for a, b in pairwise(edges)]


def film(desk: Desk, parts: Sequence[Passage]) -> tuple[ShotList, tuple[Transition, ...]]:
    """Return one clip a piece and the joins between them: the camera goes on in one direction and never stops."""
    shots = ShotList(desk)
    spots = {desk.places(desk.plan(p.section))[0].id for p in parts}
    one_spot = len(spots) == 1 and len(parts) > 1
    extra = max(0, _even(desk.frames(JOIN_S)) // 2 - 12)
    for number, part in enumerate(parts):
        plan = desk.plan(part.section)
        place = desk.places(plan)[0]
        stage = sum(p.section == part.section for p in parts[:number])
        moment = _met(desk, _moment(desk, part), stage, number)
        place = desk.place(moment.place) if moment else place
        shots.fill(Slot(number, part.start, part.end, part.section, place, "full", moment=moment, told=True))
        shot = shots.shots[-1]
        told = bool(moment and moment.action)
        moving = next((a for a in plan.actions if a in cast.GOING and a not in cast.RIDDEN), "walk")
        lead = shot.who[0] if shot.who else None
        goes = lead is not None and sort_of(lead.term) == "person" and not told and moving not in desk.avoid
        if lead is not None and goes and lead.action not in cast.GOING:
            shot = shot.model_copy(update={
                "who": (lead.model_copy(update={"action": moving}), *shot.who[1:]), "direction": "right",
            })  # fmt: skip
        framing = "wide" if one_spot else _SIZES[number % len(_SIZES)]
        shot = shot.model_copy(
            update={
                "framing": framing,
                "angle": "eye" if one_spot else _ANGLES[number % 3],
                "move": _travel(desk, part, number, shot),
            }
        )
        light = camera.light(plan, place, desk.treatment.style)
        shown = {p.term for p in (*shot.who, *shot.props)}
        beside = tuple(p for p in _beside(desk, part) if p.term not in shown)
        shot = shot.model_copy(update={"light": light, "props": (*shot.props, *beside)})
        shots.shots[-1] = shot
        # A join longer than the handles needs frames of the take before the clip's own.
        shots.clips[-1] = shots.clips[-1].model_copy(update={"take_in": extra if number else 0})
    joins = tuple(
        Transition(clip=after.id, kind="crossfade", frames=_even(min(desk.frames(JOIN_S), before.frames // 2)))
        for before, after in pairwise(shots.clips)
    )
    ends = _even(min(desk.frames(1.5), shots.clips[-1].frames // 3))
    return shots, (*joins, Transition(clip=shots.clips[-1].id, kind="fade to black", frames=ends))


def _moment(desk: Desk, part: Passage) -> Moment | None:
    """Return everything that happens in a piece as one moment: whoever acts meets its things on the way."""
    inside = [p.section for p in desk.parts if part.start <= p.start < part.end] or [part.section]
    told = [m for section in inside for m in told_moments(desk, desk.plan(section))]
    here = [m for m in told if m.place == told[0].place]
    if not here:
        return None
    whole = gathered(here, 1)[0]
    alone = not whole.who and desk.lead is not None and sort_of(desk.lead.term) == "person"
    return whole.model_copy(update={"who": (desk.lead.id,)}) if alone and desk.lead else whole


_DRIFTING = ("cassette", "phone", "tv", "statue", "piano", "photograph", "flower", "music_box", "lantern")
"""What may drift by on a long way, if the film knows it."""


def _met(desk: Desk, moment: Moment | None, stage: int, number: int) -> Moment | None:
    """Return what a later stage of one stretch comes upon: someone else of the cast, and another thing of the film."""
    if moment is None or not stage or not moment.who:
        return moment
    others = [c.id for c in desk.treatment.characters if c.id not in moment.who and c.id not in desk.avoid]
    films = {t for plan in desk.treatment.sections for m in plan.moments for t in m.things}
    pool = [t for t in _DRIFTING if t in films and t not in moment.things and t not in desk.avoid]
    things = (pool[number % len(pool)],) if pool else ()
    who = (*moment.who, *others[:1]) if stage % 2 else moment.who
    return moment.model_copy(update={"who": who, "things": things if stage % 2 == 0 else moment.things[:1]})


def _beside(desk: Desk, part: Passage) -> tuple[Presence, ...]:
    """Return the motifs of the piece: a take without cuts has no details, so they stand beside the way."""
    inside = [p.section for p in desk.parts if part.start <= p.start < part.end and not desk.plan(p.section).moments]
    terms = dict.fromkeys(term for section in inside for _, term, _ in desk.returning(section))
    return tuple(cast.creature(term, "", "right", "none") for term in terms)


def _travel(desk: Desk, part: Passage, number: int, shot: Shot) -> CameraMove:
    """Return the move of a piece: who goes is accompanied, who stays is passed or approached."""
    tension = desk.plan(part.section).tension
    going = shot.subject is not None and shot.subject.action in cast.GOING
    kind = desk.carrying or (("follow", "truck right") if going else ("truck right", "dolly in"))[number % 2]
    return CameraMove.model_validate({"kind": kind, "amount": round(0.4 + 0.4 * tension, 2)})


def _even(frames: int) -> int:
    return max(2, frames - frames % 2)
