"""Stills of the intended picture for three key shots of a draft, where a model for stills is on this machine's card.

The drawn draft shows what happens and when; a still shows what the film could look like.
"""

from director.errors import BudgetExhausted, DirectorError
from director.model import Capability, Order, Shot, Storyboard
from director.steps.base import Deps, Models, Room, tell
from director.steps.shoot import make_take
from director.store import Project
from render.fit import Wanted
from render.router import refusal

KEY_SHOTS = 3


async def make_stills(runtime: Room, project: Project) -> Project:
    """Make the stills that are missing and return the project with them; a still that fails is told, not fatal."""
    deps = runtime.context
    assert project.board is not None
    stills = dict(project.stills)
    for shot in key_shots(project.board):
        model = still_model(deps.models, shot, project)
        if model is None or model.name not in deps.renderers:
            continue
        order = await still_order(deps, project, shot, model)
        key = deps.store.keep_order(order)
        if deps.store.take(key) is None:
            tell(runtime, "still", shot=shot.id, renderer=model.name)
            try:
                async with deps.shooting:
                    await make_take(deps, order, key)
            except BudgetExhausted:
                break
            except DirectorError as fault:
                deps.ledger.fail(key, str(fault))
                tell(runtime, "failed", shot=shot.id, why=str(fault))
                continue
        stills[shot.id] = key
    project = deps.store.load().model_copy(update={"stills": stills})
    deps.store.save(project)
    return project


def key_shots(board: Storyboard) -> tuple[Shot, ...]:
    """Return the drawn shots that matter most, in the order of the film."""
    drawn = [shot for shot in board.shots if shot.technique == "drawn"]
    chosen = sorted(drawn, key=lambda shot: (-shot.importance, not shot.who, shot.id))[:KEY_SHOTS]
    return tuple(sorted(chosen, key=lambda shot: shot.id))


def still_model(models: Models, shot: Shot, project: Project) -> Capability | None:
    """Return the best model for stills that this machine has, or None."""
    width, height = project.brief.format.pixels
    wanted = Wanted(shot, 1, project.brief.format.fps, width, height, still=True)
    able = [m for m in models.known.values() if m.stills and m.weights and refusal(wanted, m, models.machine) is None]
    return max(
        able, key=lambda m: (m.strengths.get("photoreal", 0.5) + m.strengths.get("detail", 0.5), m.name), default=None
    )


async def still_order(deps: Deps, project: Project, shot: Shot, model: Capability) -> Order:
    """Return the order of a still: the words of the shot, one frame."""
    assert project.board is not None
    maker = deps.renderers[model.name]
    order = await deps.crew.prompter.order(project.brief, project.board, shot, maker.name, maker.version)
    return order.model_copy(update={"still": True, "frames": 1, "handles": 0, "keyframes": ()})
