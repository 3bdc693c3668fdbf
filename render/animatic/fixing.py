"""What an order's fixes change of a shot before it is staged: how it is framed, from where, and what is in front."""

from director.model import Angle, Framing, Shot
from render.animatic.blocking import NEAR
from render.animatic.look import Fixes
from render.animatic.terms import FLAT

_SEEN_IN: dict[Framing, Framing] = {
    "extreme wide": "full", "wide": "full", "full": "medium", "close": "medium", "extreme close": "medium",
}  # fmt: skip
"""From where a thing beside somebody is in the picture, and large."""


def _to_the_fore(shot: Shot, asked: float) -> Shot:
    """Bring the thing that the shot is about into the picture, without other things; asked strongly, the thing alone.

    `asked` is the fix's strength, 0-1. It is the motif, the film's own thing where one lies there, else the first.
    """
    own = (p for p in shot.props if p.term == shot.motif_term or (p.cutout and not shot.motif_term))
    thing = next(own, next(iter(shot.props), None))
    if not asked or thing is None:
        return shot
    if asked > 0.8 or shot.framing == "insert":
        return shot.model_copy(update={"who": (thing,), "props": (), "framing": "insert"})
    return shot.model_copy(update={"props": (thing,), "framing": _SEEN_IN.get(shot.framing, shot.framing)})


def fixed(shot: Shot, fixes: Fixes) -> Shot:
    """Change what the fixes ask of framing, angle and what is in front."""
    shot = _to_the_fore(shot, fixes["show the thing"])
    if fixes["other angle"]:
        turned: dict[Angle, Angle] = {"eye": "low", "low": "eye", "high": "eye", "overhead": "high"}
        shot = shot.model_copy(update={"angle": turned[shot.angle]})
    lead = next(iter((*shot.who, *shot.props)), None)
    if lead is not None and lead.term in FLAT and shot.framing in NEAR:
        shot = shot.model_copy(update={"angle": "overhead"})
    if fixes["other framing"]:
        order: tuple[Framing, ...] = ("extreme wide", "wide", "full", "medium", "close", "extreme close")
        at = order.index(shot.framing) if shot.framing in order else 5
        shot = shot.model_copy(update={"framing": order[at - 1] if at >= 3 else order[at + 1]})
    return shot
