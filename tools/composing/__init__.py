"""No song? An instrumental with form, drums, bass, chords and lead, and its exact map."""

from typing import TYPE_CHECKING

from director.model import SongMap, digest_of
from tools.composing.piece import Piece, piece_from
from tools.composing.styles import MUSIC_STYLES, MusicStyle

if TYPE_CHECKING:
    from tools.media import Sound

__all__ = ["MUSIC_STYLES", "MusicStyle", "Piece", "compose", "piece_from"]


def compose(piece: Piece) -> "tuple[Sound, SongMap]":
    """Make the music: stereo float32 samples at 44100 Hz, and the truth about them.

    Every attack lies exactly on the sample that the map names. Equal pieces give equal samples.
    """
    from tools.composing.mix import render
    from tools.composing.score import score_of
    from tools.composing.synth import RATE
    from tools.composing.truth import truth_of
    from tools.media import Sound

    score = score_of(piece)
    samples = render(score)
    digest = digest_of(f"{RATE}/2/".encode() + samples.tobytes())
    sound = Sound(samples=samples, rate=RATE, digest=digest)
    return sound, truth_of(score, samples, digest)
