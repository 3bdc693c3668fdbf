"""Who a person is, the same in every shot: build, face and hair follow from the term and the wardrobe's colour."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from director.model import Features, digest_of
from director.model.features import Age, Facial, Garment, HairColour, HairCut, Headwear, Sex
from render.animatic.actors.people.eyes import EyeShape
from render.animatic.actors.people.hairdo import HAIRDOS, Hairdo
from render.animatic.actors.people.head import HeadShape
from render.animatic.actors.people.mouth import MouthShape
from render.animatic.actors.people.skeleton import Build
from render.animatic.actors.people.tones import mix, times
from render.animatic.actors.people.wardrobe import OUTFITS, Hat, Outfit
from render.animatic.base import RGB


@dataclass(frozen=True)
class Character:
    """One person's constant features."""

    term: str
    sex: Sex
    age: Age
    size: float
    """Height relative to a standing adult."""
    build: Build
    cloth: RGB
    skin: RGB
    hair: RGB
    hairdo: Hairdo
    head: HeadShape
    eyes: EyeShape
    mouth: MouthShape
    outfit: Outfit
    freckles: bool = False
    glasses: bool = False

    @property
    def brow(self) -> RGB:
        """Colour of the brows: like the hair, never quite white."""
        return mix(self.hair, (0.3, 0.25, 0.22), 0.35 if self.age == "old" else 0.15)


@dataclass(frozen=True)
class _Kind:
    sex: Sex
    age: Age
    hair: tuple[str, ...]
    cloth: RGB
    size: float = 1.0


_KINDS: dict[str, _Kind] = {
    "man": _Kind("m", "adult", ("short", "quiff", "crop"), (0.22, 0.38, 0.56)),
    "woman": _Kind("f", "adult", ("waves", "long", "bob"), (0.72, 0.3, 0.28), 0.94),
    "girl": _Kind("f", "child", ("braids", "long", "pony", "bob"), (0.86, 0.42, 0.46), 0.76),
    "boy": _Kind("m", "child", ("tousled",), (0.25, 0.52, 0.42), 0.76),
    "child": _Kind("f", "child", ("bob", "pigtails"), (0.92, 0.7, 0.25), 0.62),
    "explorer": _Kind("m", "adult", ("short", "tousled"), (0.66, 0.24, 0.16)),
    "captain": _Kind("m", "old", ("short",), (0.12, 0.17, 0.34)),
    "sailor": _Kind("m", "young", ("short",), (0.16, 0.28, 0.5)),
    "singer": _Kind("f", "young", ("waves", "long"), (0.62, 0.1, 0.2), 0.96),
    "dancer": _Kind("f", "young", ("bun", "top bun", "pony"), (0.5, 0.2, 0.62), 0.95),
    "pianist": _Kind("m", "adult", ("short", "tousled"), (0.1, 0.1, 0.14)),
    "musician": _Kind("m", "young", ("tousled", "rocker"), (0.32, 0.2, 0.42)),
    "guitarist": _Kind("m", "young", ("rocker", "tousled"), (0.22, 0.12, 0.14)),
    "drummer": _Kind("m", "young", ("tousled", "curls"), (0.6, 0.16, 0.16)),
    "racer": _Kind("m", "young", ("short",), (0.78, 0.1, 0.1)),
    "skater": _Kind("m", "young", ("tousled",), (0.9, 0.6, 0.12), 0.93),
    "old_man": _Kind("m", "old", ("thin",), (0.36, 0.32, 0.24), 0.94),
    "old_woman": _Kind("f", "old", ("bun",), (0.42, 0.28, 0.4), 0.88),
    "mother": _Kind("f", "adult", ("bun", "long"), (0.3, 0.5, 0.5), 0.94),
    "father": _Kind("m", "adult", ("short", "crop"), (0.4, 0.26, 0.18)),
    "astronaut": _Kind("m", "adult", ("short",), (0.88, 0.89, 0.92)),
    "ghost": _Kind("f", "young", ("long",), (0.78, 0.88, 0.95)),
    "silhouette": _Kind("m", "adult", ("short",), (0.06, 0.06, 0.09)),
    "android": _Kind("f", "young", ("crop",), (0.82, 0.85, 0.9)),
}
_SKINS: tuple[RGB, ...] = (
    (0.96, 0.8, 0.71), (0.93, 0.75, 0.64), (0.9, 0.71, 0.58), (0.85, 0.64, 0.49), (0.76, 0.54, 0.39), (0.6, 0.4, 0.28),
        (0.45, 0.29, 0.2),
)  # fmt: skip
_HAIRS: tuple[RGB, ...] = (
    (0.1, 0.075, 0.07), (0.2, 0.12, 0.08), (0.33, 0.2, 0.12), (0.5, 0.31, 0.15), (0.78, 0.6, 0.34), (0.56, 0.22, 0.1),
)  # fmt: skip
_IRISES: tuple[RGB, ...] = (
    (0.34, 0.2, 0.1),
    (0.25, 0.42, 0.55),
    (0.3, 0.44, 0.28),
    (0.45, 0.32, 0.14),
    (0.35, 0.42, 0.46),
)
_GREY: RGB = (0.8, 0.79, 0.78)
_CHILD = Build(head=0.212, neck=0.026, shoulder=0.094, chest=0.079, waist=0.073, hips=0.077, depth=0.06,
    hip_height=0.42,
               knee_height=0.225, ankle_height=0.04, upper_arm=0.132, forearm=0.115, hand=0.06, foot=0.105)  # fmt: skip
