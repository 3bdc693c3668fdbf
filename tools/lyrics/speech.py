"""What a speech model hears in the song: words with times. Only their times are used; the words are the artist's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from director.errors import SetupError

if TYPE_CHECKING:
    from tools.media import Sound

RATE = 16_000
"""Hz that speech models listen at."""


@dataclass(frozen=True)
class HeardWord:
    """A word as the model understood it, seconds of the sound it was given."""

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0


class Transcriber(Protocol):
    """A speech model that tells when it heard which word."""

    def words(self, mono: NDArray[np.float32], language: str | None) -> Sequence[HeardWord]:
        """Return the words of sound (n,) at RATE Hz in order of time. `language` is ISO 639-1; None to find out."""
        ...


class WhisperTranscriber:
    """faster-whisper (MIT) with a model folder, or a model's name on the hub."""

    def __init__(self, speech_model: str) -> None:
        """Load the model.

        Raises:
            SetupError: faster-whisper is not installed, or there is no such model here and none could be fetched.
        """
        try:
            from faster_whisper import WhisperModel
        except ImportError as error:
            raise SetupError("a speech model needs faster-whisper: pip install 'director[lyrics]'") from error
        if ("/" in speech_model or "\\" in speech_model) and Path(speech_model).is_absolute():
            _check_folder(Path(speech_model))
        try:
            self._model: Any = WhisperModel(speech_model, device="auto", compute_type="int8")
        except Exception as error:  # the library raises whatever its hub client, its disk or its engine raised
            raise SetupError(
                f"the speech model {speech_model!r} could not be loaded: {error}. Set speech_model to a folder with a "
                "CTranslate2 Whisper model, or to a name such as 'small' while the network is there"
            ) from error

    def words(self, mono: NDArray[np.float32], language: str | None) -> Sequence[HeardWord]:
        """Return what was heard; greedy decoding, so that equal sound gives equal words."""
        if not self._model.model.is_multilingual:
            language = "en"
        segments, _ = self._model.transcribe(
            mono,
            language=language,
            task="transcribe",
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            vad_filter=False,
            no_speech_threshold=None,
            log_prob_threshold=None,
        )
        return [
            HeardWord(word.word.strip(), float(word.start), float(word.end), float(word.probability))
            for segment in segments
            for word in segment.words or ()
        ]


def _check_folder(folder: Path) -> None:
    if not (folder / "model.bin").is_file():
        raise SetupError(f"there is no speech model in {folder}: a CTranslate2 Whisper folder holds model.bin")


def for_speech(sound: "Sound") -> NDArray[np.float32]:
    """Return a sound as mono (n,) at RATE Hz, block by block: 4 MB a minute, which the model wants at once."""
    from tools.listening.stream import mono_of

    return np.concatenate([*mono_of(sound.blocks(), sound.rate, sound.count, RATE, "HQ")])
