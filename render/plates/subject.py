"""Who or what a photograph is about: where, how surely, and where the head is."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from render.plates.matte import cut_out, trust
from render.plates.saliency import Map, monochrome, saliency, skin


@dataclass(frozen=True)
class Box:
    """A rectangle, px of the photo."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """In px."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """In px."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """Centre, px."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def scaled(self, by: float) -> "Box":
        """Return the box on a photo that is `by` times as large."""
        return Box(self.x0 * by, self.y0 * by, self.x1 * by, self.y1 * by)

    def moved(self, dx: float, dy: float) -> "Box":
        """Return the box elsewhere."""
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)


@dataclass(frozen=True)
class Subject:
    """What was found."""

    box: Box
    head: Box | None
    """Of a person, from the crown to the chin."""
    rough: NDArray[np.uint8]
    """Small (h, w), 1 = subject, for `matte.refine`."""
    clean: bool
    """May be cut out and laid apart: a person in colour, whose outline is borne out by the photo all around."""

    def placed(self, by: float, dx: float = 0.0, dy: float = 0.0) -> "Subject":
        """Return the subject on a photo `by` times as large, moved by (dx, dy) px of that; its matte fits no more."""
        head = self.head.scaled(by).moved(dx, dy) if self.head else None
        return Subject(self.box.scaled(by).moved(dx, dy), head, self.rough, self.clean)

    @property
    def focus(self) -> tuple[float, float]:
        """What a framing is built around: the eyes of a person, else the middle; px."""
        if self.head is not None:
            return self.head.middle[0], self.head.y0 + 0.48 * self.head.height
        return self.box.middle


_WORK = 220
"""px of the longer side on which a subject is sought."""
BELIEVED = 0.5
"""Trust from which a cut-out is laid apart from its background."""


def find_subject(photo: NDArray[np.uint8], expected: bool) -> Subject | None:
    """Return the subject of an RGB photo (h, w, 3); None for a view without one.

    `expected`: the photo is known to show a person. Otherwise a person is looked for where there is skin.
    """
    by = _WORK / max(photo.shape[:2])
    size = (max(16, round(photo.shape[1] * by)), max(16, round(photo.shape[0] * by)))
    small = np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
    likely = skin(small)
    face = _face_spot(likely)
    if expected or face is not None:
        found = _person(small, likely, _bust(size, face or _USUAL), expected, 1 / by)
        if found is not None:
            return found
    thing = _thing(small, 1 / by)
    return _lit_face(thing, photo.shape[0]) if expected and thing is not None else thing


def _lit_face(found: Subject, high: int) -> Subject:
    """Return somebody of whom only the light head stands out, its dark coat being lost in a dark ground, with a head.

    `high` is the height of the photo, px.
    """
    box = found.box
    upright = 0.42 < box.width / box.height < 1.15
    if not upright or box.y0 > 0.4 * high or box.height < 0.15 * high or box.y0 + 0.5 * box.height > 0.6 * high:
        return found
    return replace(found, head=Box(box.x0, box.y0, box.x1, box.y0 + min(box.height, 1.32 * box.width)))


def _person(small: NDArray[np.uint8], likely: Map, bust: Map, expected: bool, by: float) -> Subject | None:
    seeds = np.clip(0.55 * saliency(small, person=True) + 0.6 * bust, 0, 1).astype(np.float32)
    rough = cut_out(small, seeds)
    if rough is None or not 0.03 < rough.mean() < 0.8:
        return None
    head = find_head(rough, likely)
    if head is not None and not expected and head.width > 1.35 * head.height:
        return None
    sure = trust(small, rough)
    if head is None or (not expected and (sure < BELIEVED or _skin_in(likely, head) < 0.3)):
        return None
    clean = sure >= BELIEVED and not monochrome(small)
    return Subject(_box_of(rough).scaled(by), head.scaled(by), rough, clean)


def _thing(small: NDArray[np.uint8], by: float) -> Subject | None:
    rough = cut_out(small, saliency(small, person=False))
    if rough is None or not 0.012 < rough.mean() < 0.6:
        return None
    if trust(small, rough) < 0.35:
        return None
    return Subject(_box_of(rough).scaled(by), None, rough, clean=False)


_USUAL = (0.0, 0.34, 0.3)
"""Where the face of somebody who was asked to hold still usually is, as `_face_spot` gives it."""


