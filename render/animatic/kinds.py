"""Several of one kind differ: every portrait of a row has its own sitter, every person of a group its own face."""

from dataclasses import replace

import numpy as np

from render.animatic.base import Look, Repertoire
from render.animatic.blocking import Placed
from render.animatic.hanging import framed, hung
from render.animatic.terms import PEOPLE


def sitters(placed: list[Placed], look: Look, repertoire: Repertoire) -> list[Placed]:
    """Give every portrait of a row its own sitter."""
    row = [n for n, p in enumerate(placed) if p.actor.term == "photograph" and hung(p)]
    result = list(placed)
    for number, n in enumerate(row[1:], 1):
        one = placed[n]
        actor = replace(one.actor, state=(*one.actor.state, f"sitter {number}"))
        figure = repertoire.actors["photograph"](actor, look, np.random.default_rng(number))
        result[n] = replace(one, figure=framed(figure, actor), actor=actor, key=f"{one.key} {number}")
    return result


def others(placed: list[Placed], look: Look, repertoire: Repertoire) -> list[Placed]:
    """Give the others of several people faces of their own: two more for any number, so that painting stays cheap."""
    result = list(placed)
    known: dict[str, int] = {}
    for n, one in enumerate(placed):
        number = known[one.key] = known.get(one.key, -1) + 1
        if number == 0 or one.actor.term not in PEOPLE or one.figure.airborne or one.actor.on:
            continue
        salt = 1 + (number - 1) % 2
        actor = replace(one.actor, salt=salt)
        figure = repertoire.actors[actor.term](actor, look, np.random.default_rng(salt))
        result[n] = replace(one, figure=figure, actor=actor, key=f"{one.key} {salt}")
    return result
