"""Prepares a photograph for a shot: what is in it, which part is framed, and its graded versions."""

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import Note, Order, ReferenceRole
from render.animatic.base import Look
from render.animatic.grade import Bath, develop
from render.animatic.look import Fixes
from render.animatic.paint import Picture, sharpen
from render.animatic.style import treat_plane
from render.animatic.terms import PEOPLE
from render.plates import canvas, toning
from render.plates.framing import Crop, crop_for, crop_whole, framing_of, lacking, whole
from render.plates.matte import refine
from render.plates.saliency import monochrome
from render.plates.subject import Box, Subject, find_subject
from render.plates.toning import Return
from tools.media import read_photo

Pixels = NDArray[np.uint8]

_DETAIL = 1.25
"""Texels a pixel of the framed picture at most: room for the camera to go nearer."""
_TOLD = 1.7
"""Enlargement from which the artist is told."""


@dataclass(frozen=True)
class Prepared:
    """A photograph, ready to be taken apart into planes. Lengths in px of `first`."""

    first: Pixels
    """RGB as the shot starts, graded."""
    last: Pixels | None
    """RGB with all of its colour; None where colour does not change."""
    change: Return
    matte: Pixels | None
    """(h, w), 255 = subject; None if none was found."""
    subject: Subject | None
    crop: Crop
    sheet: bool
    """Shown whole, on a ground."""

    notes: tuple[Note, ...]

    @property
    def apart(self) -> bool:
        """Whether the subject may be laid apart from its background."""
        return self.matte is not None and self.subject is not None and self.subject.clean


def role_of(order: Order) -> ReferenceRole:
    """Return what the artist's reference is for; an own shot if the order does not say."""
    named = [r.role for r in order.references if r.name == order.shot.reference]
    return named[0] if named else "own shot"


def prepare(order: Order, source: Path, look: Look, fixes: Fixes, bath: Bath, seed: int) -> Prepared:
    """Read and prepare the photo of an order. Raises ArtistError for one that is missing or cannot be read."""
    photo = read_photo(source)
    role = role_of(order)
    expected = role == "person" or (role == "old photograph" and _about_somebody(order))
    inner = canvas.without_border(photo)
    content = photo[round(inner.y0) : round(inner.y1), round(inner.x0) : round(inner.x1)]
    found = find_subject(content, expected)
    if role == "old photograph" or monochrome(content[:: max(1, len(content) // 160)][:, ::5]):
        content = toning.cleared(content)
        photo = photo.copy()
        photo[round(inner.y0) : round(inner.y1), round(inner.x0) : round(inner.x1)] = content
    out = (order.width, order.height)
    size = (content.shape[1], content.shape[0])
    sheet = whole(framing_of(order.shot, fixes), size, out, found)
    if sheet:
        full = (photo.shape[1], photo.shape[0])
        moved = found.placed(1.0, inner.x0, inner.y0) if found else None
        crop = crop_whole(order.shot, fixes, full, out, moved, canvas.MARGIN)
    else:
        photo, moved = _wide_enough(order, content, found, fixes, seed)
        crop = crop_for(order.shot, fixes, (photo.shape[1], photo.shape[0]), out, moved)
    notes = _notes(order, crop, sheet, photo.shape[1] > content.shape[1])
    by = min(1.0, _DETAIL * order.height / crop.height)
    if by < 0.97:
        photo = np.asarray(cv2.resize(photo, None, fx=by, fy=by, interpolation=cv2.INTER_AREA), np.uint8)
        moved = moved.placed(by) if moved else None
        crop = Crop(crop.x * by, crop.y * by, crop.height * by, (crop.focus[0] * by, crop.focus[1] * by))
    matte = _matte(photo, moved, inner.scaled(by) if sheet else None)
    change = toning.colour_return(order.shot, role, monochrome(content[:: max(1, len(content) // 160)][:, ::5]))
    first, last = _versions(order, photo, matte, moved, look, change)
    screen = crop.height
    first = _developed(first, look, bath, fixes, screen, seed)
    last = _developed(last, look, bath, fixes, screen, seed) if last is not None else None
    return Prepared(first, last, change or Return(0.0, 0.0), matte, moved, crop, sheet, notes)


def _wide_enough(
    order: Order, content: Pixels, found: Subject | None, fixes: Fixes, seed: int
) -> tuple[Pixels, Subject | None]:
    """Return the photo, its background carried on where a portrait is too narrow for the framing, and its subject."""
    size = (content.shape[1], content.shape[0])
    extra = lacking(order.shot, fixes, size, (order.width, order.height), found)
    if found is None or extra < 0.03 * size[0] or not canvas.plain_sides(content):
        return content, found
    content = np.ascontiguousarray(content)
    wider = canvas.widened(content, refine(content, found.rough), extra, seed)
    pad = round(extra * found.rough.shape[1] / size[0])
    rough = np.pad(found.rough, ((0, 0), (pad, pad)))
    return wider, replace(found.placed(1.0, extra, 0.0), rough=rough)


def _about_somebody(order: Order) -> bool:
    return order.shot.subject is not None and order.shot.subject.term in PEOPLE


def _matte(photo: Pixels, subject: Subject | None, inner: Box | None) -> Pixels | None:
    """Return the matte on the whole photo; `inner` is the picture inside a border."""
    if subject is None:
        return None
    if inner is None:
        return refine(photo, subject.rough)
    rows, columns = slice(round(inner.y0), round(inner.y1)), slice(round(inner.x0), round(inner.x1))
    matte = np.zeros(photo.shape[:2], np.uint8)
    matte[rows, columns] = refine(np.ascontiguousarray(photo[rows, columns]), subject.rough)
    return matte


def _versions(
    order: Order, photo: Pixels, matte: Pixels | None, subject: Subject | None, look: Look, change: Return | None
) -> tuple[Pixels, Pixels | None]:
    """Return the photo without and with its colour; the second is None where colour does not change."""
    if change is None:
        return photo, None
    head = subject.head if subject else None
    if monochrome(photo[::6, ::6]):
        wear = order.shot.subject.colour if order.shot.subject else ""
        coloured = toning.tinted(photo, matte, head, look, wear)
        faded = photo
    else:
        coloured, faded = photo, toning.sepia(photo, 0.88)
    if head is not None:
        coloured = toning.glint(coloured, head)
    return faded, coloured


def _developed(photo: Pixels, look: Look, bath: Bath, fixes: Fixes, screen: float, seed: int) -> Pixels:
    """Return the RGB photo in the film's style and grade; `screen` is px in a height of the picture."""
    texels = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2RGBA), np.uint8)
    treat_plane(Picture(texels, 0.0, 0.0, 1.0), look, screen, seed)
    develop(texels, bath, 0.0)
    if fixes["sharper"]:
        sharpen(texels, screen, 0.9 * fixes["sharper"])
    return np.ascontiguousarray(texels[..., :3])


def _notes(order: Order, crop: Crop, sheet: bool, wider: bool) -> tuple[Note, ...]:
    notes = []
    enlarged = order.height / crop.height
    if enlarged > _TOLD:
        notes.append(Note(key="plates_enlarged", values={"file": order.shot.reference, "times": round(enlarged, 1)}))
    if sheet or wider:
        key = "plates_on_ground" if sheet else "plates_widened"
        notes.append(Note(key=key, values={"file": order.shot.reference}))
    return tuple(notes)
