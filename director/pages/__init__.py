"""The pages that a run leaves: the storyboard before the spend, the report after it. Single files, readable offline."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import jinja2
import numpy as np
from numpy.typing import NDArray

from director.model import Clip, Language, Quote, Shot, SongMap, Storyboard, Treatment
from director.report import Report
from director.store import Project
from director.words import say

PICTURE_HEIGHT = 120
"""px of the small pictures on the pages."""


@dataclass(frozen=True)
class Row:
    """One clip of the cut as a page shows it."""

    number: int
    clip: Clip
    shot: Shot
    at: str
    seconds: str
    section: str
    place: str
    picture: str
    not_drawn: str
    score: float | None
    reason: str


def picture_of(frame: NDArray[np.uint8]) -> str:
    """Return an (h, w, 3) RGB frame as a data URL of a small JPEG."""
    from PIL import Image

    image = Image.fromarray(frame)
    image.thumbnail((PICTURE_HEIGHT * 3, PICTURE_HEIGHT))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()


def storyboard_page(project: Project, quote: Quote, pictures: Mapping[str, str]) -> str:
    """Return the storyboard as HTML: the film on one page, its shots on the song, and the price.

    `pictures` are data URLs by shot id, empty before anything was shot.
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
        rows=_rows(project, project.board, pictures, None),
        chart=_chart(project.song, project.treatment, project.board, project.brief.format.fps),
    )


def report_page(project: Project, report: Report, pictures: Mapping[str, str], weakest: str) -> str:
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
        chart=_chart(project.song, project.treatment, project.board, project.brief.format.fps),
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


def _rows(project: Project, board: Storyboard, pictures: Mapping[str, str], report: Report | None) -> list[Row]:
    assert project.treatment is not None
    assert project.song is not None
    language, fps = project.brief.language, project.brief.format.fps
    places = {place.id: place.name for place in project.treatment.places}
    facts = {fact.id: fact for fact in report.shots} if report else {}
    heard = {h.term: h.words.lower() for h in project.reading.heard} if project.reading else {}
    rows = []
    for number, clip in enumerate(board.cut.clips, 1):
        shot = board.shot(clip.shot)
        fact = facts.get(shot.id)
        rows.append(
            Row(
                number=number,
                clip=clip,
                shot=shot,
                at=_clock(clip.start, fps),
                seconds=f"{float(clip.frames / fps):.1f}",
                section=say(f"section_{project.song.sections[shot.section].label}", language),
                place=places.get(shot.place, shot.place),
                picture=pictures.get(shot.id, ""),
                not_drawn=", ".join(heard.get(term, term) for term in project.not_drawn.get(shot.id, ())),
                score=fact.score if fact else None,
                reason=say(f"reason_{fact.reason.replace(' ', '_')}", language) if fact and fact.reason else "",
            )
        )
    return rows


@dataclass(frozen=True)
class Chart:
    """The film on the song's time, in shares 0-1 of its length."""

    sections: list[dict[str, Any]]
    cuts: list[float]
    energy: list[tuple[float, float]]


def _chart(song: SongMap, treatment: Treatment, board: Storyboard, fps: Fraction) -> Chart:
    length = board.cut.frames / float(fps)
    plans = {plan.section: plan for plan in treatment.sections}
    sections = [
        {
            "start": section.start_s / length,
            "share": (section.end_s - section.start_s) / length,
            "label": section.label,
            "colours": plans[number].palette.colours if number in plans else (),
            "role": plans[number].role if number in plans else "",
            "turn": number == treatment.turn_section,
        }
        for number, section in enumerate(song.sections)
    ]
    step = max(1, len(song.energy) // 200)
    times = song.beats if len(song.beats) == len(song.energy) else tuple(range(len(song.energy)))
    energy = [(min(1.0, times[i] / length), song.energy[i]) for i in range(0, len(song.energy), step)]
    return Chart(sections=sections, cuts=[clip.start / board.cut.frames for clip in board.cut.clips], energy=energy)


def _clock(frame: int, fps: Fraction) -> str:
    seconds = float(frame / fps)
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"
