"""Pictures of single figures on nothing, for the tests of the actors' rooms."""

import numpy as np

from director.model import Light
from render.animatic.base import Actor, Look
from render.animatic.paint import Box, paint

LOOK = Look(
    sky_top=(0.35, 0.55, 0.8), sky_low=(0.8, 0.88, 0.95), far=(0.6, 0.7, 0.78), mid=(0.45, 0.58, 0.5),
    near=(0.25, 0.36, 0.28), ground=(0.55, 0.6, 0.45), accent=(0.82, 0.25, 0.2), lit=(1.0, 0.95, 0.85),
    shade=(0.2, 0.26, 0.42), time="day", weather="clear", light=Light(), style="photoreal", texture="clean",
    emotion="calm",
)  # fmt: skip
MARGIN = 0.3


def figure_of(cast, term, **given):
    """Return the figure of an actor."""
    return cast[term](Actor(term, **given), LOOK, np.random.default_rng(3))


def picture(figure, phase=0.0, px=70.0, paint_with=None):
    """Return RGBA of a pose, with a margin around what the figure declares, and the margin in pixels."""
    half = figure.width / 2 + MARGIN
    box = Box(-half, -figure.height - MARGIN, half, figure.drop + MARGIN)
    draw = paint_with or figure.paint
    done = paint(box, px, LOOK, [5, 1], lambda brush: draw(brush, phase))
    return done.texels, round(MARGIN * done.px)


def spilled(figure, phase=0.0):
    """Return the share of the painted pixels that lies outside the declared extents."""
    texels, margin = picture(figure, phase, 50.0)
    alpha = texels[..., 3] > 12
    inside = alpha[margin - 1 : -margin + 1, margin - 1 : -margin + 1]
    return 1 - inside.sum() / max(alpha.sum(), 1)


def difference(one, other):
    """Return the share of pixels that differ between two pictures laid on their common centre."""
    a, b = (p.astype(int) for p in (one, other))
    h, w = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])

    def middle(p):
        y, x = p.shape[0] - h, (p.shape[1] - w) // 2
        return p[y:, x : x + w]

    return (np.abs(middle(a) - middle(b)).max(-1) > 24).sum() / max((middle(a)[..., 3] > 12).sum(), 1)