def _face_spot(likely: Map) -> tuple[float, float, float] | None:
    """Return x, y, size of the patch of skin most like a face, in heights of the photo (x from its middle).

    What runs out of the picture at its sides or top is no face but wood or sand.
    """
    high, wide = likely.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats((likely > 0.5).astype(np.uint8))
    best: tuple[float, float, float] | None = None
    most = 0.0
    for x, y, across, down, area in stats[1:count]:
        middle, shape, filled = (y + down / 2) / high, across / max(1, down), area / max(1, across * down)
        if x == 0 or y == 0 or x + across == wide:
            continue
        if not 0.004 < area / likely.size < 0.3 or middle > 0.7 or not 0.4 < shape < 1.7 or filled < 0.45:
            continue
        worth = float(area) * (1.1 - middle)
        if worth > most:
            most = worth
            tall = min(max(across / 0.78, 0.8 * down), 1.2 * down) / high
            best = (x + across / 2 - wide / 2) / high, (y + 0.45 * down) / high, float(min(max(tall, 0.1), 0.6))
    return best


def _bust(size: tuple[int, int], face: tuple[float, float, float]) -> Map:
    """Return where somebody with this face is likely to be: a head over shoulders, 0-1."""
    wide, high = size
    middle, eyes, tall = face
    y, x = np.mgrid[0 : 1 : high * 1j, 0 : 1 : wide * 1j].astype(np.float32)
    across = (x - 0.5) * wide / high - middle
    head = np.hypot(across / (0.57 * tall), (y - eyes) / (0.73 * tall))
    below = max(0.3, 1.0 - eyes - 0.5 * tall)
    body = np.hypot(across / (1.13 * tall), (y - 1.0) / below)
    return np.asarray(np.clip(1.5 - np.minimum(head, body), 0, 1), np.float32)


def _box_of(rough: NDArray[np.uint8]) -> Box:
    y, x = np.nonzero(rough)
    return Box(float(x.min()), float(y.min()), float(x.max() + 1), float(y.max() + 1))


def find_head(rough: NDArray[np.uint8], likely: Map) -> Box | None:
    """Return the head in a silhouette (h, w), from the crown to the chin.

    In colour the largest patch of skin (`likely`, 0-1) high in the silhouette is a face; without colour a head is what
    is narrower over something wider.
    """
    if float(likely.max()) > 0.5:
        return _head_of_skin(rough, likely) or _head_of_outline(rough)
    return _head_of_outline(rough)


def _head_of_skin(rough: NDArray[np.uint8], likely: Map) -> Box | None:
    found = ((likely > 0.5) & (rough > 0)).astype(np.uint8)
    reach = max(1, rough.shape[0] // 90)
    found = np.asarray(cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((2 * reach + 1, 2 * reach + 1))), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(found)
    box = _box_of(rough)
    best: tuple[float, Box] | None = None
    for x, y, wide, high, area in stats[1:count]:
        middle_y = (y + high / 2 - box.y0) / box.height
        shape = wide / max(1, high)
        if area < 0.006 * rough.sum() or middle_y > 0.75 or not 0.35 < shape < 1.9:
            continue
        score = float(area) * (1.2 - middle_y) * (1.0 - 0.5 * abs(shape - 0.78))
        if best is None or score > best[0]:
            # Skin ends at the hair above, and often runs on into the neck below.
            face = min(float(high), 1.45 * wide)
            half = max(0.62 * wide, 0.42 * face)
            best = score, Box(x + wide / 2 - half, max(box.y0, y - 0.34 * face), x + wide / 2 + half, y + 0.98 * face)
    return best[1] if best else None


def _head_of_outline(rough: NDArray[np.uint8]) -> Box | None:
    rows = np.nonzero(rough.any(axis=1))[0]
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    tall = bottom - top
    widths = cv2.blur(rough.sum(axis=1).astype(np.float32)[:, None], (1, 5)).ravel()
    best: tuple[float, Box] | None = None
    for high in range(max(8, tall // 9), max(9, round(0.72 * tall))):
        neck = top + high
        above = float(np.percentile(widths[top + high // 5 : neck], 85))
        below = float(np.max(widths[neck : min(bottom, neck + high)], initial=0.0))
        ratio = above / high
        if not 0.45 < ratio < 1.25 or below < 1.25 * above:
            continue
        score = (above - float(widths[neck])) / above + 0.5 * min(2.0, below / above) - 0.9 * abs(ratio - 0.78)
        if best is None or score > best[0]:
            column = rough[top + high // 5 : neck].sum(axis=0).astype(np.float64)
            x = float((column * np.arange(len(column))).sum() / max(1.0, column.sum()))
            best = score, Box(x - above / 2, float(top), x + above / 2, float(neck))
    return best[1] if best else None


def _skin_in(likely: Map, box: Box) -> float:
    inside = likely[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1]
    return float(inside.mean()) if inside.size else 0.0
