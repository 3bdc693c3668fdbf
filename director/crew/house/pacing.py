"""From the treatment's cuts per minute to what the song's clock is asked for."""

from dataclasses import replace

from director.crew.house.desk import Desk
from director.crew.house.telling import wanted_clips
from director.model import UNSHOWN, Note, SectionPlan
from tools.timeline import Pacing

MAX_CLIPS = 480
"""A film of an hour stays a film: more clips would be a slide show of the same shots (clip ids end at 999)."""

FLASH_S = 0.4
"""Shortest clip, seconds: a known close-up may flash so briefly."""

TOLD_S = 0.9
"""Shortest clip that tells a moment, seconds."""

NEW_PLACE_S = 2.1
"""Time to read a new place, seconds."""

ENDING_S = 3.0
"""The last picture stays at least this long, seconds."""


def pacings(desk: Desk) -> tuple[tuple[Pacing, ...], tuple[Note, ...]]:
    """Return one pacing a section, and a note where a long film had to be cut less often than planned."""
    asked = sum(max(1.0, desk.plan(p.section).cuts_per_minute * desk.seconds(p.end - p.start) / 60) for p in desk.parts)
    factor = min(1.0, MAX_CLIPS / asked)
    notes = (Note(key="board_fewer_cuts", values={"clips": MAX_CLIPS}),) if factor < 1 else ()
    shown = len([r for r in desk.brief.references if r.role not in UNSHOWN])
    if asked < shown + 2:
        # Everything that the artist brought wants a place, as far as it can still be read.
        factor = min((shown + 2) / asked, max(1.0, desk.seconds(desk.footing.frames) / 1.5 / asked))
    seen: set[str] = set()
    found: list[Pacing] = []
    for part in desk.parts:
        plan = desk.plan(part.section)
        first = [desk.place(plan.moments[0].place)] if plan.moments else desk.places(plan)[:1]
        new = any(place.id not in seen for place in first)
        seconds = desk.seconds(part.end - part.start)
        wanted = wanted_clips(desk, plan, seconds, seen) if plan.moments else 0
        told = 60 * wanted / seconds
        seen.update(m.place for m in plan.moments)
        seen.update(place.id for place in desk.places(plan) if not plan.moments)
        density = max(plan.cuts_per_minute * factor, min(told, told * 2 * factor))
        paced = pace(desk, plan, (part.start, part.end), density, new=new)
        found.append(_readable(desk, paced, wanted) if told > 0.7 * density else paced)
    return tuple(found), notes


def _readable(desk: Desk, paced: Pacing, wanted: int) -> Pacing:
    """Return the pacing of a section in which almost every clip tells a moment: none of them flashes by."""
    room = paced.end - paced.start
    share = room / max(1, wanted)
    return replace(
        paced,
        first=min(paced.first, round(0.85 * share)) if wanted > 1 else paced.first,
        last=min(paced.last, round(0.85 * share)) if wanted > 1 else paced.last,
        least=max(paced.least, min(desk.frames(TOLD_S), round(0.5 * share))),
    )


def pace(desk: Desk, plan: SectionPlan, span: tuple[int, int], cuts_per_minute: float, *, new: bool) -> Pacing:
    """Return the pacing of one section in frames [start, end): its density, its shape and its least lengths.

    The turn begins with a held picture; what rises hurries, what lets go settles.
    """
    start, end = span
    room = end - start
    first = NEW_PLACE_S if new else 2.6 if plan.role == "turn" else 1.0
    last = desk.frames(ENDING_S) if end >= desk.footing.frames else 0
    return Pacing(
        start=start,
        end=end,
        cuts_per_minute=cuts_per_minute,
        first=min(desk.frames(2.5 if start == 0 else first), room // 2),
        last=min(last, room // 2),
        least=max(2, desk.frames(FLASH_S if plan.role in ("turn", "pay", "rise") else 0.6)),
        shape="hurry" if plan.role == "rise" else "settle" if plan.role in ("release", "answer") else "even",
    )
