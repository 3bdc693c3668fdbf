"""Cut-outs: things of flat shapes, as in cut-out animation, under the light of the shot."""

from functools import cache
from importlib.resources import files

import numpy as np
import skia
import yaml

from director.model import Cutout, Shape
from render.animatic.actors.people.forms import Point, curve, oval, polygon
from render.animatic.actors.things.model import Model, figure
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB, Actor, Figure, Look
from render.animatic.colour import from_hex, to_lab, to_rgb

ADULT_M = 1.7
"""Height of a standing adult, metres: what a body unit of people measures."""
_MOST = 6.0
"""Size up to which proportions are kept; what is larger would not find room in a picture."""
_ROUND = 0.2
"""Share of a shape's smaller side over which it rounds into its own shadow."""
_KIN = 0.16
"""Distance in OKLab (lightness apart) up to which a colour belongs to a thing's main one."""


def cutout_figure(cutout: Cutout, actor: Actor, look: Look, dye: RGB | None = None) -> Figure:
    """Return the figure of a cut-out in an action and a state; `dye` is another colour for its main shapes."""
    own = from_hex(cutout.shapes[0].colour)
    colours = [_dyed(from_hex(shape.colour), own, dye) if dye else from_hex(shape.colour) for shape in cutout.shapes]

    def draw(h: Sketch) -> None:
        for shape, colour in zip(cutout.shapes, colours, strict=True):
            _paint(h, shape, colour)

    size = min(cutout.height_m / ADULT_M, _MOST)
    return figure(Model(draw, size, airborne=cutout.stands == "air"), actor, look)


def cut(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return the figure of the cut-out that an actor is; it has its own colours. Raise ValueError without one."""
    del rng
    if actor.cutout is None:
        raise ValueError(f"nothing says how {actor.term!r} looks")
    return cutout_figure(actor.cutout, actor, look)


def from_shelf(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
    """Return the figure of a term of the shelf, in the colour that the actor was given."""
    del rng
    return cutout_figure(shelf()[actor.term], actor, look, actor.colour)


def _paint(h: Sketch, shape: Shape, colour: RGB) -> None:
    points: list[Point] = [(x, -y) for x, y in shape.points]
    if shape.kind == "line":
        h.stroke(curve(points, closed=False), h.tones.mid(colour), shape.width)
        return
    path = _outline(shape.kind, points)
    if shape.kind == "polygon":
        # Straight sides are flat faces; what is round turns from the light.
        h.face(path, colour, 0.0, 0.012 if h.fine(0.02) else 0.0)
        return
    box = path.getBounds()
    h.volume(path, colour, _ROUND * min(box.width(), box.height()), 0.35)


def _outline(kind: str, points: list[Point]) -> skia.Path:
    if kind == "ellipse":
        (x0, y0), (x1, y1) = points[0], points[-1]
        return oval((x0 + x1) / 2, (y0 + y1) / 2, max(abs(x1 - x0) / 2, 1e-3), max(abs(y1 - y0) / 2, 1e-3))
    return curve(points) if kind == "curve" and len(points) > 2 else polygon(points)


def _dyed(colour: RGB, own: RGB, dye: RGB) -> RGB:
    """Return a colour of a thing of which the main colour is exchanged: what is of its kin keeps its shade of it."""
    (light, a, b), (main, own_a, own_b), (new, dye_a, dye_b) = to_lab(colour), to_lab(own), to_lab(dye)
    if (a - own_a) ** 2 + (b - own_b) ** 2 > _KIN**2:
        return colour
    red, green, blue = to_rgb((min(max(new + light - main, 0.05), 0.98), dye_a, dye_b))
    return (red, green, blue)


@cache
def shelf() -> dict[str, Cutout]:
    """Return the cut-outs that stand for canonical terms, by term."""
    text = (files("render.animatic.actors.things") / "shelf.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(text, loader)  # noqa: S506 - both loaders are safe ones
    return {
        term: Cutout.model_validate({"id": term, "name": term, "name_en": term.replace("_", " "), **entry})
        for term, entry in content.items()
    }
