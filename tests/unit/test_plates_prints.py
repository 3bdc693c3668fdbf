"""Photographs that director makes itself."""

import cv2
import numpy as np
import pytest

import scenarios
from director.errors import ArtistError
from director.words import keys, say
from render.animatic.renderer import repertoire
from render.plates import canvas
from render.plates.prints import make_print
from render.plates.saliency import monochrome
from render.plates.subject import find_subject
from tools.media import read_photo

SIZE = (240, 320)


def test_a_portrait_stands_upright_and_shows_a_person(tmp_path):
    photo = read_photo(make_print(["captain"], tmp_path / "new" / "captain.png", aged=False, seed=1, size=(360, 480)))
    assert photo.shape == (480, 360, 3)
    found = find_subject(photo, expected=True)
    assert found is not None
    assert found.head is not None
    assert 0.2 * 480 < found.head.height < 0.6 * 480
    assert abs(found.focus[0] / 360 - 0.5) < 0.15
    assert not monochrome(photo[::3, ::3])


def test_an_aged_one_is_toned_and_has_a_paper_border(tmp_path):
    photo = read_photo(make_print(["old_woman"], tmp_path / "p.png", aged=True, seed=4, size=(360, 480)))
    assert monochrome(cv2.resize(photo, (120, 160), interpolation=cv2.INTER_AREA))
    inner = canvas.without_border(photo)
    assert 8 < inner.x0 < 30
    assert photo[3:6, 60:300].mean() > photo[200:280, 60:300].mean()
    assert photo.mean(axis=(0, 1))[0] > photo.mean(axis=(0, 1))[2] + 15, "sepia"


def test_a_scene_lies_across(tmp_path):
    photo = read_photo(make_print(["boy", "kite", "field"], tmp_path / "p.png", aged=True, seed=3, size=SIZE))
    assert photo.shape == (240, 320, 3)
    both = read_photo(make_print(["village", "garden"], tmp_path / "q.png", aged=False, seed=3, size=SIZE))
    house = read_photo(make_print(["village"], tmp_path / "r.png", aged=False, seed=3, size=SIZE))
    assert (np.abs(both.astype(int) - house).max(axis=2) > 20).mean() > 0.02, "the garden is missing"


def test_equal_wishes_give_equal_files_and_another_seed_another_print(tmp_path):
    one = make_print(["mother"], tmp_path / "1.png", aged=True, seed=2, size=SIZE).read_bytes()
    assert make_print(["mother"], tmp_path / "2.png", aged=True, seed=2, size=SIZE).read_bytes() == one
    assert make_print(["mother"], tmp_path / "3.png", aged=True, seed=3, size=SIZE).read_bytes() != one


def test_what_nobody_can_paint_is_named_and_nothing_is_written(tmp_path):
    with pytest.raises(ArtistError) as told:
        make_print(["unicorn", "field"], tmp_path / "p.png", aged=False, seed=1, size=SIZE)
    assert told.value.key == "plates_print_unknown"
    assert "unicorn" in say(told.value.key, "ru", **told.value.values)
    assert list(tmp_path.iterdir()) == []


def test_every_photograph_of_the_scenarios_can_be_made():
    known = repertoire()
    wanted = {t for n in scenarios.names() for p in scenarios.load(n).references for t in p.shows}
    assert wanted
    assert wanted <= known.places.keys() | known.actors.keys()


def test_every_note_has_its_sentence():
    values = {"file": "a.png", "times": 2.1, "percent": 60, "terms": "unicorn"}
    for key in sorted(k for k in keys() if k.startswith("plates_")):
        assert say(key, "ru", **values)
        assert say(key, "en", **values)
    assert {"plates_enlarged", "plates_on_ground", "plates_widened", "plates_slowed", "plates_turned"} <= keys()


def test_a_room_and_a_garden_are_not_pasted_into_each_other(tmp_path):
    both = make_print(["old_house", "garden"], tmp_path / "q.png", aged=False, seed=3, size=SIZE).read_bytes()
    assert both == make_print(["old_house"], tmp_path / "r.png", aged=False, seed=3, size=SIZE).read_bytes()
