"""The measuring instruments, against pictures whose truth is known."""

import numpy as np
import pytest
from reel import PALETTE, Scene

from tools.frames import (
    Strip,
    acutance,
    apart,
    colour,
    exposure,
    fingerprint,
    flat,
    motion,
    nearest,
    numbers,
    oklab,
    shake,
    skippable,
    steadiness,
    subject,
)


def strip(scene: Scene) -> Strip:
    frames, _ = scene.pictures()
    groups = numbers(0, len(frames))
    return Strip(frames[list(flat(groups))], groups, 24.0)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 11, 36, 37, 240])
def test_numbers_stay_inside_and_reach_both_ends(count: int) -> None:
    groups = numbers(12, count)
    picked = flat(groups)
    assert picked[0] == 12
    assert picked[-1] == 12 + count - 1
    assert list(picked) == sorted(set(picked)), "groups must not overlap"
    assert all(g == tuple(range(g[0], g[0] + len(g))) for g in groups)


def test_an_empty_body_is_refused() -> None:
    with pytest.raises(ValueError, match="without frames"):
        numbers(0, 0)


def test_frames_and_numbers_must_agree() -> None:
    with pytest.raises(ValueError, match="frames for"):
        Strip(np.zeros((2, 8, 8, 3), np.uint8), ((0, 1, 2),), 24.0)


@pytest.mark.parametrize(
    ("scene", "right", "down", "zoom"),
    [
        (Scene(right=0.3), 0.3, 0.0, 0.0),
        (Scene(right=-0.5), -0.5, 0.0, 0.0),
        (Scene(down=0.25), 0.0, 0.25, 0.0),
        (Scene(zoom=0.3), 0.0, 0.0, 0.3),
        (Scene(zoom=-0.2, right=0.1), 0.1, 0.0, -0.2),
        (Scene(), 0.0, 0.0, 0.0),
    ],
)
def test_motion_is_measured_within_a_hundredth_of_the_height(
    scene: Scene, right: float, down: float, zoom: float
) -> None:
    seen = motion(strip(scene))
    assert seen.believed > 0.9
    for measured, true in ((seen.right, right), (seen.down, down), (seen.zoom, zoom)):
        assert measured == pytest.approx(true, abs=0.01)


def test_shake_is_told_from_a_smooth_move() -> None:
    assert shake(strip(Scene(shake=0.004))) > 20 * shake(strip(Scene(right=0.5)))


def test_motion_of_a_plain_wall_is_not_believed() -> None:
    groups = numbers(0, 48)
    plain = Strip(np.full((30, 90, 160, 3), 120, np.uint8), groups, 24.0)
    assert motion(plain).believed == 0.0


def test_what_is_hidden_does_not_count_as_camera() -> None:
    scene = Scene(radius=0.45, right=0.3)
    frames, mattes = scene.pictures()
    groups = numbers(0, len(frames))
    picked = list(flat(groups))
    seen = motion(Strip(frames[picked], groups, 24.0), mattes[picked] > 127)
    assert seen.right == pytest.approx(0.3, abs=0.03)


def pasted(above: Scene, below: Scene, share: float) -> Strip:
    """Return a strip whose upper share of rows is of one scene, the rest of another."""
    one, other = strip(above), strip(below)
    frames = one.frames.copy()
    row = int(share * frames.shape[1])
    frames[:, row:] = other.frames[:, row:]
    return Strip(frames, one.groups, one.fps)


def test_a_picture_torn_between_two_motions_tells_both() -> None:
    seen = motion(pasted(Scene(right=0.4, radius=0), Scene(right=-0.3, seed=5, radius=0), 0.35))
    assert seen.right < 0
    assert seen.rightward == pytest.approx(0.4, abs=0.05)
    assert seen.leftward == pytest.approx(-0.3, abs=0.05)
    whole = motion(strip(Scene(right=-0.3, radius=0)))
    assert whole.rightward < 0


