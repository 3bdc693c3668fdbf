"""Who makes which shot: the drawing room for a draft, the router's choice among this machine's models for the film."""

from collections.abc import Iterable

from director.errors import SetupError
from director.model import Brief, Capability, Reference, Routed, Shot, Strength, Take
from director.steps.base import Deps, Models
from director.store import Project, Store, starts_from_still, still_refused
from render.fit import Wanted, mode_for
from render.router import USUAL, Record, Route, refusal, route

HANDLES = 12
"""Frames before and after the body that the router reckons with, as the prompter asks for them."""


def routed(deps: Deps, project: Project) -> dict[str, Routed]:
    """Return who makes each shot of the film; empty for a drawn draft, whose renderers follow from the technique.

    Raises:
        ArtistError: a pin cannot be kept, or nothing here can make a shot.
    """
    if project.stage == "draft":
        return {}
    return {found.shot: told(found) for found in routes(deps.store, project, deps.models)}


def routes(store: Store, project: Project, models: Models) -> tuple[Route, ...]:
    """Return the router's choice for every shot, in the order of the cut, on the machine of `models`.

    Raises:
        ArtistError: a pin cannot be kept, or nothing here can make a shot.
    """
    wanted = []
    for shot in _in_order(project):
        drawn = drawn_take(project, shot, store) is not None
        wanted.append(_wanted(project, shot, drawn, still_model(models, shot, project, drawn)))
    return route(wanted, models.known, models.machine, records_of(store), pins(project))


def told(found: Route) -> Routed:
    """Return a choice as it is kept and shown."""
    rung = found.footprint
    memory = f"{rung.precision}, {rung.offload}" if rung else ""
    return Routed(renderer=found.renderer, why=found.why, score=found.score, memory=memory, changes=found.changes)


def pins(project: Project) -> dict[str, str]:
    """Return the renderer that the artist wants for each shot: its own pin, its section's, or the film's."""
    assert project.board is not None
    found = {}
    for shot in project.board.shots:
        names = (shot.id, f"section {shot.section}", "film")
        pin = next((project.pins[name] for name in names if name in project.pins), None)
        # A photo or footage of the artist's own stays with who can show it, whatever the film's pin says.
        if pin is not None and (shot.technique == "drawn" or names[0] in project.pins):
            found[shot.id] = pin
    return found


def records_of(store: Store) -> dict[str, Record]:
    """Return what the critic and the ledger know of each renderer, from this film's takes."""
    counted: dict[str, list[tuple[bool, float]]] = {}
    for take in store.all_takes():
        verdict = store.last_verdict(take)
        if verdict is not None:
            rate = take.seconds / take.frames
            counted.setdefault(take.order.renderer, []).append((verdict.decision == "accept", rate))
    return {
        name: Record(len(rows), sum(kept for kept, _ in rows), sum(rate for _, rate in rows) / len(rows))
        for name, rows in counted.items()
    }


def renderer_name(deps: Deps, project: Project, shot: Shot) -> str:
    """Return the name of the renderer that makes a shot.

    Raises:
        SetupError: nothing here makes shots of this kind.
    """
    chosen = project.routes.get(shot.id)
    if chosen is not None and project.stage == "film":
        return chosen.renderer
    drawn = (name for name in ("animatic", "plates", *deps.renderers) if name in deps.renderers)
    for name in drawn:
        if shot.technique in deps.renderers[name].capability().techniques:
            return name
    raise SetupError(f"no renderer here makes shots of the kind {shot.technique!r}")


def takes_of(deps: Deps, project: Project, shot: Shot) -> tuple[Take, ...]:
    """Return a shot's takes that count now: of the film only those of its own renderer, of a draft all.

    The drawn takes of a film stay, and stand in the cut until the film's own are there. Of a model that follows actors
    only those count that follow the footage which the shot wants now.
    """
    takes = deps.store.takes(shot)
    if project.stage == "draft" or shot.id not in project.routes:
        return takes
    name = project.routes[shot.id].renderer
    maker = deps.renderers.get(name)
    follows = maker is not None and maker.capability().mode("animate") is not None
    meant = (take for take in takes if take.order.renderer == name)
    led = {take.id for take in meant if not follows or take.order.shot.performance == shot.performance}
    return tuple(take for take in takes if take.id in led or take.own)


def drawn_take(project: Project, shot: Shot, store: Store) -> Take | None:
    """Return the drawn take that stands in the draft's cut for a shot, whose frames may steer a model; None if none."""
    shown = store.take(project.draft.takes.get(shot.id, "")) if project.draft else None
    drawn = [take for take in store.takes(shot) if take.order.renderer == "animatic"]
    return shown if shown in drawn else (drawn[0] if drawn else None)


def _in_order(project: Project) -> Iterable[Shot]:
    assert project.board is not None
    return (project.board.shot(id_) for id_ in dict.fromkeys(clip.shot for clip in project.board.cut.clips))


def _wanted(project: Project, shot: Shot, drawn: bool, stills: Capability | None) -> Wanted:
    assert project.board is not None
    fps = project.brief.format.fps
    width, height = project.brief.format.pixels
    clips = [clip for clip in project.board.cut.clips if clip.shot == shot.id]
    frames = max(clip.take_in + clip.frames for clip in clips)
    people = {one.character for one in shot.who if one.character}
    return Wanted(
        shot,
        frames + 2 * HANDLES,
        fps,
        width,
        height,
        references=len(people),
        keyframe=starts_from_still(project, shot) or (stills is not None and not still_refused(project, shot)),
        drawn=drawn,
        performance=performance_of(project.brief, shot) is not None,
    )


def performance_of(brief: Brief, shot: Shot) -> Reference | None:
    """Return the artist's footage whose actor moves the subject of a shot; None where none does."""
    return next((r for r in brief.references if r.name == shot.performance and r.kind == "footage"), None)


def still_model(models: Models, shot: Shot, project: Project, drawn: bool = False) -> Capability | None:
    """Return the best model for stills that this machine has, or None.

    Where a drawn take is there, one that is steered by it is worth more by how well it obeys: the artist has seen and
    approved where everything stands.
    """
    width, height = project.brief.format.pixels
    wanted = Wanted(shot, 1, project.brief.format.fps, width, height, still=True, drawn=drawn)
    able = [m for m in models.known.values() if m.stills and m.weights and refusal(wanted, m, models.machine) is None]

    def worth(model: Capability) -> tuple[float, str]:
        mode = mode_for(wanted, model)
        steered = mode is not None and mode.kind == "control"
        wish: list[Strength] = ["photoreal", "detail", "obedience"] if steered else ["photoreal", "detail"]
        return sum(model.strengths.get(strength, USUAL) for strength in wish), model.name

    return max(able, key=worth, default=None)
