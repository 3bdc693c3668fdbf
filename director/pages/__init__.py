"""The pages that a run leaves: the storyboard before the spend, the report after it. Single files, readable offline."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

import jinja2
import numpy as np
from numpy.typing import NDArray

from director.crew.house.names import name_of
from director.model import Clip, Language, Note, Quote, Shot, SongMap, Storyboard, Treatment, shot_number
from director.notes import planning_notes
from director.report import Report, ShotFacts, understood
from director.store import Project
from director.words import say

PICTURE_HEIGHT = 180
"""px of the small pictures on the pages."""


LEAD_S = 0.25
"""A cut this little before a section belongs to it: it leads the beat."""


@dataclass(frozen=True)
class Row:
    """One clip of the cut as a page shows it."""

    clip: Clip
    shot: Shot
    again: bool
    """The shot was seen before in the film."""
    at: str
    seconds: str
    section: str
    """Name of the section that begins with this clip; empty for the others."""
    place: str
    picture: str
    still: str
    not_drawn: str
    fact: ShotFacts | None
    """What became of the shot; None before the shooting."""
    reason: str


@dataclass(frozen=True)
class Pictures:
    """What the pages show of each shot, as data URLs by shot id."""

    takes: Mapping[str, str] = field(default_factory=dict)
    stills: Mapping[str, str] = field(default_factory=dict)
    """Of the intended picture, where a model for stills made one."""


def picture_of(frame: NDArray[np.uint8]) -> str:
    """Return an (h, w, 3) RGB frame as a data URL of a small JPEG."""
    from PIL import Image

    image = Image.fromarray(frame)
    image.thumbnail((PICTURE_HEIGHT * 3, PICTURE_HEIGHT))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=78)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()


def storyboard_page(project: Project, quote: Quote, pictures: Pictures, told: tuple[Note, ...] = ()) -> str:
    """Return the storyboard as HTML: the film on one page, its shots on the song, and the price.

    `pictures` are empty before anything was shot. `told` comes before all other notes.
    """
    assert project.board is not None
    assert project.treatment is not None
    assert project.song is not None
    return _page(
        "storyboard.html.j2",
        project.brief.language,
        project=project,
        treatment=project.treatment,
        quote=quote,
        understood=understood(project),
        notes=[say(note.key, project.brief.language, **note.values) for note in (*told, *planning_notes(project))],
        rows=_rows(project, project.board, pictures, None),
        chart=_chart(project.song, project.treatment, project.board, project.brief.format.fps, project.brief.language),
    )


def report_page(project: Project, report: Report, pictures: Pictures, weakest: str) -> str:
    """Return the report as HTML: the film, what it was made from, what is weak in it and why."""
    assert project.board is not None
    assert project.treatment is not None
    assert project.song is not None
    return _page(
        "report.html.j2",
        project.brief.language,
        project=project,
        treatment=project.treatment,
        report=report,
        weakest=weakest,
        rows=_rows(project, project.board, pictures, report),
        chart=_chart(project.song, project.treatment, project.board, project.brief.format.fps, project.brief.language),
    )


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("director", "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page(name: str, language: Language, **values: Any) -> str:
    def word(key: str, **gaps: object) -> str:
        return say(f"page_{key}", language, **gaps)

    return _environment().get_template(name).render(word=word, language=language, **values)


def _rows(project: Project, board: Storyboard, pictures: Pictures, report: Report | None) -> list[Row]:
    assert project.treatment is not None
    assert project.song is not None
    language, fps = project.brief.language, project.brief.format.fps
    places = {place.id: place.name for place in project.treatment.places}
    facts = {fact.id: fact for fact in report.shots} if report else {}
    rows: list[Row] = []
    seen: set[str] = set()
    before = -1
    for clip in board.cut.clips:
        shot = board.shot(clip.shot)
        here = _section_at(project.song, clip.start / float(fps))
        fact = facts.get(shot.id)
        rows.append(
            Row(
                clip=clip,
                shot=shot,
                again=shot.id in seen,
                at=_clock(clip.start, fps),
                seconds=f"{float(clip.frames / fps):.1f}",
                section=say(f"section_{project.song.sections[here].label}", language) if here != before else "",
                place=places.get(shot.place, shot.place),
                picture=pictures.takes.get(shot.id, ""),
                still=pictures.stills.get(shot.id, ""),
                not_drawn=", ".join(name_of(term, language) for term in project.not_drawn.get(shot.id, ())),
                fact=fact,
                reason=say(f"reason_{fact.reason.replace(' ', '_')}", language) if fact and fact.reason else "",
            )
        )
        seen.add(shot.id)
        before = here
    return rows


def _section_at(song: SongMap, second: float) -> int:
    """Return the section in which a cut lies; a cut may come a few frames before its section."""
    return max((n for n, section in enumerate(song.sections) if section.start_s <= second + LEAD_S), default=0)


@dataclass(frozen=True)
class Chart:
    """The film on the song's time, in shares 0-1 of its length."""

    sections: list[dict[str, Any]]
    clips: list[dict[str, Any]]
    energy: list[tuple[float, float]]
    ticks: list[tuple[float, str]]


def _chart(song: SongMap, treatment: Treatment, board: Storyboard, fps: Fraction, language: Language) -> Chart:
    length = board.cut.frames / float(fps)
    sections = [
        {
            "start": section.start_s / length,
            "share": (min(section.end_s, length) - section.start_s) / length,
            "label": say(f"section_{section.label}", language),
            "at": _clock(round(section.start_s * fps), fps),
            "turn": number == treatment.turn_section,
        }
        for number, section in enumerate(song.sections)
    ]
    clips = [
        {
            "id": clip.id,
            "share": clip.frames / board.cut.frames,
            "number": shot_number(clip.shot),
            "at": _clock(clip.start, fps),
            "colours": board.shot(clip.shot).palette.colours,
        }
        for clip in board.cut.clips
    ]
    times = song.beats or tuple(float(second) for second in range(len(song.energy)))
    energy = [(min(1.0, at / length), level) for at, level in zip(times, song.energy, strict=False)]
    energy = energy[:: max(1, len(energy) // 200)]
    every = next(s for s in (2, 5, 10, 15, 30, 60, 120, 300, 600) if length / s <= 14 or s == 600)
    ticks = [(second / length, f"{second // 60}:{second % 60:02d}") for second in range(0, int(length), every)]
    return Chart(sections=sections, clips=clips, energy=energy, ticks=ticks)


def _clock(frame: int, fps: Fraction) -> str:
    tenths = round(frame / fps * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
