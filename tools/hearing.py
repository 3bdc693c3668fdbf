"""Everything that is heard of a song with everything the artist gave for it: words, overrules, optional models."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from director.model import LyricLine, Note, Overrules, SongMap
from tools.impression import Impression

if TYPE_CHECKING:
    from director.settings import NeuralChoice
    from tools.listening.neural import Ears
    from tools.lyrics import Sheet
    from tools.lyrics.speech import Transcriber
    from tools.media import Sound

LEAST_MATCHED = 0.35
"""With fewer of the artist's words recognised, the model heard something else; placing by the voice is no worse."""


@dataclass(frozen=True)
class Loaded:
    """Optional models, ready to listen; None is to do without."""

    speech: "Transcriber | None" = None
    ears: "Ears | None" = None
    language: str | None = None
    """ISO 639-1 code of the sung words; None to tell it by the sheet."""


@dataclass(frozen=True)
class Helpers:
    """Which optional models shall help, as set by the operator; nothing set needs nothing."""

    speech_model: str | None = None
    """A folder with a faster-whisper model, or its name on the hub; times plain lyrics."""
    neural: "NeuralChoice" = "off"
    beat_model: str | None = None
    separation_model: str | None = None
    language: str | None = None

    def loaded(self, *, speech: bool = True) -> Loaded:
        """Load the models; `speech` tells whether there are words without times.

        Raises:
            SetupError: a model that is set is not here; the message says what to install.
        """
        from tools.listening.neural import ears_of
        from tools.lyrics.speech import WhisperTranscriber

        return Loaded(
            WhisperTranscriber(self.speech_model) if self.speech_model and speech else None,
            ears_of(self.neural, self.beat_model, self.separation_model),
            self.language,
        )


def hear(
    sound: "Sound",
    sheet: "Sheet | None" = None,
    overrules: Overrules | None = None,
    loaded: Loaded | None = None,
    title: str = "",
    artist: str = "",
) -> SongMap:
    """Return the map of a song. Words in the sheet get times: the file's, a speech model's, or placed by the voice.

    The artist's overrules change the map last and always win; seconds in them are those of `sound`. Everything guessed
    or altered is in the map's notes. Equal inputs give equal maps.
    """
    return corrected(impression_of(sound, sheet, loaded, title, artist), sheet, overrules)


def impression_of(
    sound: "Sound", sheet: "Sheet | None" = None, loaded: Loaded | None = None, title: str = "", artist: str = ""
) -> Impression:
    """Return all that can be heard before the artist's overrules: the part that takes time."""
    from tools.listening import listen
    from tools.listening.beats import attack_curve
    from tools.listening.spectrum import spectrum_in
    from tools.lyrics.singing import music_of

    loaded = loaded or Loaded()
    words = sheet.lines if sheet else ()
    notes = list(sheet.notes) if sheet else []
    recognised: tuple[LyricLine, ...] = ()
    if sheet and words and not sheet.timed and loaded.speech is not None:
        recognised = _recognised(sound, words, loaded, notes)
    timed = recognised or (words if sheet and sheet.timed else ())
    # Lines whose times came from a model part the song as an artist's own would; in the map they stay `estimated`.
    given = tuple(line.model_copy(update={"estimated": False}) for line in timed)
    spectrum = spectrum_in(sound)
    title, artist = title or (sheet.title if sheet else ""), artist or (sheet.artist if sheet else "")
    song = listen(sound, given, title, artist, spectrum)
    if timed:
        inside = [line for line in sorted(timed, key=lambda one: one.start_s) if line.start_s < song.duration_s]
        song = song.model_copy(update={"lines": tuple(_within(line, song.duration_s) for line in inside)})
    voice = None
    if loaded.ears is not None:
        song = loaded.ears.better(song, sound)
        voice = loaded.ears.voice(sound) if words and not timed else None
    song = song.model_copy(update={"notes": (*song.notes, *notes)})
    return Impression(song, attack_curve(spectrum), music_of(spectrum, voice))


def corrected(heard: Impression, sheet: "Sheet | None" = None, overrules: Overrules | None = None) -> SongMap:
    """Return the map as the artist says it is, with the words in it; the sound is not needed again."""
    from tools.listening.overrules import overruled
    from tools.lyrics.placing import place_lines

    song = heard.song
    if overrules is not None:
        song = overruled(song, overrules, heard.attacks)
    notes = []
    if sheet and sheet.lines and not song.lines and not sheet.timed:
        song = song.model_copy(update={"lines": place_lines(sheet.lines, song, heard.music)})
        notes.append(Note(key="lyrics_placed", values={"lines": len(song.lines)}))
    unsure = sum(1 for line in song.lines if not line.sure)
    if unsure:
        notes.append(Note(key="lyrics_unsure", values={"lines": unsure}))
    return song.model_copy(update={"notes": (*song.notes, *notes)})


def _within(line: LyricLine, seconds: float) -> LyricLine:
    if line.end_s <= seconds:
        return line
    words = tuple(
        word.model_copy(update={"end_s": min(word.end_s, seconds)}) for word in line.words if word.start_s < seconds
    )
    return line.model_copy(update={"end_s": seconds, "words": words})


def _recognised(
    sound: "Sound", words: tuple[LyricLine, ...], loaded: Loaded, notes: list[Note]
) -> tuple[LyricLine, ...]:
    from tools.lyrics.aligning import aligned
    from tools.lyrics.speech import for_speech

    assert loaded.speech is not None
    found = aligned(words, loaded.speech.words(for_speech(sound), loaded.language), sound.duration_s)
    percent = round(100 * found.matched)
    if found.matched < LEAST_MATCHED:
        notes.append(Note(key="lyrics_not_recognised", values={"percent": percent}))
        return ()
    notes.append(Note(key="lyrics_recognised", values={"percent": percent, "lines": len(words)}))
    return found.lines
