"""Ten seconds around the turn of the song: the part of a cut that is made first when a preview was asked."""

from director.model import Clip, Cut, Title, Window
from director.steps.base import footing, heard
from director.store import Project

SECONDS_BEFORE, SECONDS_AFTER = 4.0, 6.0
"""The turn is entered from what leads up to it."""


def around_the_turn(project: Project) -> tuple[int, int]:
    """Return the frames [start, end) of the preview; the treatment must stand."""
    assert project.treatment is not None
    clock, song = footing(project), heard(project)
    turn_s = song.sections[project.treatment.turn_section].start_s
    whole = round((SECONDS_BEFORE + SECONDS_AFTER) * clock.fps)
    start = min(max(0, round((turn_s - SECONDS_BEFORE) * clock.fps)), max(0, clock.frames - whole))
    return start, min(clock.frames, start + whole)


def excerpt(cut: Cut, scope: tuple[int, int]) -> Cut:
    """Return frames [start, end) of a cut as a cut of its own, from frame 0."""
    start, end = scope
    clips = tuple(_trimmed(clip, start, end) for clip in cut.clips if clip.end > start and clip.start < end)
    inside = {clip.id for clip in clips[1:]}
    titles = tuple(_shifted(title, start, end) for title in cut.titles if title.end > start and title.start < end)
    return Cut(
        frames=end - start,
        clips=clips,
        transitions=tuple(t for t in cut.transitions if t.clip in inside and t.kind != "fade to black"),
        titles=titles,
        lead_frames=cut.lead_frames,
    )


def sound_of(project: Project, scope: tuple[int, int]) -> Window:
    """Return the stretch of the song's file that belongs to frames [start, end) of the film."""
    fps, base = project.brief.format.fps, project.brief.window.start_s if project.brief.window else 0.0
    return Window(start_s=base + float(scope[0] / fps), end_s=base + float(scope[1] / fps))


def _trimmed(clip: Clip, start: int, end: int) -> Clip:
    cut_off = max(0, start - clip.start)
    return clip.model_copy(
        update={
            "start": max(clip.start, start) - start,
            "end": min(clip.end, end) - start,
            "take_in": clip.take_in + cut_off,
        }
    )


def _shifted(title: Title, start: int, end: int) -> Title:
    return title.model_copy(update={"start": max(title.start, start) - start, "end": min(title.end, end) - start})
