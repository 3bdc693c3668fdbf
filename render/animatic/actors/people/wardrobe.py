"""What people wear, by term."""

from dataclasses import dataclass
from typing import Literal

from render.animatic.base import RGB

Collar = Literal["crew", "shirt", "fur", "high", "lapel", "hood", "sailor", "shawl", "ring", "wide", "strap"]
Hat = Literal[
    "none", "fur hood", "captain", "sailor", "racing helmet", "space helmet", "beanie", "shell", "flat cap", "brim",
    "headscarf",
]  # fmt: skip


@dataclass(frozen=True)
class Outfit:
    """One set of clothes. Colours None follow the wardrobe's main colour."""

    sleeve: float = 1.0
    """0 bare arms, 1 to the wrist."""
    hem: float = 0.06
    """How far the upper garment falls below the hips: 0 the hip joint, 1 the ankle."""
    flare: float = 1.0
    """Width of the hem."""
    skirt: bool = False
    """A flowing skirt or dress; otherwise a coat's straight hem."""
    bulk: float = 1.0
    """Thickness of the cloth."""
    collar: Collar = "crew"
    legs: RGB | None = (0.17, 0.18, 0.24)
    """Trousers; None is the main colour; see `bare`."""
    bare: bool = False
    """Bare legs."""
    shorts: bool = False
    shoes: RGB = (0.13, 0.1, 0.09)
    boots: float = 0.12
    """Height of the shaft, 0 ankle to 1 knee."""
    gloves: RGB | None = None
    hat: Hat = "none"
    under: RGB | None = None
    """A shirt seen in an open front."""
    buttons: bool = False
    belt: RGB | None = None
    vest: bool = False
    """The main colour is that of a sleeveless upper garment; the sleeves are those of the shirt `under` it."""
    stripe: RGB | None = None
    """Band across the chest and down the arms."""


_WHITE: RGB = (0.92, 0.91, 0.88)

OUTFITS: dict[str, Outfit] = {
    "man": Outfit(collar="shirt", under=_WHITE, hem=0.1),
    "woman": Outfit(hem=0.62, flare=1.35, skirt=True, collar="wide", sleeve=0.55, bare=True, shoes=(0.35, 0.16, 0.14)),
    "girl": Outfit(hem=0.52, flare=1.7, skirt=True, collar="wide", sleeve=0.4, bare=True, shoes=(0.3, 0.18, 0.2),
        belt=_WHITE),
    "boy": Outfit(sleeve=0.42, shorts=True, legs=(0.3, 0.28, 0.3), shoes=(0.75, 0.72, 0.68), stripe=_WHITE),
    "child": Outfit(hem=0.12, bulk=1.1, collar="hood", legs=(0.24, 0.3, 0.45), shoes=(0.7, 0.25, 0.22), boots=0.4),
    "explorer": Outfit(hem=0.5, flare=1.15, bulk=1.32, collar="fur", legs=(0.26, 0.22, 0.19), shoes=(0.36, 0.26, 0.18),
        boots=0.85,
                       gloves=(0.3, 0.22, 0.16), hat="fur hood", belt=(0.24, 0.16, 0.1)),
    "captain": Outfit(hem=0.42, bulk=1.14, collar="high", hat="captain", buttons=True, legs=(0.1, 0.11, 0.16),
        boots=0.7, flare=1.1),
    "sailor": Outfit(hem=0.08, collar="sailor", hat="sailor", legs=(0.86, 0.86, 0.84), stripe=None),
    "singer": Outfit(hem=0.97, flare=1.3, skirt=True, sleeve=0.0, collar="strap", bare=True, shoes=(0.12, 0.08, 0.1),
        boots=0.0),
    "dancer": Outfit(hem=0.6, flare=2.3, skirt=True, sleeve=0.0, collar="strap", bare=True, shoes=(0.9, 0.7, 0.68),
        boots=0.1),
    "pianist": Outfit(hem=0.3, collar="lapel", under=_WHITE, legs=(0.08, 0.08, 0.1)),
    "musician": Outfit(hem=0.1, collar="lapel", under=(0.75, 0.72, 0.66), legs=(0.13, 0.14, 0.2), boots=0.4),
    "guitarist": Outfit(hem=0.06, collar="lapel", under=(0.6, 0.58, 0.56), legs=(0.12, 0.13, 0.18), boots=0.45,
        bulk=1.05),
    "drummer": Outfit(sleeve=0.0, hem=0.05, legs=(0.14, 0.14, 0.18), collar="crew", shoes=(0.85, 0.84, 0.8)),
    "racer": Outfit(hem=0.04, bulk=1.08, collar="high", legs=None, gloves=(0.1, 0.1, 0.12), hat="racing helmet",
        stripe=_WHITE,
                    belt=(0.1, 0.1, 0.12), shoes=(0.1, 0.1, 0.12), boots=0.4),
    "skater": Outfit(hem=0.16, bulk=1.16, collar="hood", hat="beanie", legs=(0.2, 0.24, 0.34), shoes=(0.9, 0.88, 0.85)),
    "old_man": Outfit(hem=0.12, bulk=1.06, collar="shirt", under=_WHITE, hat="flat cap", buttons=True, legs=(0.26,
        0.24, 0.24)),
    "old_woman": Outfit(hem=0.8, flare=1.25, skirt=True, bulk=1.06, collar="shawl", legs=(0.25, 0.22, 0.24)),
    "mother": Outfit(hem=0.7, flare=1.3, skirt=True, collar="shirt", sleeve=0.75, bare=True, shoes=(0.3, 0.2, 0.16),
        belt=(0.9, 0.86, 0.78)),
    "father": Outfit(hem=0.14, bulk=1.08, collar="shirt", under=(0.85, 0.82, 0.76), legs=(0.2, 0.22, 0.3)),
    "astronaut": Outfit(hem=0.04, bulk=1.5, collar="ring", legs=None, gloves=(0.72, 0.74, 0.78), hat="space helmet",
        boots=0.6,
                        shoes=(0.62, 0.64, 0.68), stripe=(0.85, 0.35, 0.15), belt=(0.6, 0.62, 0.66)),
    "ghost": Outfit(hem=1.0, flare=1.5, skirt=True, collar="wide", bare=True),
    "silhouette": Outfit(hem=0.3, flare=1.05, collar="lapel", legs=None),
    "android": Outfit(hem=0.0, collar="ring", legs=None, hat="shell", shoes=(0.6, 0.64, 0.7), boots=0.3),
}  # fmt: skip
