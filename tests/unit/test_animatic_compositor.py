"""The compositor against a plain numpy reference."""

import numpy as np
import pytest

from render.animatic.compositor import Atlas, Compositor, Draw

W, H = 190, 100  # several tiles each way


def noise(rng, width, height, opaque=False):
    alpha = rng.integers(0, 256, (height, width, 1)) if not opaque else np.full((height, width, 1), 255)
    colour = rng.integers(0, 256, (height, width, 3)) * alpha // 255
    return np.concatenate([colour, alpha], axis=2).astype(np.uint8)


def reference(pictures, draws):
    """Lay draws front to back in floats, sampling bilinearly."""
    total, free = np.zeros((H, W, 3)), np.ones((H, W, 1))
    for draw in draws:
        texels = pictures[draw.picture].astype(float)
        height, width = texels.shape[:2]
        u = draw.u + (np.arange(W) + 0.5) * draw.du - 0.5
        v = draw.v + (np.arange(H) + 0.5) * draw.dv - 0.5

        def at(i, j, texels=texels, width=width, height=height, wrap=draw.wrap):
            inside = ((i >= 0) & (i < width))[None] & ((j >= -1) & (j <= height))[:, None]
            if wrap == "repeat":
                i = i % width
            if wrap == "mirror":
                i = i % (2 * width)
                i = np.where(i < width, i, 2 * width - 1 - i)
            got = texels[np.ix_(j.clip(0, height - 1), i.clip(0, width - 1))]
            return got * inside[..., None] if wrap == "none" else got

        i, j = np.floor(u).astype(int), np.floor(v).astype(int)
        fu, fv = (u - i)[None, :, None], (v - j)[:, None, None]
        seen = (at(i, j) * (1 - fu) + at(i + 1, j) * fu) * (1 - fv) + (
            at(i, j + 1) * (1 - fu) + at(i + 1, j + 1) * fu
        ) * fv
        if draw.wrap == "none":
            seen *= ((v > -1) & (v < height))[:, None, None]
        seen *= draw.opacity
        total = np.minimum(total + free * seen[..., :3], 255)
        if not draw.glow:
            free = free * (1 - seen[..., 3:] / 255)
    return np.moveaxis(total, 2, 0)


@pytest.mark.parametrize("wrap", ["clamp", "repeat", "mirror"])
def test_planes_lie_over_each_other_as_in_the_reference(wrap):
    rng = np.random.default_rng(3)
    pictures = [noise(rng, 40, 33), noise(rng, 90, 70), noise(rng, 61, 47, opaque=True)]
    draws = [
        Draw(0, 3.3, 0.4, 1.7, 0.5, opacity=0.7),
        Draw(1, -9.25, 1.3, 2.5, 1.1, wrap=wrap),
        Draw(2, -30.5, 1.9, 0.2, 0.8, wrap=wrap),
    ]
    frame = Compositor(Atlas(pictures), W, H).compose(draws)
    assert np.abs(frame - reference(pictures, draws)).max() <= 6


def test_figures_end_at_their_borders_and_stand_on_their_heads():
    rng = np.random.default_rng(4)
    pictures = [noise(rng, 30, 20, opaque=True), noise(rng, 80, 60, opaque=True)]
    draws = [
        Draw(0, -12.0, 1.0, -8.0, 1.0, wrap="none"),
        Draw(0, -40.0, 1.0, 45.0, -1.0, wrap="none", opacity=0.5),
        Draw(1, 0.0, 1.0, 0.0, 1.0),
    ]
    frame = Compositor(Atlas(pictures), W, H).compose(draws)
    assert np.abs(frame - reference(pictures, draws)).max() <= 6
    assert (frame[:, 9:27, 13:41] == np.moveaxis(pictures[0][1:19, 1:29, :3], 2, 0)).all()


def test_light_adds_up_to_white_and_never_wraps():
    bright = np.full((64, 80, 4), (220, 120, 10, 0), np.uint8)
    ground = np.full((64, 80, 4), (200, 100, 90, 255), np.uint8)
    lights = [Draw(0, 0, 1, 0, 1, glow=True)] * 3
    frame = Compositor(Atlas([bright, ground]), W, H).compose([*lights, Draw(1, 0, 1, 0, 1), *lights])
    assert (frame[0] == 255).all()
    assert (frame[1] == 255).all()
    assert np.abs(frame[2].astype(int) - 120).max() <= 3


def test_what_lies_behind_a_solid_plane_changes_nothing():
    rng = np.random.default_rng(5)
    pictures = [noise(rng, 80, 60, opaque=True), noise(rng, 80, 60)]
    compositor = Compositor(Atlas(pictures), W, H)
    alone = compositor.compose([Draw(0, 0.5, 1, 0.5, 1)]).copy()
    both = compositor.compose([Draw(0, 0.5, 1, 0.5, 1), Draw(1, 0, 1, 0, 1), Draw(1, 0, 1, 0, 1, glow=True)])
    assert (alone == both).all()


def test_the_matte_shows_the_subject_less_what_stands_before_it():
    subject = np.full((40, 40, 4), 255, np.uint8)
    half = np.full((40, 20, 4), (0, 0, 0, 128), np.uint8)
    draws = [Draw(1, 0, 1, 0, 1, wrap="none"), Draw(0, 0, 1, 0, 1, wrap="none", subject=True)]
    matte = Compositor(Atlas([subject, half]), 80, 40).matte(draws, 40, 20)
    assert set(np.unique(matte[:, :10])) == {127}
    assert set(np.unique(matte[:, 10:20])) == {255}
    assert (matte[:, 20:] == 0).all()
