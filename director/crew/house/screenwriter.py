"""The house screenwriter: from the artist's words and the song to the film on one page."""

import asyncio

from director.crew.house.reading import read_brief
from director.crew.house.treatment import write_treatment
from director.model import Brief, Reading, SongMap, Treatment


class HouseScreenwriter:
    """Reads with a lexicon, writes with the drama's rules. Equal briefs, songs and seeds give equal treatments."""

    async def read(self, brief: Brief) -> Reading:
        """Say what was understood of the brief, and what not."""
        return await asyncio.to_thread(read_brief, brief)

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        """Choose form, arc, worlds, people, places, motifs and the turn, section by section."""
        return await asyncio.to_thread(write_treatment, brief, reading, song)
