"""Turns that move cuts: pace, remove, swap, stretch. Shots stay what they are; only their clips move."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from director.crew.house.coverage import cuts_well
from director.crew.house.desk import LEAD, Desk
from director.crew.house.pacing import FLASH_S, pace
from director.model import Clip, Note, Pace, Remove, Shot, Stretch, Swap, Take
from tools.timeline import CutPoint, cut_points, spread


@dataclass
class Recut:
    """A cut being changed. Clips of locked shots keep their places."""

    desk: Desk
    shots: dict[str, Shot]
    clips: list[Clip]
    takes: tuple[Take, ...] = ()
    notes: list[Note] = field(default_factory=list)

    @property
    def points(self) -> tuple[CutPoint, ...]:
        """Return the legal cut points of the film."""
        return cut_points(self.desk.song, self.desk.footing.fps, self.desk.footing.frames, LEAD)

    def locked(self, clip: Clip) -> bool:
        """Say whether a clip shows a locked shot."""
        return self.shots[clip.shot].locked

    def body(self, shot_id: str) -> int | None:
        """Return how many frames of a shot's body are filmed, or None where nothing is yet."""
        made = [t for t in self.takes if t.shot == shot_id and t.order.shot.revision == self.shots[shot_id].revision]
        return max((t.frames - 2 * t.handles for t in made), default=None)

    def fitted(self, clip: Clip, after: int) -> Clip:
        """Return the clip with a range of its take that is filmed, from frame `after` on if there is room."""
        filmed = self.body(clip.shot)
        if filmed is None or after + clip.frames <= filmed:
            return clip.model_copy(update={"take_in": after})
        return clip.model_copy(update={"take_in": max(0, filmed - clip.frames)})


def pace_sections(cut: Recut, turn: Pace) -> None:
    """Re-spread the clips of sections at a multiple of their present density, with the shots that are there."""
    for part in cut.desk.parts:
        if part.section not in turn.sections:
            continue
        before = [c for c in cut.clips if part.start <= c.start < part.end]
        fresh: list[Clip] = []
        for run in _free_runs(cut, before):
            fresh += run if cut.locked(run[0]) else _respread(cut, run, part.section, turn.factor)
        if [(c.start, c.shot) for c in fresh] == [(c.start, c.shot) for c in before]:
            cut.notes.append(Note(key="board_pace_limit", values={"section": part.section + 1}))
        first = cut.clips.index(before[0]) if before else 0
        cut.clips[first : first + len(before)] = fresh


def _free_runs(cut: Recut, clips: Sequence[Clip]) -> list[list[Clip]]:
    """Split clips into runs that may move and single locked ones that may not."""
    runs: list[list[Clip]] = []
    for clip in clips:
        if runs and not cut.locked(clip) and not cut.locked(runs[-1][0]):
            runs[-1].append(clip)
        else:
            runs.append([clip])
    return runs


def _respread(cut: Recut, run: list[Clip], section: int, factor: float) -> list[Clip]:
    desk = cut.desk
    start, end = run[0].start, run[-1].end
    per_minute = max(1.0, len(run) * factor) / (desk.seconds(end - start) / 60)
    pacing = pace(desk, desk.plan(section), (start, end), per_minute, new=False)
    starts = spread([pacing], cut.points, float(60 * desk.footing.fps), desk.brief.seed + section)
    order = _sequence(cut, [c.shot for c in run], len(starts))
    starts = starts[: len(order)] if len(order) < len(starts) else starts
    used: dict[str, int] = {}
    fresh: list[Clip] = []
    for number, (shot, (early, late)) in enumerate(zip(order, pairwise([*starts, end]), strict=True)):
        name = run[number].id if number < len(run) else _free_id(cut, [*fresh, *run])
        clip = cut.fitted(Clip(id=name, shot=shot, start=early, end=late), used.get(shot, 0))
        used[shot] = clip.take_in + clip.frames
        fresh.append(clip)
    return fresh


def _sequence(cut: Recut, old: Sequence[str], count: int) -> list[str]:
    """Return `count` shots in the old order: returns are added or the least important clips left out."""
    order = list(old)
    while len(order) > count:
        weak = sorted(range(len(order)), key=lambda n: (cut.shots[order[n]].importance - order.count(order[n]), n))
        good = [n for n in weak if 0 < n < len(order) - 1 and _joins(cut, order[n - 1], order[n + 1])]
        order.pop((good or [n for n in weak if n] or weak)[0])
    while len(order) < count:
        place = _return(cut, order)
        if place is None:
            break
        order.insert(*place)
    return order


