"""From a drawing to a figure: measured extents, the actions that anything can do, and what weather and time leave on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, exp, pi, sin

import numpy as np
import skia

from render.animatic.actors.people.forms import Point
from render.animatic.actors.people.tones import argb, mix, tones_of
from render.animatic.actors.things.sketch import Sketch, ease
from render.animatic.base import Actor, ActorPainter, Brush, Figure, Look

Draw = Callable[[Sketch], None]

_COARSE = 30.0
"""Pixels a body unit at which a drawing is measured."""
_LEFT, _TOP, _BOTTOM = 6.5, 3.2, 1.4
"""Body units around the origin within which drawings are looked for."""
_PAD = 0.025


@dataclass(frozen=True)
class Model:
    """How one thing is drawn and how it lives. Drawn facing right; body units."""

    draw: Draw
    size: float
    """Height relative to a standing adult."""
    focus: Point | None = None
    """Where a close framing looks; None = the middle."""
    head: float = 0.0
    poses: int = 1
    seconds: float = 4.0
    glow: Draw | None = None
    travel: float = 0.0
    airborne: bool = False
    once: bool = False
    seat: Point | None = None
    lights: bool = False
    splits: bool = True
    """Whether it comes apart along a crack when broken; things that break in their own way draw it themselves."""
    moves: bool = True
    """Whether the common actions (fall, turn, fade ...) apply; animals and vehicles have their own."""
    centred: bool = True
    """Whether the drawing is shifted so that its extents lie evenly about the middle."""


@dataclass(frozen=True)
class Motion:
    """Where a common action has taken a thing."""

    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    sx: float = 1.0
    sy: float = 1.0
    alpha: float = 1.0


_ONCE = {"fall", "fade", "open", "close", "hide", "wake", "break_apart"}
_LIVELY = {
    "turn",
    "jump",
    "dance",
    "play",
    "fly",
    "glide",
    "swim",
    "sail",
    "wave",
    "breathe",
    "struggle",
    "run",
    "walk",
    "drive",
    "ride",
    "race",
    "skate",
    "embrace",
    "sing",
}
_FLYING = {"fly", "glide"}
_PACE = {
    "drive": 1.6,
    "ride": 1.4,
    "race": 2.2,
    "fly": 0.9,
    "glide": 0.6,
    "run": 1.2,
    "walk": 0.5,
    "sail": 0.4,
    "swim": 0.4,
    "skate": 1.4,
}


def motion(action: str, phase: float) -> Motion:
    """Return where a common action has taken a thing at a phase."""
    wave = sin(2 * pi * phase)
    match action:
        case "fall":
            down = min(phase / 0.45, 1.0) ** 2
            after = max(phase - 0.45, 0.0)
            hop = abs(sin(after * 3 * pi / 0.55 * 0.9)) * 0.12 * exp(-after * 7) if after else 0.0
            return Motion(y=-1.0 * (1 - down) - hop, turn=-38 * (1 - down) + 10 * exp(-after * 5) * sin(after * 22))
        case "fade":
            return Motion(alpha=1.0 - 0.93 * ease(phase))
        case "hide":
            return Motion(alpha=1.0 - 0.8 * ease(phase), sx=1 - 0.25 * ease(phase), sy=1 - 0.25 * ease(phase))
        case "turn":
            across = cos(2 * pi * phase)
            return Motion(sx=max(abs(across), 0.07) * (1 if across >= 0 else -1))
        case "jump":
            return Motion(
                y=-0.34 * abs(sin(pi * phase)), sy=1 + 0.05 * cos(2 * pi * phase), sx=1 - 0.05 * cos(2 * pi * phase)
            )
        case "fly" | "glide":
            return Motion(y=0.05 * wave, turn=5 * cos(2 * pi * phase), x=0.03 * cos(2 * pi * phase))
        case "dance" | "play" | "wave" | "sing":
            return Motion(turn=5 * wave, y=-0.03 * abs(wave))
        case "sail" | "swim":
            return Motion(turn=4 * wave, y=0.02 * cos(2 * pi * phase))
        case "breathe" | "embrace":
            return Motion(sx=1 + 0.025 * wave, sy=1 + 0.025 * wave)
        case "struggle":
            return Motion(turn=3 * wave + 2 * sin(6 * pi * phase), x=0.015 * sin(6 * pi * phase))
        case "sleep" | "lie":
            return Motion(y=0.0, sy=1 + 0.008 * wave)
        case "run" | "walk" | "drive" | "ride" | "race" | "skate":
            return Motion(y=-0.02 * abs(wave), turn=1.2 * wave)
        case _:
            return Motion()


def figure(model: Model, actor: Actor, look: Look) -> Figure:
    """Return the figure of a model, its extents measured from the drawing."""
    action = actor.action
    once = model.once or (model.moves and action in _ONCE)
    poses = model.poses
    if model.moves and (action in _LIVELY or once):
        poses = max(poses, 12)
    airborne = model.airborne or (model.moves and action in _FLYING)
    pictured = _Pictured(model, replace(actor, facing="right") if actor.facing == "left" else actor)
    phases = [i / max(poses if not once else poses - 1, 1) for i in range(poses)]
    if len(phases) > 8:
        phases = phases[:: max(1, len(phases) // 8)] + [phases[-1]]
    x0, y0, x1, y1 = _extents(pictured, look, phases)
    shift = -(x0 + x1) / 2 if model.centred else 0.0
    way = -1.0 if actor.facing == "left" else 1.0
    placed = replace(pictured, actor=actor, shift=shift)
    focus = model.focus or ((x0 + x1) / 2, (y0 + y1) / 2)
    half = (x1 - x0) / 2 if model.centred else max(-x0, x1)
    glow = model.glow
    if glow is None and "glowing" in actor.state:
        glow = _halo(model)
    return Figure(
        width=2 * half,
        height=-y0,
        focus=((focus[0] + shift) * way, focus[1]),
        poses=poses,
        seconds=model.seconds,
        paint=placed.paint,
        size=model.size,
        drop=max(y1, 0.02),
        airborne=airborne,
        travel=model.travel or (_PACE.get(action, 0.0) if model.moves else 0.0),
        glow=placed.lit(glow) if glow else None,
        once=once,
        seat=(model.seat[0] + shift, model.seat[1]) if model.seat else None,
        head=model.head,
        lights=model.lights,
    )


def thing(draw: Draw, size: float, **given: object) -> ActorPainter:
    """Return the painter of a thing that is drawn alike in all its actions."""
    model = Model(draw, size, **given)  # type: ignore[arg-type]  # the fields of Model, checked when it is made

    def painter(actor: Actor, look: Look, rng: np.random.Generator) -> Figure:
        return figure(model, actor, look)

    return painter


@dataclass(frozen=True)
class _Pictured:
    """A drawing with its actor, its movement, and what state leaves on it."""

    model: Model
    actor: Actor
    shift: float = 0.0

    def paint(self, brush: Brush, phase: float) -> None:
        """Paint the thing at a phase."""
        self._placed(brush, phase, self._worn)

    def lit(self, glow: Draw) -> Callable[[Brush, float], None]:
        """Return the painter of its light."""
        return lambda brush, phase: self._placed(brush, phase, glow)

    def _placed(self, brush: Brush, phase: float, draw: Draw) -> None:
        canvas, flip = brush.canvas, self.actor.facing == "left"
        tones = tones_of(brush.look)
        if flip:
            tones = replace(tones, sun=(-tones.sun[0], tones.sun[1]))
        sketch = Sketch(brush, tones, self.actor, phase, flip)
        canvas.save()
        if flip:
            canvas.scale(-1, 1)
        canvas.translate(self.shift, 0)
        move = motion(self.actor.action, phase) if self.model.moves else Motion()
        middle = -0.5 if self.model.airborne else 0.0
        with sketch.at(move.x, middle + move.y, move.turn, move.sx, move.sy) as h:
            canvas.translate(0, -middle)
            if move.alpha < 1.0:
                with h.veil(move.alpha):
                    draw(h)
            else:
                draw(h)
        canvas.restore()

    def _worn(self, sketch: Sketch) -> None:
        """Draw the thing and what its state leaves on it."""
        state = self.actor.state
        split = sketch.broken and self.model.splits
        if not split and not {"snowy", "wet", "old"} & set(state):
            self.model.draw(sketch)
            return
        recorder = skia.PictureRecorder()
        wide = skia.Rect.MakeLTRB(-_LEFT, -_TOP, _LEFT, _BOTTOM)
        self.model.draw(replace(sketch, brush=replace(sketch.brush, canvas=recorder.beginRecording(wide))))
        picture = recorder.finishRecordingAsPicture()
        if split:
            _apart(sketch, picture)
            return
        canvas = sketch.canvas
        canvas.saveLayer(None, skia.Paint())
        canvas.drawPicture(picture)
        if "old" in state:
            _aged(sketch)
        if "wet" in state:
            _wetted(sketch)
        canvas.restore()
        if "snowy" in state:
            _snowed(sketch, picture)


def _apart(sketch: Sketch, picture: skia.Picture) -> None:
    """Draw a thing that came apart along a jagged crack: its right half has slipped."""
    rng = sketch.chance(41)
    crack = [(0.04 + 0.05 * float(rng.uniform(-1, 1)) * (1 + i % 2), -3.2 + 0.11 * i) for i in range(42)]
    canvas = sketch.canvas
    for side, (x, y, turn) in ((-6.5, (-0.02, 0.0, -1.5)), (6.5, (0.025, 0.02, 5.0))):
        part = skia.Path()
        part.addPoly([skia.Point(*p) for p in [(side, -3.2), *crack, (side, 1.4)]], True)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(turn)
        canvas.clipPath(part, skia.ClipOp.kIntersect, True)
        canvas.saveLayer(None, skia.Paint())
        canvas.drawPicture(picture)
        edge = skia.Path()
        edge.addPoly([skia.Point(*p) for p in crack], False)
        dull = skia.Paint(Color=argb((0.24, 0.22, 0.24), 0.3), BlendMode=skia.BlendMode.kSrcATop)
        canvas.drawPaint(dull)
        for colour, width in (((0.04, 0.04, 0.05), 0.028), (mix(sketch.look.lit, (1, 1, 1), 0.3), 0.009)):
            ink = skia.Paint(
                AntiAlias=True,
                Color=argb(colour),
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=width,
                BlendMode=skia.BlendMode.kSrcATop,
            )
            canvas.drawPath(edge, ink)
        canvas.restore()
        canvas.restore()


def _aged(sketch: Sketch) -> None:
    """Yellow and stain what the layer shows."""
    canvas, rng = sketch.canvas, sketch.chance(43)
    fade = skia.Paint(Color=argb(sketch.tones.mid((0.55, 0.44, 0.28)), 0.3), BlendMode=skia.BlendMode.kSrcATop)
    canvas.drawPaint(fade)
    for _ in range(26):
        x, y = float(rng.uniform(-1.2, 1.2)), float(rng.uniform(-1.1, 0.0))
        r = float(rng.uniform(0.03, 0.16))
        colour = argb(sketch.tones.dark((0.34, 0.25, 0.16)), float(rng.uniform(0.12, 0.32)))
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), r, [colour, colour & 0x00FFFFFF])
        canvas.drawCircle(x, y, r, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kSrcATop))


def _wetted(sketch: Sketch) -> None:
    """Darken what the layer shows and let water run down it."""
    canvas, rng = sketch.canvas, sketch.chance(44)
    canvas.drawPaint(skia.Paint(Color=argb(sketch.look.shade, 0.26), BlendMode=skia.BlendMode.kSrcATop))
    shine = mix(sketch.look.lit, (0.85, 0.93, 1.0), 0.6)
    for i in range(46):
        x, y, long = float(rng.uniform(-1.3, 1.3)), float(rng.uniform(-1.0, -0.05)), float(rng.uniform(0.02, 0.14))
        ink = skia.Paint(AntiAlias=True, Color=argb(shine, 0.55 if i % 3 else 0.85), BlendMode=skia.BlendMode.kSrcATop)
        run = skia.Path()
        run.addRoundRect(skia.Rect.MakeXYWH(x, y, 0.006, long), 0.003, 0.003)
        run.addOval(skia.Rect.MakeXYWH(x - 0.005, y + long - 0.01, 0.016, 0.02))
        canvas.drawPath(run, ink)


def _snowed(sketch: Sketch, picture: skia.Picture) -> None:
    """Lay snow on all that faces upward: the shape less itself moved down."""
    canvas = sketch.canvas
    for thick, colour in ((0.05, sketch.tones.mid((0.86, 0.9, 0.97))), (0.034, sketch.tones.light((0.97, 0.98, 1.0)))):
        canvas.saveLayer(None, skia.Paint())
        canvas.saveLayer(None, skia.Paint(ColorFilter=skia.ColorFilters.Blend(argb(colour), skia.BlendMode.kSrcIn)))
        canvas.drawPicture(picture)
        canvas.restore()
        canvas.saveLayer(None, skia.Paint(BlendMode=skia.BlendMode.kDstOut))
        canvas.translate(0, thick)
        canvas.drawPicture(picture)
        canvas.translate(0.02, 0)
        canvas.drawPicture(picture)
        canvas.restore()
        canvas.restore()


def _halo(model: Model) -> Draw:
    """Return the light of something that glows: its own shape, blurred, in the accent of the shot."""

    def glow(h: Sketch) -> None:
        colour = argb(mix(h.look.accent, h.look.lit, 0.45), 0.55 + 0.1 * h.wave())
        recorder = skia.PictureRecorder()
        wide = skia.Rect.MakeLTRB(-_LEFT, -_TOP, _LEFT, _BOTTOM)
        rough = replace(h.brush, canvas=recorder.beginRecording(wide), px=min(h.brush.px, 60.0))
        model.draw(replace(h, brush=rough))
        picture = recorder.finishRecordingAsPicture()
        for blur in (0.09, 0.03):
            paint = skia.Paint(
                ColorFilter=skia.ColorFilters.Blend(colour, skia.BlendMode.kSrcIn),
                ImageFilter=skia.ImageFilters.Blur(blur, blur),
            )
            h.canvas.saveLayer(None, paint)
            h.canvas.drawPicture(picture)
            h.canvas.restore()

    return glow


def _extents(pictured: _Pictured, look: Look, phases: list[float]) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of all poses, body units, from a coarse picture of them laid over each other."""
    wide, high = int(2 * _LEFT * _COARSE), int((_TOP + _BOTTOM) * _COARSE)
    texels = np.zeros((high, wide, 4), np.uint8)
    surface = skia.Surface(texels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    canvas = surface.getCanvas()
    canvas.scale(_COARSE, _COARSE)
    canvas.translate(_LEFT, _TOP)
    for phase in phases:
        pictured.paint(Brush(canvas, look, np.random.default_rng(0), _COARSE), phase)
    surface.flushAndSubmit()
    rows, columns = (np.flatnonzero(texels[..., 3].max(axis) > 2) for axis in (1, 0))
    if len(rows) == 0:
        return -0.5, -1.0, 0.5, 0.0
    return (
        float(columns[0]) / _COARSE - _LEFT - _PAD,
        float(rows[0]) / _COARSE - _TOP - _PAD,
        float(columns[-1] + 1) / _COARSE - _LEFT + _PAD,
        float(rows[-1] + 1) / _COARSE - _TOP + _PAD,
    )
