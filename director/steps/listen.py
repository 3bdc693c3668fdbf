"""listen: the song becomes a map of beats, bars, sections, energy, voice and lyric lines."""

import asyncio
from pathlib import Path

from director.model import SongMap, digest_of
from director.steps.base import Room, Run, stage, tell
from director.store import Project
from tools import listening, lyrics, media


async def listen(state: Run, runtime: Room) -> Run:
    """Hear the song once. A song that was composed here brought its own exact map."""
    store = runtime.context.store
    project = store.load()
    song = runtime.context.folder / project.song_file
    words = runtime.context.folder / project.lyrics_file if project.lyrics_file else None
    made_from = digest_of(
        [project.song_file, song.stat().st_size, str(project.brief.window), words and digest_of(words.read_bytes())]
    )
    if project.song is None or (not project.composed and project.made.get("listen") != made_from):
        tell(runtime, "listening")
        with stage(runtime.context, "listen"):
            heard = await asyncio.to_thread(_hear, project, song, words)
            store.save(project.model_copy(update={"song": heard, "made": {**project.made, "listen": made_from}}))
    tell(runtime, "heard")
    return {"round": state.get("round", 0)}


def _hear(project: Project, song: Path, words: Path | None) -> SongMap:
    sound = media.read_sound(song, project.brief.window)
    lines = lyrics.read_lyrics(words).lines if words else ()
    return listening.listen(sound, lines, title=project.brief.title, artist=project.brief.artist)
