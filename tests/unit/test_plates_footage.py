"""The artist's footage: the best stretch is found, made long enough, cropped around what it shows."""

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from plate_photos import order_of

from render.animatic.look import fixes_of
from render.plates.best_range import Stretch, best_range
from render.plates.footage import FootagePlate, crop_of, timing
from tools.media import FilmWriter, MediaFacts, probe


def scene(seed: int, frames: int, blur: float = 0.0, light: float = 1.0, shake: float = 0.0) -> list[np.ndarray]:
    """A slow pan over a painted ground."""
    rng = np.random.default_rng(seed)
    ground = cv2.resize(rng.integers(0, 255, (40, 80, 3), np.uint8), (640, 320), interpolation=cv2.INTER_NEAREST)
    ground = ground // 2 + rng.integers(0, 120, 3).astype(np.uint8)
    if blur:
        ground = cv2.GaussianBlur(ground, (0, 0), blur)
    result = []
    for n in range(frames):
        dx, dy = 60 + n + round(shake * rng.normal()), 60 + round(shake * rng.normal())
        result.append((ground[dy : dy + 144, dx : dx + 256] * light).astype(np.uint8))
    return result


def film(path: Path, *scenes: list[np.ndarray], fps: int = 24) -> Path:
    with FilmWriter(path, 256, 144, Fraction(fps)) as writer:
        for frame in (f for one in scenes for f in one):
            writer.write(np.ascontiguousarray(frame))
    return path


def test_the_best_stretch_is_sharp_and_has_no_cut_inside(tmp_path):
    path = film(tmp_path / "f.mp4", scene(1, 50, blur=5), scene(2, 60), scene(3, 50, light=0.12))
    found = best_range(path, probe(path), 40)
    assert found.frames == 40
    assert found.start >= 50
    assert found.end <= 110


def test_a_steady_hand_is_preferred_to_a_shaking_one(tmp_path):
    path = film(tmp_path / "f.mp4", scene(2, 50, shake=7), scene(2, 50))
    assert best_range(path, probe(path), 40).start >= 49


def test_scenes_that_are_all_too_short_give_the_longest(tmp_path):
    path = film(tmp_path / "f.mp4", scene(1, 20), scene(2, 34), scene(3, 22))
    assert best_range(path, probe(path), 60) == Stretch(20, 54)


def test_long_enough_footage_keeps_its_speed_and_short_is_slowed_then_turned():
    as_filmed = timing(Stretch(10, 110), Fraction(25, 24), 48)
    assert as_filmed.speed == 1
    assert not as_filmed.turned
    assert as_filmed.numbers[0] == 10
    assert set(np.diff(as_filmed.numbers)) <= {1, 2}

    slowed = timing(Stretch(0, 30), Fraction(1), 48)
    assert slowed.speed == Fraction(30, 48)
    assert not slowed.turned
    assert max(slowed.numbers) == 29
    assert set(np.diff(slowed.numbers)) <= {0, 1}

    turned = timing(Stretch(5, 15), Fraction(1), 60)
    assert turned.speed == Fraction(1, 2)
    assert turned.turned
    assert (min(turned.numbers), max(turned.numbers)) == (5, 14)
    assert set(np.abs(np.diff(turned.numbers))) <= {0, 1}, "it turns round without a jump"


@pytest.mark.parametrize("out", [(1280, 720), (720, 1280), (720, 720)])
@pytest.mark.parametrize("focus", [(0.0, 0.0), (500.0, 100.0), (640.0, 272.0)])
def test_the_crop_has_the_films_shape_and_stays_inside(out, focus):
    facts = MediaFacts(100, 640, 272, Fraction(25), "h264", False, 4.0)
    x, y, wide, high = crop_of(facts, out, focus, fixes_of(()))
    assert wide / high == pytest.approx(out[0] / out[1], rel=0.02)
    assert min(x, y) >= 0
    assert x + wide <= 640
    assert y + high <= 272
    assert high == 272 or wide == 640


def test_a_take_is_as_long_as_ordered_and_what_was_altered_is_told(tmp_path):
    path = film(tmp_path / "f.mp4", scene(2, 20))
    order = order_of("footage", technique="footage", reference="f.mp4", frames=60)
    plate = FootagePlate(order, path)
    assert [n.key for n in plate.notes] == ["plates_slowed", "plates_turned"]
    frames = [f.yuv.copy() for f in plate.frames()]
    assert len(frames) == 64
    again = [f.yuv.copy() for f in FootagePlate(order, path).frames()]
    assert all((a == b).all() for a, b in zip(frames, again, strict=True))

    enough = film(tmp_path / "g.mp4", scene(2, 90))
    assert FootagePlate(order, enough).notes == ()


def test_footage_is_lightly_graded_and_obeys_light(tmp_path):
    path = film(tmp_path / "f.mp4", scene(2, 30))

    def mean(*fixes: str) -> float:
        order = order_of("footage", technique="footage", reference="f.mp4", frames=4, fixes=fixes)
        return float(next(FootagePlate(order, path).frames()).yuv[:180].mean())

    assert mean("more light") > mean() + 5 > mean("less light") + 10


def test_a_still_order_of_footage_holds_one_frame(tmp_path):
    path = film(tmp_path / "f.mp4", scene(2, 30))
    order = order_of("footage", technique="footage", reference="f.mp4", frames=5).model_copy(update={"still": True})
    frames = [f.yuv.copy() for f in FootagePlate(order, path).frames()]
    assert len(frames) == 9
    assert all((f == frames[0]).all() for f in frames)
