"""The parts of the plates: finding subjects, cutting out, relief, life, borders."""

import cv2
import numpy as np
import pytest
from plate_photos import sepia, sitter, view

from render.animatic.camera import View
from render.plates import canvas
from render.plates.layers import APART, background_depth, filled
from render.plates.living import life_of
from render.plates.matte import refine
from render.plates.relief import relief_of
from render.plates.saliency import monochrome
from render.plates.subject import Box, find_subject
from render.plates.toning import cleared


@pytest.mark.parametrize("x", [0.2, 0.35, 0.5, 0.8])
def test_a_person_is_found_with_the_head(x):
    found = find_subject(sitter(640, 480, x), expected=False)
    assert found is not None
    assert found.head is not None
    assert found.clean
    assert found.focus[0] == pytest.approx(640 * x, abs=12)
    assert 0.25 * 480 < found.focus[1] < 0.45 * 480
    assert found.head.y0 < 0.32 * 480 < 0.45 * 480 < found.head.y1


def test_nothing_is_found_where_nothing_is():
    assert find_subject(np.full((300, 400, 3), 120, np.uint8), expected=False) is None


def test_what_has_no_colour_is_not_cut_apart():
    photo = sepia(sitter(640, 480))
    assert monochrome(photo[::4, ::4])
    assert not monochrome(sitter(640, 480)[::4, ::4])
    found = find_subject(photo, expected=True)
    assert found is not None
    assert not found.clean


def test_the_matte_lies_on_the_person():
    photo = sitter(640, 480)
    found = find_subject(photo, expected=True)
    assert found is not None
    matte = refine(photo, found.rough)
    truth = (photo[..., 0].astype(int) > photo[..., 2] + 40) & (photo[..., 0] > 120)
    agreed = ((matte > 127) & truth).sum() / ((matte > 127) | truth).sum()
    assert agreed > 0.93


def test_behind_the_subject_the_background_goes_on():
    photo = sitter(640, 480)
    found = find_subject(photo, expected=True)
    assert found is not None
    empty = filled(photo, refine(photo, found.rough)).astype(int)
    assert (empty[..., 0] > empty[..., 2] + 60).mean() < 0.002, "something of the subject is left"
    assert (empty[:100, :100] == photo[:100, :100]).all()


def test_subject_and_background_part_by_no_more_than_is_hidden():
    box, crop = Box(200, 100, 400, 480), Box(0, 0, 853, 480)
    strong = [View(walk=w) for w in (-0.2, 0.0, 0.2)]
    depth = background_depth(strong, box, crop)
    assert 1.0 <= depth <= 1.16
    for view_ in strong:
        near, far = view_.project(1.0), view_.project(depth)
        for x in ((200 - 426.5) / 480, (400 - 426.5) / 480):
            assert abs(x * near[0] + near[1] - x * far[0] - far[1]) <= APART
    assert background_depth([View()], box, crop) > depth


def test_life_is_small_smooth_and_only_where_somebody_is():
    head = Box(260, 60, 380, 220)
    life = life_of((640, 480), head, "calm", 4.0, 3, 1.0)
    fields = np.stack([life.field(t / 6) for t in range(36)])
    size = np.linalg.norm(fields, axis=3)
    assert 0.01 * 160 < size.max() < 0.07 * 160
    assert size[:, :, [0, -1]].max() < 0.05 * size.max(), "the edge of the photo follows"
    cell = 480 / 71
    folds = max(np.abs(np.diff(fields, axis=axis)).max() for axis in (1, 2)) / cell
    assert folds < 0.25, "a warp this steep looks like rubber"
    assert np.linalg.norm(np.diff(fields, axis=0), axis=3).max() < 0.02 * 160, "nobody twitches"


def test_a_relief_moves_near_parts_with_the_camera_and_paper_not_at_all():
    near = np.zeros((480, 640), np.uint8)
    near[120:, 220:420] = 1
    relief = relief_of(near, (640, 480), (320.0, 240.0), 480.0, flat=False)
    stepped = relief.field(View(x=0.1))
    rows, columns = stepped.shape[:2]
    assert stepped[rows // 2, columns // 2, 0] < 4 * stepped[4, 4, 0] - 1 < 0 or stepped[4, 4, 0] == 0
    assert np.abs(relief.field(View())).max() < 1e-4
    flat = relief_of(near, (640, 480), (320.0, 240.0), 480.0, flat=True)
    assert (flat.field(View(x=0.1)) == 0).all()


def test_a_paper_border_is_found_and_a_photo_without_one_kept_whole():
    photo = view(400, 300)
    sheet = np.full((340, 440, 3), 236, np.uint8)
    sheet[20:320, 20:420] = photo
    inner = canvas.without_border(sheet)
    assert (inner.x0, inner.y0) == (pytest.approx(22, abs=4), pytest.approx(22, abs=4))
    assert (inner.x1, inner.y1) == (pytest.approx(418, abs=4), pytest.approx(318, abs=4))
    assert canvas.without_border(photo) == Box(0, 0, 400, 300)


def test_a_plain_background_is_carried_on_beyond_the_photo():
    photo = sitter(300, 480)
    found = find_subject(photo, expected=True)
    assert found is not None
    wider = canvas.widened(photo, refine(photo, found.rough), 120, 1)
    assert wider.shape == (480, 540, 3)
    assert np.abs(wider[:, :60].mean(axis=(0, 1)) - photo[:100, :30].mean(axis=(0, 1))).max() < 12
    assert (wider[:, 170:370] == photo[:, 50:250]).all()
    assert not canvas.plain_sides(view(300, 480))


def test_a_faded_print_gets_its_depth_back_and_a_sound_one_stays():
    ramp = np.tile(np.linspace(20, 235, 200).astype(np.uint8)[None, :, None], (120, 1, 3))
    assert np.array_equal(cleared(ramp), ramp)
    faded = (ramp.astype(float) * 0.35 + 90).astype(np.uint8)
    depth = np.ptp(cleared(faded)[..., 1].astype(int))
    assert depth > 1.7 * np.ptp(faded[..., 1].astype(int))
    assert cleared(faded).min() > 0
    assert cleared(faded).max() < 255
    brown = np.clip(faded * np.array([1.0, 0.88, 0.7]), 0, 255).astype(np.uint8)
    red, _, blue = (float(cleared(brown)[..., c].mean()) for c in range(3))
    assert red > blue + 15, "an old brown stays brown"


def test_of_somebody_lost_in_the_dark_the_light_head_is_found():
    photo = np.full((400, 300, 3), 34, np.uint8)
    cv2.ellipse(photo, (150, 130), (48, 66), 0, 0, 360, (225, 214, 190), -1)
    cv2.ellipse(photo, (150, 430), (120, 190), 0, 180, 360, (44, 38, 32), -1)
    found = find_subject(photo, True)
    assert found is not None
    assert found.head is not None
    assert abs(found.head.middle[1] - 130) < 40
