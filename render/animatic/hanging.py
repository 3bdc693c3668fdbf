"""What hangs on the wall of a room: framed, at eye height, several in a row."""

from collections.abc import Sequence
from dataclasses import replace

import skia

from director.model import Framing, Presence, Shot
from render.animatic.base import Actor, Brush, Figure
from render.animatic.blocking import NEAR, Placed
from render.animatic.handling import of_walls
from render.animatic.terms import PEOPLE, ROOMS

_TAKEN: frozenset[str] = frozenset(("fall", "fly", "hold", "give", "take", "float", "spin", "break", "burn"))
"""Actions of a thing that take it from its wall."""
_HANDLING: frozenset[str] = frozenset(("hold", "give", "read", "show", "embrace", "reach", "sit", "write"))
"""Actions of a person who has the only picture in the hand."""
_HEIGHT: dict[Framing, float] = {"extreme wide": 0.1, "wide": 0.2, "full": 0.36, "medium": 0.42}
"""Height of a hung picture beside somebody, heights of the picture; 0.5 in nearer framings."""


def hangs(presence: Presence, shot: Shot) -> bool:
    """Return whether this is on the wall, and not in a hand, lying, or in the open."""
    if not of_walls(presence) or presence.action in _TAKEN:
        return False
    if presence.cutout is not None:  # drawn to hang, it hangs everywhere: the mirror of a bus, a lamp in a tent
        return True
    if shot.place_term not in ROOMS:
        return False
    holder = next(iter(shot.who), None)
    held = holder is not None and holder.term in PEOPLE and holder.action in _HANDLING and presence.count == 1
    return not held or presence in shot.who


def framed(figure: Figure, actor: Actor) -> Figure:
    """Return the figure in a wooden frame on a nail, upright; only the frame if its state is 'empty'."""
    if actor.term != "photograph":
        return replace(figure, airborne=True)

    def paint(brush: Brush, phase: float) -> None:
        _frame(brush)
        if "empty" not in actor.state:
            brush.canvas.save()
            brush.canvas.rotate(3.0)
            figure.paint(brush, phase)
            brush.canvas.restore()

    return replace(figure, paint=paint, width=1.3, height=1.3, drop=0.2, airborne=True)


def _frame(brush: Brush) -> None:
    canvas, look = brush.canvas, brush.look
    light = 0.45 if look.time == "night" else 0.8 if look.dark else 1.0

    def fill(box: tuple[float, float, float, float], colour: tuple[float, float, float], alpha: float = 1.0) -> None:
        r, g, b = (c * light for c in colour)
        canvas.drawRect(skia.Rect.MakeLTRB(*box), skia.Paint(AntiAlias=True, Color4f=skia.Color4f(r, g, b, alpha)))

    cord = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(0.12, 0.1, 0.08, 0.8), Style=skia.Paint.kStroke_Style)
    cord.setStrokeWidth(0.012)
    canvas.drawLine(-0.3, -1.12, 0.0, -1.28, cord)
    canvas.drawLine(0.3, -1.12, 0.0, -1.28, cord)
    fill((-0.57, -1.1, 0.63, 0.16), (0.0, 0.0, 0.0), 0.3)
    fill((-0.6, -1.14, 0.6, 0.12), (0.3, 0.18, 0.09))
    fill((-0.6, -1.14, 0.6, -1.1), (0.56, 0.38, 0.2))
    fill((-0.6, -1.14, -0.57, 0.12), (0.48, 0.31, 0.16))
    fill((-0.53, -1.07, 0.53, 0.05), (0.16, 0.09, 0.05))
    fill((-0.51, -1.05, 0.51, 0.03), (0.78, 0.72, 0.6))
    fill((-0.42, -0.96, 0.42, -0.06), (0.7, 0.63, 0.5))


def hang(placed: Sequence[Placed], aspect: float, framing: Framing) -> list[Placed]:
    """Bring everything that hangs into one row; the rest stays. The first of `placed` is the subject."""
    row = [n for n, p in enumerate(placed) if hung(p)]
    if not row:
        return list(placed)
    leads = row[0] == 0
    room = (0.94 if leads else 0.46) * aspect
    subject = placed[0]
    widest = max(placed[n].figure.width / placed[n].figure.height for n in row)
    tall = subject.size * subject.figure.height if leads else _HEIGHT.get(framing, 0.5)
    tall = min(tall, room / (1.12 * widest * len(row)))
    middle = 0.0 if leads else (-1.0 if subject.x > -0.01 else 1.0) * 0.25 * aspect
    height = -0.02 if leads and framing in NEAR else -0.12 if leads else -0.2
    # The subject hangs in the middle of its row, the others around it.
    slots = sorted(range(len(row)), key=lambda k: (abs(k - (len(row) - 1) / 2), k))
    result = list(placed)
    for n, slot in zip(row, slots, strict=True):
        one = placed[n]
        size = tall / one.figure.height
        x = middle + (slot - (len(row) - 1) / 2) * 1.12 * widest * tall
        result[n] = replace(one, x=x, y=height + 0.5 * tall, size=size, go=(0.0, 0.0),
                            depth=1.0 if leads else 1.15, carried=False)  # fmt: skip
    return result


def hung(one: Placed) -> bool:
    """Return whether something placed is on the wall."""
    return of_walls(one.actor) and one.figure.airborne
