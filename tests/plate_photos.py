"""Photos and orders for tests of the plates: painted here, so that what is in them is known."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from director.model import CameraMove, Fix, Order, Palette, Reference, Shot
from render.plates.photo import PhotoPlate


def sitter(width: int = 480, height: int = 480, x: float = 0.5) -> NDArray[np.uint8]:
    """Somebody in red before a grey-green wall; RGB. The head is round, 0.3 of the height tall, its middle at 0.38."""
    rng = np.random.default_rng(1)
    photo = np.full((height, width, 3), (60, 70, 66), np.uint8) + rng.integers(0, 30, (height, width, 1), np.uint8)
    photo = np.ascontiguousarray(photo)
    middle = round(x * width)
    cv2.ellipse(
        photo, (middle, round(1.02 * height)), (round(0.26 * height), round(0.5 * height)), 0, 0, 360, (200, 60, 44), -1
    )
    cv2.circle(photo, (middle, round(0.38 * height)), round(0.15 * height), (232, 188, 150), -1)
    for side in (-1, 1):
        cv2.circle(
            photo,
            (middle + round(side * 0.055 * height), round(0.36 * height)),
            round(0.018 * height),
            (40, 30, 30),
            -1,
        )
    return photo


def view(width: int = 640, height: int = 400) -> NDArray[np.uint8]:
    """A speckled plain without anything in particular; RGB."""
    rng = np.random.default_rng(2)
    small = rng.integers(60, 190, (height // 8, width // 8, 1), np.uint8)
    grown = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.stack([grown, grown // 2 + 70, 200 - grown // 3], 2).astype(np.uint8)


def sepia(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.clip(grey[..., None] * (1.0, 0.87, 0.68) + 8, 0, 255).astype(np.uint8)


def save(folder: Path, photo: NDArray[np.uint8], name: str = "photo.png") -> Path:
    path = folder / name
    cv2.imwrite(str(path), cv2.cvtColor(photo, cv2.COLOR_RGB2BGR))
    return path


def order_of(
    role: str = "own shot",
    size: tuple[int, int] = (320, 180),
    fixes: tuple[str, ...] = (),
    frames: int = 24,
    **given: Any,
) -> Order:
    words: dict[str, Any] = {
        "id": "s001", "section": 0, "world": "w", "place": "p", "place_term": "studio", "time": "day",
        "weather": "clear", "palette": Palette(colours=("#7d94b0", "#c9b79a", "#33453c")), "style": "photoreal",
        "technique": "photo", "reference": "photo.png", "text": "", "framing": "medium", "emotion": "calm",
        "move": CameraMove(kind="static"),
    }  # fmt: skip
    reference = Reference(name="photo.png", digest="0" * 32, kind="photo", role=role, width=10, height=10)
    return Order(
        shot=Shot(**{**words, **given}), renderer="plates", renderer_version="1", prompt="", references=(reference,),
        width=size[0], height=size[1], fps=Fraction(24), frames=frames, handles=2, seed=5,
        fixes=tuple(Fix(kind=k, amount=0.6) for k in fixes),
    )  # fmt: skip


def move(kind: str, amount: float = 0.4) -> CameraMove:
    return CameraMove(kind=kind, amount=amount)


def frames_of(order: Order, path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    """Return all frames (n, h, w, 3) RGB, handles included, and mattes (n, h / 4, w / 4) if there are any."""
    pictures, mattes = [], []
    for frame in PhotoPlate(order, path).frames():
        pictures.append(cv2.cvtColor(frame.yuv.copy(), cv2.COLOR_YUV2RGB_I420))
        if frame.matte is not None:
            mattes.append(frame.matte.copy())
    return np.array(pictures), np.array(mattes) if mattes else None
