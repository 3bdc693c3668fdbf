"""An artist commissions a film: everything given is checked, then the project folder is made, whole or not at all."""

import errno
import shutil
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from director.crew.house import lexicon
from director.crew.house.performances import performing
from director.errors import ArtistError
from director.model import (
    Aspect,
    Brief,
    CrewKind,
    CrewRecord,
    FilmFormat,
    Form,
    Language,
    Limits,
    Overrules,
    Reference,
    ReferenceRole,
    Size,
    SongMap,
    Style,
    Window,
    digest_of,
)
from director.steps.listen import OVERRULES
from director.store import Project, Store
from render.local.composing import played
from tools import media
from tools.composing import Piece, compose
from tools.composing.by_model import compose_by
from tools.consent import with_consent
from tools.lyrics import SUFFIXES, read_lyrics
from tools.references import kind_of, reference_of

LONGEST_BRIEF = 100_000
"""Characters. A brief is read by people; a novel is a mistake of the file."""

LYRICS = tuple(SUFFIXES)
"""What lyrics that lie beside a song are called; what is in them is told by content."""


@dataclass(frozen=True)
class Commission:
    """What the artist gave."""

    song: Path | Piece
    brief: str
    """The text itself, or the path of a file that holds it."""
    out: Path
    refs: Path | None = None
    lyrics: Path | None = None
    remake: Path | None = None
    """An old clip that is made anew."""
    overrules: Overrules = field(default_factory=Overrules)
    """Given by options; what the brief says of tempo and sections is read from its text."""
    form: Form | None = None
    style: Style | None = None
    aspect: Aspect = "16:9"
    size: Size = "720p"
    fps: Fraction = Fraction(24)
    window: Window | None = None
    limits: Limits = field(default_factory=Limits)
    seed: int = 1
    language: Language | None = None
    title: str = ""
    artist: str = ""
    roles: tuple[tuple[str, ReferenceRole], ...] = ()
    """What each reference file is, where it is known."""
    music: str = ""
    """A model that makes the music where there is no song: folder or hub name; empty = the house composer."""
    crew: CrewKind = "house"
    crew_named: bool = False
    """The artist asked for this crew: a film that another crew began is another film."""


def take_on(commission: Commission) -> Path:
    """Make the project folder of a commission and return it; an equal commission finds its folder again.

    Other limits, consents, overrules and lyrics do not make another film: the one that stands gets them.

    Raises:
        ArtistError: something given cannot be used, or the folder holds another film. Nothing was written.
    """
    text = read_brief(commission.brief)
    language = commission.language or language_of(text)
    sound, song_map = _sound(commission)
    references = _led(_references(commission), text)
    words = commission.lyrics or _beside(commission.song)
    read_lyrics(words)  # what cannot be read is refused now, not in the middle of the run
    title, artist = _names(commission, sound)
    brief = Brief(
        text=text,
        language=language,
        written_in=lexicon.language_of(text),
        title=title,
        artist=artist,
        form=commission.form,
        style=commission.style,
        references=tuple(reference for reference, _ in references),
        format=FilmFormat(aspect=commission.aspect, size=commission.size, fps=commission.fps),
        window=commission.window,
        limits=commission.limits,
        seed=commission.seed,
    )
    brief = with_consent(brief)
    if not any(letter.isalpha() for letter in brief.text):
        raise ArtistError("brief_empty")
    store = Store(commission.out)
    wanted = digest_of([sound.digest, brief.wish()])
    if store.exists:
        known = store.load()
        if known.made.get("commission") == wanted and not (
            commission.crew_named and known.crew.kind != commission.crew
        ):
            _brief_anew(store, brief)
            _listen_anew(store, commission, words)
            return commission.out
        raise ArtistError("folder_taken", folder=str(commission.out))
    _check_room(commission.out, sound.duration_s)
    project = Project(
        song_file="song.wav" if song_map else f"song{_source(commission).suffix.lower()}",
        brief=brief,
        crew=CrewRecord(kind=commission.crew),
        composed=song_map is not None,
        song=song_map,
        made={"commission": wanted},
        notes=sound.notes,
    )
    _lay_out(store, project, commission, sound, references, words)
    return commission.out


