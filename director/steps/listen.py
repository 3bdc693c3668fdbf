"""listen: the song becomes a map of beats, bars, sections, energy, voice and lyric lines."""

import asyncio
import dataclasses
from pathlib import Path

from pydantic import ValidationError

from director.errors import ArtistError
from director.model import Overrules, SongMap, digest_of
from director.steps.base import Room, Run, stage, tell
from director.store import Project
from tools import hearing, lyrics, media
from tools.listening.overrules import in_window
from tools.listening.said import overrules_in

OVERRULES = "overrules.json"
"""In the project folder: the artist's word on tempo, bar one, metre and sections. Made by options, edited by hand."""


async def listen(state: Run, runtime: Room) -> Run:
    """Hear the song once, and again when song, words or overrules change. A composed song brought its own exact map."""
    store = runtime.context.store
    project = store.load()
    song = runtime.context.folder / project.song_file
    words = runtime.context.folder / project.lyrics_file if project.lyrics_file else None
    overrules = overrules_for(runtime.context.folder, project.brief.text)
    helpers = runtime.context.hearing
    made_from = digest_of(
        [
            project.song_file,
            song.stat().st_size,
            str(project.brief.window),
            words and digest_of(words.read_bytes()),
            overrules.fingerprint() if overrules.named() else None,
            dataclasses.astuple(helpers),
        ]
    )
    if project.song is None or (not project.composed and project.made.get("listen") != made_from):
        tell(runtime, "listening")
        with stage(runtime.context, "listen"):
            heard = await asyncio.to_thread(_hear, project, song, words, overrules, helpers)
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


def _hear(project: Project, song: Path, words: Path | None, overrules: Overrules, helpers: hearing.Helpers) -> SongMap:
    sound = media.read_sound(song, project.brief.window)
    sheet = lyrics.read_lyrics(words) if words else None
    window = project.brief.window
    return hearing.hear(
        sound,
        sheet,
        in_window(overrules, window.start_s) if window else overrules,
        helpers.loaded(speech=sheet is not None and not sheet.timed),
        title=project.brief.title,
        artist=project.brief.artist,
    )
