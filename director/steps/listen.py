"""listen: the song becomes a map of beats, bars, sections, energy, voice and lyric lines."""

import asyncio
import dataclasses
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from director.errors import ArtistError
from director.model import Overrules, SongMap, digest_of
from director.steps.base import Deps, Room, Run, stage, tell
from director.store import Project, Store
from tools import hearing, impression, lyrics, media
from tools.listening.overrules import in_window
from tools.listening.said import overrules_in

OVERRULES = "overrules.json"
"""In the project folder: the artist's word on tempo, bar one, metre and sections. Made by options, edited by hand."""

IMPRESSION = "heard.npz"
"""In the project folder: the song as heard before overrules. It may be deleted; the song is then heard again."""


@dataclass(frozen=True)
class _Given:
    """What listening has to go by."""

    song: Path
    words: Path | None
    overrules: Overrules
    heard_from: str
    """Digest of all that the analysis depends on: no overrule is among it."""

    @property
    def made_from(self) -> str:
        """Digest of all that the map depends on."""
        return digest_of([self.heard_from, self.overrules.fingerprint() if self.overrules.named() else None])


async def listen(state: Run, runtime: Room) -> Run:
    """Hear the song once, and again when song, words or overrules change. A composed song brought its own exact map."""
    store, helpers = runtime.context.store, runtime.context.hearing
    if stale(runtime.context):
        tell(runtime, "listening")
        project = store.load()
        given = _given(project, runtime.context)
        with stage(runtime.context, "listen"):
            heard = await asyncio.to_thread(_hear, store, given, helpers)
            store.save(project.model_copy(update={"song": heard, "made": {**project.made, "listen": given.made_from}}))
    tell(runtime, "heard")
    return {"round": state.get("round", 0)}


def stale(deps: Deps) -> bool:
    """Return whether the song was not heard yet, or not with the words, overrules and models of now.

    Raises:
        ArtistError: 'overrules_unreadable'.
    """
    project = deps.store.load()
    if project.song is None or project.composed:
        return project.song is None
    return project.made.get("listen") != _given(project, deps).made_from


def _given(project: Project, deps: Deps) -> _Given:
    song = deps.folder / project.song_file
    words = deps.folder / project.lyrics_file if project.lyrics_file else None
    known = [
        project.song_file,
        song.stat().st_size,
        str(project.brief.window),
        words and digest_of(words.read_bytes()),
        dataclasses.astuple(deps.hearing),
    ]
    return _Given(song, words, overrules_for(deps.folder, project.brief.text), digest_of(known))


def overrules_for(folder: Path, brief: str) -> Overrules:
    """Return what the artist overrules: the project's file wins over the brief.

    Raises:
        ArtistError: 'overrules_unreadable', the file was edited into something that is none.
    """
    path = folder / OVERRULES
    said = overrules_in(brief)
    if not path.is_file():
        return said
    try:
        return Overrules.model_validate_json(path.read_bytes()).over(said)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ArtistError("overrules_unreadable", file=str(path), where=where or "-") from error


def _hear(store: Store, given: _Given, helpers: hearing.Helpers) -> SongMap:
    """Decode and analyse the song once; overrules changed later are carried out on what was heard then."""
    brief, overrules = store.load().brief, given.overrules
    sheet = lyrics.read_lyrics(given.words) if given.words else None
    heard = impression.kept(store.folder / IMPRESSION, given.heard_from)
    if heard is None:
        sound = media.read_sound(given.song, brief.window)
        loaded = helpers.loaded(speech=sheet is not None and not sheet.timed)
        heard = hearing.impression_of(sound, sheet, loaded, brief.title, brief.artist)
        store.write(IMPRESSION, heard.packed(given.heard_from))
    return hearing.corrected(heard, sheet, in_window(overrules, brief.window.start_s) if brief.window else overrules)
