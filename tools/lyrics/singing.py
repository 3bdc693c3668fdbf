"""What the placing of words looks at in the sound: where a voice wavers, and what each moment sounds like."""

import numpy as np
from numpy.typing import NDArray

from tools.listening.spectrum import COARSE, FPS, Spectrum
from tools.lyrics.placing import STEP_S, Music


def music_of(spectrum: Spectrum, voice: NDArray[np.float32] | None = None) -> Music:
    """Return what a measured song tells. A `voice` curve known better (ten a second, 0-1) replaces the one heard."""
    harmony = spectrum.chroma / (np.linalg.norm(spectrum.chroma, axis=1, keepdims=True) + 1e-6)
    timbre = (spectrum.mel - spectrum.mel.mean(axis=0)) / (spectrum.mel.std(axis=0) + 1e-6)
    rows = min(len(harmony), len(timbre))
    # Forty bands of timbre against twelve pitch classes of length one: a tenth balances them.
    both = np.concatenate([harmony[:rows], 0.1 * timbre[:rows]], axis=1).astype(np.float64)
    points = max(10, int(spectrum.seconds / STEP_S))
    edges = np.minimum((np.arange(points + 1) * STEP_S * FPS / COARSE).astype(int), rows - 1)
    sums = np.concatenate([np.zeros((1, both.shape[1])), np.cumsum(both, axis=0)])
    after = np.maximum(edges[1:], edges[:-1] + 1)
    means = (sums[after] - sums[edges[:-1]]) / (after - edges[:-1])[:, None]
    means -= means.mean(axis=0)
    sound = means / (np.linalg.norm(means, axis=1, keepdims=True) + 1e-6)
    heard = spectrum.voice if voice is None else voice
    # Rounded as it is kept in a file: placing gives the same from the file as from the song.
    return Music(np.asarray(heard, dtype=np.float32).astype(np.float64), sound.astype(np.float16).astype(np.float64))
