"""People of the drawn animatic: a painter for every canonical term of a person."""

from render.animatic.actors.people.groups import band, couple, crowd, parent, someone
from render.animatic.base import ActorPainter

_ALONE = (
    "man", "woman", "girl", "boy", "child", "explorer", "captain", "sailor", "singer", "dancer", "pianist", "musician",
    "guitarist", "drummer", "racer", "skater", "old_man", "old_woman", "astronaut", "ghost",
    "silhouette", "android",
)  # fmt: skip

PEOPLE: dict[str, ActorPainter] = {
    **dict.fromkeys(_ALONE, someone),
    "mother": parent,
    "father": parent,
    "couple": couple,
    "crowd": crowd,
    "band": band,
}
"""Who can be painted."""
