"""The last touch: right colours for the encoder, and textures that move."""

import cv2
import numpy as np
import pytest
from drawing import order_of, shot_of

from director.model import Palette
from render.animatic.finish import _TOUCHES, Finisher, Touch
from render.animatic.renderer import repertoire
from render.animatic.shoot import Shooting

W, H = 96, 64
GREY = np.full((3, H, W), 120, np.uint8)


@pytest.mark.parametrize("rgb", [(255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255), (30, 60, 90)])
def test_colours_arrive_as_bt709_limited_range(rgb):
    frame = np.empty((3, H, W), np.uint8)
    frame[:] = np.array(rgb)[:, None, None]
    out = Finisher(Touch(0, 0), W, H, 1, 24.0).finish(frame, 0)
    r, g, b = (c / 255 for c in rgb)
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    assert abs(out[0, 0] - (16 + 219 * y)) <= 1
    assert abs(out[H, 0] - (128 + 224 * (b - y) / 1.8556)) <= 1
    assert abs(out[H + H // 4, 0] - (128 + 224 * (r - y) / 1.5748)) <= 1


def test_light_of_a_frame_multiplies():
    finisher = Finisher(Touch(0, 0), W, H, 1, 24.0)
    assert finisher.finish(GREY, 0, 1.5)[:H].mean() > finisher.finish(GREY, 0, 1.0)[:H].mean() + 40


def test_corners_are_darker_and_grain_moves():
    finisher = Finisher(Touch(4.0, 0.3), W, H, 1, 24.0)
    first, second = finisher.finish(GREY, 0).copy(), finisher.finish(GREY, 1).copy()
    assert first[:8, :8].mean() < first[28:36, 40:56].mean() - 15
    assert (first != second).any()
    assert (first == Finisher(Touch(4.0, 0.3), W, H, 1, 24.0).finish(GREY, 0)).all()


@pytest.mark.parametrize("name", sorted(set(_TOUCHES) - {"clean"}))
def test_textures_differ_from_clean(name):
    rng = np.random.default_rng(1)
    busy = rng.integers(0, 255, (3, H, W), dtype=np.uint8)
    textured = Finisher(_TOUCHES[name], W, H, 2, 24.0)
    clean = Finisher(_TOUCHES["clean"], W, H, 2, 24.0)
    apart = [
        np.abs(textured.finish(busy.copy(), n).astype(int) - clean.finish(busy.copy(), n)).mean() for n in range(4)
    ]
    assert np.mean(apart) > 1.0


@pytest.mark.parametrize(("style", "warm"), [("painted", True), ("noir", False)])
def test_a_held_palette_leaves_skin_its_colour_but_not_where_a_style_has_none(style, warm):
    greys = Palette(colours=("#8b929b", "#c7ccd1", "#555d68"), accent="#22262d")
    shot = shot_of(place_term="school_corridor", framing="extreme close", palette=greys, style=style)
    order = order_of(shot, ("hold palette", "hold palette"), frames=1, handles=0)
    frame = cv2.cvtColor(next(Shooting(order, repertoire()).frames()).yuv, cv2.COLOR_YUV2RGB_I420).astype(int)
    cheek = frame[120:170, 130:190]
    assert (float((cheek[..., 0] - cheek[..., 2]).mean()) > 20) is warm
