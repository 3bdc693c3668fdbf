"""The drawing room's own contract: what painters get, what they return, and in which coordinates.

Two coordinate systems, y pointing down in both:

* *scene units*: 1.0 is the height of the picture before the camera moves; (0, 0) is its centre. At 16:9 the resting
  frame covers x in [-0.889, 0.889], y in [-0.5, 0.5]. The horizon of a place lies at `Look.horizon` (about +0.1).
* *body units* for actors: 1.0 is the actor's own height (a person standing, a car's roof, an owl's crown);
  the feet / wheels / lower edge stand at (0, 0), the top at y = -1.

Where things stand: the horizon (an interior: the eye level) lies at `Look.horizon`. Ground or floor is painted in
perspective from there down to y = +0.8. The subject's feet stand between y = +0.28 and +0.45, at depth 1.0, so keep
that strip walkable and calm, keep the middle third free of tall near things, and keep what stands nearer than the
subject (depth < 1) to the lower edge and the sides. Contrast and detail fall with depth: the engine adds haze,
defocus, rim light, contact and cast shadows, reflections, weather and grain itself; painters paint none of these.

Edges: the camera may look anywhere inside a layer's span, so every layer that reaches the border (sky, hills, ground)
is painted right up to +-span / 2 on both axes (ground to the very bottom), never ending inside. Give spans of 1.6 or
more.

Colours are sRGB floats 0-1. Painters draw with skia through a `Brush`, once a shot (or once a pose), never per frame.
All chance comes from `Brush.rng`, so that an equal order gives equal pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
import skia

from director.model import Cutout, Emotion, Features, Framing, Light, Presence, ScreenDirection, TimeOfDay, Weather

RGB = tuple[float, float, float]
Support = Literal["", "chair", "bench", "beside", "bed", "hospital bed", "bed edge"]
"""What a person sits on or lies in, painted with the person; 'beside' is the bench or the bed of somebody else."""


Instrument = Literal["", "guitar", "piano", "drum"]
"""What is played, painted with its player."""


@dataclass(frozen=True)
class Look:
    """Everything about a shot that tints what is painted: taken from palette, light, time, weather and style."""

    sky_top: RGB
    sky_low: RGB
    far: RGB
    mid: RGB
    near: RGB
    ground: RGB
    accent: RGB
    lit: RGB
    """Colour of lit edges."""
    shade: RGB
    """Colour that shadows go to."""
    time: TimeOfDay
    weather: Weather
    light: Light
    style: str
    texture: str
    emotion: Emotion
    horizon: float = 0.1
    aspect: float = 16 / 9
    """Width / height of the picture."""
    sun: tuple[float, float] = (0.3, -0.25)
    """Where sun or moon stands, scene units; also where light comes from."""
    winter: bool = False
    """Snow lies on open ground, whatever the weather."""

    @property
    def dark(self) -> bool:
        """Whether lamps would be on."""
        return self.time in ("night", "dusk")

    @property
    def wet(self) -> bool:
        """Whether the ground shines from rain."""
        return self.weather in ("rain", "storm")

    @property
    def snowy(self) -> bool:
        """Whether snow falls."""
        return self.weather in ("snow", "blizzard")


@dataclass(frozen=True)
class Brush:
    """A skia canvas already scaled to the painter's units, with the shot's look and its chance."""

    canvas: skia.Canvas
    look: Look
    rng: np.random.Generator
    px: float
    """Pixels a unit: how much detail is worth painting."""


@dataclass(frozen=True)
class Sway:
    """How a plane lives on its own: small periodic movement in scene units and cycles per second."""

    x: float = 0.0
    y: float = 0.0
    hz: float = 0.0
    drift: float = 0.0
    """Steady travel to the right (negative: left), scene units a second: clouds, passing scenery, waves."""


@dataclass(frozen=True)
class Layer:
    """One plane of a place, to be painted once over its whole span."""

    name: str
    depth: float
    """Distance from the camera; the subject stands at 1.0. Sky 50, far hills 12, mid 4, near 2, foreground 0.6."""
    paint: Callable[[Brush], None]
    """Paints in scene units over x in [-span * aspect / 2, span * aspect / 2], y in [-span / 2, span / 2]."""
    span: float = 1.6
    sway: Sway = Sway()
    loop: bool = False
    """Left and right edge meet, so that it may scroll for ever (passing scenery behind a car)."""
    glow: bool = False
    """Added as light instead of laid over: windows, neon, embers. Black (or transparent) adds nothing."""
    soft: bool = False
    """Has no fine detail (mist, light, far clouds): painted at a quarter of the resolution."""
    mirror: float = 0.0
    """How strongly this plane mirrors lights and figures above it, 0-1: wet asphalt 0.5, ice 0.3, still water 0.6."""


UNTOLD = Features()
"""Nothing is said of somebody's looks: the drawing follows the term."""


