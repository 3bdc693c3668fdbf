"""write_orders: every shot gets the exact thing asked of its renderer; what it cannot draw is named first."""

from typing import Literal

from langgraph.types import Command

from director.crew.llm.referencing import places_for
from director.model import Money, Order, Quote, Shot
from director.pages import Pictures, storyboard_page
from director.steps.bank import film_bank, sheet_orders
from director.steps.base import Deps, Room, Run, tell
from director.steps.keyframes import starts_from_a_picture, wants_first_frame
from director.steps.routing import drawn_take, performance_of, renderer_name, routed, takes_of
from director.steps.stills import still_order
from director.store import Project, starts_from_still


async def write_orders(state: Run, runtime: Room) -> Command[Literal["gate", "prepare"]]:
    """Choose who makes each shot, write its first order, and check it against its renderer.

    A board that was approved and then changed for free is shot at once; what costs money goes by the gate again.
    """
    deps = runtime.context
    project = deps.store.load()
    assert project.board is not None
    project = project.model_copy(update={"routes": routed(deps, project)})
    deps.store.save(project)
    project = await film_bank(runtime, project, approved=False)
    assert project.board is not None
    not_drawn: dict[str, tuple[str, ...]] = {}
    for shot in project.board.shots:
        order = await first_order(deps, project, shot)
        deps.store.keep_order(order)
        terms = tuple(v.got for v in deps.renderers[order.renderer].validate(shot) if v.field == "term")
        if terms:
            not_drawn[shot.id] = terms
    deps.store.save(project.model_copy(update={"not_drawn": not_drawn}))
    tell(runtime, "ordered", shots=len(project.board.shots))
    quote = price(deps, await to_be_made(deps, deps.store.load()))
    deps.store.write("storyboard.html", storyboard_page(deps.store.load(), quote, Pictures()))
    free = quote.money.micros == 0
    return Command(update={"round": 0}, goto="prepare" if project.approved and free else "gate")


async def first_order(deps: Deps, project: Project, shot: Shot) -> Order:
    """Return a shot's first order; the same shot always gives the same order."""
    assert project.board is not None
    renderer = deps.renderers[renderer_name(deps, project, shot)]
    order = await deps.crew.prompter.order(project.brief, project.board, shot, renderer.name, renderer.version)
    return _with_material(deps, project, order) if project.stage == "film" else order


def _with_material(deps: Deps, project: Project, order: Order) -> Order:
    """Return an order of the film with its keyframe, and with the drawn take where its model is steered or driven."""
    able = deps.renderers[order.renderer].capability()
    started = starts_from_still(project, order.shot) and starts_from_a_picture(able)
    if started:
        still = project.keyframes[order.shot.id]
        order = order.model_copy(update={"references": (*order.references, still)})
    footage = performance_of(project.brief, order.shot)
    if footage is not None and able.mode("animate") is not None and (started or order.shot.technique == "photo"):
        placed = {"references": (*order.references, footage), "performance_s": _in_song(project, order.shot)}
        return order.model_copy(update=placed)
    drawn = drawn_take(project, order.shot, deps.store)
    steered = able.mode("animate" if started else "control")
    if drawn is None or steered is None or order.shot.technique != "drawn":
        return order
    return order.model_copy(update={"control": drawn.file})


def _in_song(project: Project, shot: Shot) -> float:
    """Return the second of the song at which a shot is first seen: footage of an actor runs along with the song."""
    assert project.board is not None
    clip = min((c for c in project.board.cut.clips if c.shot == shot.id), key=lambda c: c.start)
    begins = project.brief.window.start_s if project.brief.window else 0.0
    return max(0.0, round(begins + float((clip.start - clip.take_in) / project.brief.format.fps), 3))


async def to_be_made(deps: Deps, project: Project) -> tuple[Order, ...]:
    """Return the orders of everything that is still to be made: reference sheets, first frames, takes."""
    assert project.board is not None
    sheets = sheet_orders(deps, project)
    orders = list(sheets)
    for shot in project.board.shots:
        if takes_of(deps, project, shot):
            continue
        model = await wants_first_frame(deps, project, shot)
        if model is not None:
            still = await still_order(deps, project, shot, model)
            # A still of the draft is none of the film's where sheets that are yet to come will go with the film's own.
            anew = bool(sheets) and places_for(model) > 0
            orders += [still] if anew or deps.store.take(still.key()) is None else []
        orders.append(await first_order(deps, project, shot))
    return tuple(orders)


def price(deps: Deps, orders: tuple[Order, ...]) -> Quote:
    """Return what shooting these orders will cost at most: money, and seconds of work."""
    quotes = [deps.renderers[order.renderer].quote(order) for order in orders]
    money = Money(micros=sum(q.money.micros for q in quotes), currency=deps.ledger.currency)
    return Quote(money=money, seconds=sum(q.seconds for q in quotes))
