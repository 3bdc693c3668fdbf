"""Which part of a photograph a framing shows: the subject by thirds, in the film's aspect, never stretched."""

from dataclasses import dataclass

from director.model import Framing, Shot
from render.animatic.look import Fixes
from render.plates.subject import Subject

ENLARGED = 2.4
"""A photo's pixels are shown at most this large."""
TOO_SMALL = 3.6
"""A photo that had to be enlarged more than this to fill the picture is shown smaller, on a ground of its own."""
LOST = 0.42
"""A wide framing may crop away this share of the photo; beyond, the photo is shown whole before an extended ground."""

WIDENED = 0.6
"""Most by which a photo's background goes on beyond it, on either side, of the photo's width."""

_HEADS: dict[Framing, float] = {"extreme close": 1.25, "close": 2.0, "medium": 3.4, "insert": 1.6, "full": 6.5}
"""Height of the crop in heights of the head."""
_BODIES: dict[Framing, float] = {"extreme close": 0.6, "close": 0.85, "medium": 1.2, "insert": 0.95, "full": 1.45}
"""Height of the crop in heights of a subject without a face."""
_ORDER: tuple[Framing, ...] = ("extreme wide", "wide", "full", "medium", "close", "extreme close")


@dataclass(frozen=True)
class Crop:
    """What is framed at the middle of the move, px of the picture; the width follows from the film's aspect."""

    x: float
    y: float
    """Centre."""
    height: float
    focus: tuple[float, float]
    """What the move goes to, px of the picture."""


def framing_of(shot: Shot, fixes: Fixes) -> Framing:
    """Return the framing that the fixes leave; 'insert' counts as close."""
    framing: Framing = shot.framing
    if fixes["other framing"]:
        at = _ORDER.index(framing) if framing in _ORDER else 4
        framing = _ORDER[at - 1] if at >= 3 else _ORDER[at + 1]
    return framing


def whole(framing: Framing, size: tuple[float, float], out: tuple[int, int], subject: Subject | None) -> bool:
    """Whether a photo has to be shown whole on a ground: too small, or a framing wants more than a crop can show."""
    width, height = size
    aspect = out[0] / out[1]
    if min(height, width / aspect) < out[1] / TOO_SMALL:
        return True
    kept = min(aspect / (width / height), (width / height) / aspect)
    full = framing == "full" and subject is not None and _wanted(framing, subject) > 1.25 * min(height, width / aspect)
    return (full or framing in ("extreme wide", "wide")) and kept < 1.0 - LOST


def crop_for(
    shot: Shot, fixes: Fixes, size: tuple[float, float], out: tuple[int, int], subject: Subject | None
) -> Crop:
    """Return the crop of a photo of `size` (width, height, px) for a picture of `out` px."""
    framing = framing_of(shot, fixes)
    aspect = out[0] / out[1]
    width, height = size
    largest = min(height, width / aspect)
    least = out[1] / ENLARGED
    if subject is None:
        share = {"medium": 0.8, "close": 0.62, "extreme close": 0.45, "insert": 0.55}.get(framing, 1.0)
        tall = min(largest, max(least, largest * share))
        return Crop(width / 2, height / 2, tall, (width / 2, height * 0.48))
    tall = largest if framing in ("extreme wide", "wide") else _wanted(framing, subject)
    tall *= 1.0 - 0.28 * min(1.0, fixes["bigger subject"]) + 0.3 * fixes["smaller subject"]
    tall = min(largest, max(least, tall))
    if fixes["centre subject"]:
        aside = min(subject.focus[0], width - subject.focus[0])
        tall = max(min(tall, 2 * aside / aspect), 0.5 * tall, min(least, tall))
    focus = subject.focus
    at_x = _place(shot, fixes, subject, tall * aspect, width)
    at_y = (0.42 if subject.head else 0.5) if framing in ("medium", "full") or not subject.head else 0.47
    if not subject.head and subject.box.height > 0.85 * tall:
        # What is taller than the picture keeps its top: people have their heads there.
        focus, at_y = (focus[0], subject.box.y0), 0.1
    return Crop(
        _within(focus[0] + (0.5 - at_x) * tall * aspect, tall * aspect, width),
        _within(focus[1] + (0.5 - at_y) * tall, tall, height),
        tall,
        subject.focus,
    )


def crop_whole(
    shot: Shot, fixes: Fixes, size: tuple[float, float], out: tuple[int, int], subject: Subject | None, margin: float
) -> Crop:
    """Return the crop that shows a whole photo with room around it (`margin`: its share of the photo's size)."""
    width, height = size
    tall = max(height * margin, width * margin / (out[0] / out[1]), out[1] / ENLARGED)
    tall *= 1.0 - 0.15 * min(1.0, fixes["bigger subject"])
    if framing_of(shot, fixes) not in ("extreme wide", "wide"):
        tall *= 0.9
    return Crop(width / 2, height / 2, tall, subject.focus if subject else (width / 2, height * 0.45))


def lacking(shot: Shot, fixes: Fixes, size: tuple[int, int], out: tuple[int, int], subject: Subject | None) -> int:
    """Return how many px a near framing of a person lacks on either side of an upright photo; 0 if nothing does."""
    framing = framing_of(shot, fixes)
    if subject is None or subject.head is None or framing not in ("medium", "close"):
        return 0
    width, height = size
    tall = min(height, 1.15 * _wanted(framing, subject))
    return max(0, round(min((tall * out[0] / out[1] - width) / 2, WIDENED * width)))


def _wanted(framing: Framing, subject: Subject) -> float:
    if subject.head is not None:
        return _HEADS.get(framing, 8.0) * subject.head.height
    return _BODIES.get(framing, 1.6) * max(subject.box.height, 0.6 * subject.box.width)


def _place(shot: Shot, fixes: Fixes, subject: Subject, wide: float, width: float) -> float:
    """Return where across the frame (0-1) the subject stands: on the third that the shot or the photo gives it."""
    if fixes["centre subject"] or subject.box.width > 0.5 * wide or wide < subject.box.height:
        return 0.5
    side = shot.subject.side if shot.subject else "centre"
    if side != "centre":
        return 1 / 3 if side == "left" else 2 / 3
    share = subject.focus[0] / width
    return 0.5 if 0.42 < share < 0.58 else 1 / 3 if share < 0.5 else 2 / 3


def _within(centre: float, length: float, whole: float) -> float:
    return min(max(centre, length / 2), whole - length / 2)
