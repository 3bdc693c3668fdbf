"""The dramatic shape: what each section of the song does in the film, and where the turn is.

The turn is chosen by drama (a drop after silence, the last chorus, a bridge where a world breaks in), not by loudness
alone. Sources of the rules: Murch, In the Blink of an Eye; working habits of music-video editors (rules of thumb).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from director.model import Brief, Form, Role, Section, SongMap, SourceClip

Reason = Literal["silence", "last_chorus", "bridge", "contrast", "late", "only"]

_SILENCE_S = 1.5
"""A silence that ends at most so long before a section makes that section a drop."""
_JITTER = 0.12
"""How much a seed may tip between turns of nearly equal drama."""
_TURN_AT = 0.7
"""Where in a film a turn is felt as one: about two thirds in (rule of thumb)."""

# Cuts a minute for a tempo, before the drama: about 15 in a ballad, 50 in fast dance music (rules of thumb, see craft).
_TEMPI = (50.0, 70.0, 90.0, 110.0, 128.0, 150.0, 180.0)
_CUTS = (11.0, 14.0, 21.0, 29.0, 38.0, 46.0, 52.0)
_ROLE_PACE: dict[Role, float] = {
    "open": 0.7, "set": 0.8, "withhold": 0.55, "rise": 1.1, "turn": 1.35, "pay": 1.55, "release": 0.7, "answer": 0.5,
}  # fmt: skip
_FORM_PACE: dict[Form, float] = {"story": 1.0, "performance": 1.15, "mood": 0.9, "one-take": 0.0, "mixed": 1.1}
_STYLE_PACE: dict[str, float] = {
    "cartoon": 1.15,
    "vhs": 1.35,
    "collage": 1.25,
    "painted": 0.9,
    "noir": 0.85,
    "paper": 0.9,
}
_MOST = 82.0
"""Cuts a minute beyond which nothing is read any more."""
_SHORT_FILM_S = 24.0
_FEWEST_SHOTS = 4
"""Even the shortest film with cuts has so many pictures, else nothing develops."""
_HELD_S = 9.0
"""A quiet section of at most this length right before the turn is held without a cut: the breath before it."""


@dataclass(frozen=True)
class Shape:
    """The drama of a film over the sections of its song."""

    roles: tuple[Role, ...]
    turn: int
    reason: Reason
    held: frozenset[int]
    """Sections that are one picture: the breath before the turn."""
    progress: tuple[float, ...]
    """Where each section's middle lies in the film, 0-1."""


def shape(song: SongMap, form: Form, seed: int, *, breaks_in: bool) -> Shape:
    """Choose the turn and give every section its role. `breaks_in`: on the bridge one world invades another."""
    sections = song.sections
    rng = np.random.default_rng([seed, len(sections), 77])
    turn, reason = _turn(song, rng, breaks_in=breaks_in)
    roles = _roles(sections, turn)
    held = _held(sections, turn, form)
    length = song.duration_s or 1.0
    progress = tuple(min(1.0, (s.start_s + s.end_s) / 2 / length) for s in sections)
    return Shape(roles, turn, reason, held, progress)


def cuts_per_minute(brief: Brief, song: SongMap, plan: Shape, section: int, form: Form, style: str) -> float:
    """Return how densely a section is cut, from its role, its energy, the tempo and the style; 0 = held.

    A film that makes an old clip anew is cut where that clip was, on this song's length.
    """
    part = song.sections[section]
    if form != "one-take" and brief.source is not None:
        return _as_before(brief.source, song, part)
    if form == "one-take" or section in plan.held:
        return 0.0
    base = float(np.interp(song.tempo_bpm or 84.0, _TEMPI, _CUTS))
    pace = base * _ROLE_PACE[plan.roles[section]] * _FORM_PACE[form] * _STYLE_PACE.get(style, 1.0)
    pace *= (0.75 + 0.4 * part.energy) * (0.85 + 0.3 * song.tension)
    if song.duration_s <= _SHORT_FILM_S:
        pace = max(pace, _FEWEST_SHOTS * 60 / song.duration_s)
    if brief.format.aspect == "9:16" and section == 0:
        pace = max(pace, 24.0)
    return round(float(np.clip(pace, 5.0, _MOST)), 1)


