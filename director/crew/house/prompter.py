"""From a shot to an order, and from what the critic found to another order."""

import hashlib

from director.crew.house import mending
from director.crew.house.prompt_words import negative, prompt
from director.model import Brief, Clip, Order, Shot, Storyboard, Verdict

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
    """Return how many frames a shot's clips need of its take, and the body frames where copied stretches begin or end.

    A clip's frames are copied from the take except where something is mixed or lettered over them, so a closed group
    of pictures starts after the first half of a crossfade, after a fade-in and after a title. Where a crossfade reaches
    farther than the handles, the body is longer by that much.
    """
    clips = board.cut.clips
    needed, marks = 0, set[int]()
    for number, clip in enumerate(clips):
        if clip.shot != shot_id:
            continue
        out = clip.take_in + clip.frames
        following = clips[number + 1] if number + 1 < len(clips) else None
        entering, leaving = _mixed(board, clips[number - 1] if number else None, clip), 0
        if following is not None:
            leaving = _mixed(board, clip, following, leaving=True)
            needed = max(needed, out + leaving - HANDLES)
        fading = next((t.frames for t in board.cut.transitions if (t.clip, t.kind) == (clip.id, "fade to black")), 0)
        needed = max(needed, out)
        marks |= {clip.take_in, clip.take_in + entering, out - leaving, out - min(fading, clip.frames // 2), out}
        marks |= {
            clip.take_in + edge - clip.start
            for title in board.cut.titles
            for edge in (title.start, title.end)
            if clip.start < edge < clip.end
        }
    return needed, tuple(sorted(m for m in marks if 0 < m < needed))


def _mixed(board: Storyboard, before: Clip | None, clip: Clip, *, leaving: bool = False) -> int:
    """Return how many frames of a clip's start (of the end of the one before: as many) a transition mixes."""
    for transition in board.cut.transitions:
        if transition.clip != clip.id:
            continue
        if transition.kind in ("crossfade", "dip to white") and before is not None:
            return min(transition.frames // 2, clip.frames // 2, before.frames // 2)
        if transition.kind == "fade from black" and not leaving:
            return min(transition.frames, clip.frames // 2)
    return 0


def seed_for(base: int, shot_id: str, number: int) -> int:
    """Return a seed of 31 bits that is equal for equal arguments in every process."""
    return int.from_bytes(hashlib.blake2b(f"{base}/{shot_id}/{number}".encode(), digest_size=4).digest()) >> 1
