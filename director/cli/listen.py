"""`director listen`: what is heard in a song, said, drawn and clicked, and corrected by the artist."""

from dataclasses import dataclass, replace
from pathlib import Path

from director.cli.films import guarded, spoken
from director.cli.progress import speak
from director.errors import ArtistError
from director.model import Language, Overruled, Overrules, SongMap, Window
from director.words import say

_OVERRULED: dict[Overruled, str] = {
    "beats": "overruled_beats", "bars": "overruled_bars", "meter": "overruled_meter", "sections": "overruled_sections",
}  # fmt: skip


@dataclass(frozen=True)
class Listening:
    """The options of `listen` as typed."""

    song: Path
    lyrics: Path | None = None
    plot: Path | None = None
    click: Path | None = None
    save_lyrics: Path | None = None
    bpm: float | None = None
    bar_one: str | None = None
    metre: str | None = None
    sections: tuple[str, ...] = ()
    tap: bool = False
    taps: Path | None = None
    window: str | None = None
    speech_model: str | None = None
    as_json: bool = False
    lang: Language | None = None


def listen(given: Listening) -> int:
    """Hear the song, tell what was heard in a few lines (or as JSON), write the picture and the click track."""
    language = given.lang or spoken()
    code: int = guarded(language, lambda: _listen(given, language))
    return code


def _listen(given: Listening, language: Language) -> int:
    from director.cli.wishes import window_of
    from director.settings import load_settings
    from director.studio import helpers_here
    from tools import hearing, media
    from tools.listening.overrules import in_window
    from tools.lyrics import format_of, read_lyrics, write_lyrics

    kind = format_of(given.save_lyrics) if given.save_lyrics else None
    window = window_of(given.window) if given.window else None
    overrules = _overrules(given, language, window)
    path = given.lyrics or _beside(given.song)
    sheet = read_lyrics(path) if path else None
    sound = media.read_sound(given.song, window)
    if kind and sheet is None:
        raise ArtistError("lyrics_none_to_save", song=given.song.name)
    helpers = helpers_here(load_settings().hearing)
    if given.speech_model:
        helpers = replace(helpers, speech_model=given.speech_model)
    loaded = helpers.loaded(speech=sheet is not None and not sheet.timed)
    song = hearing.hear(sound, sheet, in_window(overrules, window.start_s) if window else overrules, loaded)
    if not song.title:
        song = song.model_copy(update={"title": given.song.stem.replace("_", " ")})
    written = []
    if given.plot:
        from tools.listening.picture import draw

        _write(given.plot, draw(song, sound, language))
        written.append(given.plot)
    if given.click:
        from tools.listening.click import write_clicked

        _folder(given.click)
        write_clicked(given.click, song, sound)
        written.append(given.click)
    if given.save_lyrics and kind:
        text = write_lyrics(song.lines, kind, song.title, song.artist, given.song.name)
        _write(given.save_lyrics, text.encode())
        written.append(given.save_lyrics)
    if given.as_json:
        speak(song.model_dump_json(indent=2))
    else:
        for sentence in summary(song, language):
            speak(sentence)
        for file in written:
            speak(say("listen_written", language, file=file))
    return 0


def summary(song: SongMap, language: Language) -> list[str]:
    """Return what was heard in sentences for the artist: length, tempo, bars, form, words, and what was guessed."""
    said = [say("listen_length", language, title=song.title or "—", length=clock(song.duration_s))]
    if song.beats:
        sure = say(_sure(min(song.tempo_confidence, song.octave_confidence or 1.0)), language)
        said.append(say("listen_tempo", language, bpm=f"{song.tempo_bpm:.1f}".replace(".0", ""), sure=sure))
        first = clock(song.bars[0], tenths=True) if song.bars else "—"
        metre = metre_name(song)
        said.append(
            say("listen_bars", language, metre=metre, first=first, sure=say(_sure(song.bar_confidence), language))
        )
    if song.key:
        said.append(say("listen_key", language, tonic=key_name(song.key, language)))
    said.append(say("listen_sections", language))
    said += [f"  {clock(part.start_s):>5}  {say(f'section_{part.label}', language)}" for part in song.sections]
    if song.lines:
        key = "listen_lines_estimated" if all(line.estimated for line in song.lines) else "listen_lines"
        said.append(say(key, language, lines=len(song.lines), first=clock(song.lines[0].start_s)))
    if song.overruled:
        what = ", ".join(say(_OVERRULED[name], language) for name in song.overruled)
        said.append(say("listen_overruled", language, what=what))
    return said + [say(note.key, language, **note.values) for note in song.notes]


def metre_name(song: SongMap) -> str:
    """Return the metre as musicians write it: 4/4, 3/4, 6/8."""
    return f"{song.meter * 3}/8" if song.division == 3 and song.meter != 4 else f"{song.meter}/4"


def key_name(key: str, language: Language) -> str:
    """Return 'A minor' in the artist's language."""
    tonic, _, mode = key.partition(" ")
    if language == "en" or not mode:
        return key
    names = {"C": "до", "D": "ре", "E": "ми", "F": "фа", "G": "соль", "A": "ля", "B": "си"}
    sign = {"#": "-диез", "♯": "-диез", "b": "-бемоль", "♭": "-бемоль"}.get(tonic[1:], "")
    return f"{names.get(tonic[:1], tonic)}{sign} {'минор' if mode == 'minor' else 'мажор'}"


def clock(seconds: float, *, tenths: bool = False) -> str:
    """Return 1:02, or 0:03.2 with tenths."""
    units = round(seconds * 10) if tenths else int(seconds) * 10
    return f"{units // 600}:{units // 10 % 60:02d}" + (f".{units % 10}" if tenths else "")


def _sure(confidence: float) -> str:
    return "sure_high" if confidence >= 0.6 else "sure_middle" if confidence >= 0.25 else "sure_low"


def _overrules(given: Listening, language: Language, window: Window | None) -> Overrules:
    from tools.listening.said import overrules_of

    overrules = overrules_of(given.bpm, given.bar_one, given.metre, given.sections)
    if given.taps:
        return Overrules(taps=_taps_in(given.taps)).over(overrules)
    if given.tap:
        from director.cli.tapping import tapped

        return Overrules(taps=tapped(given.song, language, window)).over(overrules)
    return overrules


def _taps_in(path: Path) -> tuple[float, ...]:
    """Read times in s, one a line or divided by blanks; what stands after the first number of a line is a label."""
    if not path.is_file():
        raise ArtistError("taps_missing", file=str(path))
    times = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        for piece in line.replace(";", " ").replace("\t", " ").split():
            try:
                value = float(piece.replace(",", "."))
            except ValueError:
                break
            if 0 <= value < 86400:
                times.append(value)
    if len(times) < 4:
        raise ArtistError("taps_few", file=path.name, taps=len(times))
    return tuple(sorted(times))


def _beside(song: Path) -> Path | None:
    from tools.lyrics import SUFFIXES

    return next((song.with_suffix(suffix) for suffix in SUFFIXES if song.with_suffix(suffix).is_file()), None)


def _write(path: Path, data: bytes) -> None:
    _folder(path)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ArtistError("folder_unwritable", folder=str(path.parent)) from error


def _folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArtistError("folder_unwritable", folder=str(path.parent)) from error
