"""conceive: the brief is read and becomes a treatment, the film on one page."""

from director.model import digest_of
from director.steps.base import Room, Run, heard, stage, tell


async def conceive(state: Run, runtime: Room) -> Run:
    """Read the brief and write the treatment, unless both stand already for this brief and song."""
    store, writer = runtime.context.store, runtime.context.crew.screenwriter
    project = store.load()
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
