"""listen: the song becomes a map of beats, bars, sections, energy, voice and lyric lines."""

import asyncio
import dataclasses
from pathlib import Path

from pydantic import ValidationError

from director.errors import ArtistError
from director.model import Overrules, SongMap, digest_of
from director.steps.base import Room, Run, stage, tell
from director.store import Store
from tools import hearing, impression, lyrics, media
from tools.listening.overrules import in_window
from tools.listening.said import overrules_in

OVERRULES = "overrules.json"
"""In the project folder: the artist's word on tempo, bar one, metre and sections. Made by options, edited by hand."""

IMPRESSION = "heard.npz"
"""In the project folder: the song as heard before overrules. It may be deleted; the song is then heard again."""


async def listen(state: Run, runtime: Room) -> Run:
    """Hear the song once, and again when song, words or overrules change. A composed song brought its own exact map."""
    store = runtime.context.store
    project = store.load()
    song = runtime.context.folder / project.song_file
    words = runtime.context.folder / project.lyrics_file if project.lyrics_file else None
    overrules = overrules_for(runtime.context.folder, project.brief.text)
    helpers = runtime.context.hearing
    heard_from: list[object] = [
        project.song_file,
        song.stat().st_size,
        str(project.brief.window),
        words and digest_of(words.read_bytes()),
        dataclasses.astuple(helpers),
    ]
    made_from = digest_of([*heard_from, overrules.fingerprint() if overrules.named() else None])
    if project.song is None or (not project.composed and project.made.get("listen") != made_from):
        tell(runtime, "listening")
        with stage(runtime.context, "listen"):
            heard = await asyncio.to_thread(_hear, store, song, words, overrules, helpers, digest_of(heard_from))
            store.save(project.model_copy(update={"song": heard, "made": {**project.made, "listen": made_from}}))
    tell(runtime, "heard")
    return {"round": state.get("round", 0)}


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


def _hear(
    store: Store, song: Path, words: Path | None, overrules: Overrules, helpers: hearing.Helpers, key: str
) -> SongMap:
    """Decode and analyse the song once; overrules changed later are carried out on what was heard then."""
    brief = store.load().brief
    sheet = lyrics.read_lyrics(words) if words else None
    heard = impression.kept(store.folder / IMPRESSION, key)
    if heard is None:
        sound = media.read_sound(song, brief.window)
        loaded = helpers.loaded(speech=sheet is not None and not sheet.timed)
        heard = hearing.impression_of(sound, sheet, loaded, brief.title, brief.artist)
        store.write(IMPRESSION, heard.packed(key))
    return hearing.corrected(heard, sheet, in_window(overrules, brief.window.start_s) if brief.window else overrules)
