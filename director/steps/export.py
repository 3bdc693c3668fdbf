"""export: everything a run leaves beside the film, made from recorded facts."""

import asyncio

from director.model import Quote, Take
from director.notes import verdicts_in_cut
from director.pages import PICTURE_HEIGHT, Pictures, picture_of, report_page, storyboard_page
from director.report import report_of, weakest
from director.steps.base import Deps, Room, Run, heard, record_times, stage, tell
from director.steps.cut import with_gaps
from director.steps.stills import make_stills
from director.store import Project
from tools import contact, interchange, media


async def export(state: Run, runtime: Room) -> Run:
    """Write contact sheet, poster, timeline and report of the draft as it stands."""
    deps = runtime.context
    project = await make_stills(runtime, deps.store.load())
    with stage(deps, "export"):
        await asyncio.to_thread(_write, deps, project)
        pictures = await asyncio.to_thread(_pictures, deps, deps.store.load())
        stills = await asyncio.to_thread(_stills, deps, deps.store.load())
    record_times(deps)
    project = deps.store.load()
    report = report_of(deps.store, deps.ledger)
    deps.store.write("report.json", report.model_dump_json(indent=1))
    deps.store.write("report.html", report_page(project, report, Pictures(pictures, stills), weakest(deps.store)))
    quote = Quote(money=deps.ledger.totals().quoted)
    deps.store.write("storyboard.html", storyboard_page(project, quote, Pictures(pictures, stills)))
    tell(runtime, "exported", folder=str(deps.folder))
    return {"turn": None}


def _write(deps: Deps, project: Project) -> None:
    assert project.board is not None
    assert project.draft is not None
    found = {shot: deps.store.take(take) for shot, take in project.draft.takes.items()}
    takes = {shot: take for shot, take in found.items() if take is not None}
    planned = with_gaps(project.board.cut, takes)
    brief, folder = project.brief, deps.folder
    contact.contact_sheet(planned, takes, folder, brief.format.fps, brief.format.pixels, folder / "contact.png")
    interchange.write_otio(
        planned,
        takes,
        heard(project),
        brief.format.fps,
        folder / "cut.otio",
        sound=folder / project.song_file,
        sound_start_s=brief.window.start_s if brief.window else 0.0,
    )
    face = _poster_take(deps, project, takes)
    if face is not None:
        picture = media.read_frames(folder / face.file, [face.frames // 2])[0]
        contact.poster(picture, brief.title, brief.artist, folder / "poster.jpg")


def _pictures(deps: Deps, project: Project) -> dict[str, str]:
    """Return the middle frame of every take in the cut as a small picture, by shot id."""
    found: dict[str, str] = {}
    for shot, take_id in (project.draft.takes if project.draft else {}).items():
        take = deps.store.take(take_id)
        if take is not None:
            found[shot] = picture_of(media.read_frames(deps.folder / take.file, [take.frames // 2], PICTURE_HEIGHT)[0])
    return found


def _stills(deps: Deps, project: Project) -> dict[str, str]:
    """Return the stills of the intended picture, small, by shot id."""
    found: dict[str, str] = {}
    for shot, key in project.stills.items():
        still = deps.store.take(key)
        if still is not None:
            found[shot] = picture_of(media.read_photo(deps.folder / still.file))
    return found


def _poster_take(deps: Deps, project: Project, takes: dict[str, Take]) -> Take | None:
    """Return the take that stands for the film: what matters most in it, and was done well."""
    assert project.board is not None
    verdicts = verdicts_in_cut(deps.store, project)
    shots = [shot for shot in project.board.shots if shot.id in takes]
    if not shots:
        return None
    best = max(shots, key=lambda s: (s.importance * (verdicts[s.id].score if s.id in verdicts else 0.5), bool(s.who)))
    return takes[best.id]
