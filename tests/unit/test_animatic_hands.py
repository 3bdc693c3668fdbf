"""What leaps leaves the ground and lands; a hand has fingers apart and plays."""

import numpy as np
import pytest
import skia

from director.model import Light, Palette, Shot
from render.animatic.actors.things.living import LIVING
from render.animatic.actors.vehicles.two_wheelers import skateboard
from render.animatic.base import Actor, Brush, Figure
from render.animatic.leaping import leaping
from render.animatic.look import fixes_of, look_of

_PX = 90


def _picture(figure: Figure, phase: float) -> np.ndarray:
    """Opacity (270, 450) of a pose, the ground line at row 180."""
    texels = np.zeros((270, 450, 4), np.uint8)
    surface = skia.Surface(texels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    canvas = surface.getCanvas()
    canvas.translate(225, 180)
    canvas.scale(_PX, _PX)
    figure.paint(Brush(canvas, _look(), np.random.default_rng(1), _PX), phase)
    surface.flushAndSubmit()
    return texels


def _look():
    shot = Shot(
        id="s001", section=0, world="w", place="void", place_term="void", time="day", weather="clear",
        palette=Palette(colours=("#8fb3cc", "#dfe9ee", "#4b6a86", "#22364d"), accent="#d04030"), style="painted",
        text="-", framing="insert", emotion="calm", light=Light(key="sun"),
    )  # fmt: skip
    return look_of(shot, 16 / 9, fixes_of(()))


def test_a_board_leaves_the_ground_and_lands():
    board = leaping(skateboard(Actor("skateboard", "skate"), _look(), np.random.default_rng(1)), board=True)
    lowest = [np.flatnonzero(_picture(board, phase)[..., 3].max(1) > 60).max() for phase in (0.05, 0.5, 0.95)]
    assert lowest[1] < lowest[0] - 60
    assert abs(lowest[0] - lowest[2]) <= 4


@pytest.mark.parametrize(("action", "phases"), [("play", (0.0, 0.3)), ("embrace", (0.0, 0.25))])
def test_hands_that_play_or_hold_move(action: str, phases: tuple[float, float]):
    hand = LIVING["hand"](Actor("hand", action, framing="insert"), _look(), np.random.default_rng(1))
    one, other = (_picture(hand, phase).astype(int) for phase in phases)
    assert (np.abs(one - other).max(-1) > 40).sum() > 60


def test_an_open_hand_has_fingers_apart():
    hand = LIVING["hand"](Actor("hand", "stand", framing="insert"), _look(), np.random.default_rng(1))
    opacity = _picture(hand, 0.0)[..., 3] > 128
    rows = opacity[180 - int(0.78 * _PX)]
    assert np.count_nonzero(np.diff(rows.astype(int)) == 1) >= 3, "fingers with air between them"
