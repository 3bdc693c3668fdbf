"""Music by an open model (MusicGen, ACE-Step) instead of the house composer: heard afterwards like any song, because
neither keeps a tempo to the sample.

What a model cannot make in one generation goes on from its own last seconds, and the parts are joined at a bar line of
the wanted tempo, inside the seconds that both have.
"""

import json
from itertools import count
from typing import TYPE_CHECKING, Protocol

import numpy as np

from director.errors import SetupError
from director.model import Note, SongMap, digest_of
from tools.composing.piece import Piece
from tools.composing.playing import Floats, Player, give_back, kept_file

if TYPE_CHECKING:
    from tools.media import Sound

CARRIED_S = 10.0
"""How much of what was made is given to go on from."""
_JOINT_S = 0.05
_NEAR = 0.03
"""A tempo within 3 % of the wanted one is the wanted one."""


class Play(Protocol):
    """Has a model make a piece."""

    def __call__(self, piece: Piece, source: str) -> tuple[Floats, int]:
        """Return the samples and how many a second they are."""
        ...


def compose_by(piece: Piece, source: str, play: Play | None = None) -> "tuple[Sound, SongMap]":
    """Make a piece with a model and listen to it: float32 samples at the model's rate, and the map as heard.

    `source` is a folder of the model's files, or its name in the hub's cache. Another tempo than the wanted one is told
    by a note 'music_other_tempo' of the sound. Equal pieces give equal samples on one machine. `play` has the model
    make the piece; without one it is made in this process.

    Raises:
        SetupError: the packages or the weights are not here, or the card is too small for them.
    """
    from tools.hearing import hear
    from tools.media import Sound

    samples, rate = (play or made)(piece, source)
    digest = digest_of(f"{rate}/{samples.shape[1]}/".encode() + samples.tobytes())
    heard = hear(Sound(samples=samples, rate=rate, digest=digest))
    return Sound(samples=samples, rate=rate, digest=digest, notes=_told(piece, heard)), heard


def made(piece: Piece, source: str) -> tuple[Floats, int]:
    """Return a piece as a model plays it and its rate; nothing is left on the card.

    Raises:
        SetupError: the packages or the weights are not here, or the card is too small for them.
    """
    player: Player | None = _player(source, piece)
    assert player is not None
    try:
        return _whole(player, piece), player.rate
    except RuntimeError as fault:
        if "out of memory" not in str(fault):
            raise
        raise SetupError(f"the model of music {source} does not fit on this card: {fault}") from fault
    finally:
        player = None  # before the memory is given back: what is still held cannot be
        give_back()


def _told(piece: Piece, heard: SongMap) -> tuple[Note, ...]:
    tempo = heard.tempo_bpm
    # Half and double tempo are the same pulse, counted otherwise.
    if any(abs(tempo * share - piece.bpm) <= _NEAR * piece.bpm for share in (0.5, 1.0, 2.0)):
        return ()
    return (Note(key="music_other_tempo", values={"wanted": round(piece.bpm), "heard": round(tempo)}),)


def _whole(player: Player, piece: Piece) -> Floats:
    """Return the whole piece: parts that go on from one another, joined at bar lines, cut at the wanted length."""
    rate = player.rate
    wanted = round(piece.seconds * rate)
    bar = 60 / piece.quarter_bpm * piece.quarters
    made = player.play(min(piece.seconds, player.longest_s), None, piece.seed)
    for number in count(1):
        if len(made) >= wanted:
            break
        carried = made[-round(CARRIED_S * rate) :]
        more = min(player.longest_s, len(carried) / rate + (wanted - len(made)) / rate + bar)
        longer = player.play(more, carried, piece.seed + number)
        if len(longer) <= len(carried):
            raise SetupError("the model of music does not go on from what it made")
        made = joined(made, longer, len(carried), rate, bar)
    return _faded(made[:wanted], rate)


def joined(made: Floats, longer: Floats, common: int, rate: int, bar_s: float) -> Floats:
    """Join a part to what goes on from its last `common` samples and begins with them, at the last bar line there."""
    fade = round(_JOINT_S * rate)
    start = len(made) - common
    line = int(((len(made) - fade) / rate) // bar_s * bar_s * rate)
    at = line if line >= start else start + (common - fade) // 2
    ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)[:, None]
    within = at - start
    both = made[at : at + fade] * (1 - ramp) + longer[within : within + fade] * ramp
    return np.concatenate([made[:at], both, longer[within + fade :]]).astype(np.float32)


def _faded(samples: Floats, rate: int) -> Floats:
    """Return the piece with its last half second faded: a model stops where its tokens end."""
    ending = min(len(samples), rate // 2)
    faded = samples.copy()
    faded[-ending:] *= np.linspace(1.0, 0.0, ending, dtype=np.float32)[:, None]
    return faded


def _player(source: str, piece: Piece) -> Player:
    """Return the model, loaded: its own files say which one it is."""
    from tools.composing.ace_step import CLASS, AceStep
    from tools.composing.musicgen import MusicGen

    try:
        index = kept_file(source, "model_index.json")
        pipeline = json.loads(index.read_text("utf-8")).get("_class_name") if index is not None else ""
        return AceStep(source, piece) if pipeline == CLASS else MusicGen(source, piece)
    except ImportError as error:
        raise SetupError("music by a model needs the extra gpu: pip install 'director[gpu]'") from error
    except (OSError, ValueError) as error:
        raise SetupError(f"the model of music {source} is not here: {error}") from error
