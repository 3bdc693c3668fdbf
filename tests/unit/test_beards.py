"""Beards: the mouth speaks out of them, and no hair grows beside the nose of a turned face."""

import numpy as np
import pytest

from director.model import Features
from tests.unit.test_people import face_of

SIZE = 240


def hidden(facing: str, emotion: str) -> np.ndarray:
    """Where a beard covers the face of the same man, as a mask."""
    worn, shaven = (
        face_of("man", SIZE, facing=facing, emotion=emotion, features=Features(beard=beard, hair="black"))
        for beard in ("full", "none")
    )
    return np.abs(worn - shaven).max(axis=2) > 60


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("emotion", ["calm", "sadness", "joy"])
def test_no_beard_grows_beside_the_nose(facing: str, emotion: str) -> None:
    # The eyes are in the middle of the picture, the nose is on the side that the face looks to; a head is two thirds.
    eyes, head = SIZE // 2, SIZE / 1.5
    ahead = hidden(facing, emotion)[:, :eyes] if facing == "left" else hidden(facing, emotion)[:, eyes:]
    rows = np.flatnonzero(ahead.sum(axis=1) > 2)
    assert rows.min() > eyes + 0.13 * head


def lips(beard: str, emotion: str) -> int:
    """How many pixels of the mouth of a man who looks to the left are seen."""
    face = face_of("man", SIZE, facing="left", emotion=emotion, features=Features(beard=beard, hair="black"))
    mouth = face[140:205]
    return int(((mouth[..., 0] > 1.5 * mouth[..., 1]) & (mouth[..., 0] > 90)).sum())


@pytest.mark.parametrize(("emotion", "share"), [("sadness", 0.55), ("anger", 0.47), ("grief", 0.58)])
def test_lips_are_seen_in_a_beard(emotion: str, share: float) -> None:
    assert lips("full", emotion) > share * lips("none", emotion)
