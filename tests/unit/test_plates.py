"""Photos as shots: framed, moved over, living, graded; what is promised to the artist about them."""

import cv2
import numpy as np
import pytest
from plate_photos import frames_of, move, order_of, save, sepia, sitter, view

from director.errors import ArtistError, ProviderError
from director.model import Presence
from render.animatic.camera import shown
from render.animatic.look import fixes_of
from render.plates.camera import plan
from render.plates.framing import crop_for
from render.plates.photo import PhotoPlate
from render.plates.renderer import PlatesRenderer, draw_take, plate_of


def chroma(frame: np.ndarray) -> float:
    lab = cv2.cvtColor(frame, cv2.COLOR_RGB2LAB).astype(np.float64)
    return float(np.hypot(lab[..., 1] - lab[..., 1].mean(), lab[..., 2] - lab[..., 2].mean()).mean())


def disc(frame: np.ndarray) -> tuple[float, float, float, float]:
    """Return x, y, width, height of the red of a sitter's coat or of a red disc."""
    f = frame.astype(int)
    y, x = np.nonzero((f[..., 0] > f[..., 1] + 80) & (f[..., 0] > f[..., 2] + 80))
    return float(x.mean()), float(y.mean()), float(np.ptp(x) + 1), float(np.ptp(y) + 1)


def test_a_shot_without_its_photo_is_told_before_anything_is_spent(tmp_path):
    plates = PlatesRenderer()
    shot = order_of().shot
    assert plates.validate(shot) == []
    assert [v.field for v in plates.validate(shot.model_copy(update={"reference": ""}))] == ["reference"]
    assert [v.field for v in plates.validate(shot.model_copy(update={"technique": "drawn"}))] == ["technique"]
    with pytest.raises(ArtistError):
        draw_take(order_of(), tmp_path, tmp_path / "out.mp4")
    with pytest.raises(ProviderError):
        plate_of(order_of(technique="drawn"), tmp_path)


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (240, 240)])
@pytest.mark.parametrize("framing", ["wide", "medium"])
def test_photos_are_never_stretched_and_leave_no_black_bars(tmp_path, size, framing):
    photo = view(300, 460)
    cv2.circle(photo, (150, 230), 24, (230, 20, 20), -1)
    frames, _ = frames_of(order_of(size=size, framing=framing, frames=2), save(tmp_path, photo))
    _, _, wide, high = disc(frames[2])
    assert wide / high == pytest.approx(1.0, abs=0.06)
    edges = np.concatenate([frames[2][:, :6].reshape(-1, 3), frames[2][:, -6:].reshape(-1, 3)])
    assert np.percentile(edges.max(axis=1), 10) > 25


def test_a_photo_of_the_wrong_shape_is_shown_whole_and_that_is_told(tmp_path):
    tall = save(tmp_path, view(300, 600))
    assert [n.key for n in PhotoPlate(order_of(framing="wide"), tall).notes] == ["plates_on_ground"]
    wide = save(tmp_path, view(640, 360))
    assert PhotoPlate(order_of(framing="wide"), wide).notes == ()
    small = save(tmp_path, view(64, 36))
    assert {n.key for n in PhotoPlate(order_of(framing="wide"), small).notes} == {"plates_on_ground", "plates_enlarged"}


@pytest.mark.parametrize("kind", ["dolly in", "dolly out", "pan left", "tilt up", "crane down", "truck right",
                                  "orbit left", "zoom in", "handheld", "follow"])  # fmt: skip
@pytest.mark.parametrize("amount", [0.3, 1.0])
def test_no_move_looks_beyond_the_photo(kind, amount):
    order = order_of(move=move(kind, amount), frames=30)
    size = (640, 400)
    crop = crop_for(order.shot, fixes_of(()), size, (320, 180), None)
    way = plan(order, fixes_of(()), crop, size, size, 1.0, 3)
    for view_ in way.views:
        x0, y0, x1, y1 = (v * crop.height for v in shown(way.setup, view_, 1.0, 320 / 180))
        assert min(x0 + 320, y0 + 200, 320 - x1, 200 - y1) > -1.5


def test_the_camera_moves_as_asked(tmp_path):
    path = save(tmp_path, sitter(800, 480))

    def seen(kind: str, fixes: tuple[str, ...] = ()):
        _, mattes = frames_of(order_of(move=move(kind), framing="full", fixes=fixes), path)
        first, last = mattes[2] > 127, mattes[-3] > 127
        return last.mean() / first.mean(), np.nonzero(last)[1].mean() - np.nonzero(first)[1].mean()

    grown, _ = seen("dolly in")
    assert grown > 1.2
    assert 1.05 < seen("dolly in", ("calmer move",))[0] < grown
    assert seen("dolly out")[0] < 0.85
    assert seen("pan left")[1] > 4
    assert seen("pan right")[1] < -4


