"""The last look at a cut: everything in it fits, and that is proven."""

from collections.abc import Sequence

from director.crew.house.desk import LEAD
from director.model import Clip, Cut, Title, Transition
from tools.timeline import check_cover, mend_cover


def proven(frames: int, clips: Sequence[Clip], transitions: Sequence[Transition], titles: Sequence[Title]) -> Cut:
    """Return the cut, proven to cover the film; transitions and titles that have lost their room are left out.

    Raises ValueError if the mended cut still has a fault: that would be an error of the storyboarder.
    """
    mended = mend_cover(clips, frames)
    cut = Cut(
        frames=frames,
        clips=mended,
        transitions=tuple(t for t in transitions if _fits(t, mended)),
        titles=tuple(t for t in titles if t.end <= frames),
        lead_frames=LEAD,
    )
    wrong = check_cover(cut)
    if wrong:
        raise ValueError("; ".join(wrong))
    return cut


def _fits(transition: Transition, clips: Sequence[Clip]) -> bool:
    place = next((n for n, clip in enumerate(clips) if clip.id == transition.clip), None)
    if place is None or transition.frames > clips[place].frames:
        return False
    match transition.kind:
        case "crossfade":
            return place > 0 and transition.frames <= clips[place - 1].frames
        case "fade to black":
            return place == len(clips) - 1
        case "fade from black":
            return place == 0
        case _:
            return True
