"""From a drawing to a figure: measured extents, the actions that anything can do, what its state leaves on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import skia

from render.animatic.actors.people.forms import Point
from render.animatic.actors.people.tones import argb, mix, tones_of
from render.animatic.actors.things import holding, wear
from render.animatic.actors.things.motion import FLYING, LIVELY, ONCE, PACE, Motion, motion
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import Actor, ActorPainter, Brush, Figure, Look

Draw = Callable[[Sketch], None]

_COARSE = 30.0
"""Pixels a body unit at which a drawing is measured."""
_LEFT, _TOP, _BOTTOM = 6.5, 3.2, 1.4
"""Body units around the origin within which drawings are looked for."""
_PAD = 0.025
_OF_BODIES = frozenset(("hand", "eye", "mouth"))
"""What no hand holds."""


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


def figure(model: Model, actor: Actor, look: Look) -> Figure:
    """Return the figure of a model, its extents measured from the drawing."""
    action = actor.action
    once = model.once or (model.moves and action in ONCE)
    poses = model.poses
    if model.moves and (action in LIVELY or once):
        poses = max(poses, 12)
    airborne = model.airborne or (model.moves and action in FLYING)
    pictured = _Pictured(model, replace(actor, facing="right") if actor.facing == "left" else actor)
    phases = [i / max(poses if not once else poses - 1, 1) for i in range(poses)]
    if len(phases) > 8:
        phases = [*phases[::2], phases[-1]]
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
        travel=model.travel or (PACE.get(action, 0.0) if model.moves else 0.0),
        glow=placed.lit(glow) if glow else None,
        once=once,
        seat=(model.seat[0] + shift, model.seat[1]) if model.seat else None,
        head=model.head,
        lights=model.lights,
    )


def thing(draw: Draw, size: float, **given: Any) -> ActorPainter:
    """Return the painter of a thing that is drawn alike in all its actions."""
    model = Model(draw, size, **given)  # the fields of Model, checked when it is made

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
        self._placed(brush, phase, self._in_hand if self._held else self._worn)

    @property
    def _held(self) -> bool:
        """Whether a hand belongs in the picture."""
        small = self.model.size <= holding.LARGEST and self.actor.term not in _OF_BODIES
        return self.model.moves and self.actor.action in ("hold", "reach") and small

    def _in_hand(self, sketch: Sketch) -> None:
        holding.behind(sketch, self.model.size)
        self._worn(sketch)
        holding.before(sketch, self.model.size)

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
        canvas = sketch.canvas
        canvas.saveLayer(None, skia.Paint())
        if split:
            wear.apart(sketch, picture)
        else:
            canvas.drawPicture(picture)
        if "old" in state:
            wear.aged(sketch)
        if "wet" in state:
            wear.wetted(sketch)
        canvas.restore()
        if "snowy" in state and not split:
            wear.snowed(sketch, picture)


def _halo(model: Model) -> Draw:
    """Return the light of something that glows: its own shape, blurred, in the accent of the shot."""

    def glow(h: Sketch) -> None:
        colour = argb(mix(h.look.accent, h.look.lit, 0.8), 0.24 + 0.05 * h.wave())
        recorder = skia.PictureRecorder()
        wide = skia.Rect.MakeLTRB(-_LEFT, -_TOP, _LEFT, _BOTTOM)
        rough = replace(h.brush, canvas=recorder.beginRecording(wide), px=min(h.brush.px, 60.0))
        model.draw(replace(h, brush=rough))
        picture = recorder.finishRecordingAsPicture()
        for blur in (0.16, 0.07):
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
    rows, columns = (np.flatnonzero(texels[..., 3].max(axis) > 0) for axis in (1, 0))
    if len(rows) == 0:
        return -0.5, -1.0, 0.5, 0.0
    return (
        float(columns[0]) / _COARSE - _LEFT - _PAD,
        float(rows[0]) / _COARSE - _TOP - _PAD,
        float(columns[-1] + 1) / _COARSE - _LEFT + _PAD,
        float(rows[-1] + 1) / _COARSE - _TOP + _PAD,
    )
