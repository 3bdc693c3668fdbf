"""A hand that holds a small thing from below: fingers behind it, the thumb before it."""

from render.animatic.actors.people.forms import curve, tube
from render.animatic.actors.people.tones import times
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB

SKIN: RGB = (0.9, 0.71, 0.58)
_SLEEVE: RGB = (0.24, 0.28, 0.38)
_HAND = 0.11
"""Length of a hand relative to a standing adult."""


LARGEST = 0.3
"""Size up to which a thing is held in one hand."""


def grip(size: float) -> float:
    """Return the length of a hand in heights of a thing of this size; kept readable beside very small ones."""
    return min(max(_HAND / size, 0.5), 1.15)


def behind(h: Sketch, size: float) -> None:
    """Paint the sleeve, the palm under the thing and the fingers behind it."""
    skin, cloth = h.actor.hand or (SKIN, _SLEEVE)
    with h.at(0.04, 0.16 * grip(size), 0, grip(size)) as one:
        sleeve = curve([(-0.26, 0.52), (-0.2, 0.3), (0.2, 0.28), (0.28, 0.52), (0.3, 0.72), (-0.3, 0.72)], tension=0.6)
        one.volume(sleeve, cloth, 0.14)
        one.arc([(-0.21, 0.34), (0.0, 0.38), (0.22, 0.33)], 0.03, one.tones.dark(cloth), 0.8)
        wrist = tube([(0.0, 0.36), (0.0, 0.16), (0.0, 0.0)], [0.15, 0.16, 0.2], 0.0, 0.3)
        parts = [wrist]
        for x, tip, wide in ((-0.15, -0.34, 0.062), (-0.03, -0.42, 0.064), (0.09, -0.4, 0.062), (0.2, -0.3, 0.054)):
            parts.append(tube([(x * 0.9, 0.05), (x * 1.25, tip * 0.5), (x * 1.2, tip)], [wide, wide, wide * 0.8]))
        one.mass(parts, skin, skin=True)


def before(h: Sketch, size: float) -> None:
    """Paint the thumb, which lies on the thing, and the ball of the hand."""
    skin = h.actor.hand[0] if h.actor.hand else SKIN
    with h.at(0.04, 0.16 * grip(size), 0, grip(size)) as one:
        ball = curve(
            [(-0.24, 0.1), (-0.18, -0.06), (0.0, -0.04), (0.16, -0.02), (0.22, 0.1), (0.1, 0.22), (-0.12, 0.24)]
        )
        thumb = tube([(-0.16, 0.12), (-0.19, -0.1), (-0.1, -0.28)], [0.1, 0.078, 0.056])
        one.mass([ball, thumb], skin, skin=True)
        line = one.tones.flesh(times(skin, 0.86))
        one.crease([(-0.2, -0.1), (-0.16, -0.085), (-0.115, -0.11)], 0.014, line, 0.7)
        one.crease([(-0.06, 0.16), (-0.02, 0.06), (0.06, 0.0)], 0.016, line, 0.6)
        nail = curve([(-0.13, -0.29), (-0.075, -0.32), (-0.065, -0.25), (-0.115, -0.235)])
        one.fill(nail, one.tones.light((0.96, 0.82, 0.75)), 0.9)
