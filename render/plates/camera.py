"""The camera over a photograph: which part is framed, how the move runs, and how far it may go.

The rest picture (render/animatic/camera.py) is the whole photograph, its middle at (0, 0) and the framed crop 1.0 high.
"""

from dataclasses import dataclass

from director.model import CameraMove, Order
from render.animatic.camera import Extent, Framed, Setup, View, keep_inside, path
from render.animatic.look import Fixes
from render.plates.framing import Crop

_STEP = 6
"""Every how many frames the path is checked against the picture's edges."""
STILL_DRIFT = 0.12
"""Amount of the slow approach that keeps a static shot of a still picture from standing dead."""


@dataclass(frozen=True)
class Way:
    """A planned move."""

    setup: Setup
    views: tuple[View, ...]
    """One a frame, handles included."""
    times: tuple[float, ...]
    """Shares of the body; handles lie below 0 and above 1."""
    measured: tuple[int, ...]
    """Frame numbers at which the path was checked."""


def asked_move(move: CameraMove, fixes: Fixes) -> CameraMove:
    """Return the move as the fixes want it; what only scenery or a body in space allows becomes an approach."""
    kind, amount = move.kind, move.amount
    urged = max(fixes["stronger move"], fixes["correct move"])
    if kind == "follow":
        kind = "dolly in"
    if kind == "static" and fixes["stronger move"]:
        kind = "dolly in"
    if urged:
        amount = min(1.0, amount * 1.3 + 0.35 * urged)
    if fixes["calmer move"] or fixes["simpler"]:
        amount *= 0.4
    return move.model_copy(update={"kind": kind, "amount": amount})


def plan(
    order: Order,
    fixes: Fixes,
    crop: Crop,
    size: tuple[float, float],
    ground: tuple[float, float],
    depth: float,
    seed: int,
) -> Way:
    """Plan the move over a picture of `size` (width, height, px), never past the edges of its ground.

    `ground` is the size of what may be seen, px, about the picture's middle, `depth` where it lies behind the subject.
    Tried in this order: shift the crop, step nearer, shorten the move (render/animatic/camera.py keep_inside).
    """
    aspect = order.width / order.height
    total = order.frames + 2 * order.handles
    times = tuple((n - order.handles) / max(1, order.frames - 1) for n in range(total))
    seconds = float(order.frames / order.fps)
    width, height = size
    unit = crop.height
    anchor = ((crop.x - width / 2) / unit, (crop.y - height / 2) / unit)
    looked_at = ((crop.focus[0] - crop.x) / unit, (crop.focus[1] - crop.y) / unit)
    move = asked_move(order.shot.move, fixes)
    views = path(move, times, seconds, seed, Framed(aspect, looked_at))
    if move.kind == "static":
        slow = path(CameraMove(kind="zoom in", amount=0.0), times, seconds, seed, Framed(aspect, looked_at))
        views = [v.shorter(STILL_DRIFT) for v in slow]
    measured = tuple(sorted({*range(0, total, _STEP), total - 1}))
    extents = [Extent(depth, ground[0] / 2 / unit, ground[1] / 2 / unit)]
    setup, _, share = keep_inside(Setup(anchor=anchor), [views[n] for n in measured], extents, aspect)
    return Way(setup, tuple(v.shorter(share) for v in views), times, measured)
