"""What an order's fixes change of a shot before it is staged: how it is framed, from where, and what is in front."""

import re

from director.model import Angle, Framing, Presence, Shot
from render.animatic.blocking import NEAR
from render.animatic.handling import hand_held
from render.animatic.look import Fixes
from render.animatic.terms import FLAT

_SEEN_IN: dict[Framing, Framing] = {
    "extreme wide": "full", "wide": "full", "full": "medium", "close": "medium", "extreme close": "medium",
}  # fmt: skip
"""From where a small thing beside somebody is in the picture, and large. A large one is seen whole from afar."""


def _to_the_fore(shot: Shot, fixes: Fixes) -> Shot:
    """Bring the thing that the shot is about into the picture, without other things; asked strongly, the thing alone.

    It is the one that the fix names, else the motif, the film's own thing where one lies there, or the first.
    """
    asked = fixes["show the thing"]
    named = [p for p in shot.props if _named(p, fixes.words)]
    own = [p for p in shot.props if p.term == shot.motif_term or (p.cutout and not shot.motif_term)]
    thing = next(iter([*(p for p in named if p in own), *named, *own, *shot.props]), None)
    if not asked or thing is None:
        return shot
    if shot.framing in ("medium", "full") and not hand_held(thing) and asked <= 0.8:
        return shot.model_copy(update={"props": (thing,), "framing": "full"})
    if asked > 0.8 or shot.framing == "insert":
        return shot.model_copy(update={"who": (thing,), "props": (), "framing": "insert"})
    return shot.model_copy(update={"props": (thing,), "framing": _SEEN_IN.get(shot.framing, shot.framing)})


def _named(thing: Presence, words: str) -> bool:
    """Return whether a fix speaks of a thing: by its term, or by the last word of its English name."""
    name = thing.cutout.name_en.split()[-1].lower() if thing.cutout else thing.term.replace("_", " ")
    return re.search(rf"\b{re.escape(name)}s?\b", words) is not None


def fixed(shot: Shot, fixes: Fixes) -> Shot:
    """Change what the fixes ask of framing, angle and what is in front."""
    shot = _to_the_fore(shot, fixes)
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
