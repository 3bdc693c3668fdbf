"""Everything that is heard of a song with everything the artist gave for it: words, overrules, optional models."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from director.model import LyricLine, Note, Overrules, SongMap

if TYPE_CHECKING:
    from tools.listening.neural import Ears
    from tools.lyrics import Sheet
    from tools.lyrics.speech import Transcriber
    from tools.media import Sound

LEAST_MATCHED = 0.35
"""With fewer of the artist's words recognised, the model heard something else; placing by the voice is no worse."""


@dataclass(frozen=True)
class Helpers:
    """Optional models, loaded by the caller; None is to do without."""

    speech: "Transcriber | None" = None
    ears: "Ears | None" = None
    language: str | None = None
    """ISO 639-1 code of the sung words, None to find out."""


def hear(
    sound: "Sound",
    sheet: "Sheet | None" = None,
    overrules: Overrules | None = None,
    helpers: Helpers | None = None,
    title: str = "",
    artist: str = "",
) -> SongMap:
    """Return the map of a song. Words in the sheet get times: the file's, a speech model's, or placed by the voice.

    The artist's overrules change the map last and always win; seconds in them are those of `sound`. Everything guessed
    or altered is in the map's notes. Equal inputs give equal maps.
    """
    from tools.listening import listen
    from tools.listening.overrules import overruled

    helpers = helpers or Helpers()
    words = sheet.lines if sheet else ()
    notes = list(sheet.notes) if sheet else []
    recognised: tuple[LyricLine, ...] = ()
    if sheet and words and not sheet.timed and helpers.speech is not None:
        recognised = _recognised(sound, words, helpers, notes)
    timed = recognised or (words if sheet and sheet.timed else ())
    # Lines whose times came from a model part the song as an artist's own would; in the map they stay `estimated`.
    given = tuple(line.model_copy(update={"estimated": False}) for line in timed)
    song = listen(sound, given, title or (sheet.title if sheet else ""), artist or (sheet.artist if sheet else ""))
    if timed:
        inside = [line for line in sorted(timed, key=lambda one: one.start_s) if line.start_s < song.duration_s]
        song = song.model_copy(update={"lines": tuple(_within(line, song.duration_s) for line in inside)})
    if helpers.ears is not None:
        song = helpers.ears.better(song, sound)
    if overrules is not None:
        song = overruled(song, overrules, sound)
    if words and not timed:
        song = song.model_copy(update={"lines": _placed(sound, song, words, helpers)})
        notes.append(Note(key="lyrics_placed", values={"lines": len(words)}))
    return song.model_copy(update={"notes": (*song.notes, *notes)})


def _within(line: LyricLine, seconds: float) -> LyricLine:
    if line.end_s <= seconds:
        return line
    words = tuple(
        word.model_copy(update={"end_s": min(word.end_s, seconds)}) for word in line.words if word.start_s < seconds
    )
    return line.model_copy(update={"end_s": seconds, "words": words})


def _recognised(
    sound: "Sound", words: tuple[LyricLine, ...], helpers: Helpers, notes: list[Note]
) -> tuple[LyricLine, ...]:
    from tools.lyrics.aligning import aligned
    from tools.lyrics.speech import for_speech

    assert helpers.speech is not None
    found = aligned(
        words, helpers.speech.words(for_speech(sound.samples, sound.rate), helpers.language), sound.duration_s
    )
    percent = round(100 * found.matched)
    if found.matched < LEAST_MATCHED:
        notes.append(Note(key="lyrics_not_recognised", values={"percent": percent}))
        return ()
    notes.append(Note(key="lyrics_recognised", values={"percent": percent, "lines": len(words)}))
    return found.lines


def _placed(sound: "Sound", song: SongMap, words: tuple[LyricLine, ...], helpers: Helpers) -> tuple[LyricLine, ...]:
    from tools.lyrics.placing import place_lines
    from tools.lyrics.singing import music_of

    voice = helpers.ears.voice(sound) if helpers.ears is not None else None
    return place_lines(words, song, music_of(sound.samples, sound.rate, voice))