def _return(cut: Recut, order: Sequence[str]) -> tuple[int, str] | None:
    """Return where a shot of this run may come back: between two clips with which it cuts well, seldom ones first."""
    best: tuple[tuple[int, int, int], tuple[int, str]] | None = None
    for place in range(1, len(order) + 1):
        for shot in dict.fromkeys(order):
            after = place == len(order) or _joins(cut, shot, order[place])
            if not (after and _joins(cut, order[place - 1], shot)):
                continue
            close = sum(other == shot for other in order[max(0, place - 2) : place + 2])
            cost = (order.count(shot) + 2 * close, abs(place - len(order) // 2), place)
            if best is None or cost < best[0]:
                best = (cost, (place, shot))
    return best[1] if best else None


def _joins(cut: Recut, one: str, other: str) -> bool:
    return one != other and cuts_well(cut.shots[one], cut.shots[other])


def _free_id(cut: Recut, more: Sequence[Clip]) -> str:
    highest = max(int(clip.id[1:]) for clip in (*cut.clips, *more))
    return f"c{highest + 1:03d}"


def remove(cut: Recut, turn: Remove) -> None:
    """Take shots out; the clip before or after grows over the hole, whichever has the frames for it."""
    for shot in turn.shots:
        if cut.shots[shot].locked:
            cut.notes.append(Note(key="board_locked", values={"shot": shot}))
            continue
        keep = [c for c in cut.clips if c.shot != shot]
        if not keep or all(cut.locked(c) for c in keep):
            cut.notes.append(Note(key="board_only_shot", values={"shot": shot}))
            continue
        while any(c.shot == shot for c in cut.clips):
            _close_hole(cut, next(n for n, c in enumerate(cut.clips) if c.shot == shot))
        del cut.shots[shot]


def _close_hole(cut: Recut, number: int) -> None:
    hole = cut.clips.pop(number)
    before = cut.clips[number - 1] if number else None
    after = cut.clips[number] if number < len(cut.clips) else None
    grown: list[tuple[int, int, Clip]] = []
    for place, clip, span in (
        (number - 1, before, (before.start, hole.end) if before else (0, 0)),
        (number, after, (hole.start, after.end) if after else (0, 0)),
    ):
        if clip is None or clip.shot == hole.shot or cut.locked(clip):
            continue
        longer = clip.model_copy(update={"start": span[0], "end": span[1]})
        taken = clip.take_in if clip is before else max(0, clip.take_in - hole.frames)
        longer = cut.fitted(longer, taken)
        filmed = cut.body(clip.shot)
        missing = 0 if filmed is None else max(0, longer.take_in + longer.frames - filmed)
        grown.append((missing, place, longer))
    if not grown:
        _borrow(cut, number, hole)
        return
    _, place, longer = min(grown, key=lambda g: (g[0], g[2].frames, g[1]))
    cut.clips[place] = longer


def _borrow(cut: Recut, number: int, hole: Clip) -> None:
    """Fill a hole between clips that must not move with the return of another shot."""
    near = [c.shot for c in cut.clips[max(0, number - 1) : number + 1]]
    free = [s for s in cut.shots if s != hole.shot and not cut.shots[s].locked]
    good = [s for s in free if s not in near and all(_joins(cut, s, n) for n in near)]
    shot = (good or [s for s in free if s not in near] or free)[0]
    cut.clips.insert(number, cut.fitted(hole.model_copy(update={"shot": shot}), 0))


def swap(cut: Recut, turn: Swap) -> None:
    """Exchange the places of two shots; each takes the range of its take that the new length needs."""
    for shot in (turn.first, turn.second):
        if cut.shots[shot].locked:
            cut.notes.append(Note(key="board_locked", values={"shot": shot}))
            return
    other = {turn.first: turn.second, turn.second: turn.first}
    used: dict[str, int] = {}
    for number, clip in enumerate(cut.clips):
        if clip.shot in other:
            shot = other[clip.shot]
            moved = cut.fitted(clip.model_copy(update={"shot": shot}), used.get(shot, 0))
            used[shot] = moved.take_in + moved.frames
            cut.clips[number] = moved


def stretch(cut: Recut, turn: Stretch) -> None:
    """Move the end of each clip of a shot by beats (the start, where the next clip is locked or the film ends)."""
    if cut.shots[turn.shot].locked:
        cut.notes.append(Note(key="board_locked", values={"shot": turn.shot}))
        return
    for number in [n for n, c in enumerate(cut.clips) if c.shot == turn.shot]:
        done = _stretch_one(cut, number, turn.beats)
        if done != turn.beats:
            values = {"shot": turn.shot, "beats": turn.beats, "done": done}
            cut.notes.append(Note(key="board_no_room", values=values))


def _stretch_one(cut: Recut, number: int, beats: int) -> int:
    """Move one border by up to `beats` beats and return how many it was."""
    clips = cut.clips
    late = number + 1 < len(clips) and not cut.locked(clips[number + 1])
    if not late and (number == 0 or cut.locked(clips[number - 1])):
        return 0
    left, right = (number, number + 1) if late else (number - 1, number)
    border = clips[right].start
    pulse = sorted({p.frame for p in cut.points if p.on_beat or (not cut.desk.song.beats and "breath" in p.kinds)})
    least = max(2, cut.desk.frames(FLASH_S))
    wanted = beats if late else -beats
    ahead = [f for f in pulse if (f > border if wanted > 0 else f < border)]
    ahead = ahead if wanted > 0 else ahead[::-1]
    room = [f for f in ahead[: abs(wanted)] if f - clips[left].start >= least and clips[right].end - f >= least]
    if not room:
        return 0
    place = room[-1]
    moved = clips[right].take_in + place - border
    clips[left] = _with_end(cut, clips[left], place)
    clips[right] = cut.fitted(clips[right].model_copy(update={"start": place}), max(0, moved))
    return len(room) if beats > 0 else -len(room)


def _with_end(cut: Recut, clip: Clip, end: int) -> Clip:
    longer = clip.model_copy(update={"end": end})
    return cut.fitted(longer, clip.take_in)