def _as_before(source: SourceClip, song: SongMap, part: Section) -> float:
    """Return the cuts a minute of the old clip over the share of its length that this section has of the song."""
    from tools.old_clip import transposed  # reads films: a second of import that only remakes need

    starts = [shot.start_s for shot in transposed(source, song.duration_s)]
    here = sum(part.start_s <= start < part.end_s for start in starts)
    return round(min(_MOST, 60 * here / max(0.1, part.end_s - part.start_s)), 1)


def _turn(song: SongMap, rng: np.random.Generator, *, breaks_in: bool) -> tuple[int, Reason]:
    sections = song.sections
    if len(sections) == 1:
        return 0, "only"
    scores: list[tuple[float, Reason]] = []
    last_chorus = max((n for n, s in enumerate(sections) if s.label == "chorus"), default=-1)
    choruses = sum(1 for s in sections if s.label == "chorus")
    for number, section in enumerate(sections):
        middle = (section.start_s + section.end_s) / 2 / song.duration_s
        options: list[tuple[float, Reason]] = [(0.3, "late")]
        if number == last_chorus and (choruses > 1 or number == len(sections) - 1):
            options.append((1.0 * _trust(section), "last_chorus" if choruses > 1 else "late"))
        if section.label in ("bridge", "solo", "breakdown"):
            options.append(((1.05 if breaks_in else 0.6) * _trust(section), "bridge"))
        if number and _after_silence(song, section):
            options.append((1.15, "silence"))
        if number:
            options.append((0.3 + 0.9 * abs(section.energy - sections[number - 1].energy), "contrast"))
        best, reason = max(options)
        late = float(np.exp(-(((middle - _TURN_AT) / 0.28) ** 2)))
        early = 0.25 if number == 0 else 1.0
        score = (best * (0.45 + 0.55 * late) + float(rng.uniform(0, _JITTER))) * early
        scores.append((score, reason))
    turn = max(range(len(scores)), key=lambda n: scores[n][0])
    return turn, scores[turn][1]


def _trust(section: Section) -> float:
    return 0.6 + 0.4 * section.confidence


def _after_silence(song: SongMap, section: Section) -> bool:
    return any(-0.2 <= section.start_s - s.end_s <= _SILENCE_S and s.end_s - s.start_s >= 0.35 for s in song.silences)


def _roles(sections: tuple[Section, ...], turn: int) -> tuple[Role, ...]:
    last = len(sections) - 1
    roles: list[Role] = []
    withheld = placed = False
    for number, section in enumerate(sections):
        role: Role
        if number == turn:
            role = "turn"
        elif number == 0:
            role = "open"
        elif number == last:
            role = "answer"
        elif number < turn:
            loud = section.label == "chorus" or (section.label == "phrase" and section.energy > 0.75)
            role = "set" if not placed and not loud else "withhold" if loud and not withheld else "rise"
            placed = placed or role == "set"
            withheld = withheld or role == "withhold"
        else:
            role = "pay" if section.label == "chorus" or section.energy > 0.7 else "release"
        roles.append(role)
    if turn == last - 1 and sections[last].label == "chorus":
        roles[last] = "pay"
    return tuple(roles)


def _held(sections: tuple[Section, ...], turn: int, form: Form) -> frozenset[int]:
    before = turn - 1
    if form == "one-take" or before < 1:
        return frozenset()
    part = sections[before]
    quiet = part.energy < 0.45 and part.energy < sections[turn].energy
    return frozenset({before}) if quiet and part.end_s - part.start_s <= _HELD_S else frozenset()
