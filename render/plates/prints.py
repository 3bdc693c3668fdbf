"""Photographs that director makes itself: portraits and scenes painted by the drawing room, turned into prints."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from director.errors import ArtistError
from director.model import CameraMove, Emotion, Fix, Framing, Light, Order, Palette, Presence, Shot
from render.animatic.base import Brush, Layer, Look, PlacePainter, Repertoire
from render.animatic.colour import mix, toned
from render.animatic.renderer import repertoire
from render.animatic.shoot import Shooting
from render.animatic.terms import INDOORS, PEOPLE
from render.plates.ageing import aged_print, plain_print
from tools.media import whole_file

_SITTING_PLACE = "studio"
"""Term of the photographer's studio: indoors, so that no weather comes in."""
_FEELINGS: tuple[Emotion, ...] = ("resolve", "calm", "longing", "tenderness")
_TONES = Palette(name="studio", colours=("#c9b79a", "#8d7a64", "#4a3d34", "#e7dcc6"), accent="#7d4a3a")


def make_print(shows: Sequence[str], path: Path, *, aged: bool, seed: int, size: tuple[int, int] = (900, 1200)) -> Path:
    """Make a photograph that shows these canonical terms, the subject first, and write it as PNG to `path`.

    One person without a place sits for a portrait; everything else is a scene. `size` is that of an upright sheet in
    px, both even; scenes lie across. An `aged` one looks like an old print, with its paper border. Equal arguments
    give equal bytes.

    Raises:
        ArtistError: 'plates_print_unknown' for terms that nobody can paint; 'disk_full', 'folder_unwritable'.
    """
    known = repertoire()
    unknown = [t for t in shows if t not in known.places and t not in known.actors]
    if unknown or not shows:
        raise ArtistError("plates_print_unknown", terms=", ".join(unknown))
    portrait = shows[0] in PEOPLE and not any(t in known.places for t in shows)
    picture = _portrait(shows, seed, size, known) if portrait else _scene(shows, seed, (size[1], size[0]), known)
    finished = aged_print(picture, seed) if aged else plain_print(picture, seed)
    with whole_file(path) as part:
        part.write_bytes(cv2.imencode(".png", cv2.cvtColor(finished, cv2.COLOR_RGB2BGR))[1].tobytes())
    return path


def _portrait(shows: Sequence[str], seed: int, size: tuple[int, int], known: Repertoire) -> NDArray[np.uint8]:
    """Paint a sitter before a painted cloth, in the light of a studio window."""
    rng = np.random.default_rng([seed, 51])
    who = tuple(Presence(term=t, action="stand") for t in shows)
    shot = _shot(who, _SITTING_PLACE, "medium", _FEELINGS[seed % len(_FEELINGS)]).model_copy(
        update={"light": Light(key="window", contrast=0.62, exposure=0.55), "lens": "long"}
    )
    bigger = () if shows[0] == "couple" else (Fix(kind="bigger subject", amount=1.0),)
    room = replace(known, places={_SITTING_PLACE: lambda look, _: [_cloth(look, rng.random(8))]})
    return _painted(shot, size, seed, room, bigger)


def _scene(shows: Sequence[str], seed: int, size: tuple[int, int], known: Repertoire) -> NDArray[np.uint8]:
    """Paint a place with whoever and whatever is in it, as someone who held a camera would have taken it."""
    places = [t for t in shows if t in known.places]
    who = tuple(Presence(term=t, action="stand") for t in shows if t not in places and t in known.actors)
    if len(places) > 1 and not INDOORS.intersection(places[:2]):
        # Nothing of a garden stands in a room: of a room and another place only the first is taken.
        first, second = known.places[places[0]], known.places[places[1]]
        known = replace(known, places={**known.places, places[0]: lambda look, rng: _both(first, second, look, rng)})
    place = places[0] if places else "meadow"
    people = bool(who) and who[0].term in PEOPLE
    framing: Framing = "full" if people and len(who) == 1 else "wide"
    # Ageing darkens: people are exposed for their faces, so that these stay lighter than what is worn.
    lighter = (Fix(kind="more light", amount=0.9),) if people else ()
    return _painted(_shot(who, place, framing, "tenderness"), size, seed, known, lighter)


def _both(one: PlacePainter, other: PlacePainter, look: Look, rng: np.random.Generator) -> list[Layer]:
    """Return the planes of a place with what stands near the camera in another one: a house behind its garden."""
    near = [layer for layer in other(look, rng) if layer.depth <= 1 and layer.name != "ground"]
    return [*(layer for layer in one(look, rng) if layer.depth >= 1), *near]


def _shot(who: tuple[Presence, ...], place: str, framing: Framing, emotion: Emotion) -> Shot:
    return Shot(
        id="s001", section=0, world="print", place="print", place_term=place, time="day", weather="clear",
        palette=_TONES, style="photoreal", who=who[:1], props=who[1:], text="", framing=framing, emotion=emotion,
        move=CameraMove(kind="static"), light=Light(key="sun"),
    )  # fmt: skip


def _painted(
    shot: Shot, size: tuple[int, int], seed: int, room: Repertoire, fixes: tuple[Fix, ...]
) -> NDArray[np.uint8]:
    order = Order(
        shot=shot, renderer="animatic", renderer_version="1", prompt="", width=size[0], height=size[1],
        fps=Fraction(24), frames=1, seed=seed, fixes=fixes,
    )  # fmt: skip
    frame = next(Shooting(order, room).frames())
    return np.asarray(cv2.cvtColor(frame.yuv, cv2.COLOR_YUV2RGB_I420), np.uint8)


def _cloth(look: Look, chance: NDArray[np.float64]) -> Layer:
    """Return a photographer's painted cloth: mottled, lighter behind the sitter's shoulder."""

    def draw(brush: Brush) -> None:
        canvas = brush.canvas
        dark, light = toned(look.mid, 0.34, 0.6), toned(mix(look.mid, look.sky_low, 0.4), 0.66, 0.6)
        x = 0.22 * (1 if chance[0] < 0.5 else -1)
        stops = [skia.Color4f(*c, 1.0).toColor() for c in (light, mix(light, dark, 0.55), dark, toned(dark, 0.24))]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, -0.14), 0.95, stops, [0.0, 0.35, 0.75, 1.0])
        canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))
        for _ in range(90):
            u, v, wide, tone = brush.rng.random(4)
            blot = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*(light if tone > 0.5 else dark), 0.05))
            blot.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.035))
            canvas.drawOval(skia.Rect.MakeXYWH(2 * u - 1.1, 1.5 * v - 0.8, 0.12 + 0.4 * wide, 0.1 + 0.24 * wide), blot)

    return Layer("cloth", 3.0, draw, span=2.0)