def test_the_subject_is_found_and_stays_framed(tmp_path):
    path = save(tmp_path, sitter(1100, 480, x=0.8))
    _, mattes = frames_of(order_of(framing="close", move=move("dolly in")), path)
    inside = mattes > 127
    assert 0.1 < inside.mean() < 0.7
    assert inside.any(axis=(1, 2)).all()
    _, centred = frames_of(order_of(framing="full", fixes=("centre subject",)), path)
    middle = np.nonzero(centred[5] > 127)[1].mean() / centred.shape[2]
    assert middle == pytest.approx(0.5, abs=0.05)


def test_a_view_without_a_subject_has_no_matte(tmp_path):
    _, mattes = frames_of(order_of(framing="wide", frames=3), save(tmp_path, view()))
    assert mattes is None


def test_a_portrait_breathes_and_a_place_does_not(tmp_path):
    path = save(tmp_path, sitter(640, 360))
    person, _ = frames_of(order_of("person", frames=72), path)
    place, _ = frames_of(order_of("place", frames=72), path)
    apart = np.abs(person.astype(float) - place).mean(axis=(0, 3))
    assert apart[60:, 80:240].mean() > 0.5, "camera, dust and grain are the same: what is left is breath"
    assert apart[:, :30].mean() < 0.1


def test_colour_comes_back_or_goes_as_the_shot_tells(tmp_path):
    path = save(tmp_path, sepia(sitter(640, 360)))
    who = (Presence(term="captain", colour="#2040a0"),)
    plain, _ = frames_of(order_of("old photograph", who=who), path)
    assert chroma(plain[-3]) == pytest.approx(chroma(plain[2]), rel=0.25)
    alive, _ = frames_of(order_of("old photograph", who=who, text="Капитан на фотографии оживает"), path)
    assert chroma(alive[-3]) > 1.5 * chroma(alive[2])
    lost, _ = frames_of(order_of("old photograph", who=who, motif_change="lost"), path)
    assert chroma(lost[-3]) < 0.7 * chroma(lost[2])
    place, _ = frames_of(order_of("place", who=who, text="оживает"), path)
    assert chroma(place[-3]) == pytest.approx(chroma(place[2]), rel=0.25)


def test_fixes_change_the_picture_as_they_say(tmp_path):
    path = save(tmp_path, sitter(640, 360))

    def middle(*fixes: str) -> np.ndarray:
        return frames_of(order_of(framing="full", fixes=fixes, frames=3), path)[0][3].astype(float)

    plain = middle()
    assert middle("more light").mean() > plain.mean() + 6
    assert middle("less light").mean() < plain.mean() - 6
    assert middle("more contrast").std() > plain.std()
    assert chroma(middle("hold palette").astype(np.uint8)) < 0.9 * chroma(plain.astype(np.uint8))
    edge = [np.abs(cv2.Laplacian(f[..., 1], cv2.CV_64F)).mean() for f in (middle("sharper"), plain)]
    assert edge[0] > 1.1 * edge[1]


def test_another_framing_is_one_step_away(tmp_path):
    path = save(tmp_path, sitter(640, 360))
    close, _ = frames_of(order_of(framing="close", frames=1), path)
    other, _ = frames_of(order_of(framing="close", frames=1, fixes=("other framing",)), path)
    assert disc(other[2])[3] > 1.15 * disc(close[2])[3]


def test_weather_of_the_shot_falls_before_the_photo(tmp_path):
    path = save(tmp_path, view())
    clear, _ = frames_of(order_of(place_term="tundra", framing="wide", frames=3), path)
    snow, _ = frames_of(order_of(place_term="tundra", framing="wide", frames=3, weather="snow"), path)
    indoors, _ = frames_of(order_of(place_term="studio", framing="wide", frames=3, weather="snow"), path)
    lighter = (snow[3].astype(int) - clear[3] > 25).any(axis=2).mean()
    assert lighter > 0.002
    assert (indoors[3].astype(int) - clear[3] > 25).any(axis=2).mean() < lighter / 2


def test_equal_orders_give_equal_frames_and_another_seed_others(tmp_path):
    path = save(tmp_path, sitter())
    order = order_of("person", move=move("dolly in"), weather="snow", place_term="tundra", frames=8)
    first, mattes = frames_of(order, path)
    again, same = frames_of(order, path)
    assert (first == again).all()
    assert (mattes == same).all()
    assert (frames_of(order.model_copy(update={"seed": 6}), path)[0] != first).any()


def test_a_still_order_holds_one_frame(tmp_path):
    frames, _ = frames_of(order_of(frames=6).model_copy(update={"still": True}), save(tmp_path, sitter()))
    assert len(frames) == 10
    assert (frames == frames[0]).all()


@pytest.mark.parametrize("mode", ["L", "RGBA", "CMYK", "P"])
def test_photos_of_any_mode_are_taken(tmp_path, mode):
    from PIL import Image

    path = tmp_path / ("photo.tif" if mode == "CMYK" else "photo.png")
    Image.fromarray(sitter()).convert(mode).save(path)
    frames, _ = frames_of(order_of("person", frames=2), path)
    assert 30 < frames[1].mean() < 230
