"""storyboard: the treatment becomes shots on the song's clock, or the artist's turn changes the board that stands."""

import shutil
import traceback
from pathlib import Path
from typing import Literal

from langgraph.types import Command
from pydantic import TypeAdapter

from director.crew.base import FilmView
from director.crew.house.features import shown_alike
from director.crew.house.model_names import named, nearest
from director.crew.house.terms import forbidden_with
from director.errors import ArtistError
from director.model import (
    Money,
    Never,
    Perform,
    Pick,
    Pin,
    Realise,
    Replace,
    Retake,
    Settle,
    Storyboard,
    Turn,
    Undo,
    digest_of,
)
from director.steps.base import Deps, Room, Run, footing, heard, stage, tell
from director.steps.routing import routed, takes_of
from director.store import NEWEST, Project, Store, plan_of
from tools.references import reference_of

TURN: TypeAdapter[Turn] = TypeAdapter(Turn)


async def storyboard(state: Run, runtime: Room) -> Command[Literal["write_orders", "gate"]]:
    """Write the board once; afterwards only turns change it, and only where they touch it.

    A turn that cannot be carried out changes nothing: the refusal is told, and the film waits at the gate as before.
    """
    deps = runtime.context
    project = deps.store.load()
    asked = state.get("turn")
    with stage(deps, "plan"):
        if asked is not None:
            try:
                await _turn(deps, project, TURN.validate_python(asked))
            except ArtistError as refusal:
                tell(runtime, "refused", key=refusal.key, values=refusal.values)
                return Command(update={"turn": None}, goto="gate")
            except (
                Exception
            ) as fault:  # a fault of ours must not hold the film: a turn left pending comes back for ever
                why = f"{type(fault).__name__}: {fault}"
                tell(runtime, "refused", key="turn_failed", values={"why": why}, trace=traceback.format_exc())
                return Command(update={"turn": None}, goto="gate")
        elif project.board is None or project.made.get("board") != _made_from(project):
            tell(runtime, "boarding")
            board = await _board(deps, project)
            made = {**project.made, "board": _made_from(project)}
            deps.store.save(project.model_copy(update={"board": board, "made": made}))
    tell(runtime, "boarded")
    return Command(update={"turn": None}, goto="write_orders")


def _made_from(project: Project) -> str:
    return digest_of([project.made.get("conceive"), project.brief.format.model_dump(mode="json")])


async def _board(deps: Deps, project: Project) -> Storyboard:
    assert project.reading is not None
    assert project.treatment is not None
    board = await deps.crew.storyboarder.board(
        project.brief, project.reading, project.treatment, heard(project), footing(project)
    )
    return shown_alike(board, project.treatment, project.reading, None)


async def _turn(deps: Deps, project: Project, turn: Turn) -> None:
    if isinstance(turn, Undo):
        before = deps.store.recall()
        if before is None:
            raise ArtistError("nothing_to_undo")
        deps.store.save(before)
        deps.store.forget()
        return
    if isinstance(turn, Replace) or (isinstance(turn, Perform) and brings_file(project, turn)):
        project, turn = _brought(deps, project, turn)
    changed = await decided(deps, project, turn)
    if isinstance(turn, Retake):
        deps.ledger.forgive()  # an earlier failure must not stand in the way of what is asked for now
    deps.store.remember(deps.store.load())
    deps.store.save(changed)


async def decided(deps: Deps, project: Project, turn: Turn) -> Project:
    """Return the film as it is decided after a turn; nothing is written, spent or shot.

    A replacing file must be among the references already. Raises ArtistError for what cannot be carried out.
    """
    changed = project.model_copy(update={"turns": (*project.turns, turn)})
    match turn:
        case Pick():
            changed = _pick(deps.store, project, changed, turn)
        case Settle():
            changed = _settle(deps.store, project, changed, turn)
        case Retake():
            changed = _retake(deps, project, changed, turn)
        case Perform():
            reopened = {plan_of(shot) for shot in _board_of(project).shots if shot.id in turn.shots}
            settled = {plan: why for plan, why in project.settled.items() if plan not in reopened}
            # Takes that follow other footage no longer count, nor does the wish for more of them.
            retakes = {shot: wanted for shot, wanted in project.retakes.items() if shot not in turn.shots}
            anew = changed.model_copy(update={"settled": settled, "retakes": retakes})
            changed = await _restage(deps, project, anew, turn)
        case Realise():
            # Filming takes long where drawing took minutes: it goes by the gate again, with its price in time.
            # Back to the drawing it needs no new yes, if there is a drawing: nothing else was ever approved by it.
            approved = turn.stage == "draft" and project.draft is not None
            changed = changed.model_copy(update={"stage": turn.stage, "approved": approved})
            routed(deps, changed)
        case Pin():
            changed = _pin(changed, _known(deps, turn))
            routed(deps, changed)
        case _:
            changed = await _restage(deps, project, changed, turn)
    return changed


def _board_of(project: Project) -> Storyboard:
    assert project.board is not None
    return project.board


async def _restage(deps: Deps, project: Project, changed: Project, turn: Turn) -> Project:
    if isinstance(turn, Never):
        banned = (each for term in turn.terms for each in forbidden_with(term))
        must_not = tuple(dict.fromkeys((*project.brief.must_not, *banned)))
        changed = changed.model_copy(update={"brief": project.brief.model_copy(update={"must_not": must_not})})
    board = await deps.crew.storyboarder.restage(film_view(deps, changed), turn, footing(project))
    if changed.treatment is not None:
        board = shown_alike(board, changed.treatment, changed.reading, project.board)
    # The board now answers the changed brief: the earlier steps must not be taken for stale and run again.
    made = {**changed.made, "conceive": digest_of([changed.brief.wish(), heard(project).fingerprint()])}
    changed = changed.model_copy(update={"board": board, "made": made})
    return changed.model_copy(update={"made": {**made, "board": _made_from(changed)}})