_WOMAN = Build(
    head=0.153, shoulder=0.086, chest=0.074, waist=0.055, hips=0.08, depth=0.056, girth=0.86, neck=0.04, hand=0.066
)


def _build(kind: _Kind) -> Build:
    base = _CHILD if kind.age == "child" else _WOMAN if kind.sex == "f" else Build()
    if kind.age == "old":
        return replace(base, stoop=17.0 if kind.size < 1 else 4.0, waist=base.waist + 0.012, neck=base.neck * 0.8)
    return base


def _face(kind: _Kind, roll: tuple[int, ...]) -> tuple[HeadShape, EyeShape, MouthShape]:
    vary = (roll[3] % 5 - 2) / 2
    iris = _IRISES[roll[4] % len(_IRISES)]
    nose, jaw = 1 + 0.12 * vary, 1 + 0.035 * ((roll[5] % 5) - 2) / 2
    if kind.age == "child":
        eyes = EyeShape(gap=0.172, y=0.082, half=0.106, up=0.078, low=0.046, iris=0.073, slant=0.006,
            lashes=0.62 if kind.sex == "f" else 0.3,
                        brow=0.017, brow_y=-0.072, colour=iris)  # fmt: skip
        return HeadShape("child", 0.8, jaw), eyes, MouthShape(0.338, 0.086, 0.021, 0.03, 0.34)
    if kind.sex == "f":
        eyes = EyeShape(
            half=0.1, up=0.066, low=0.036, iris=0.06, slant=0.014, lashes=0.8, brow=0.015, brow_y=-0.086, colour=iris
        )
        return HeadShape("woman", nose, jaw), eyes, MouthShape(0.316, 0.102, 0.031, 0.041, 0.55)
    eyes = EyeShape(half=0.097, brow=0.019, brow_y=-0.076, up=0.055, iris=0.056, colour=iris)
    return HeadShape("man", nose, jaw), eyes, MouthShape()


def _beard(term: str, roll: int) -> Facial:
    match term:
        case "captain" | "old_man":
            return "full" if term == "captain" or roll % 2 else "moustache"
        case "explorer" | "father" | "sailor":
            return "short"
        case "guitarist" | "musician":
            return "stubble"
        case _:
            return "none"


_OF_SORT: dict[tuple[Sex, Age], tuple[str, tuple[str, ...], float]] = {
    ("m", "child"): ("boy", ("tousled",), 0.76), ("f", "child"): ("girl", ("braids", "long", "pony", "bob"), 0.76),
    ("m", "young"): ("man", ("tousled", "quiff", "short"), 0.98),
    ("f", "young"): ("woman", ("long", "pony", "bob"), 0.92),
    ("m", "adult"): ("man", ("short", "quiff", "crop"), 1.0), ("f", "adult"): ("woman", ("waves", "bob", "bun"), 0.94),
    ("m", "old"): ("old_man", ("thin", "short"), 0.95),
    ("f", "old"): ("old_woman", ("bun", "bob", "grey crop"), 0.89),
}  # fmt: skip
"""Whose everyday clothes, which hair and what height somebody of a sex and age has whose term means another."""

_TINTS: dict[HairColour, RGB] = {
    "black": (0.09, 0.075, 0.08), "brown": (0.33, 0.2, 0.12), "fair": (0.82, 0.65, 0.38), "red": (0.62, 0.24, 0.09),
    "grey": (0.6, 0.6, 0.61), "white": (0.86, 0.85, 0.84),
}  # fmt: skip
_CUTS: dict[HairCut, str] = {
    "short": "short", "long": "long", "bald": "bare", "curly": "curls", "bun": "bun", "braids": "braids",
    "tail": "pony", "bob": "bob",
}  # fmt: skip
_PLAIN = frozenset(("man", "woman", "girl", "boy", "child", "mother", "father", "old_man", "old_woman"))
"""Terms whose clothes are those of a sex and age, not of a trade."""


def _kind(term: str, features: Features) -> _Kind:
    """Return the kind of person, as old and of the sex that is said."""
    kind = _KINDS[term]
    sex, age = features.sex or kind.sex, features.age or kind.age
    if (sex, age) == (kind.sex, kind.age):
        return kind
    _, hair, size = _OF_SORT[sex, age]
    return replace(kind, sex=sex, age=age, hair=hair, size=size)


def _outfit(term: str, kind: _Kind, features: Features) -> Outfit:
    """Return the clothes of the term, as sex and age wear them, with the garment that is said."""
    born = _KINDS[term]
    other = (kind.sex, kind.age) != (born.sex, born.age)
    outfit = OUTFITS[_OF_SORT[kind.sex, kind.age][0] if other and term in _PLAIN else term]
    if other and kind.age == "old" and outfit.sleeve < 0.5:
        outfit = replace(outfit, sleeve=0.75)
    if other and kind.sex == "m" and outfit.skirt:
        outfit = OUTFITS["musician" if term == "singer" else "man"]
    if features.hat is not None and outfit.hat not in _OF_TRADE:
        outfit = replace(outfit, hat=_HATS[features.hat])
    return _GARMENTS[features.garment](outfit) if features.garment is not None else outfit


