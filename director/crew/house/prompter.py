"""From a shot to an order, and from findings to another order."""

from director.model import Brief, Order, Shot, Storyboard, Verdict

HANDLES = 12


class HousePrompter:
    """Writes prompts from the shot's own fields, without a model."""

    async def order(self, brief: Brief, board: Storyboard, shot: Shot, renderer: str, renderer_version: str) -> Order:
        """Write the first order for a shot."""
        clips = [clip for clip in board.cut.clips if clip.shot == shot.id]
        width, height = brief.format.pixels
        return Order(
            shot=shot,
            renderer=renderer,
            renderer_version=renderer_version,
            prompt=shot.text,
            references=tuple(r for r in brief.references if r.name == shot.reference),
            width=width,
            height=height,
            fps=brief.format.fps,
            frames=max((clip.take_in + clip.frames for clip in clips), default=int(2 * brief.format.fps)),
            handles=HANDLES,
            keyframes=tuple(sorted({clip.take_in for clip in clips if clip.take_in > 0})),
            seed=brief.seed * 1000 + int(shot.id[1:4]),
        )

    async def revise(self, order: Order, verdicts: tuple[Verdict, ...]) -> Order | None:
        """Write a different order from what the critic found; None when nothing is left to try."""
        tried = len(verdicts)
        return order.model_copy(update={"seed": order.seed + 7919, "attempt": tried + 1}) if tried < 4 else None
