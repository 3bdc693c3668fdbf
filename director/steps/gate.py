"""gate: the one place where the artist is asked. Approval and every later edit are the same answer: a Turn."""

from typing import Any, Literal

from langgraph.types import Command, interrupt

from director.model import Approve, Export
from director.steps.base import Room, Run, tell
from director.steps.preview import around_the_turn
from director.steps.storyboard import TURN

Next = Literal["allocate", "export", "gate", "storyboard"]


async def gate(state: Run, runtime: Room) -> Command[Next]:
    """Wait for a turn and go where it leads. Nothing stands before the interrupt: an answer runs the body again."""
    asked: dict[str, Any] = interrupt({"waiting": "turn"})
    turn = TURN.validate_python(asked)
    store = runtime.context.store
    match turn:
        case Approve():
            project = store.load()
            scope = around_the_turn(project) if turn.preview else None
            store.save(project.model_copy(update={"approved": project.approved or not turn.preview, "scope": scope}))
            return Command(update={"turn": None, "round": 0}, goto="allocate")
        case Export() if store.load().draft is None:
            tell(runtime, "refused", key="no_draft", values={"folder": str(store.folder)})
            return Command(update={"turn": None}, goto="gate")
        case Export():
            return Command(update={"turn": None}, goto="export")
        case _:
            return Command(update={"turn": asked}, goto="storyboard")
