"""Photographs as they are meant to be seen."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from director.errors import ArtistError
from director.words import say
from tools.media import photo_facts, read_photo


def gradient() -> np.ndarray:
    x = np.linspace(0, 255, 60, dtype=np.uint8)
    return np.dstack([np.tile(x, (40, 1)), np.full((40, 60), 90, np.uint8), np.tile(x[::-1], (40, 1))])


def notes(path: Path) -> list[str]:
    facts = photo_facts(path)
    assert read_photo(path).shape == (facts.height, facts.width, 3)
    for note in facts.notes:
        assert path.name in say(note.key, "ru", **note.values)
    return [note.key for note in facts.notes]


def test_plain_pictures_are_untouched(tmp_path: Path) -> None:
    Image.fromarray(gradient()).save(tmp_path / "a.png")
    assert notes(tmp_path / "a.png") == []
    np.testing.assert_array_equal(read_photo(tmp_path / "a.png"), gradient())


@pytest.mark.parametrize(
    ("orientation", "turns", "mirrored"), [(3, 2, False), (6, 3, False), (8, 1, False), (2, 0, True)]
)
def test_exif_orientation_is_obeyed(tmp_path: Path, orientation: int, turns: int, mirrored: bool) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(gradient()).save(tmp_path / "a.png", exif=exif)
    expected = np.rot90(gradient(), turns)
    np.testing.assert_array_equal(read_photo(tmp_path / "a.png"), expected[:, ::-1] if mirrored else expected)
    assert notes(tmp_path / "a.png") == ["photo_turned"]


def test_cmyk_keeps_its_colours(tmp_path: Path) -> None:
    Image.fromarray(gradient()).convert("CMYK").save(tmp_path / "a.jpg", quality=95)
    assert notes(tmp_path / "a.jpg") == ["photo_cmyk"]
    assert np.abs(read_photo(tmp_path / "a.jpg").astype(int) - gradient()).mean() < 6


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_becomes_white(tmp_path: Path, mode: str) -> None:
    layer = Image.fromarray(np.dstack([gradient(), np.full((40, 60), 255, np.uint8)]))
    layer.paste((0, 0, 0, 0), (0, 0, 20, 40))
    layer = layer.quantize(32) if mode == "P" else layer.convert(mode)
    layer.save(tmp_path / "a.png")
    assert notes(tmp_path / "a.png") == ["photo_flattened"]
    picture = read_photo(tmp_path / "a.png")
    assert (picture[:, :19] == 255).all()
    assert picture[20, 40].max() < 250


def test_sixteen_bits_keep_their_greys(tmp_path: Path) -> None:
    grey = np.tile(np.linspace(0, 65535, 60).astype(np.uint16), (40, 1))
    Image.fromarray(grey).save(tmp_path / "a.png")
    assert notes(tmp_path / "a.png") == ["photo_16bit"]
    picture = read_photo(tmp_path / "a.png")
    np.testing.assert_allclose(picture[0, :, 0], np.linspace(0, 255, 60), atol=1)


def test_palettes_and_moving_pictures(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "blue")
    first.save(tmp_path / "a.gif", save_all=True, append_images=[second])
    assert notes(tmp_path / "a.gif") == ["photo_first_frame"]
    assert tuple(read_photo(tmp_path / "a.gif")[5, 5]) == (255, 0, 0)


def refusal(path: Path) -> str:
    with pytest.raises(ArtistError) as caught:
        read_photo(path)
    for language in ("ru", "en"):
        assert path.name in say(caught.value.key, language, **caught.value.values)
    return caught.value.key


def test_bad_photos_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.png") == "photo_missing"
    (tmp_path / "text.jpg").write_text("hello")
    assert refusal(tmp_path / "text.jpg") == "photo_corrupt"
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8)).save(tmp_path / "whole.png")
    data = (tmp_path / "whole.png").read_bytes()
    (tmp_path / "half.png").write_bytes(data[: len(data) // 2])
    assert refusal(tmp_path / "half.png") == "photo_corrupt"


@pytest.mark.parametrize("side", [9_500, 60_000])
def test_bombs_are_refused_by_their_header(tmp_path: Path, side: int) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    (tmp_path / "bomb.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )
    assert refusal(tmp_path / "bomb.png") == "photo_huge"
