"""The camera: moves that show what they say, and never an edge."""

from typing import get_args

import numpy as np
import pytest

from director.model import CameraMove, MoveKind
from render.animatic.camera import Extent, Framed, View, keep_inside, on_plane, path, setup_for, shown

ASPECT = 16 / 9
TIMES = np.linspace(-0.2, 1.2, 30)
EXTENTS = [Extent(d, 0.8 * ASPECT, 0.8) for d in (50, 14, 4, 1)]


def kept(kind: MoveKind, amount: float = 1.0, size: float = 0.3, speed: float = 0.0):
    framed = Framed(ASPECT, (0.2, -0.1), speed)
    setup = setup_for(size, 0.3, "normal", (0.3, 0.1), (0.2, 0.05))
    return keep_inside(setup, path(CameraMove(kind=kind, amount=amount), TIMES, 3.0, 5, framed), EXTENTS, ASPECT)


@pytest.mark.parametrize("kind", get_args(MoveKind))
@pytest.mark.parametrize("size", [0.12, 0.3, 0.8, 4.3])
def test_no_move_shows_the_edge_of_a_plane(kind, size):
    setup, views, _ = kept(kind, 1.0, size)
    for extent in EXTENTS:
        for view in views:
            x0, y0, x1, y1 = shown(setup, view, extent.depth, ASPECT)
            assert x0 >= -extent.half_width - 1e-9
            assert x1 <= extent.half_width + 1e-9
            assert y0 >= -extent.half_height - 1e-9
            assert y1 <= extent.half_height + 1e-9


def moved(kind: MoveKind, depth: float, point=(0.0, 0.0)):
    """How a point of a plane goes over the screen from first to last frame, and how it grows."""
    setup, views, share = kept(kind, 0.4)
    assert share == 1.0
    (s0, x0, y0), (s1, x1, y1) = on_plane(setup, views[0], depth), on_plane(setup, views[-1], depth)
    return (point[0] * s1 + x1) - (point[0] * s0 + x0), (point[1] * s1 + y1) - (point[1] * s0 + y0), s1 / s0


def test_moves_go_the_way_they_are_called():
    assert moved("pan left", 14)[0] > 0.2
    assert moved("pan right", 14)[0] < -0.2
    assert moved("tilt up", 14)[1] > 0.1
    assert moved("tilt down", 14)[1] < -0.1
    assert moved("truck left", 4)[0] > 0.05
    assert moved("crane up", 1)[1] > 0.08
    assert moved("zoom in", 50)[2] > 1.2
    assert moved("zoom out", 50)[2] < 0.85


def test_a_dolly_and_a_truck_part_the_planes_and_a_zoom_and_a_pan_do_not():
    assert moved("dolly in", 1)[2] > 1.2 > 1.05 > moved("dolly in", 14)[2]
    assert moved("zoom in", 1)[2] == pytest.approx(moved("zoom in", 14)[2])
    assert abs(moved("truck right", 1)[0]) > 3 * abs(moved("truck right", 14)[0])
    assert moved("pan right", 1)[0] == pytest.approx(moved("pan right", 14)[0])


def test_an_orbit_keeps_the_subject_and_turns_the_background():
    _, views, _ = kept("orbit left", 0.4)
    held = [v.project(1.0)[1] + v.turn * v.project(1.0)[0] for v in (views[0], views[-1])]
    assert abs(held[1] - held[0]) < 0.08
    assert moved("orbit left", 14)[0] < -0.2
    assert moved("orbit left", 1)[0] < -0.08, "the ground turns with it"


def test_static_stands_still_and_handheld_never_does():
    assert len(set(kept("static")[1])) == 1
    views = kept("handheld")[1]
    assert len({v.pan for v in views}) == len(views)
    assert max(abs(v.pan[0]) for v in views) < 0.1


def test_a_larger_amount_goes_further():
    amounts = [path(CameraMove(kind="pan right", amount=a), [0.0, 1.0], 3.0, 1, Framed(ASPECT)) for a in (0.2, 0.9)]
    assert amounts[1][1].pan[0] - amounts[1][0].pan[0] < 1.8 * (amounts[0][1].pan[0] - amounts[0][0].pan[0])


def test_a_following_camera_lets_scenery_pass_and_may_scroll_past_its_edges():
    framed = Framed(ASPECT, (0.0, 0.0), 0.9)
    views = path(CameraMove(kind="follow"), [0.0, 1.0], 4.0, 1, framed)
    assert views[1].passed - views[0].passed == pytest.approx(3.6)
    near, far = (
        views[1].project(1.0)[1] - views[0].project(1.0)[1],
        views[1].project(12.0)[1] - views[0].project(12.0)[1],
    )
    assert near == pytest.approx(-3.6)
    assert abs(far) < 0.4


def test_movement_goes_on_through_the_handles():
    views = path(CameraMove(kind="pan right"), TIMES, 3.0, 1, Framed(ASPECT))
    steps = np.diff([v.pan[0] for v in views])
    assert (steps < 0).all()
    assert abs(steps[15]) > 2 * abs(steps[0]), "an operator starts and stops softly"


def test_near_framings_walk_in_and_ground_does_not_grow_beyond_reason():
    setup = setup_for(4.3, 0.3, "normal", (0, 0.1), (0, 0))
    assert setup.scale(50) < 2.2 < setup.scale(1.0)
    assert setup.scale(setup.kept(1.0)) == pytest.approx(3.4)
    long = setup_for(4.3, 0.3, "long", (0, 0.1), (0, 0))
    assert long.scale(50) > setup.scale(50), "a long lens brings the background nearer"
    assert View().project(3.0) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize("kind", ["crane up", "crane down", "tilt up"])
def test_who_lies_does_not_sink_out_of_the_picture(kind: MoveKind):
    lying, free = (0.2, 0.45), Framed(ASPECT, (0.0, 0.3))
    feet = [
        max(
            v.project(1.0)[2] + lying[1] * v.project(1.0)[0]
            for v in path(CameraMove(kind=kind, amount=0.6), TIMES, 3.0, 1, framed)
        )
        for framed in (free, Framed(ASPECT, (0.0, 0.3), reach=lying))
    ]
    assert feet[0] > 0.52
    assert feet[1] < 0.49


def test_who_stands_keeps_the_head_rather_than_the_feet():
    framed = Framed(ASPECT, (0.0, -0.3), reach=(-0.4, 0.44))
    views = path(CameraMove(kind="crane up", amount=0.6), TIMES, 3.0, 1, framed)
    assert views == path(CameraMove(kind="crane up", amount=0.6), TIMES, 3.0, 1, Framed(ASPECT, (0.0, -0.3)))
