"""Music by an open model (MusicGen) instead of the house composer: heard afterwards like any song, because it keeps no
tempo to the sample.

MusicGen makes at most 30 s at a time. A longer piece goes on from its own last seconds, and the parts are joined at a
bar line of the wanted tempo, inside the seconds that both have.
"""

from collections.abc import Callable
from itertools import count
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from director.errors import SetupError
from director.model import Note, SongMap, digest_of
from tools.composing.piece import Piece

if TYPE_CHECKING:
    from tools.media import Sound

Floats = NDArray[np.float32]

LONGEST_S = 30.0
"""What MusicGen was trained on."""
CARRIED_S = 10.0
"""How much of what was made is given to go on from."""
_JOINT_S = 0.05
_NEAR = 0.03
"""A tempo within 3 % of the wanted one is the wanted one."""
_GUIDANCE = 3.0


def compose_by(piece: Piece, source: str) -> "tuple[Sound, SongMap]":
    """Make a piece with a model and listen to it: mono float32 samples at the model's rate, and the map as heard.

    `source` is a folder of MusicGen's files, or its name in the hub's cache. Another tempo than the wanted one is told
    by a note 'music_other_tempo' of the sound. Equal pieces give equal samples on one machine.

    Raises:
        SetupError: the packages or the weights are not here.
    """
    from tools.hearing import hear
    from tools.media import Sound

    generate, rate = _loaded(source, piece)
    samples = _whole(generate, rate, piece)
    digest = digest_of(f"{rate}/1/".encode() + samples.tobytes())
    heard = hear(Sound(samples=samples, rate=rate, digest=digest))
    return Sound(samples=samples, rate=rate, digest=digest, notes=_told(piece, heard)), heard


def words_of(piece: Piece) -> str:
    """Return a piece as MusicGen is asked for one."""
    rise = "building up" if piece.arc[-1] > piece.arc[0] else "calm ending"
    return f"{piece.style.replace('_', ' ')}, instrumental, {piece.mode}, {piece.bpm:g} bpm, {piece.meter}/4, {rise}"


def _told(piece: Piece, heard: SongMap) -> tuple[Note, ...]:
    tempo = heard.tempo_bpm
    # Half and double tempo are the same pulse, counted otherwise.
    if any(abs(tempo * share - piece.bpm) <= _NEAR * piece.bpm for share in (0.5, 1.0, 2.0)):
        return ()
    return (Note(key="music_other_tempo", values={"wanted": round(piece.bpm), "heard": round(tempo)}),)


def _whole(generate: Callable[[float, Floats | None, int], Floats], rate: int, piece: Piece) -> Floats:
    """Return the whole piece: parts that go on from one another, joined at bar lines, cut at the wanted length."""
    wanted = round(piece.seconds * rate)
    bar = 60 / piece.quarter_bpm * piece.quarters
    made = generate(min(piece.seconds, LONGEST_S), None, piece.seed)
    for number in count(1):
        if len(made) >= wanted:
            break
        carried = made[-round(CARRIED_S * rate) :]
        more = min(LONGEST_S, len(carried) / rate + (wanted - len(made)) / rate + bar)
        longer = generate(more, carried, piece.seed + number)
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
    ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    within = at - start
    both = made[at : at + fade] * (1 - ramp) + longer[within : within + fade] * ramp
    return np.concatenate([made[:at], both, longer[within + fade :]]).astype(np.float32)


def _faded(samples: Floats, rate: int) -> Floats:
    """Return the piece with its last half second faded: a model stops where its tokens end."""
    ending = min(len(samples), rate // 2)
    faded = samples.copy()
    faded[-ending:] *= np.linspace(1.0, 0.0, ending, dtype=np.float32)
    return faded[:, None]


def _loaded(source: str, piece: Piece) -> tuple[Callable[[float, Floats | None, int], Floats], int]:
    """Return the model as a function of (seconds, what it goes on from, seed), and its rate."""
    try:
        import torch
        from transformers import AutoProcessor, MusicgenForConditionalGeneration
    except ImportError as error:
        raise SetupError("music by a model needs the extra gpu: pip install 'director[gpu]'") from error
    try:
        reader: Any = AutoProcessor
        processor = reader.from_pretrained(source, local_files_only=True)
        model: Any = MusicgenForConditionalGeneration.from_pretrained(source, local_files_only=True)
    except (OSError, ValueError) as error:
        raise SetupError(f"the model of music {source} is not here: {error}") from error
    model = model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
    rate, frames = int(model.config.audio_encoder.sampling_rate), float(model.config.audio_encoder.frame_rate)

    def generate(seconds: float, before: Floats | None, seed: int) -> Floats:
        torch.manual_seed(seed)
        given: dict[str, Any] = {"text": [words_of(piece)], "padding": True, "return_tensors": "pt"}
        if before is not None:
            given |= {"audio": before, "sampling_rate": rate}
        asked = processor(**given).to(model.device)
        new = seconds - (len(before) / rate if before is not None else 0.0)
        with torch.no_grad():
            made = model.generate(
                **asked, do_sample=True, guidance_scale=_GUIDANCE, max_new_tokens=max(1, ceil(new * frames))
            )
        return np.asarray(made[0, 0].float().cpu(), np.float32)

    return generate, rate
