"""shoot: makes and judges ONE take of one shot, a small graph of its own: render -> critique."""

import asyncio
import traceback

from director.crew.base import Screening
from director.errors import BudgetExhausted, ProviderError
from director.ledger import Job
from director.model import Order, Take, Verdict, digest_of
from director.steps.base import Deps, Room, Shooting, stage, tell
from render.base import Rendered, Renderer

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
            take = await _make(deps, order, state["order"])
        except (ProviderError, BudgetExhausted) as error:
            tell(runtime, "failed", shot=order.shot.id, why=str(error))
            return
        except Exception as fault:  # a fault of ours in one shot must not stop the others; it is reported, not hidden
            why = f"{type(fault).__name__}: {fault}"
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
            verdict = Verdict(take=take.id, findings=(), score=0.0, decision="retry", reason=why)
            tell(runtime, "failed", shot=take.shot, why=why, trace=traceback.format_exc())
    deps.store.keep_verdict(verdict, take)
    tell(runtime, "judged", shot=take.shot, attempt=take.attempt, score=verdict.score, decision=verdict.decision)


async def _make(deps: Deps, order: Order, key: str) -> Take:
    renderer = deps.renderers[order.renderer]
    job = deps.ledger.reserve(key, order.shot.id, renderer.name, renderer.quote(order), deps.store.load().brief.limits)
    if job.state == "failed":
        raise ProviderError(job.error, retryable=False)
    number = job.provider_job if job.state == "sent" else await _send(deps, renderer, order, key)
    while True:
        progress = await renderer.poll(number)
        match progress.state:
            case "queued" | "running":
                await asyncio.sleep(POLL_SECONDS)
            case "done":
                return _keep(deps, order, key, await renderer.fetch(number))
            case "lost":
                if not deps.ledger.lost(key):
                    raise ProviderError(f"{renderer.name} lost shot {order.shot.id} twice", retryable=True)
                number = await _send(deps, renderer, order, key)
            case "failed":
                known: Job | None = deps.ledger.job(key)
                if not progress.retryable or known is None or known.sent > 1:
                    deps.ledger.fail(key, progress.error)
                    raise ProviderError(progress.error, retryable=progress.retryable)
                number = await _send(deps, renderer, order, key)


async def _send(deps: Deps, renderer: Renderer, order: Order, key: str) -> str:
    number = await renderer.submit(order, deps.folder)
    deps.ledger.sent(key, number)
    return number


def _keep(deps: Deps, order: Order, key: str, rendered: Rendered) -> Take:
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
        cost=deps.renderers[order.renderer].quote(order).money,
        seconds=rendered.seconds,
    )
    take = deps.store.keep_take(take, rendered.media, rendered.matte)
    deps.ledger.settle(key, take.cost, take.seconds)
    return take
