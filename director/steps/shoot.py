"""shoot: makes and judges ONE take of one shot, a small graph of its own: render -> critique."""

import asyncio
import traceback
from dataclasses import dataclass

from director.crew.base import Screening
from director.errors import ArtistError, BudgetExhausted, ProviderError
from director.ledger import Job
from director.model import Brief, Note, Order, Take, Verdict, digest_of
from director.steps.base import Deps, Room, Share, Shooting, sharing, stage, tell, unheard
from render.base import Rendered, Renderer
from tools.bank import read_bank
from tools.consent import provenance_of, require_consent

POLL_SECONDS = 0.05
"""Between two looks at a job of this machine."""


async def render(state: Shooting, runtime: Room) -> None:
    """Make the take of an order, or find it made. A failure is written down on the job; it stops no other shot."""
    deps = runtime.context
    order = deps.store.order(state["order"])
    if deps.store.take(state["order"]) is not None:
        return
    async with deps.shooting:
        try:
            share = sharing(runtime, "making", shot=order.shot.id, attempt=order.attempt, renderer=order.renderer)
            take = await make_take(deps, order, state["order"], share)
        except BudgetExhausted as wall:
            tell(runtime, "failed", shot=order.shot.id, why=str(wall))
            return
        except Exception as fault:  # a fault in one shot must not stop the others; it is reported, not hidden
            _require_room(deps, state["order"])
            why = str(fault) if isinstance(fault, ProviderError) else f"{type(fault).__name__}: {fault}"
            deps.ledger.fail(state["order"], why)
            tell(runtime, "failed", shot=order.shot.id, why=why, trace=traceback.format_exc())
            return
    tell(runtime, "shot", shot=order.shot.id, attempt=take.attempt, seconds=take.seconds)


async def critique(state: Shooting, runtime: Room) -> None:
    """Judge the take's real frames, once."""
    deps = runtime.context
    take = deps.store.take(state["order"])
    if take is None or deps.store.verdict(take) is not None:
        return
    screening = Screening(
        shot=take.order.shot,
        take=take,
        media=deps.folder / take.file,
        matte=deps.folder / take.matte if take.matte else None,
    )
    async with deps.judging:
        try:
            with stage(deps, "critique"):
                verdict = await deps.crew.critic.judge(screening)
        except Exception as fault:  # nobody could look: that is a verdict too, the worst, and it is reported
            why = f"{type(fault).__name__}: {fault}"
            deps.store.check_room()
            # Another take would fall into the same fault: it is shown to the artist instead of being made again.
            verdict = Verdict(take=take.id, findings=(), score=0.0, decision="ask the artist", reason=why)
            tell(runtime, "not judged", shot=take.shot, why=why, trace=traceback.format_exc())
    deps.store.keep_verdict(verdict, take)
    tell(runtime, "judged", shot=take.shot, attempt=take.attempt, score=verdict.score, decision=verdict.decision)


@dataclass(frozen=True)
class _Making:
    """A take on its way."""

    renderer: Renderer
    order: Order
    key: str
    told: tuple[Note, ...]
    """What is to be told of the people in its pictures."""
    share: Share


async def make_take(deps: Deps, order: Order, key: str, share: Share = unheard) -> Take:
    """Have an order made and keep what came back, by the ledger's rules: reserved before it is sent, never sent twice.

    `share` is told how much of it is done.

    Raises:
        ArtistError: someone in its pictures has not agreed to be made anew; nothing was sent.
        BudgetExhausted: its price would pass the limit; nothing was sent.
        ProviderError: the renderer failed.
    """
    renderer, brief = deps.renderers[order.renderer], deps.store.load().brief
    told = require_consent(agreed(order, brief), renderer.capability(), brief.language)
    job = deps.ledger.reserve(key, order.shot.id, renderer.name, renderer.quote(order), brief.limits)
    number = job.provider_job if job.state == "sent" else await _send(deps, renderer, order, key)
    try:
        return await _wait(deps, _Making(renderer, order, key, told, share), number)
    except asyncio.CancelledError:
        # What costs nothing is stopped; what a vendor charges for goes on there, and is fetched when the film goes on.
        if job.reserved == 0:
            await renderer.cancel(number)
            deps.ledger.withdraw(key)
        raise


def agreed(order: Order, brief: Brief) -> Order:
    """Return the order with the artist's own files alone, and their consents as they are now.

    An order that was kept may be older than a yes; sheets and first frames were made here and show nobody else.
    """
    known = {r.digest: r.consent for r in brief.references}
    files = tuple(r.model_copy(update={"consent": known[r.digest]}) for r in order.references if r.digest in known)
    return order.model_copy(update={"references": files})


async def _wait(deps: Deps, making: _Making, number: str) -> Take:
    renderer, order, key = making.renderer, making.order, making.key
    while True:
        progress = await renderer.poll(number)
        match progress.state:
            case "queued" | "running":
                making.share(progress.share)
                await asyncio.sleep(POLL_SECONDS)
            case "done":
                return _keep(deps, order, key, await renderer.fetch(number), making.told)
            case "lost":
                if not deps.ledger.lost(key):
                    raise ProviderError(f"{renderer.name} lost shot {order.shot.id} twice", retryable=True)
                number = await _send(deps, renderer, order, key)
            case "failed":
                known: Job | None = deps.ledger.job(key)
                if not progress.retryable or known is None or known.sent > 1:
                    raise ProviderError(progress.error, retryable=progress.retryable)
                number = await _send(deps, renderer, order, key)


def _require_room(deps: Deps, key: str) -> None:
    """Stop the film, not the shot, when nothing can be written any more; the job is then tried anew."""
    try:
        deps.store.check_room()
    except ArtistError:
        deps.ledger.withdraw(key)
        raise


async def _send(deps: Deps, renderer: Renderer, order: Order, key: str) -> str:
    number = await renderer.submit(order, deps.folder)
    deps.ledger.sent(key, number)
    return number


def _keep(deps: Deps, order: Order, key: str, rendered: Rendered, told: tuple[Note, ...]) -> Take:
    renderer = deps.renderers[order.renderer]
    media = digest_of(rendered.media.read_bytes())
    take = Take(
        id=key,
        shot=order.shot.id,
        attempt=order.attempt,
        order=order,
        media=media,
        file="",
        frames=order.frames + 2 * order.handles,
        handles=order.handles,
        cost=renderer.quote(order).money,
        seconds=rendered.seconds,
        own=any(r.name == order.shot.reference and r.role == "own shot" for r in order.references),
        notes=(*rendered.notes, *told),
        provenance=provenance_of(order, renderer.capability(), deps.store.load().brief, read_bank(deps.folder)),
    )
    take = deps.store.keep_take(take, rendered.media, rendered.matte)
    deps.ledger.settle(key, take.cost, take.seconds)
    return take
