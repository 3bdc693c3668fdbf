"""The one fixed decode of a song, from which every clock in the film is counted."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from director.errors import ArtistError
from director.model import Note, Window
from tools.media.promise import is_cut_off, promised_seconds
from tools.media.tape import BLOCK_S, Recording, Tape, open_sound, stamp_of

__all__ = ["LONGEST_S", "SHORTEST_S", "SILENCE", "Sound", "open_sound", "read_sound"]

Floats = NDArray[np.float32]

SHORTEST_S = 3.0
LONGEST_S = 65 * 60.0
SILENCE = 10 ** (-60 / 20)
"""A song whose every sample lies below -60 dBFS is silent."""

_DAMAGED_SHARE = 0.05
"""Up to this share of undecodable packets is replaced by silence and noted; more is a corrupt file."""


class Sound:
    """Decoded sound: float32 samples, -1..1 at `rate` Hz, 1 or 2 channels; at hand, or in their file.

    Go through `blocks` where a song may be long: nobody needs to hold it whole.
    """

    def __init__(
        self, samples: Floats | Recording, rate: int, digest: str, title: str = "", artist: str = "",
        notes: tuple[Note, ...] = (),
    ) -> None:  # fmt: skip
        """Take (n, channels) samples, or a recording that yields them; `digest` is of rate, channels and samples."""
        self._source: Final = samples
        self.rate: Final = rate
        self.digest: Final = digest
        self.title: Final = title
        self.artist: Final = artist
        self.notes: Final = notes

    @property
    def samples(self) -> Floats:
        """All samples (n, channels) at once: 21 MB a minute of stereo; those of a file are decoded anew."""
        if isinstance(self._source, Recording):
            whole = np.empty((self.count, self.channels), np.float32)
            at = 0
            for block in self._source.blocks():
                whole[at : at + len(block)] = block
                at += len(block)
            return whole
        return self._source

    def blocks(self) -> Iterator[Floats]:
        """Yield the samples as blocks (n, channels) of 30 s, the last one shorter.

        Raises:
            ArtistError: 'sound_changed', the file was written to since it was read.
        """
        if isinstance(self._source, Recording):
            yield from self._source.blocks()
        else:
            step = BLOCK_S * self.rate
            for first in range(0, len(self._source), step):
                yield self._source[first : first + step]

    @property
    def count(self) -> int:
        """Samples of each channel."""
        return self._source.count if isinstance(self._source, Recording) else len(self._source)

    @property
    def channels(self) -> int:
        """1 or 2."""
        return self._source.channels if isinstance(self._source, Recording) else self._source.shape[1]

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.count / self.rate


def read_sound(path: Path, window: Window | None = None) -> Sound:
    """Decode the first sound track of any audio or video file; cut the window out of it, if one is asked.

    The samples are checked and named block by block and stay in the file. Encoder delay is removed as ffmpeg does it.
    More than two channels are mixed down to stereo, rates outside 8-96 kHz are resampled to 48 kHz, a few damaged
    packets are replaced by silence; each is noted.

    Raises:
        ArtistError: 'sound_missing', 'sound_empty', 'sound_corrupt', 'sound_cut_off', 'sound_none_in_video',
            'sound_silent', 'sound_short', 'sound_long', 'sound_window_outside'.
    """
    name = path.name
    with open_sound(path) as (container, stream):
        stamp = stamp_of(path)
        promised = promised_seconds(path, container, stream)
        _check_length(name, promised, window)
        tape = Tape(container, stream, window)
        look = _Look(tape)
        title, artist, tag_notes = _tags(container, stream)
    seconds = tape.decoded / tape.rate
    lacking = promised - seconds if tape.whole and promised is not None else 0.0
    if promised is not None and lacking > max(0.5, 0.02 * promised):
        raise ArtistError("sound_truncated", file=name, promised=_clock(promised), found=_clock(seconds))
    if tape.damaged > _DAMAGED_SHARE * tape.packets:
        raise ArtistError("sound_corrupt", file=name)
    if tape.whole and is_cut_off(path):
        raise ArtistError("sound_cut_off", file=name)
    window_notes = _window_notes(seconds, window, name)
    look.check(name, tape.rate, window)
    return Sound(
        samples=Recording(path, window, tape.channels, look.count, stamp),
        rate=tape.rate,
        digest=look.digest,
        title=title,
        artist=artist,
        notes=(*tape.notes(name, lacking), *window_notes, *tag_notes),
    )


class _Look:
    """What the first decode tells of the samples: how many, how loud, their digest."""

    def __init__(self, tape: Tape) -> None:
        self.count = 0
        self._peak = 0.0
        self._finite = True
        digest = hashlib.blake2b(f"{tape.rate}/{tape.channels}/".encode(), digest_size=16)
        for block in tape.blocks():
            self.count += len(block)
            self._finite = self._finite and bool(np.isfinite(block).all())
            self._peak = max(self._peak, float(block.max()), -float(block.min()))
            digest.update(block.data)
        self.digest = digest.hexdigest()

    def check(self, name: str, rate: int, window: Window | None) -> None:
        """Refuse what is too short, too long, broken or silent."""
        seconds = self.count / rate
        if seconds < SHORTEST_S:
            raise ArtistError(
                "sound_short" if window is None else "sound_window_short", file=name, seconds=round(seconds, 1)
            )
        if seconds > LONGEST_S:
            raise ArtistError("sound_long", file=name, length=_clock(seconds))
        if not self._finite:
            raise ArtistError("sound_corrupt", file=name)
        if self._peak < SILENCE:
            raise ArtistError("sound_silent", file=name)


def _check_length(name: str, promised: float | None, window: Window | None) -> None:
    """Refuse before decoding what is known to be too long or to lie outside."""
    if promised is None:
        return
    if window is None and promised > LONGEST_S:
        raise ArtistError("sound_long", file=name, length=_clock(promised))
    if window is not None and window.start_s >= promised:
        raise ArtistError("sound_window_outside", file=name, length=_clock(promised))


def _window_notes(seconds: float, window: Window | None, name: str) -> tuple[Note, ...]:
    if window is None:
        return ()
    if window.start_s >= seconds or window.end_s <= window.start_s:
        raise ArtistError("sound_window_outside", file=name, length=_clock(seconds))
    if window.end_s <= seconds + 0.01:
        return ()
    return (Note(key="sound_window_clipped", values={"file": name, "length": _clock(seconds)}),)


def _tags(container: Any, stream: Any) -> tuple[str, str, tuple[Note, ...]]:
    """Return title, artist; Ogg keeps its tags in the stream, most others in the container."""
    both = {k.lower(): v.strip() for source in (stream.metadata, container.metadata) for k, v in source.items()}
    title, artist = both.get("title", ""), both.get("artist", "")
    read = _cyrillic(title), _cyrillic(artist)
    guessed = read != (title, artist)
    notes = (Note(key="sound_tags_guessed", values={"title": read[0], "artist": read[1]}),) if guessed else ()
    return (*read, notes)


def _cyrillic(text: str) -> str:
    """Undo the common misreading of Windows-1251 tags as Latin-1 ('Ïåñíÿ' for 'Песня')."""
    letters = [c for c in text if c.isalpha()]
    high = [c for c in letters if "\u00c0" <= c <= "\u00ff"]
    if not letters or len(high) < 0.6 * len(letters) or any(ord(c) > 255 for c in text):
        return text
    try:
        return text.encode("latin-1").decode("cp1251")
    except UnicodeDecodeError:
        return text


def _clock(seconds: float) -> str:
    """Return m:ss, or h:mm:ss from one hour on."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
