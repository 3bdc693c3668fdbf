"""Keyframe first: a still is made and judged before the take that starts from it: it is cheap to refuse."""

import numpy as np

from director.crew.base import Screening
from director.errors import ArtistError, BudgetExhausted, ProviderError
from director.model import Capability, FirstFrame, Order, RequirementKind, Shot, Take, Verdict
from director.steps.base import Deps, Room, Share, sharing, stage, tell
from director.steps.pictures import made_picture, pixels_of
from director.steps.references import encoded, join_keyframe
from director.steps.routing import drawn_take, renderer_name, routed, still_model, takes_of
from director.steps.stills import still_order
from director.store import Project, plan_of, starts_from_still, still_refused
from tools.bank import keep_picture
from tools.media import FilmWriter

TAKING_TIME: frozenset[RequirementKind] = frozenset({"motion", "not frozen", "no flicker", "distinct", "story"})
"""What one picture cannot show."""

SHOWN = 6
"""Frames for which a still is held while it is judged: critics look at films."""


async def make_first_frames(runtime: Room, shots: tuple[Shot, ...]) -> Project:
    """Make the first frames that these shots lack, and return the project with those that were found good.

    A still that is refused is made anew by a changed order, as often as the film's limits allow takes of a shot; then
    the shot is made from words alone, and a model that cannot is replaced.
    """
    deps = runtime.context
    project = deps.store.load()
    refused = False
    wanted = [(shot, model) for shot in shots if (model := await wants_first_frame(deps, project, shot)) is not None]
    for number, (shot, model) in enumerate(wanted, 1):
        facts = {"shot": shot.id, "renderer": model.name, "number": number, "of": len(wanted)}
        tell(runtime, "still", **facts)
        try:
            made = await _tried(deps, project, shot, model, sharing(runtime, "still", **facts))
        except BudgetExhausted as wall:
            tell(runtime, "failed", shot=shot.id, why=str(wall))
            break
        project = _with(deps, project, shot, made)
        refused = refused or not made.accepted
        deps.store.save(project)
    if refused:
        project = project.model_copy(update={"routes": routed(deps, project)})
        deps.store.save(project)
    return project


async def wants_first_frame(deps: Deps, project: Project, shot: Shot) -> Capability | None:
    """Return the model that makes a still for the first frame of a shot; None where none is to be made.

    One is made for a model that starts from a picture, and for any that costs money.
    """
    if project.stage != "film" or shot.technique != "drawn" or takes_of(deps, project, shot):
        return None
    if starts_from_still(project, shot) or still_refused(project, shot):
        return None
    model = still_model(deps.models, shot, project, drawn_take(project, shot, deps.store) is not None)
    renderer = deps.renderers[renderer_name(deps, project, shot)]
    if model is None or model.name not in deps.renderers or model.name == renderer.name:
        return None
    able = renderer.capability()
    return model if starts_from_a_picture(able) or able.price is not None else None


def starts_from_a_picture(able: Capability) -> bool:
    """Whether a renderer takes a first frame; for one that does not, a still is only a cheap look at the shot."""
    return any(able.mode(kind) is not None for kind in ("i2v", "flf2v", "animate"))


async def _tried(deps: Deps, project: Project, shot: Shot, model: Capability, share: Share) -> FirstFrame:
    order: Order | None = await still_order(deps, project, shot, model)
    verdicts: list[Verdict] = []
    tries: list[str] = []
    while order is not None and len(tries) < project.brief.limits.max_attempts:
        try:
            take = await made_picture(deps, order, share)
        except (ArtistError, ProviderError):
            break  # written down in the ledger; the shot is made from words
        verdicts.append(await judged_still(deps, take))
        tries.append(take.id)
        if verdicts[-1].decision != "retry":
            break
        order = await deps.crew.prompter.revise(order, tuple(verdicts))
    accepted = bool(verdicts) and verdicts[-1].decision == "accept"
    return FirstFrame(plan=plan_of(shot), model=model.name, tries=tuple(tries), accepted=accepted)


def _with(deps: Deps, project: Project, shot: Shot, made: FirstFrame) -> Project:
    frames = {name: frame for name, frame in project.keyframes.items() if name != shot.id}
    take = deps.store.take(made.tries[-1]) if made.accepted else None
    if take is not None:
        data = encoded(pixels_of(deps.folder / take.file))
        frames[shot.id] = keep_picture(deps.folder, data, ".png", "first frame")
        verdict = deps.store.verdict(take)
        assert verdict is not None
        join_keyframe(deps.folder, take, verdict)
    return project.model_copy(update={"keyframes": frames, "first_frames": {**project.first_frames, shot.id: made}})


async def judged_still(deps: Deps, take: Take) -> Verdict:
    """Return the verdict on a still, made once: what one picture can show, measured and, where there are eyes, seen."""
    known = deps.store.verdict(take)
    if known is not None:
        return known
    pixels = pixels_of(deps.folder / take.file)
    look = deps.folder / "takes" / f".{take.id}.part.mp4"
    shot = at_first(take.order.shot)
    order = take.order.model_copy(update={"shot": shot})
    shown = take.model_copy(update={"order": order, "frames": SHOWN, "handles": 0})
    try:
        with FilmWriter(look, pixels.shape[1] // 2 * 2, pixels.shape[0] // 2 * 2, take.order.fps) as film:
            for _ in range(SHOWN):
                film.write(np.ascontiguousarray(pixels[: pixels.shape[0] // 2 * 2, : pixels.shape[1] // 2 * 2]))
        async with deps.judging:
            with stage(deps, "critique"):
                verdict = await deps.crew.critic.judge(Screening(shot=shot, take=shown, media=look, matte=None))
    finally:
        look.unlink(missing_ok=True)
    deps.store.keep_verdict(verdict, take)
    return verdict


def at_first(shot: Shot) -> Shot:
    """Return a shot as it is in its first frame: how it begins, and nothing that takes time."""
    script = shot.script
    if script is not None:
        script = script.model_copy(update={"beats": (script.beats[0], "", "")})
    shown = tuple(r for r in shot.requirements if r.kind not in TAKING_TIME)
    return shot.model_copy(
        update={
            "action": (shot.action[0], "", ""),
            "change": "",
            "move": shot.move.model_copy(update={"kind": "static"}),
            "requirements": shown,
            "script": script,
        }
    )
