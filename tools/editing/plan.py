"""From a cut to the pieces that its film is joined from: bodies to be copied, and the few frames to be made."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from director.model import Clip, Cut, Note, Take, Title, Transition

Mix = Literal["none", "crossfade", "fade from black", "fade to black", "dip to white"]


@dataclass(frozen=True)
class Strip:
    """The picture of one clip: film frame f shows frame f + offset of the take's file; black without a take."""

    clip: str
    shot: str
    take: Take | None
    offset: int


@dataclass(frozen=True)
class Lettering:
    """A title over a piece: the piece's first frame is the title's frame `at`."""

    title: Title
    at: int


@dataclass(frozen=True)
class Piece:
    """Film frames [start, end) of one kind."""

    start: int
    end: int
    strip: Strip
    mix: Mix = "none"
    incoming: Strip | None = None
    """The clip that comes in, for a crossfade or a dip."""
    at: int = 0
    """How many frames of the transition lie before this piece."""
    whole: int = 0
    """Length of the transition in frames."""
    letters: tuple[Lettering, ...] = ()

    @property
    def frames(self) -> int:
        """Length in frames."""
        return self.end - self.start

    @property
    def made(self) -> bool:
        """Whether its frames have to be drawn, not only taken from a take."""
        return self.mix != "none" or bool(self.letters)


@dataclass(frozen=True)
class _Bridge:
    start: int
    end: int
    mix: Mix
    out: Clip
    into: Clip


def plan(cut: Cut, takes: Mapping[str, Take]) -> tuple[list[Piece], list[Note]]:
    """Divide the film at clips, transitions and titles. `takes` maps shot ids to the takes in the cut.

    Transitions that do not fit between their neighbours are shortened, with a note.

    Raises:
        ValueError: if the clips do not cover [0, cut.frames).
    """
    _check(cut)
    bridges, notes = _bridges(cut)
    inside = {clip.start for clip in cut.clips for b in bridges if b.start < clip.start < b.end}
    marks = {0, cut.frames} | ({clip.start for clip in cut.clips} - inside)
    marks |= {edge for b in bridges for edge in (b.start, b.end)}
    marks |= {min(edge, cut.frames) for title in cut.titles for edge in (title.start, title.end)}
    edges = sorted(marks)
    strips = {clip.id: _strip(clip, takes) for clip in cut.clips}
    notes += [_missing(clip) for clip in cut.clips if strips[clip.id].take is None]
    pieces = []
    for start, end in pairwise(edges):
        letters = tuple(Lettering(t, start - t.start) for t in cut.titles if t.start <= start < t.end)
        bridge = next((b for b in bridges if b.start <= start < b.end), None)
        if bridge is None:
            clip = next(c for c in cut.clips if c.start <= start < c.end)
            pieces.append(Piece(start, end, strips[clip.id], letters=letters))
        else:
            out, into = strips[bridge.out.id], strips[bridge.into.id]
            whole = bridge.end - bridge.start
            pieces.append(Piece(start, end, out, bridge.mix, into, start - bridge.start, whole, letters))
    return pieces, notes


def _check(cut: Cut) -> None:
    at = 0
    for clip in cut.clips:
        if clip.start != at:
            raise ValueError(f"clip {clip.id} starts at {clip.start}, not at {at}")
        at = clip.end
    if at != cut.frames:
        raise ValueError(f"the clips end at {at}, the film at {cut.frames}")


def _strip(clip: Clip, takes: Mapping[str, Take]) -> Strip:
    take = None if clip.missing else takes.get(clip.shot)
    offset = take.handles + clip.take_in - clip.start if take else 0
    return Strip(clip.id, clip.shot, take, offset)


def _missing(clip: Clip) -> Note:
    return Note(key="clip_missing", values={"clip": clip.id, "shot": clip.shot})


def _bridges(cut: Cut) -> tuple[list[_Bridge], list[Note]]:
    """Place the transitions. A clip with one at each end gives at most half of itself to each."""
    index = {clip.id: i for i, clip in enumerate(cut.clips)}
    found, notes = [], []
    for transition in cut.transitions:
        i = index[transition.clip]
        bridge = _placed(cut, transition, i)
        length = bridge.end - bridge.start if bridge else 0
        if length < transition.frames:
            values: dict[str, str | int | float] = {"clip": transition.clip, "asked": transition.frames, "n": length}
            notes.append(Note(key="transition_shortened", values=values))
        if bridge:
            found.append(bridge)
    return sorted(found, key=lambda b: b.start), notes


def _placed(cut: Cut, transition: Transition, i: int) -> _Bridge | None:
    clip = cut.clips[i]
    match transition.kind:
        case "cut":
            return None
        case "fade from black":
            frames = min(transition.frames, clip.frames // 2)
            return _Bridge(clip.start, clip.start + frames, "fade from black", clip, clip) if frames else None
        case "fade to black":
            frames = min(transition.frames, clip.frames // 2)
            return _Bridge(clip.end - frames, clip.end, "fade to black", clip, clip) if frames else None
        case "crossfade" | "dip to white":
            before = cut.clips[i - 1] if i else None
            half = min(transition.frames // 2, clip.frames // 2, before.frames // 2 if before else 0)
            if before is None or not half:
                return None
            return _Bridge(clip.start - half, clip.start + half, transition.kind, before, clip)
