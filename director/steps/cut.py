"""cut: the best takes stand in their places; the draft is assembled on the song and looked at as a whole."""

import asyncio
from collections.abc import Mapping
from typing import Literal

from langgraph.types import Command

from director.crew.llm.asking import DRAWN
from director.model import Cut, Storyboard, Take, digest_of
from director.steps.allocate import place_takes
from director.steps.base import Deps, Room, Run, in_cut, stage, tell
from director.steps.looking_again import looked_at, to_be_looked_at
from director.steps.preview import excerpt, sound_of
from director.store import DRAFT, PREVIEW, Draft, Project
from tools import editing, media


async def cut(state: Run, runtime: Room) -> Command[Literal["allocate", "gate"]]:
    """Assemble draft.mp4 from the takes that belong in it, and look at it; a shot without a take stays a named gap.

    What the editor sees in the whole film goes back to allocation, once for each stage.
    """
    deps = runtime.context
    project = deps.store.load()
    assert project.board is not None
    tell(runtime, "cutting")
    verdicts = await place_takes(deps, project)
    scores = {take: verdict.score for take, verdict in verdicts.items()}
    chosen = {shot.id: in_cut(deps.store, project, shot, scores) for shot in project.board.shots}
    takes = {shot: take for shot, take in chosen.items() if take is not None}
    planned = with_gaps(project.board.cut, takes)
    if project.scope is not None:
        return await _preview(runtime, project, planned, takes)
    with stage(deps, "cut"):
        made = await asyncio.to_thread(_assemble, deps, project, planned, takes)
    film = film_of(project.board.cut, takes)
    draft = Draft(
        film=film,
        frames=media.probe(deps.folder / DRAFT).frames,
        takes={shot: take.id for shot, take in takes.items()},
        segments_made=made.segments_made,
        segments_reused=made.segments_reused,
        seconds=made.seconds,
        # Why a shot is missing is told by the report, from the ledger.
        notes=tuple(note for note in made.notes if note.key != "clip_missing"),
    )
    deps.store.save(deps.store.load().model_copy(update={"draft": draft}))
    with stage(deps, "critique"):
        if deps.store.review(film) is None:
            findings = await deps.crew.critic.review(as_filmed(project.board, takes), planned, deps.folder / DRAFT)
            deps.store.keep_review(film, findings)
    tell(runtime, "cut", film=str(deps.folder / DRAFT), made=made.segments_made, reused=made.segments_reused)
    project = deps.store.load()
    if not to_be_looked_at(project):
        return Command(update={"turn": None}, goto="gate")
    looked = looked_at(deps, project, film, deps.store.review(film) or (), takes)
    deps.store.save(project.model_copy(update={"looked": looked}))
    tell(runtime, "looked at", again=list(looked.takes))
    waits = looked.takes or "kept" in project.reasons.values()
    return Command(update={"turn": None}, goto="allocate" if waits else "gate")


def as_filmed(board: Storyboard, takes: Mapping[str, Take]) -> Storyboard:
    """Return the board as an editor is to know it: what a draft cannot show is named where the draft is in the cut."""
    drawn = {shot for shot, take in takes.items() if take.order.renderer in DRAWN}
    shots = tuple(s if s.id in drawn else s.model_copy(update={"beyond": ()}) for s in board.shots)
    return board.model_copy(update={"shots": shots})


def film_of(cut: Cut, takes: dict[str, Take]) -> str:
    """Return the digest of a cut with these takes in it."""
    return digest_of([with_gaps(cut, takes).fingerprint(), {shot: take.media for shot, take in takes.items()}])


def with_gaps(planned: Cut, takes: dict[str, Take]) -> Cut:
    """Return the cut with every clip marked missing whose shot has no take."""
    clips = tuple(clip.model_copy(update={"missing": clip.shot not in takes}) for clip in planned.clips)
    return planned.model_copy(update={"clips": clips})


async def _preview(
    runtime: Room, project: Project, planned: Cut, takes: dict[str, Take]
) -> Command[Literal["allocate", "gate"]]:
    assert project.scope is not None
    deps = runtime.context
    with stage(deps, "cut"):
        await asyncio.to_thread(_assemble, deps, project, excerpt(planned, project.scope), takes)
    deps.store.save(deps.store.load().model_copy(update={"scope": None}))
    tell(runtime, "preview", film=str(deps.folder / PREVIEW))
    return Command(update={"turn": None}, goto="gate")


def _assemble(deps: Deps, project: Project, planned: Cut, takes: dict[str, Take]) -> editing.Assembly:
    return editing.assemble(
        planned,
        takes,
        project=deps.folder,
        sound=deps.folder / project.song_file,
        out=deps.folder / (DRAFT if project.scope is None else PREVIEW),
        fps=project.brief.format.fps,
        size=project.brief.format.pixels,
        window=sound_of(project, project.scope) if project.scope is not None else project.brief.window,
    )
