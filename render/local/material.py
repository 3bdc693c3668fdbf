"""The pictures that go with an order, read from the project folder."""

from pathlib import Path

import numpy as np

from director.model import Order, Reference
from render.local.asking import Frames, Picture
from render.local.taking import Material
from tools.media import read_frames, read_photo


def material_of(order: Order, folder: Path) -> Material:
    """Decode what an order refers to: the photo to start from, a keyframe, references of people and places.

    Raises:
        ArtistError: a picture is missing or cannot be read.
    """
    photo = next((r for r in order.references if r.name == order.shot.reference), None)
    first = photo or next((r for r in order.references if r.role == "first frame"), None)
    last = next((r for r in order.references if r.role == "last frame"), None)
    others = tuple(r for r in order.references if r not in (first, last) and r.kind == "photo")
    return Material(
        image=_picture(first, folder) if first else None,
        last=_picture(last, folder) if last else None,
        references=tuple(_picture(reference, folder) for reference in others),
        control=edges(read_frames(folder / order.control)) if order.control else None,
    )


def edges(frames: Frames) -> Frames:
    """Return the outlines of drawn frames, white on black: what models steered by edges were trained on.

    Thresholds follow the frame's median (0.66 and 1.33 of it), so that a night is outlined as well as a day.
    """
    import cv2

    found = np.empty_like(frames)
    for number, frame in enumerate(frames):
        grey = cv2.GaussianBlur(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), (5, 5), 0)
        middle = float(np.median(grey))
        found[number] = cv2.Canny(grey, 0.66 * middle, 1.33 * middle)[..., None]
    return found


def _picture(reference: Reference, folder: Path) -> Picture:
    path = folder / "references" / reference.name
    return read_frames(path, [0])[0] if reference.kind == "footage" else read_photo(path)