def read_brief(given: str) -> str:
    """Return the brief's text from the text itself or from the file it names.

    Raises:
        ArtistError: the brief is missing, empty, not text, or far too long.
    """
    text = given
    looks_like_file = "\n" not in given and len(given) < 1000 and given.lower().endswith((".md", ".txt"))
    path = Path(given) if "\n" not in given and "\0" not in given and 0 < len(given.encode()) < 1000 else None
    if path is not None and (looks_like_file or _is_file(path)):
        if not path.is_file():
            raise ArtistError("brief_missing", file=str(path))
        raw = path.read_bytes()
        if len(raw) > 4 * LONGEST_BRIEF:
            raise ArtistError("brief_long", longest=LONGEST_BRIEF)
        text = _decoded(raw, path.name)
    if "\0" in text:
        raise ArtistError("brief_binary", file=str(path or ""))
    if len(text) > LONGEST_BRIEF:
        raise ArtistError("brief_long", longest=LONGEST_BRIEF)
    if not any(letter.isalpha() for letter in text):
        raise ArtistError("brief_empty")
    return text.strip()


def language_of(text: str) -> Language:
    """Return the language in which to answer: Russian for a text that is mostly Cyrillic, else English."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" for letter in letters)
    return "ru" if cyrillic * 2 > len(letters) else "en"


def beside(commission: Commission) -> Path:
    """Like `take_on`, but when the folder holds another film take the next free name: -2, -3, ..."""
    number = 1
    while True:
        name = commission.out.name if number == 1 else f"{commission.out.name}-{number}"
        try:
            return take_on(replace(commission, out=commission.out.with_name(name)))
        except ArtistError as error:
            if error.key != "folder_taken":
                raise
        number += 1


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _decoded(raw: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        control = sum(ord(letter) < 32 and letter not in "\r\n\t\f" for letter in text)
        if control == 0:
            return text
    raise ArtistError("brief_binary", file=name)


def _source(commission: Commission) -> Path:
    assert isinstance(commission.song, Path)
    return commission.song


def _sound(commission: Commission) -> tuple[media.Sound, SongMap | None]:
    """Return the song, and its map where the music is made here."""
    if isinstance(commission.song, Path):
        return media.read_sound(commission.song, commission.window), None
    return compose_by(commission.song, commission.music, played) if commission.music else compose(commission.song)


def _names(commission: Commission, sound: media.Sound) -> tuple[str, str]:
    title, artist = commission.title or sound.title, commission.artist or sound.artist
    if not title and isinstance(commission.song, Path):
        stem = commission.song.stem.replace("_", " ").strip()
        before, dash, after = stem.partition(" - ")
        title, artist = (after.strip(), artist or before.strip()) if dash else (stem, artist)
    return title, artist


def _references(commission: Commission) -> list[tuple[Reference, Path]]:
    return [*_given(commission), *_old_clip(commission)]


def _led(given: list[tuple[Reference, Path]], brief: str) -> list[tuple[Reference, Path]]:
    """Return what was given, with the footage by which the brief wants somebody to be moved as a performance."""
    named = performing(brief, [r.name for r, _ in given if r.role == "footage"])
    return [(r.model_copy(update={"role": "performance"}) if r.name in named else r, path) for r, path in given]


def _old_clip(commission: Commission) -> list[tuple[Reference, Path]]:
    if commission.remake is None:
        return []
    reference = reference_of(commission.remake, "old clip")
    if reference.kind != "footage":
        raise ArtistError("old_clip_photo", file=commission.remake.name)
    # A name of its own: a file of the same name among the references is another one.
    return [(reference.model_copy(update={"name": f"old-{commission.remake.name}"}), commission.remake)]


def _given(commission: Commission) -> list[tuple[Reference, Path]]:
    if commission.refs is None:
        return []
    if not commission.refs.is_dir():
        raise ArtistError("refs_missing", folder=str(commission.refs))
    known = dict(commission.roles)
    files = [path for path in sorted(commission.refs.iterdir()) if path.is_file() and kind_of(path)]
    found = [(reference_of(path, known.get(path.name)), path) for path in files]
    if not found:
        raise ArtistError("refs_empty", folder=str(commission.refs))
    return found


def _check_room(folder: Path, seconds: float) -> None:
    """Refuse before the first byte: a folder that cannot be written, a disk that is nearly full."""
    parent = folder
    while not parent.exists():
        parent = parent.parent
    probe = parent / ".director-probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ArtistError("folder_unwritable", folder=str(folder)) from error
    # 720p24 takes with handles, segments and the film itself came to about 1 MB a second of film.
    needed = int((100 + 2 * seconds) * 1e6)
    if shutil.disk_usage(parent).free < needed:
        raise ArtistError("disk_full", folder=str(folder))


def _lay_out(
    store: Store,
    project: Project,
    commission: Commission,
    sound: media.Sound,
    references: list[tuple[Reference, Path]],
    words: Path | None,
) -> None:
    """Fill a folder beside the wanted one and rename it, so that no half project is ever seen."""
    final = store.folder
    part = final.with_name(f".{final.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        if words is not None:
            project = project.model_copy(update={"lyrics_file": f"lyrics{words.suffix.lower()}"})
        Store(part).create(project)
        if isinstance(commission.song, Path):
            shutil.copyfile(commission.song, part / project.song_file)
        else:
            _write_wav(part / project.song_file, sound)
        if words is not None:
            shutil.copyfile(words, part / project.lyrics_file)
        if commission.overrules != Overrules():
            (part / OVERRULES).write_text(commission.overrules.model_dump_json(indent=2), "utf-8")
        for reference, path in references:
            shutil.copyfile(path, part / "references" / reference.name)
        if final.exists():
            final.rmdir()
        part.rename(final)
    except OSError as error:
        key = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "folder_unwritable"
        raise ArtistError(key, folder=str(final)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _brief_anew(store: Store, brief: Brief) -> None:
    """Give a film that stands the limits and the consents of its brief as they are now."""
    project = store.load()
    agreed = {r.digest: r.consent for r in brief.references}
    files = tuple(r.model_copy(update={"consent": agreed.get(r.digest, r.consent)}) for r in project.brief.references)
    now = project.brief.model_copy(update={"limits": brief.limits, "consents": brief.consents, "references": files})
    if now != project.brief:
        store.save(project.model_copy(update={"brief": now}))


def _listen_anew(store: Store, commission: Commission, words: Path | None) -> None:
    """Give a film that stands what the artist overrules now, and the words given now; `listen` sees the change."""
    path = store.folder / OVERRULES
    if commission.overrules != Overrules():
        before = Overrules.model_validate_json(path.read_bytes()) if path.is_file() else Overrules()
        store.write(OVERRULES, commission.overrules.over(before).model_dump_json(indent=2))
    if commission.lyrics is not None and words is not None:
        name = f"lyrics{words.suffix.lower()}"
        shutil.copyfile(words, store.folder / name)
        store.save(store.load().model_copy(update={"lyrics_file": name}))


def _beside(song: Path | Piece) -> Path | None:
    """Return the lyrics that lie beside a song under its name, if any do."""
    if not isinstance(song, Path):
        return None
    return next((song.with_suffix(suffix) for suffix in LYRICS if song.with_suffix(suffix).is_file()), None)


def _write_wav(path: Path, sound: media.Sound) -> None:
    import soundfile

    soundfile.write(path, sound.samples, sound.rate, subtype="PCM_16")
