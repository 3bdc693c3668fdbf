"""Stills of the intended picture for three key shots of a draft, where a model for stills is on this machine's card.

The drawn draft shows what happens and when; a still shows what the film could look like.
"""

from director.errors import BudgetExhausted, DirectorError
from director.model import Capability, Order, Shot, Storyboard
from director.steps.base import Deps, Room, sharing, tell
from director.steps.pictures import made_picture
from director.steps.routing import drawn_take, still_model
from director.store import Project

KEY_SHOTS = 3


async def make_stills(runtime: Room, project: Project) -> Project:
    """Make the stills that are missing and return the project with them; a still that fails is told, not fatal."""
    deps = runtime.context
    assert project.board is not None
    stills = dict(project.stills)
    shots = key_shots(project.board)
    for number, shot in enumerate(shots, 1):
        model = still_model(deps.models, shot, project, drawn_take(project, shot, deps.store) is not None)
        if model is None or model.name not in deps.renderers:
            continue
        order = await still_order(deps, project, shot, model)
        facts = {"shot": shot.id, "renderer": model.name, "number": number, "of": len(shots)}
        if deps.store.take(order.key()) is None:
            tell(runtime, "still", **facts)
        try:
            stills[shot.id] = (await made_picture(deps, order, sharing(runtime, "still", **facts))).id
        except BudgetExhausted:
            break
        except DirectorError as fault:
            tell(runtime, "failed", shot=shot.id, why=str(fault))
    project = deps.store.load().model_copy(update={"stills": stills})
    deps.store.save(project)
    return project


def key_shots(board: Storyboard) -> tuple[Shot, ...]:
    """Return the drawn shots that matter most, in the order of the film."""
    drawn = [shot for shot in board.shots if shot.technique == "drawn"]
    chosen = sorted(drawn, key=lambda shot: (-shot.importance, not shot.who, shot.id))[:KEY_SHOTS]
    return tuple(sorted(chosen, key=lambda shot: shot.id))


async def still_order(deps: Deps, project: Project, shot: Shot, model: Capability) -> Order:
    """Return the order of a still: the words of the shot, one frame, steered by the drawn take where the model can be.

    It is the first frame of the shot, so that a take may start from it.
    """
    assert project.board is not None
    maker = deps.renderers[model.name]
    order = await deps.crew.prompter.order(project.brief, project.board, shot, maker.name, maker.version)
    drawn = drawn_take(project, shot, deps.store) if model.mode("control") is not None else None
    control = drawn.file if drawn is not None else ""
    return order.model_copy(update={"still": True, "frames": 1, "handles": 0, "keyframes": (), "control": control})
