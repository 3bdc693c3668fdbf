"""The song as one channel at the rate of analysis, piece by piece: an hour of it is never held."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

RATE = 22_050
"""Hz at which the song is analysed; beats and harmony need nothing higher."""
STEP = 1 << 20
"""Samples that each piece is there for: 48 s, a whole number of frames at any hop used."""
MARGIN = 2 * 22_050
"""Samples that a piece shows of its neighbours on either side; silence outside the song."""


@dataclass(frozen=True)
class Piece:
    """A part of the song with margins."""

    first: int
    """The song's sample at which the piece begins, margins aside."""
    samples: Floats
    last: bool

    def framed(self, window: int, hop: int) -> Floats:
        """Return the piece's windows (frames, window), a view; frame t of the song is centred on sample t * hop."""
        inner = len(self.samples) - 2 * MARGIN
        frames = inner // hop + 1 if self.last else inner // hop
        begin = MARGIN - window // 2
        end = begin + (frames - 1) * hop + window
        return np.lib.stride_tricks.sliding_window_view(self.samples[begin:end], window)[::hop]


def mono_of(
    blocks: Iterator[Floats], rate: int, count: int, wanted: int = RATE, quality: Literal["MQ", "HQ"] = "MQ"
) -> Iterator[Floats]:
    """Mix blocks (n, channels) of `count` samples down and resample them to `wanted` Hz, block by block."""
    import soxr

    if rate == wanted:
        for block in blocks:
            yield np.ascontiguousarray(np.nan_to_num(block.mean(axis=1)), dtype=np.float32)
        return
    left = int(np.ceil(count * wanted / rate))
    stream = soxr.ResampleStream(rate, wanted, 1, dtype="float32", quality=quality)
    given = 0
    for block in blocks:
        given += len(block)
        piece = np.nan_to_num(block.mean(axis=1)).astype(np.float32)
        done = stream.resample_chunk(piece, last=given >= count)[:left]
        left -= len(done)
        yield done
    yield np.zeros(left, np.float32)


def loud_level(chunks: Iterator[Floats]) -> float:
    """Return the RMS of the loudest fifth of the song's half seconds."""
    half = RATE // 2
    powers: list[NDArray[np.float32]] = []
    held = np.zeros(0, np.float32)
    for chunk in chunks:
        held = np.concatenate([held, chunk])
        blocks = held[: len(held) // half * half].reshape(-1, half)
        powers.append(np.einsum("ij,ij->i", blocks, blocks) / half)
        held = held[len(held) // half * half :]
    power = np.sort(np.concatenate(powers)) if powers else np.zeros(0)
    if not len(power):
        return float(np.sqrt(np.mean(held**2))) if len(held) else 0.0
    return float(np.sqrt(power[-max(1, len(power) // 5) :].mean()))


def pieces_of(chunks: Iterator[Floats], level: float) -> Iterator[Piece]:
    """Cut a stream of samples at RATE into pieces, in units of `level`; no samples are one empty piece."""
    held = np.zeros(MARGIN, np.float32)
    first = 0
    for chunk in chunks:
        held = np.concatenate([held, chunk / np.float32(level)])
        while len(held) >= STEP + 2 * MARGIN:
            yield Piece(first, held[: STEP + 2 * MARGIN], last=False)
            held = held[STEP:]
            first += STEP
    held = np.concatenate([held, np.zeros(MARGIN, np.float32)])
    while len(held) > STEP + 2 * MARGIN:
        yield Piece(first, held[: STEP + 2 * MARGIN], last=False)
        held = held[STEP:]
        first += STEP
    yield Piece(first, held, last=True)
