"""conceive: the brief is read and becomes a treatment, the film on one page."""

from director.errors import BudgetExhausted
from director.model import digest_of
from director.steps.base import Room, Run, heard, stage, tell
from director.store import Project
from tools.bank import file_of
from tools.old_clip import read_old_clip


async def conceive(state: Run, runtime: Room) -> Run:
    """Read the brief and write the treatment, unless both stand already for this brief and song."""
    store, writer = runtime.context.store, runtime.context.crew.screenwriter
    project = await with_source(runtime, store.load())
    song = heard(project)
    made_from = digest_of([project.brief.wish(), song.fingerprint()])
    if project.treatment is None or project.made.get("conceive") != made_from:
        tell(runtime, "conceiving")
        with stage(runtime.context, "plan"):
            reading = await writer.read(project.brief)
            treatment = await writer.treat(project.brief, reading, song)
            made = {**project.made, "conceive": made_from}
            store.save(project.model_copy(update={"reading": reading, "treatment": treatment, "made": made}))
    tell(runtime, "conceived")
    return {"round": state.get("round", 0)}


async def with_source(runtime: Room, project: Project) -> Project:
    """Return the project with the old clip that it makes anew read, once: by eyes where there are any.

    Raises:
        ArtistError: the clip cannot be read.
    """
    deps, brief = runtime.context, project.brief
    given = next((r for r in brief.references if r.role == "old clip"), None)
    if given is None or (brief.source is not None and brief.source.digest == given.digest):
        return project
    tell(runtime, "old clip", name=given.name)
    path = file_of(deps.folder, given)
    try:
        source = await read_old_clip(path, deps.crew.eyes)
    except BudgetExhausted:
        source = await read_old_clip(path)
    brief = brief.model_copy(update={"source": source})
    project = project.model_copy(update={"brief": brief, "notes": (*project.notes, *source.notes)})
    deps.store.save(project)
    return project
