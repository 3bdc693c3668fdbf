"""gate: the one place where the artist is asked. Approval and every later edit are the same answer: a Turn."""

from typing import Any, Literal

from langgraph.types import Command, interrupt

from director.errors import ArtistError
from director.model import Approve, Export
from director.steps.base import Deps, Room, Run, tell
from director.steps.preview import around_the_turn
from director.steps.shoot import agreed
from director.steps.storyboard import TURN
from director.steps.trial import trial_for
from director.steps.write_orders import to_be_made
from director.store import Project
from tools.consent import require_consent

Next = Literal["prepare", "export", "gate", "storyboard"]


async def gate(state: Run, runtime: Room) -> Command[Next]:
    """Wait for a turn and go where it leads. Nothing stands before the interrupt: an answer runs the body again."""
    asked: dict[str, Any] = interrupt({"waiting": "turn"})
    turn = TURN.validate_python(asked)
    store = runtime.context.store
    match turn:
        case Approve():
            return Command(update={"turn": None, "round": 0}, goto=await _approved(runtime, preview=turn.preview))
        case Export() if store.load().draft is None:
            tell(runtime, "refused", key="no_draft", values={"folder": str(store.folder)})
            return Command(update={"turn": None}, goto="gate")
        case Export():
            return Command(update={"turn": None}, goto="export")
        case _:
            return Command(update={"turn": asked}, goto="storyboard")


async def _approved(runtime: Room, *, preview: bool) -> Literal["prepare", "gate"]:
    """Let the shooting begin: of ten seconds, of the test shots, or of the whole; nobody is made anew unasked."""
    deps = runtime.context
    project = deps.store.load()
    try:
        await _require_consents(deps, project)
    except ArtistError as refusal:
        tell(runtime, "refused", key=refusal.key, values=refusal.values)
        return "gate"
    if preview:
        deps.store.save(project.model_copy(update={"scope": around_the_turn(project)}))
        return "prepare"
    trial = None if project.approved else await trial_for(deps, project)
    approved = trial is None or trial.done
    deps.store.save(project.model_copy(update={"approved": approved, "scope": None, "trial": trial or project.trial}))
    return "prepare"


async def _require_consents(deps: Deps, project: Project) -> None:
    """Check everything that is still to be made, before any of it is sent.

    Raises:
        ArtistError: someone in a picture has not agreed to be made anew.
    """
    if not project.brief.references:
        return
    for order in await to_be_made(deps, project):
        capability = deps.renderers[order.renderer].capability()
        require_consent(agreed(order, project.brief), capability, project.brief.language)
