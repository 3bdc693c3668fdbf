"""From a shot to an order, and from what the critic found to another order."""

import hashlib

from director.crew.house import mending
from director.crew.house.prompt_words import negative, prompt
from director.model import Brief, Order, Shot, Storyboard, Verdict

HANDLES = 12
"""Frames before and after the body, so that a trim or a slip of a cut needs no new render."""


class HousePrompter:
    """Writes prompts from the shot's own fields, without a model."""

    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        """Write the first order for a shot: as long as its clips need, with an entry point at each of them."""
        width, height = brief.format.pixels
        frames, keyframes = body(board, shot.id)
        pictures = tuple(r for r in brief.references if r.name == shot.reference)
        return Order(
            shot=shot,
            renderer=renderer,
            renderer_version=renderer_version,
            prompt=prompt(shot),
            negative=negative(shot, brief.must_not),
            references=pictures,
            width=width,
            height=height,
            fps=brief.format.fps,
            frames=frames or round(2 * brief.format.fps),
            handles=HANDLES,
            keyframes=keyframes,
            seed=seed_for(brief.seed, shot.id, shot.revision),
        )

    async def again(self, order: Order) -> Order:
        """Write the same words once more with another seed: the artist asked for another take."""
        return order.model_copy(update={
            "seed": seed_for(order.seed, order.shot.id, order.draw + 1),
            "draw": order.draw + 1,
            "attempt": order.attempt + 1,
        })  # fmt: skip

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        """Write a *different* order from what the critic found in all takes so far; None when nothing is left to try.

        Findings' fixes come first, at most two at a time; then another seed, another angle or framing, and at last a
        simpler shot, which a hero shot is never made without asking the artist. Each verdict moves one step on.
        """
        tried = {order.key(), *(verdict.take for verdict in verdicts)}
        last = next((v for v in verdicts if v.take == order.key()), verdicts[-1] if verdicts else None)
        rungs = mending.ladder(order, last, mending.repeated(verdicts))
        for changed in rungs[max(0, len(verdicts) - 1) :]:
            words = mending.with_words(prompt(order.shot), changed.fixes)
            draft = changed.model_copy(update={"prompt": words, "attempt": order.attempt + 1})
            if draft.key() not in tried:
                return draft
        return None


def body(board: Storyboard, shot_id: str) -> tuple[int, tuple[int, ...]]:
    """Return how many frames a shot's clips need of its take, and the body frames at which they start or end.

    Where a crossfade reaches farther than the handles, the body is longer by that much.
    """
    fades = {t.clip: t.frames // 2 for t in board.cut.transitions if t.kind == "crossfade"}
    clips = board.cut.clips
    needed, marks = 0, set[int]()
    for number, clip in enumerate(clips):
        if clip.shot != shot_id:
            continue
        out = clip.take_in + clip.frames
        leaving = fades.get(clips[number + 1].id, 0) if number + 1 < len(clips) else 0
        needed = max(needed, out, out + leaving - HANDLES)
        inside = fades.get(clip.id, 0)
        marks |= {clip.take_in, clip.take_in + inside, out - leaving, out}
    return needed, tuple(sorted(m for m in marks if 0 < m < needed))


def seed_for(base: int, shot_id: str, number: int) -> int:
    """Return a seed of 31 bits that is equal for equal arguments in every process."""
    return int.from_bytes(hashlib.blake2b(f"{base}/{shot_id}/{number}".encode(), digest_size=4).digest()) >> 1