def test_something_large_that_moves_is_not_a_moving_camera() -> None:
    nearing = motion(pasted(Scene(radius=0), Scene(zoom=0.4, seed=5, radius=0), 0.25))
    assert nearing.zoom > 0.2
    assert nearing.slowest < 0.01
    assert motion(strip(Scene(right=0.4, radius=0))).slowest == pytest.approx(0.4, abs=0.03)


def test_flicker_is_told_from_a_fade() -> None:
    fade = strip(Scene(gain=tuple(np.linspace(0.3, 1.1, 48).tolist())))
    flicker = strip(Scene(gain=(1.0, 0.95)))
    assert steadiness(fade).flicker < 0.004
    assert steadiness(flicker).flicker > 0.05


def test_a_freeze_has_no_life_and_a_short_hold_has() -> None:
    frames, _ = Scene(right=0.4).pictures()
    groups = numbers(0, len(frames))
    picked = list(flat(groups))
    frozen, held = frames.copy(), frames.copy()
    frozen[16:] = frozen[16]
    held[16:19] = held[16]
    still = [m < 0.002 for m in steadiness(Strip(frozen[picked], groups, 24.0)).life]
    assert still == [g[0] >= 16 for g in groups]
    assert min(steadiness(Strip(held[picked], groups, 24.0)).life) > 0.1


