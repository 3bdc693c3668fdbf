"""Who a person is, the same in every shot: build, skin, hair and clothes follow from the term and the wardrobe's colour."""

from dataclasses import dataclass

from director.model import digest_of
from render.animatic.actors.people.skeleton import Build
from render.animatic.base import RGB


@dataclass(frozen=True)
class Character:
    """One person's constant features."""

    term: str
    build: Build
    size: float
    """Height relative to a standing adult."""
    cloth: RGB
    skin: RGB
    hair: RGB


_CHILD = Build(head=0.215, neck=0.026, shoulder=0.098, chest=0.083, waist=0.078, hips=0.08, hip_height=0.42,
               knee_height=0.225, upper_arm=0.132, forearm=0.115, hand=0.064, foot=0.11)  # fmt: skip
_BUILDS = {"girl": (_CHILD, 0.8), "boy": (_CHILD, 0.8), "child": (_CHILD, 0.68)}
_SKINS: tuple[RGB, ...] = ((0.95, 0.78, 0.68), (0.87, 0.66, 0.52), (0.72, 0.5, 0.37), (0.5, 0.33, 0.24))
_HAIRS: tuple[RGB, ...] = ((0.12, 0.09, 0.08), (0.3, 0.18, 0.1), (0.55, 0.35, 0.16), (0.5, 0.2, 0.1))


def character(term: str, colour: RGB | None) -> Character:
    """Return the person of this term and wardrobe colour."""
    seed = int(digest_of([term, [round(c, 3) for c in colour] if colour else None])[:8], 16)
    build, size = _BUILDS.get(term, (Build(), 1.0))
    return Character(
        term, build, size, colour or (0.55, 0.25, 0.25), _SKINS[seed % len(_SKINS)], _HAIRS[seed // 7 % len(_HAIRS)]
    )
