"""Where the form turns: boundaries of songs whose bars are made up here."""

import time
import tracemalloc

import numpy as np
import pytest

from tools.listening.sections import Units, stretches_of


def units(kinds: str, bar_s: float = 2.0, seed: int = 1, drift: float = 0.0) -> Units:
    """A song of bars, one letter each; bars of one letter sound alike but for noise, and everything may drift."""
    rng = np.random.default_rng(seed)
    count = len(kinds)
    sounds = {letter: rng.normal(size=40) * 6 for letter in sorted(set(kinds))}
    chords = {letter: rng.random((4, 12)) for letter in sorted(set(kinds))}
    mel = 40 + np.array([sounds[letter] for letter in kinds]) + rng.normal(size=(count, 40)) * 3
    mel += drift * np.arange(count)[:, None] / count * rng.normal(size=40)
    chroma = np.array([chords[letter][bar % 4] for bar, letter in enumerate(kinds)])
    level = rng.normal(size=count) * 0.3
    return Units(
        edges=np.arange(count + 1) * bar_s, mel=mel, chroma=chroma / np.linalg.norm(chroma, axis=1, keepdims=True),
        level=level, bass=level.copy(), voice=np.full(count, 0.5), pace=np.ones(count),
    )  # fmt: skip


@pytest.mark.parametrize("drift", [0.0, 12.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sections_turn_where_the_sound_does_and_not_where_it_drifts(seed, drift):
    song = "A" * 8 + "B" * 16 + "C" * 8 + "B" * 16 + "C" * 8 + "D" * 8 + "C" * 16
    found = {stretch.first for stretch in stretches_of(units(song, seed=seed, drift=drift))}
    turns = {bar for bar in range(1, len(song)) if song[bar] != song[bar - 1]}
    assert turns <= found
    assert len(found - turns - {0}) <= 3  # long even stretches may be halved


def test_sections_of_a_long_song_are_longer():
    """A song of four minutes has not four times the sections of one of one minute."""
    short, long = ("".join(letter * bars for letter in "ABACABA") for bars in (4, 16))
    assert len(stretches_of(units(short))) == 7
    assert len(stretches_of(units(long))) <= 14


def test_a_long_mix_is_parted_in_bounded_time_and_memory():
    """Half an hour of 900 bars: one table of all pairs of them would take 6.5 MB."""
    song = units("".join(letter * 16 for letter in "ABACDACB") * 7, bar_s=2.0)
    tracemalloc.start()
    began = time.process_time()
    found = stretches_of(song)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - began < 10
    assert peak < 6e6
    assert 25 < len(found) < 112
