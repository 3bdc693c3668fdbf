"""People of the drawn animatic: a painter for every canonical term of a person."""

from render.animatic.actors.people.person import person
from render.animatic.base import ActorPainter

TERMS = (
    "man", "woman", "girl", "boy", "child", "explorer", "captain", "sailor", "singer", "dancer", "pianist", "musician",
    "guitarist", "drummer", "racer", "skater", "old_man", "old_woman", "mother", "father", "couple", "crowd", "band",
    "astronaut", "ghost", "silhouette", "android",
)  # fmt: skip

PEOPLE: dict[str, ActorPainter] = dict.fromkeys(TERMS, person)
