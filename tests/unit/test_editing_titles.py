"""Titles look like film titles and stay inside the safe area; the sheet and the poster can be read."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numbered import HEIGHT, WIDTH, make_take, picture
from PIL import Image

from director.model import Clip, Cut, Take, Title
from director.words import say
from tools.contact import contact_sheet, poster
from tools.editing.titles import fading, lay_over, letter

LONG = "Он уходит в туман и не оглядывается никогда и нигде, потому что впереди только снег"


def ink(size: tuple[int, int], title: Title) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and columns at which a title has opaque ink on a black picture of (width, height)."""
    lettered = letter(title, *size)
    frame = lay_over(np.zeros((size[1], size[0], 3), np.uint8), lettered, fading(lettered, 4.0), 2.0)
    rows, columns = np.nonzero(frame.max(2) > 60)
    return rows, columns


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (720, 720), (640, 360), (1920, 1080)])
@pytest.mark.parametrize("text", ["Снег", "March Thee to Dis", LONG, "Достопримечательность" * 3])
def test_titles_stay_in_the_safe_area(size: tuple[int, int], text: str) -> None:
    for place in ("lower third", "centre"):
        rows, columns = ink(size, Title(text=text, under="Анна Ветрова", start=0, end=96, place=place))
        assert columns.min() >= 0.05 * size[0]
        assert columns.max() <= 0.95 * size[0]
        assert rows.min() >= 0.05 * size[1]
        assert rows.max() <= (0.80 if size[1] > size[0] else 0.93) * size[1]
        tall = (rows.max() - rows.min()) / min(size)
        assert 0.03 < tall < 0.35


def test_places_differ_and_centre_is_central() -> None:
    rows, columns = ink((1280, 720), Title(text="Снег", start=0, end=96, place="centre"))
    assert abs((columns.min() + columns.max()) / 2 - 640) < 8
    assert abs((rows.min() + rows.max()) / 2 - 360) < 20
    rows, columns = ink((1280, 720), Title(text="Снег", start=0, end=96))
    assert rows.min() > 0.75 * 720
    assert columns.min() < 0.1 * 1280


def test_too_long_titles_are_shortened_and_said() -> None:
    lettered = letter(Title(text=LONG * 3, start=0, end=9), 640, 360)
    assert [note.key for note in lettered.notes] == ["title_cut"]
    assert letter(Title(text="Снег", start=0, end=9), 640, 360).notes == ()


def test_letters_that_the_font_lacks_are_said() -> None:
    lettered = letter(Title(text="Снег 終", start=0, end=9), 640, 360)
    assert [(note.key, note.values["letters"]) for note in lettered.notes] == [("title_letters", "終")]
    assert "終" in say("title_letters", "ru", letters="終")
    np.testing.assert_array_equal(lettered.rgba, letter(Title(text="Снег", start=0, end=9), 640, 360).rgba)


@pytest.mark.parametrize("text", ["Ёжик, щегол & Эй!", "Déjà vu — №1", "Їжак і ґава", "Straße"])
def test_the_alphabets_of_our_artists_are_there(text: str) -> None:
    assert letter(Title(text=text, start=0, end=9), 1280, 720).notes == ()


def test_titles_can_be_read_on_white() -> None:
    white = np.full((720, 1280, 3), 255, np.uint8)
    lettered = letter(Title(text="Снег", start=0, end=96, place="centre"), 1280, 720)
    frame = lay_over(white, lettered, fading(lettered, 4.0), 2.0)
    assert frame.min() < 150


def test_titles_come_and_go() -> None:
    lettered = letter(Title(text="Снег", start=0, end=96), 640, 360)
    clip = fading(lettered, 4.0)
    black = np.zeros((360, 640, 3), np.uint8)
    light = [lay_over(black, lettered, clip, t).max() for t in (0.02, 0.4, 2.0, 3.6, 3.98)]
    assert light[0] < 12
    assert light[4] < 12
    assert 80 < light[1] < 200
    assert light[2] > 230
    assert not black.any()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def take(project: Path) -> Take:
    return make_take(project, 1)


def cut_of(clips: int) -> Cut:
    made = tuple(
        Clip(id=f"c{i:03}", shot="s001" if i % 5 else "s002", start=i * 48, end=i * 48 + 48) for i in range(clips)
    )
    return Cut(frames=48 * clips, clips=made)


@pytest.mark.parametrize("clips", [1, 3, 40, 400])
def test_contact_sheets_hold_all_clips_at_a_sensible_size(project: Path, take: Take, clips: int) -> None:
    out = project / "contact.png"
    contact_sheet(cut_of(clips), {"s001": take}, project, Fraction(24), (WIDTH, HEIGHT), out)
    with Image.open(out) as sheet:
        assert sheet.width <= 2400
        assert sheet.height <= 3600


def test_a_contact_sheet_shows_first_middle_and_last(project: Path, take: Take) -> None:
    out = project / "contact.png"
    cut = Cut(frames=40, clips=(Clip(id="c000", shot="s001", start=0, end=40, take_in=4),))
    contact_sheet(cut, {"s001": take}, project, Fraction(24), (WIDTH, HEIGHT), out)
    with Image.open(out) as image:
        sheet = np.asarray(image.convert("RGB"))
    top, left, wide = 17, 17, round(120 * WIDTH / HEIGHT)
    for place, number in enumerate((16, 36, 55)):
        small = sheet[top : top + 120, left + place * wide : left + (place + 1) * wide]
        bits = [small[6, round((bit * 20 + 10) * 120 / HEIGHT)].mean() > 127 for bit in range(8)]
        assert sum(bit << i for i, bit in enumerate(bits)) == number


def test_posters_carry_title_and_artist(tmp_path: Path) -> None:
    frame = picture(0, 5, 1280, 720)
    poster(frame, "Метель", "Хор", tmp_path / "poster.jpg")
    with Image.open(tmp_path / "poster.jpg") as image:
        made = np.asarray(image)
    assert made.shape == frame.shape
    assert np.abs(made[100:340].astype(int) - frame[100:340]).mean() < 4
    assert (made[540:680, 60:500].min(2) > 225).sum() > 500
