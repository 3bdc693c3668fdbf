"""What state leaves on anything: a crack through it, age, water, snow. Painted over the layer that shows the thing."""

import skia

from render.animatic.actors.people.tones import argb, mix
from render.animatic.actors.things.sketch import Sketch


def apart(sketch: Sketch, picture: skia.Picture) -> None:
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


def aged(sketch: Sketch) -> None:
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


def wetted(sketch: Sketch) -> None:
    """Darken what the layer shows and let water run down it."""
    canvas, rng = sketch.canvas, sketch.chance(44)
    canvas.drawPaint(skia.Paint(Color=argb(sketch.look.shade, 0.26), BlendMode=skia.BlendMode.kSrcATop))
    shine = mix(sketch.look.lit, (0.85, 0.93, 1.0), 0.6)
    for i in range(46):
        x, y, long = float(rng.uniform(-1.3, 1.3)), float(rng.uniform(-1.0, -0.05)), float(rng.uniform(0.01, 0.07))
        ink = skia.Paint(AntiAlias=True, Color=argb(shine, 0.26 if i % 3 else 0.42), BlendMode=skia.BlendMode.kSrcATop)
        run = skia.Path()
        run.addRoundRect(skia.Rect.MakeXYWH(x, y, 0.004, long), 0.002, 0.002)
        run.addOval(skia.Rect.MakeXYWH(x - 0.002, y + long - 0.005, 0.008, 0.011))
        canvas.drawPath(run, ink)


def snowed(sketch: Sketch, picture: skia.Picture) -> None:
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
