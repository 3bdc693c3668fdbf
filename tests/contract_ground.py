"""What crews are tried on: short songs of every kind, a brief, and a model's crew on a scripted chat."""

import itertools
from fractions import Fraction

import numpy as np
from plain_mind import plain_mind

from director.crew.base import Crew, Footing
from director.crew.house.assistant import HouseAssistant
from director.crew.house.critic import HouseCritic
from director.crew.house.prompter import HousePrompter
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.house.storyboarder import HouseStoryboarder
from director.crew.llm.prompter import LlmPrompter
from director.crew.llm.screenwriter import LlmScreenwriter
from director.crew.llm.storyboarder import LlmStoryboarder
from director.model import (
    Brief,
    FilmFormat,
    Form,
    LyricLine,
    Reading,
    Section,
    SongMap,
    Storyboard,
    Treatment,
)
from tools.chat.base import Chat
from tools.timeline import film_frames

FPS = Fraction(24)


def model_crew(chat: Chat | None = None, form: Form = "story") -> Crew:
    asked = chat or plain_mind(form)
    return Crew(
        screenwriter=LlmScreenwriter(asked, HouseScreenwriter()),
        storyboarder=LlmStoryboarder(asked, HouseStoryboarder()),
        prompter=LlmPrompter(asked, HousePrompter()),
        critic=HouseCritic("en"),
        assistant=HouseAssistant(),
    )


def a_song(seconds: float, bpm: float, sections: int) -> SongMap:
    beats = tuple(np.arange(0.2, seconds - 0.2, 60 / bpm).round(4).tolist()) if bpm else ()
    borders = [k * seconds / sections for k in range(sections + 1)]
    return SongMap(
        digest="0" * 32, sample_rate=8000, samples=round(8000 * seconds), beats=beats, bars=beats[::4],
        bar_confidence=0.8, tempo_bpm=bpm,
        lines=(LyricLine(text="a light", start_s=seconds * 0.4, end_s=seconds * 0.5),),
        sections=tuple(
            Section(label="verse", start_s=a, end_s=b, group="A", energy=0.6, voice=0.5)
            for a, b in itertools.pairwise(borders)
        ),
    )  # fmt: skip


def a_brief(
    text: str = "A woman carries a lantern home across a field. No rain.", form: Form | None = None, never: str = ""
) -> Brief:
    must_not = (never,) if never else ()
    return Brief(text=text, language="en", form=form, format=FilmFormat(size="360p"), must_not=must_not)


async def made(crew: Crew, brief: Brief, song: SongMap) -> tuple[Reading, Treatment, Storyboard]:
    reading = await crew.screenwriter.read(brief)
    treatment = await crew.screenwriter.treat(brief, reading, song)
    return reading, treatment, await crew.storyboarder.board(brief, reading, treatment, song, ground(song))


def ground(song: SongMap) -> Footing:
    return Footing(FPS, film_frames(song, FPS))
