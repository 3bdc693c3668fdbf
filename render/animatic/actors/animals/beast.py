"""What a four-legged animal is made of: proportions, coat, face."""

from dataclasses import dataclass
from typing import Literal

from render.animatic.actors.people.forms import Point
from render.animatic.base import RGB

Ears = Literal["pointed", "folded", "round", "long", "leaf"]
Tail = Literal["brush", "curl", "thin", "hair", "stub", "puff"]


@dataclass(frozen=True)
class Face:
    """A head: its outline from the side and from the front, in heads; the snout looks right."""

    side: tuple[Point, ...]
    half: tuple[Point, ...]
    """Right half of the outline from the front, from crown to chin, about the middle between the eyes."""
    ears: Ears
    ear: float
    """Length of an ear, heads."""
    eye_side: Point
    eye: Point
    """The right eye from the front."""
    eye_r: float
    nose_side: Point
    nose: Point
    nose_r: float
    mouth: tuple[Point, ...]
    """Line of the mouth from the side."""
    muzzle: tuple[float, float]
    """Half width and half height of the light muzzle from the front."""
    iris: RGB
    slit: bool = False
    ear_root: Point = (-0.2, -0.28)
    """From the side."""
    ear_front: Point = (0.28, -0.36)
    """From the front."""


@dataclass(frozen=True)
class Beast:
    """An animal that stands facing right, its feet at 0, its crown at -1."""

    hip: Point
    shoulder: Point
    spine: tuple[float, float, float, float]
    """Half thickness at the rump, the waist, the chest and the root of the neck."""
    neck: float
    """Half thickness behind the head."""
    head_at: Point
    head: float
    """Length of the head, body units."""
    nod: float
    """Degrees by which the head hangs."""
    leg: tuple[float, float, float]
    """Half width at the thigh, below the knee and at the foot."""
    shank: float
    """Length from the foot to hock or wrist."""
    tail: Tail
    tail_long: float
    face: Face
    coat: RGB
    belly: RGB
    socks: RGB | None = None
    mask: RGB | None = None
    """Light parts of the face."""
    saddle: RGB | None = None
    """Dark back."""
    nose: RGB = (0.07, 0.06, 0.07)
    mane: RGB | None = None
    antlers: bool = False
    hooves: bool = False
    shaggy: float = 0.6
    """How much hair is seen, 0-1."""
    harness: RGB | None = None
    size: float = 0.45
    stripes: RGB | None = None
