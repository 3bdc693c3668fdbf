"""No song? The house composes what the brief asks for."""

import re
from typing import get_args

from director.crew.house.screenwriter import HouseScreenwriter
from director.model import Brief, Emotion, Language
from tools.composing import Piece, piece_from

WANTED_S = 45.0
"""Length of the music when the brief names none, seconds."""

LONGEST_S = 600.0
SHORTEST_S = 5.0

_LENGTH = re.compile(
    r"(\d+(?:[.,]\d+)?)[\s-]*(секунд\w*|сек\b|с\b|минут\w*|мин\b|seconds?\b|secs?\b|s\b|minutes?\b|mins?\b)",
    re.IGNORECASE,
)


async def piece_for(brief: str, language: Language, seed: int) -> Piece:
    """Return a piece that suits what a brief names and feels, as long as the brief says."""
    reading = await HouseScreenwriter().read(Brief(text=brief, language=language, seed=seed))
    moods = [heard.term for heard in reading.heard if heard.kind == "mood"]
    feelings = [emotion for emotion in get_args(Emotion) if emotion in moods]
    terms = [heard.term for heard in reading.heard]
    return piece_from([reading.style, *terms], feelings, asked_seconds(brief), seed)


def asked_seconds(brief: str) -> float:
    """Return the length that a brief asks for, in seconds, within what can be composed; `WANTED_S` if it names none."""
    match = _LENGTH.search(brief)
    if match is None:
        return WANTED_S
    number = float(match[1].replace(",", "."))
    minutes = match[2].lower().startswith(("мин", "min"))
    return min(LONGEST_S, max(SHORTEST_S, number * 60 if minutes else number))