@dataclass(frozen=True)
class Actor:
    """Who or what is to be painted, and how it stands."""

    term: str
    action: str = "stand"
    emotion: Emotion | None = None
    colour: RGB | None = None
    """What is worn, or the thing's own colour."""
    state: tuple[str, ...] = ()
    facing: ScreenDirection = "none"
    """'left' and 'right' in profile or three quarters, 'away' from behind, 'toward'/'none' to the camera."""
    framing: Framing = "full"
    """How close it will be seen: faces and hands are only worth painting from 'medium' on."""
    features: Features = UNTOLD
    """What is said of a person's looks."""
    salt: int = 0
    """Another number gives another person of the same kind."""
    on: Support = ""
    on_colour: RGB | None = None
    """Colour of what it sits on; None = the usual one."""
    cutout: Cutout | None = None
    """How a thing looks that has no canonical term."""
    held: "Held | None" = None
    """What a person has in the hand, painted with the person."""
    plays: Instrument = ""
    """The instrument of who plays; nothing = the usual one of its term."""
    mate: "Actor | None" = None
    """Whom this person embraces, dances with or holds by the hand: both are one figure."""
    party: "tuple[Actor, ...]" = ()
    """Who is aboard a vehicle that shows its people in its windows, the driver first."""
    hand: tuple[RGB, RGB] | None = None
    """Skin and sleeve of the hand that is painted with a thing it holds; None = anybody's."""


@dataclass(frozen=True)
class Figure:
    """A painted-to-be actor: its poses are painted once each and shown in turn."""

    width: float
    """Body units, the widest pose."""
    focus: tuple[float, float]
    """Where a close framing looks: the eyes of a person, the headlamp of a car. Body units."""
    poses: int
    """How many pictures the cycle has; 1 for a still thing."""
    seconds: float
    """Length of the cycle."""
    paint: Callable[[Brush, float], None]
    """Paints the pose at any phase 0-1 of the cycle, in body units. The engine may ask for more (or fewer) poses than
    `poses`, so the drawing must be continuous in the phase; phase 1 meets phase 0 unless `once`."""
    height: float = 1.0
    """Body units above the ground line including what rises above the top (a mast, raised arms)."""
    size: float = 1.0
    """Real height relative to a standing adult (owl 0.3, dog 0.45, car 0.9, ship 6): keeps actors in proportion."""
    drop: float = 0.08
    """Body units painted below the ground line: paws, wake, reflection."""
    airborne: bool = False
    """Hovers or flies: not set on the ground."""
    afloat: bool = False
    """Lies in water: its origin is on the surface, and nothing of it casts a shadow."""
    travel: float = 0.0
    """Body units a second in which it moves towards its facing; scenery passes when the camera follows."""
    glow: Callable[[Brush, float], None] | None = None
    """A second picture added as light: headlamps, a lantern's halo, a hologram."""
    once: bool = False
    """The phase runs from 0 to 1 once over the shot instead of repeating: a fall, a turn, a door that opens."""
    seat: tuple[float, float] | None = None
    """Where the feet of a rider are set when someone rides, drives or sails it: body units, as if facing right (the
    engine turns it). None = riders are painted in."""
    head: float = 0.0
    """Height of what a close framing fills the picture with, around `focus`: a person's head 0.14, an owl's 0.4;
    0 = the engine's guess from the proportions. Body units."""
    rider: float = 0.0
    """Height of the head of who is seen in the window at `focus`, body units; 0 = nobody is."""
    lights: bool = False
    """Lights itself (lamp, fire, neon, moon, screen): the engine neither shades nor hazes it."""
    carry: "Callable[[Held], Figure] | None" = None
    """The same person with something in the hand; None for those whose hands are not free."""
    hand: tuple[RGB, RGB] | None = None
    """Skin and sleeve of a person."""


@dataclass(frozen=True)
class Held:
    """A thing in a hand."""

    figure: Figure
    size: float
    """Body units of the person that one of the thing's measures."""
    way: Literal["grip", "stand", "hang"] = "grip"
    """Gripped at its middle, standing on the hand, or hanging from it."""


class PlacePainter(Protocol):
    """Returns the planes of one place, from far to near, for the look of the shot."""

    def __call__(self, look: Look, rng: np.random.Generator) -> list[Layer]:
        """`look.time`, `look.weather`, `look.dark` change what is painted: lit windows, snow on roofs, wet ground."""
        ...


class ActorPainter(Protocol):
    """Returns the figure of one person, animal, vehicle or thing."""

    def __call__(self, actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
        """Action, feeling, colour and state must be visible in the figure."""
        ...


@dataclass(frozen=True)
class Repertoire:
    """What the drawing room can paint, by canonical term."""

    places: dict[str, PlacePainter] = field(default_factory=dict)
    actors: dict[str, ActorPainter] = field(default_factory=dict)
    cut: ActorPainter | None = None
    """Paints what brings its own shapes."""

    def painter(self, one: "Presence | Actor") -> ActorPainter | None:
        """Return who paints this; None if nobody can."""
        return self.actors.get(one.term) if one.cutout is None else self.cut


Kind = Literal["place", "actor"]
