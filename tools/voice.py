"""A voice for a spoken line: an open model of speech (VITS), or espeak-ng as the plain default; laid over a song."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from director.errors import ArtistError, SetupError
from director.model import digest_of

if TYPE_CHECKING:
    from tools.media import Sound

ESPEAK = "espeak"
_UNDER_VOICE = 0.5
"""What is left of the song under the line, so that words are understood; it comes back within `_EASE_S`."""
_EASE_S = 0.3


def speak_line(text: str, voice: str = ESPEAK, seed: int = 1) -> "Sound":
    """Return a line spoken. `voice` is 'espeak', or a folder or cached hub name of a VITS model.

    Raises:
        ArtistError: 'voice_no_espeak', espeak-ng is not on this machine; 'voice_no_words', nothing to say.
        SetupError: the model or its packages are not here.
    """
    if not any(letter.isalpha() for letter in text):
        raise ArtistError("voice_no_words")
    return _by_espeak(text) if voice == ESPEAK else _by_model(text, voice, seed)


def laid_over(song: "Sound", line: "Sound", at_s: float) -> "Sound":
    """Return the song with a line over it from a moment on: as long as the song to the sample, so its clock holds.

    Raises:
        ArtistError: 'voice_outside', the line does not lie inside the song.
    """
    from tools.media import Sound

    spoken = _at_rate(line.samples.mean(axis=1), line.rate, song.rate)
    first = round(at_s * song.rate)
    if first < 0 or first + len(spoken) > song.count:
        raise ArtistError("voice_outside", at=round(at_s, 1), line=round(len(spoken) / song.rate, 1))
    mixed = song.samples.copy()
    ease = round(_EASE_S * song.rate)
    level = np.ones(len(mixed), np.float32)
    level[first : first + len(spoken)] = _UNDER_VOICE
    window = np.ones(ease, np.float32) / ease
    eased = np.convolve(np.pad(level, (ease // 2, ease - 1 - ease // 2), mode="edge"), window, mode="valid")
    mixed *= eased[:, None]
    mixed[first : first + len(spoken)] += spoken[:, None]
    peak = float(np.abs(mixed).max())
    mixed = (mixed / peak if peak > 1.0 else mixed).astype(np.float32)
    return Sound(
        samples=mixed, rate=song.rate, digest=_sound(mixed, song.rate).digest, title=song.title, artist=song.artist
    )


def write_wav(sound: "Sound", path: Path) -> None:
    """Write a sound as WAV, 16 bits."""
    import soundfile

    soundfile.write(path, sound.samples, sound.rate, subtype="PCM_16")


def _by_espeak(text: str) -> "Sound":
    import soundfile

    binary = shutil.which("espeak-ng") or shutil.which("espeak")
    if binary is None:
        raise ArtistError("voice_no_espeak")
    tongue = "ru" if any("а" <= letter <= "я" or letter == "ё" for letter in text.lower()) else "en"
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "line.wav"
        asked = [binary, "-v", tongue, "-w", str(out), "--stdin"]
        try:
            subprocess.run(asked, input=text, text=True, check=True, capture_output=True, timeout=60)
        except (OSError, subprocess.SubprocessError) as error:
            raise SetupError(f"espeak-ng failed: {error}") from error
        samples, rate = soundfile.read(out, dtype="float32", always_2d=True)  # a line may be shorter than any song
        return _sound(samples, rate)


def _by_model(text: str, source: str, seed: int) -> "Sound":
    try:
        import torch
        from transformers import AutoTokenizer, VitsModel
    except ImportError as error:
        raise SetupError("a voice by a model needs the extra gpu: pip install 'director[gpu]'") from error
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(source, local_files_only=True)
        model: Any = VitsModel.from_pretrained(source, local_files_only=True)
    except (OSError, ValueError) as error:
        raise SetupError(f"the voice {source} is not here: {error}") from error
    asked = tokenizer(text, return_tensors="pt")
    if not asked["input_ids"].shape[-1]:
        raise ArtistError("voice_no_words")
    model.eval()
    torch.manual_seed(seed)
    with torch.no_grad():
        wave = np.asarray(model(**asked).waveform[0].float(), np.float32)
    return _sound(np.ascontiguousarray(wave[:, None]), int(model.config.sampling_rate))


def _sound(samples: Any, rate: int) -> "Sound":
    from tools.media import Sound

    digest = digest_of(f"{rate}/{samples.shape[1]}/".encode() + samples.tobytes())
    return Sound(samples=samples, rate=rate, digest=digest)


def _at_rate(samples: Any, have: int, want: int) -> Any:
    if have == want:
        return samples
    import soxr

    return soxr.resample(samples, have, want)
