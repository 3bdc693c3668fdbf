"""Optional trained listening behind the same types: beats by Beat This! (MIT), the voice by Demucs (MIT).

Neither package nor weights come with director; both are imported only here. The weights of Beat This! are its authors'
(Foscarin, Schlueter and Widmer, ISMIR 2024); a path or a name of theirs is given by the operator.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from director.errors import SetupError
from director.model import Note, SongMap
from director.settings import NeuralChoice

if TYPE_CHECKING:
    from tools.media import Sound

Floats = NDArray[np.float32]

_PER_SECOND = 10
_VOICE_DB = 30.0
"""A separated voice that lies this far below its loud level is silence and leakage."""
_WINDOW_S = 0.2


@dataclass(frozen=True)
class Ears:
    """The trained models at hand; None where one was not asked for or, when only preferred, not found."""

    beats: Any = None
    """Beat This!: called with (samples (n,) mono, rate), returns beats and downbeats in s."""
    separator: Any = None
    """Demucs: its `separate_tensor(samples (channels, n), rate)` returns the mix and a dictionary of stems."""
    notes: tuple[Note, ...] = ()

    def better(self, song: SongMap, sound: "Sound") -> SongMap:
        """Return the map with the beats and bars of the trained tracker, where it found a pulse."""
        song = song.model_copy(update={"notes": (*song.notes, *self.notes)})
        if self.beats is None:
            return song
        mono = np.ascontiguousarray(sound.samples.mean(axis=1), dtype=np.float32)
        beats, bars = (np.asarray(times, dtype=np.float64) for times in self.beats(mono, sound.rate))
        beats = np.unique(beats[(beats >= 0) & (beats < song.duration_s)])
        if len(beats) < 4:
            return song.model_copy(update={"notes": (*song.notes, Note(key="neural_no_pulse"))})
        return _with_clock(song, beats, bars)

    def voice(self, sound: "Sound") -> Floats | None:
        """Return how loud the separated voice is, 0-1, ten times a second; None without a separator."""
        if self.separator is None:
            return None
        import torch

        both = sound.samples if sound.samples.shape[1] == 2 else np.repeat(sound.samples, 2, axis=1)
        wave = torch.from_numpy(np.ascontiguousarray(both.T, dtype=np.float32))
        _, stems = self.separator.separate_tensor(wave, sound.rate)
        samples = np.asarray(stems["vocals"].cpu().numpy(), dtype=np.float32).mean(axis=0)
        return _loudness(samples, int(self.separator.samplerate))


def ears_of(
    choice: NeuralChoice, beat_model: str | None = None, separation_model: str | None = None, device: str = "cpu"
) -> Ears | None:
    """Load the models that are named; None when the choice is off or nothing is named.

    `beat_model`: path of a Beat This! checkpoint or one of its names ('final0', 'small0'). `separation_model`: a name
    that Demucs knows, such as 'htdemucs'.

    Raises:
        SetupError: the choice is 'require' and a package or its weights are missing.
    """
    if choice == "off" or not (beat_model or separation_model):
        return None
    notes: list[Note] = []
    beats = separator = None
    try:
        beats = _beat_tracker(beat_model, device) if beat_model else None
    except SetupError as error:
        _only_preferred(choice, error, notes)
    try:
        separator = _separator(separation_model, device) if separation_model else None
    except SetupError as error:
        _only_preferred(choice, error, notes)
    return Ears(beats, separator, tuple(notes))


def _only_preferred(choice: NeuralChoice, error: SetupError, notes: list[Note]) -> None:
    if choice == "require":
        raise error
    notes.append(Note(key="neural_missing", values={"what": str(error)}))


def _beat_tracker(model: str, device: str) -> Any:
    try:
        from beat_this.inference import Audio2Beats
    except (ImportError, OSError) as error:
        raise SetupError("trained beats need Beat This!: pip install 'director[neural]'") from error
    try:
        return Audio2Beats(checkpoint_path=model, device=device, dbn=False)
    except Exception as error:  # torch, its hub and the file system each raise their own
        raise SetupError(
            f"the beat model {model!r} could not be loaded: {error}. Give the path of its .ckpt"
        ) from error


def _separator(model: str, device: str) -> Any:
    try:
        from demucs.api import Separator
    except (ImportError, OSError) as error:
        raise SetupError("hearing the voice alone needs Demucs: pip install 'director[neural]'") from error
    try:
        return Separator(model=model, device=device, progress=False)
    except Exception as error:  # as above
        raise SetupError(f"the separation model {model!r} could not be loaded: {error}") from error


def _with_clock(song: SongMap, beats: NDArray[np.float64], bars: NDArray[np.float64]) -> SongMap:
    steps = np.diff(beats)
    bpm = 60 / float(np.median(steps))
    nearest = np.abs(beats[None, :] - bars[:, None]).argmin(axis=1) if len(bars) else np.zeros(0, dtype=np.intp)
    firsts = np.unique(nearest)
    lengths = np.diff(firsts)
    meter = int(np.bincount(lengths).argmax()) if len(lengths) else song.meter
    even = float(np.mean(np.abs(steps * bpm / 60 - 1) < 0.1))
    seconds = np.array(song.beats) if len(song.beats) == len(song.energy) else np.arange(len(song.energy), dtype=float)
    energy = np.interp(beats, seconds, np.array(song.energy)) if song.energy else np.zeros(0)
    return song.model_copy(
        update={
            "beats": tuple(float(beat) for beat in beats),
            "bars": tuple(float(beats[first]) for first in firsts),
            "tempo_bpm": round(bpm, 3),
            "tempo_confidence": round(0.5 + 0.45 * even, 3),
            "meter": meter if 2 <= meter <= 12 else song.meter,
            "bar_confidence": round(0.9 * float(np.mean(lengths == meter)), 3) if len(lengths) else 0.0,
            "energy": tuple(float(value) for value in np.clip(energy, 0, 1)),
            "notes": tuple(note for note in song.notes if note.key not in ("no_pulse", "pulse_weak", "bars_unsure")),
        }
    )


def _loudness(samples: Floats, rate: int) -> Floats:
    step, window = rate // _PER_SECOND, max(1, int(_WINDOW_S * rate))
    sums = np.concatenate([[0.0], np.cumsum(samples.astype(np.float64) ** 2)])
    at = np.arange(max(1, len(samples) // step)) * step
    first, last = np.maximum(0, at - window // 2), np.minimum(len(samples), at + window // 2)
    level = 10 * np.log10(np.maximum(sums[last] - sums[first], 0) / np.maximum(1, last - first) + 1e-12)
    loud = float(np.quantile(level, 0.95))
    return np.asarray(np.clip((level - loud + _VOICE_DB) / _VOICE_DB, 0, 1), dtype=np.float32)
