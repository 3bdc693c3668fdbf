"""The proof that clips cover the film, and the repair where they do not."""

from collections.abc import Sequence
from itertools import pairwise

from director.model import Clip, Cut


def check_cover(cut: Cut) -> list[str]:
    """Return what is wrong with a cut, in plain English; an empty list is the proof that it covers [0, frames)."""
    wrong = _clips_wrong(cut)
    ids = [clip.id for clip in cut.clips]
    wrong += [f"clip id {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    by_id = {clip.id: number for number, clip in enumerate(cut.clips)}
    for transition in cut.transitions:
        number = by_id.get(transition.clip)
        if number is None:
            wrong.append(f"transition names an unknown clip {transition.clip}")
            continue
        room = cut.clips[number].frames
        if transition.kind == "crossfade":
            if number == 0:
                wrong.append("the first clip cannot be crossfaded into")
            room = min(room, cut.clips[number - 1].frames)
        if transition.frames > room:
            wrong.append(
                f"transition of {transition.frames} frames does not fit clip {transition.clip} ({room} frames)"
            )
    wrong += [
        f"title {t.text!r} [{t.start}, {t.end}) lies outside the film"
        for t in cut.titles
        if not 0 <= t.start < t.end <= cut.frames
    ]
    return wrong


def _clips_wrong(cut: Cut) -> list[str]:
    first, last = cut.clips[0], cut.clips[-1]
    wrong = [] if first.start == 0 else [f"the film begins at frame {first.start}, not 0"]
    for early, late in pairwise(cut.clips):
        if early.end < late.start:
            wrong.append(f"gap of {late.start - early.end} frames between {early.id} and {late.id}")
        elif early.end > late.start:
            wrong.append(f"overlap of {early.end - late.start} frames between {early.id} and {late.id}")
    if last.end != cut.frames:
        wrong.append(f"the film ends at frame {last.end}, not {cut.frames}")
    return wrong


def mend_cover(clips: Sequence[Clip], frames: int) -> tuple[Clip, ...]:
    """Return the clips in order and without gap or overlap over [0, frames).

    A later clip wins an overlap, an earlier one fills a gap; clips that are left without a frame are dropped.
    Raises ValueError when no clip is left.
    """
    kept: list[Clip] = []
    for clip in sorted(clips, key=lambda c: (c.start, c.end)):
        if clip.start >= frames:
            continue
        while kept and kept[-1].start >= clip.start:
            kept.pop()
        kept.append(clip)
    if not kept:
        raise ValueError(f"no clip begins before frame {frames}")
    starts = [0, *(clip.start for clip in kept[1:]), frames]
    mended = zip(kept, pairwise(starts), strict=True)
    return tuple(clip.model_copy(update={"start": start, "end": end}) for clip, (start, end) in mended)
