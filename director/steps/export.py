"""export: everything a run leaves beside the film, made from recorded facts."""

import asyncio

from director.model import Take
from director.report import Report, report_of
from director.steps.base import Deps, Room, Run, heard, stage, tell
from director.steps.cut import with_gaps
from director.store import Project
from tools import contact, interchange


async def export(state: Run, runtime: Room) -> Run:
    """Write contact sheet, poster, timeline and report of the draft as it stands."""
    deps = runtime.context
    project = deps.store.load()
    with stage(deps, "cut"):
        await asyncio.to_thread(_write, deps, project)
    report = report_of(deps.store, deps.ledger)
    deps.store.write("report.json", report.model_dump_json(indent=1))
    tell(runtime, "exported", folder=str(deps.folder))
    return {"turn": None}


def _write(deps: Deps, project: Project) -> None:
    assert project.board is not None
    assert project.draft is not None
    found = {shot: deps.store.take(take) for shot, take in project.draft.takes.items()}
    takes: dict[str, Take] = {shot: take for shot, take in found.items() if take is not None}
    planned = with_gaps(project.board.cut, takes)
    fps = project.brief.format.fps
    contact.contact_sheet(planned, takes, deps.folder, fps, deps.folder / "contact.png")
    interchange.write_otio(planned, takes, heard(project), fps, deps.folder / "cut.otio")


__all__ = ["Report", "export"]