def test_exposure_of_known_greys() -> None:
    groups = numbers(0, 3)
    frames = np.zeros((3, 90, 160, 3), np.uint8)
    frames[:, :, 80:] = 204
    light = exposure(Strip(frames, groups, 24.0))
    assert light.mean == pytest.approx(0.4, abs=0.01)
    assert (light.low, light.high) == (pytest.approx(0.0), pytest.approx(0.8, abs=0.01))
    assert light.black == (False, False, False)
    assert exposure(Strip(frames // 20, groups, 24.0)).black == (True, True, True)


def test_acutance_falls_with_blur() -> None:
    values = [acutance(strip(Scene(blur=b))) for b in (0.0, 1.0, 2.5, 5.0)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 3 * values[-1]


def test_oklab_of_known_colours() -> None:
    # Ottosson's own table: white (1, 0, 0), red (0.628, 0.225, 0.126).
    lab = oklab(np.array([[255, 255, 255], [255, 0, 0], [0, 0, 0]], np.uint8))
    assert lab[0] == pytest.approx([1, 0, 0], abs=2e-3)
    assert lab[1] == pytest.approx([0.628, 0.225, 0.126], abs=2e-3)
    assert lab[2] == pytest.approx([0, 0, 0], abs=2e-3)


def test_shades_and_mixtures_of_a_palette_are_not_foreign() -> None:
    frames, _ = Scene(radius=0).pictures()
    assert colour(frames[:2], PALETTE.colours).foreign < 0.004
    assert colour((frames[:2] * 0.4).astype(np.uint8), PALETTE.colours).foreign < 0.004
    assert colour(frames[:2], ("#802020", "#c0a040")).foreign > 0.05
    assert colour(frames[:2], ("#808080", "#808080")).foreign > 0.04, "a palette may be a single point"


def test_neon_may_draw_the_whole_picture_a_part_of_the_way_towards_its_colour() -> None:
    lit = np.full((2, 36, 64, 3), (132, 96, 138), np.uint8)
    grey, neon = ("#606a80", "#606a80"), ("#ff20c0",)
    assert colour(lit, grey, lamps=neon).off < 0.02 < colour(lit, grey).off
    pink = np.full((2, 36, 64, 3), (235, 60, 180), np.uint8)
    assert colour(pink, grey, lamps=neon).shift > 0.1, "but not all of the way"


def test_subject_is_believed_only_where_pixels_show_it() -> None:
    frames, mattes = Scene(radius=0.2).pictures()
    empty, _ = Scene(radius=0).pictures()
    there, gone = subject(frames[::12], mattes[::12]), subject(empty[::12], mattes[::12])
    assert there.area == pytest.approx(np.pi * 0.2**2 / (16 / 9), rel=0.05)
    assert (there.x, there.y) == (pytest.approx(0.5, abs=0.02), pytest.approx(0.5, abs=0.05))
    assert there.contrast > 0.15
    assert there.proof > 0.6
    assert gone.contrast < 0.05
    assert gone.proof < 0.3


def test_a_subject_is_as_large_as_it_is_high_or_long_not_as_wide() -> None:
    frames = np.zeros((3, 180, 320, 3), np.uint8)
    for rows, columns, extent in ((90, 20, 0.5), (10, 160, 0.35), (90, 90, 0.5), (0, 0, 0.0)):
        matte = np.zeros((3, 180, 320), np.uint8)
        matte[:, 40 : 40 + rows, 50 : 50 + columns] = 255
        assert subject(frames, matte).extent == pytest.approx(extent)


def test_of_an_upright_picture_only_the_part_that_its_width_has_room_for_counts() -> None:
    matte = np.zeros((3, 320, 180), np.uint8)
    matte[:, 100:190, 80:100] = 255
    assert subject(np.zeros((3, 320, 180, 3), np.uint8), matte).extent == pytest.approx(90 / 225)


def test_a_matte_without_a_subject_shows_nothing() -> None:
    frames, mattes = Scene().pictures()
    seen = subject(frames[:2], np.zeros_like(mattes[:2]))
    assert (seen.area, seen.shown, seen.contrast) == (0.0, 0.0, 0.0)


def test_prints_know_the_same_picture_again_and_tell_others_apart() -> None:
    scene = Scene(right=0.2)
    frames, _ = scene.pictures()
    noisy = np.clip(frames[::12] + np.random.default_rng(0).normal(0, 4, frames[::12].shape), 0, 255).astype(np.uint8)
    same = nearest(fingerprint(frames[::12]), fingerprint(noisy))
    other = nearest(fingerprint(frames[::12]), fingerprint(Scene(seed=7, radius=0.1).pictures()[0][::12]))
    assert same < 0.03
    assert other > 0.15


def test_the_mix_of_colours_knows_nothing_of_places_and_tells_hues_apart() -> None:
    frames, _ = Scene(colours=("#7dc30e", "#a1397e", "#0e1225")).pictures()
    own = fingerprint(frames[::12]).mix
    assert apart(own, fingerprint(frames[::12, ::-1, ::-1]).mix) < 0.002
    near, _ = Scene(colours=("#8ab81e", "#a13f6a", "#0e1a25")).pictures()
    far, _ = Scene(colours=("#0ec3b0", "#a17039", "#250e20")).pictures()
    assert apart(own, fingerprint(near[::12]).mix) < 0.03 < 0.05 < apart(own, fingerprint(far[::12]).mix)


def test_black_is_no_repeat_of_a_picture_and_one_shared_moment_is_none_either() -> None:
    frames, _ = Scene(right=0.2).pictures()
    black = fingerprint(np.zeros_like(frames[:3]))
    assert nearest(fingerprint(frames[:3]), black) > 0.4
    assert nearest(black, black) == 0.0
    elsewhere = Scene(seed=7, radius=0.1).pictures()[0]
    passing = fingerprint(np.stack([elsewhere[0], frames[0], elsewhere[-1]]))
    assert nearest(passing, fingerprint(frames[:3])) > 0.1


def test_tails_that_go_on_changing_are_not_decoded_but_quiet_ones_are() -> None:
    busy = [30_000, *[4_000] * 47, 30_000, *[4_000] * 11]
    assert skippable(0, 60, (0, 48), busy) == (range(24, 48),)
    picked = flat(numbers(0, 60, skippable(0, 60, (0, 48), busy)))
    assert not set(picked) & set(range(24, 48))
    assert (picked[0], picked[-1]) == (0, 59)
    held = [*busy[:40], *[50] * 8, *busy[48:]]
    assert skippable(0, 60, (0, 48), held) == (), "a freeze in the tail has to be looked at"
    assert skippable(0, 48, (0,), busy[:48]) == (), "nothing is gained without a later keyframe"
