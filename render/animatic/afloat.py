"""Who can only be in water has it: before a ship or a whale, ice and snow open into a lead with floes."""

from collections.abc import Sequence

import numpy as np

from director.model import Shot
from render.animatic.base import Layer, Look, Repertoire

_SWIMS = frozenset(("sailing_ship", "whale"))
_FROZEN = frozenset(("ice_field", "tundra", "snow_road"))
_GROUND = frozenset(("ground", "foreground"))
_WATER = "arctic_sea"


def in_water(layers: Sequence[Layer], shot: Shot, look: Look, repertoire: Repertoire, seed: int) -> tuple[Layer, ...]:
    """Return the planes of a place; frozen ground before which a ship sails is open water, the ice stands behind it."""
    water = repertoire.places.get(_WATER)
    there = any(p.term in _SWIMS for p in (*shot.who, *shot.props))
    if water is None or not there or shot.place_term not in _FROZEN:
        return tuple(layers)
    own = [each for each in layers if each.name not in _GROUND]
    return (*own, *(each for each in water(look, np.random.default_rng(seed)) if each.name in _GROUND))