_OF_TRADE = frozenset(("captain", "sailor", "racing helmet", "space helmet", "shell"))
"""Hats that tell what somebody is, whatever else is said of them."""
_HATS: dict[Headwear, Hat] = {
    "none": "none", "cap": "flat cap", "brim": "brim", "knitted": "beanie", "headscarf": "headscarf",
}  # fmt: skip


_LINEN: RGB = (0.92, 0.91, 0.88)
_GARMENTS: dict[Garment, Callable[[Outfit], Outfit]] = {
    "dress": lambda o: replace(o, hem=max(o.hem, 0.62), flare=max(o.flare, 1.4), skirt=True, bare=o.boots < 0.5),
    "skirt": lambda o: replace(o, hem=max(o.hem, 0.62), flare=max(o.flare, 1.4), skirt=True, bare=o.boots < 0.5),
    "coat": lambda o: replace(o, hem=max(o.hem, 0.48), bulk=max(o.bulk, 1.12), sleeve=1.0, skirt=False, buttons=True),
    "vest": lambda o: replace(o, collar="shirt", under=_LINEN, sleeve=max(o.sleeve, 0.6), vest=True),
    "sleeveless": lambda o: replace(o, sleeve=0.0),
}  # fmt: skip


_FACES = 2435
"""Which throw of the dice gives every kind of person its face, skin and hair."""


def character(term: str, colour: RGB | None, salt: int = 0, features: Features | None = None) -> Character:
    """Return the person of this term: the same face in every shot, photograph and memory, whatever it wears.

    Another `salt` gives another one of its kind, as a crowd needs; `features` are followed where they say something.
    """
    said = features or Features()
    kind = _kind(term, said)
    cloth = colour or kind.cloth
    digest = digest_of([term, _FACES, salt + said.kin])
    roll = tuple(int(digest[i : i + 4], 16) for i in range(0, 32, 4))
    # Two rolls together make middle skin tones the likeliest.
    skin = _SKINS[(roll[0] % 4 + roll[1] % 4) % len(_SKINS)]
    if said.skin is not None:
        skin = _SKINS[0] if said.skin == "pale" else _SKINS[5]
    elif said.hair in ("fair", "red"):
        skin = _SKINS[min(_SKINS.index(skin), 2)]
    dark_skin = _SKINS.index(skin) >= 4
    hair = _HAIRS[roll[2] % (2 if dark_skin else len(_HAIRS))]
    if kind.age == "old":
        hair = mix(_GREY, hair, 0.12)
    if said.hair is not None:
        hair = _TINTS[said.hair]
    head, eyes, mouth = _face(kind, roll)
    hairdo = _hairdo(term, kind, said, roll)
    if kind.age == "old":
        eyes = replace(eyes, up=eyes.up * 0.84, lashes=eyes.lashes * 0.45)
        mouth = replace(mouth, upper=mouth.upper * 0.6, lower=mouth.lower * 0.75, tint=0.22)
    if term == "silhouette":
        cloth = skin = hair = times(mix(cloth, (0.35, 0.38, 0.5), 0.5), 0.3)
    if term == "ghost":
        skin, hair = mix(skin, cloth, 0.72), mix(hair, cloth, 0.6)
    freckles = kind.age == "child" and not dark_skin and roll[7] % 3 == 0
    return Character(term, kind.sex, kind.age, kind.size, _build(kind), cloth, skin, hair, hairdo, head, eyes, mouth,
                     _outfit(term, kind, said), freckles, said.glasses)  # fmt: skip


def _hairdo(term: str, kind: _Kind, said: Features, roll: tuple[int, ...]) -> Hairdo:
    name = kind.hair[(roll[6] + said.kin) % len(kind.hair)]
    if said.cut is not None:
        name = _CUTS[said.cut]
        if name == "short" and kind.sex == "f":
            name = "grey crop" if kind.age == "old" else "pixie"
    beard = _beard(term, roll[7]) if kind.sex == "m" and kind.age != "child" else "none"
    return replace(HAIRDOS[name], beard=said.beard or beard)


def aged(who: Character, age: Literal["young", "old"]) -> Character:
    """Return the same person grown old, or young again."""
    if age == "young":
        hair = _HAIRS[2] if who.age == "old" else who.hair
        build = replace(who.build, stoop=0.0)
        return replace(
            who,
            age="young" if who.age != "child" else "child",
            hair=hair,
            build=build,
            hairdo=replace(who.hairdo, beard="none"),
        )
    eyes = replace(who.eyes, up=who.eyes.up * 0.84, lashes=who.eyes.lashes * 0.45)
    return replace(who, age="old", hair=mix(_GREY, who.hair, 0.12), eyes=eyes, build=replace(who.build, stoop=14.0))