def brings_file(project: Project, turn: Perform) -> bool:
    """Whether the footage of a performance is a file that the film does not know yet."""
    known = {name for r in project.brief.references for name in (r.name, Path(r.name).stem)}
    return bool(turn.file) and turn.file not in known


def _brought(deps: Deps, project: Project, turn: Replace | Perform) -> tuple[Project, Replace | Perform]:
    """Copy the artist's file into the project, as a reference under a name of its own."""
    path = Path(turn.file).expanduser()
    project, turn = with_file(project, turn)
    target = deps.folder / "references" / turn.file
    if not target.exists():
        shutil.copyfile(path, target)
    return project, turn


def with_file(project: Project, turn: Replace | Perform) -> tuple[Project, Replace | Perform]:
    """Return the film as it would know the artist's file, and the turn by the name it has there; nothing is copied.

    Raises:
        ArtistError: the file is missing, is neither photo nor footage, or cannot be read.
    """
    path = Path(turn.file).expanduser()
    reference = reference_of(path, "own shot" if isinstance(turn, Replace) else "performance")
    reference = reference.model_copy(update={"name": f"{reference.digest[:8]}-{path.name}"})
    known = tuple(each for each in project.brief.references if each.name != reference.name)
    brief = project.brief.model_copy(update={"references": (*known, reference)})
    return project.model_copy(update={"brief": brief}), turn.model_copy(update={"file": reference.name})


def _retake(deps: Deps, project: Project, changed: Project, turn: Retake) -> Project:
    assert project.board is not None
    takes = {shot: takes_of(deps, project, project.board.shot(shot)) for shot in turn.shots}
    price = sum(deps.renderers[t[-1].order.renderer].quote(t[-1].order).money.micros for t in takes.values() if t)
    budget, totals = project.brief.limits.budget, deps.ledger.totals()
    if budget is not None and totals.spent.micros + totals.reserved.micros + price > budget.micros:
        dear = Money(micros=price, currency=budget.currency)
        raise ArtistError("retake_too_dear", price=str(dear), spent=str(totals.spent), limit=str(budget))
    wanted = {shot: len(made) + 1 for shot, made in takes.items()}
    picks = dict.fromkeys(turn.shots, NEWEST)
    reopened = {plan_of(project.board.shot(shot)) for shot in turn.shots}
    settled = {plan: why for plan, why in project.settled.items() if plan not in reopened}
    asked = {"retakes": {**project.retakes, **wanted}, "picks": {**project.picks, **picks}, "settled": settled}
    return changed.model_copy(update=asked)


def _known(deps: Deps, turn: Pin) -> Pin:
    """Return the turn by the renderer's own name, where dashes are missing or a capital is wrong.

    Raises:
        ArtistError: there is none of that name; the sentence says which are near.
    """
    known = sorted({*deps.models.known, *deps.renderers})
    if not turn.renderer or turn.renderer in known:
        return turn
    _, name = named(turn.renderer, known)
    if not name:
        near = nearest(turn.renderer, known) or known
        raise ArtistError("pin_unknown", given=turn.renderer, near=", ".join(near))
    return turn.model_copy(update={"renderer": name})


def _pin(project: Project, turn: Pin) -> Project:
    named = (*turn.shots, *(f"section {n}" for n in turn.sections), *(("film",) if turn.film else ()))
    left = {name: renderer for name, renderer in project.pins.items() if name not in named}
    wanted = dict.fromkeys(named, turn.renderer) if turn.renderer else {}
    return project.model_copy(update={"pins": {**left, **wanted}})


def _pick(store: Store, project: Project, changed: Project, turn: Pick) -> Project:
    takes = store.takes_named(turn.shot)
    if turn.take is None:
        now = project.draft.takes.get(turn.shot, "") if project.draft else ""
        place = next((number for number, take in enumerate(takes) if take.id == now), 0)
        chosen = takes[place - 1] if place > 0 else None
    else:
        chosen = next((take for take in reversed(takes) if take.attempt == turn.take), None)
    if chosen is None:
        raise ArtistError("no_such_take", shot=turn.shot, takes=len(takes))
    return changed.model_copy(update={"picks": {**project.picks, turn.shot: chosen.id}})


def _settle(store: Store, project: Project, changed: Project, turn: Settle) -> Project:
    """Close a shot as it is planned now: a change of its plan opens it again, and so does asking for another take."""
    assert project.board is not None
    shot = next((s for s in project.board.shots if s.id == turn.shot), None)
    if shot is None:
        raise ArtistError("storyboard_no_shot", shot=turn.shot)
    if not store.takes(shot):
        raise ArtistError("no_such_take", shot=turn.shot, takes=0)
    if turn.take is not None:
        changed = _pick(store, project, changed, Pick(shot=turn.shot, take=turn.take))
    return changed.model_copy(update={"settled": {**project.settled, plan_of(shot): turn.why}})


def film_view(deps: Deps, project: Project) -> FilmView:
    """Gather the recorded facts about the film as it stands."""
    assert project.board is not None
    assert project.treatment is not None
    takes = tuple(take for shot in project.board.shots for take in deps.store.takes(shot))
    verdicts = tuple(verdict for take in takes if (verdict := deps.store.verdict(take)))
    return FilmView(
        brief=project.brief,
        song=heard(project),
        treatment=project.treatment,
        board=project.board,
        takes=takes,
        verdicts=verdicts,
        in_cut=dict(project.draft.takes) if project.draft else {},
        spent=str(deps.ledger.totals().spent),
        renderers=tuple(sorted(deps.models.known)),
    )
