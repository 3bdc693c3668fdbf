"""What was heard of a song before anybody corrected it: enough to follow a corrected overrule without the sound."""

import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from director.model import SongMap
from tools.lyrics.placing import Music

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Impression:
    """The map as heard, and the curves that overrules and words without times look at."""

    song: SongMap
    attacks: Floats
    """(n,): how much begins, FPS times a second (tools.listening.spectrum)."""
    music: Music
    """Where the voice is and what each moment sounds like."""

    def packed(self, key: str) -> bytes:
        """Return the impression as one archive (.npz), about 70 KB a minute; `key` names what it was made from."""
        file = io.BytesIO()
        np.savez_compressed(
            file,
            key=np.array(key),
            song=np.array(self.song.model_dump_json()),
            attacks=self.attacks.astype(np.float32),
            voice=self.music.voice.astype(np.float32),
            sound=self.music.sound.astype(np.float16),
        )
        return file.getvalue()


def kept(path: Path, key: str) -> Impression | None:
    """Return the impression in a file, or None: there is none, it was made from something else, or it is damaged."""
    try:
        with np.load(path, allow_pickle=False) as file:
            if str(file["key"]) != key:
                return None
            music = Music(file["voice"].astype(np.float64), file["sound"].astype(np.float64))
            return Impression(SongMap.model_validate_json(str(file["song"])), file["attacks"], music)
    except (OSError, ValueError, KeyError, EOFError, ValidationError, BadZipFile, zlib.error):
        return None
