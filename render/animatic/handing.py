"""Who holds a small thing of the shot: painted with it in the hand, or, near a face, the thing in a hand of its own."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from director.model import Framing, Presence, Shot
from render.animatic.actors.things.holding import LARGEST
from render.animatic.base import Held, Look, Repertoire, Support
from render.animatic.blocking import Cast, in_reach
from render.animatic.handling import hand_held, tabletop, way_held
from render.animatic.terms import HOLDING

_LEAST: dict[Framing, float] = {"extreme wide": 0.24, "wide": 0.2, "full": 0.16, "medium": 0.15}
"""Size that a held thing has at least, so that it is seen; body units of who holds it."""
_BY_FACE: tuple[Framing, ...] = ("close", "extreme close")
_PAINTED = frozenset((("sing", "microphone"), ("read", "book"), ("write", "book")))
"""What people have in the hand by what they do: (action, term)."""
_WITH_BOOK: tuple[Support, ...] = ("", "chair")
"""Where readers are painted with what they read; on a bench it is a thing in their hand."""
_HOLDS = frozenset(("hold", "reach", "stand", "give", "show", "open", "close", "take", ""))
"""What a hand does that has something in it."""
_GOING: tuple[str, ...] = ("lost", "found")
"""What happens to a motif that is then painted by itself, for it appears or vanishes."""


def hand_over(
    wanted: Sequence[Presence], figures: Sequence[Cast], shot: Shot, look: Look, repertoire: Repertoire
) -> tuple[list[Presence], list[Cast]]:
    """Give the first small thing that the subject can hold into its hand; return what is left to be placed."""
    wanted, figures = list(wanted), list(figures)
    if wanted[0].term == "hand":
        return _by_hand(wanted, figures, shot, look, repertoire)
    holder, actor = figures[0]
    reached = (n for n in range(1, len(wanted)) if in_reach(wanted[n], figures[n][0], shot, actor))
    at = next(reached, None)
    painted = actor.on in _WITH_BOOK and at is not None and (actor.action, wanted[at].term) in _PAINTED
    if at is not None and painted and wanted[at].count == 1:
        del wanted[at], figures[at]
        return wanted, figures
    if at is None or wanted[at].count > 1 or _stays_apart(wanted, at, shot):
        return wanted, figures
    figure, thing = figures[at]
    if shot.framing in _BY_FACE:
        painter = repertoire.painter(thing)
        if painter is not None and thing.action in ("", "stand"):
            shown = replace(thing, action="hold", hand=holder.hand)
            figures[at] = (painter(shown, look, np.random.default_rng(1)), shown)
        return wanted, figures
    if holder.carry is None:
        return wanted, figures
    size = max(figure.size / holder.size, _LEAST.get(shot.framing, 0.15) / max(figure.height, figure.width))
    way = way_held(thing)
    if shot.framing in ("medium", "insert"):
        # What hangs from a hand would hang out of the picture.
        way = "grip" if way == "hang" else way
    elif actor.action == "reach" and way == "grip":
        # Held out by its end, it leaves the face free.
        way = "stand"
    held = Held(figure, size, way)
    figures[0] = (holder.carry(held), replace(actor, held=held))
    del wanted[at], figures[at]
    return wanted, figures


def _by_hand(
    wanted: list[Presence], figures: list[Cast], shot: Shot, look: Look, repertoire: Repertoire
) -> tuple[list[Presence], list[Cast]]:
    """Put the small thing of a shot into the hand that fills it: both are one picture."""
    small = (n for n, p in enumerate(wanted) if n and hand_held(p) and p.count == 1 and not figures[n][0].airborne)
    at = next(small, None)
    holds = figures[0][1].action in _HOLDS and (at is None or figures[at][0].size <= LARGEST)
    if at is None or not holds or _stays_apart(wanted, at, shot):
        return wanted, figures
    shown = replace(figures[at][1], action="hold")
    painter = repertoire.painter(shown)
    if painter is None:
        return wanted, figures
    figures[0] = (painter(shown, look, np.random.default_rng(1)), shown)
    # The hand keeps its place in the shot: the side and the facing are its own.
    wanted[0] = wanted[at].model_copy(update={"side": wanted[0].side})
    del wanted[at], figures[at]
    return wanted, figures


def _stays_apart(wanted: Sequence[Presence], at: int, shot: Shot) -> bool:
    """Return whether a thing is not painted with its holder: it goes, is opened, or lies on the table of the shot."""
    thing = wanted[at]
    on_table = any(p.term == "table" for p in wanted) and tabletop(thing) and wanted[0].action not in HOLDING
    return (
        thing.term in ("umbrella", "microphone")
        or on_table
        or (shot.script is None and shot.happens_to(thing.term) in _GOING)
    )
