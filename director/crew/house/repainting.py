"""Another palette for a section, from the colours and the direction that the artist names."""

from collections.abc import Sequence

from director.crew.base import FilmView
from director.crew.house.lexicon import Token
from director.crew.house.palettes import base_palette, distance, sheets
from director.crew.house.terms import listed, read_vocabulary
from director.model import Palette

_TOWARDS: dict[str, tuple[str, float]] = {
    "warmer": ("#e8a050", 0.3),
    "colder": ("#4a78b8", 0.3),
    "darker": ("#08080c", 0.4),
    "lighter": ("#ffffff", 0.35),
}
"""What a direction mixes into every colour, and how much of it."""


def repainted(view: FilmView, section: int, colours: Sequence[str], tokens: Sequence[Token]) -> Palette:
    """Return the new palette of a section.

    Named colours become the areas; 'warmer', 'colder', 'darker' and 'lighter' bend the palette that stands; without
    either it is the house palette that lies farthest from the one that stands.
    """
    now = next(plan.palette for plan in view.treatment.sections if plan.section == section)
    now = next((shot.palette for shot in view.board.shots if shot.section == section), now)
    if colours:
        return base_palette("picture", colours)
    for direction, (towards, share) in _TOWARDS.items():
        if _says(direction, tokens):
            mixed = tuple(_mixed(colour, towards, share) for colour in now.colours)
            return now.model_copy(update={"name": f"{now.name} {direction}".strip(), "colours": mixed})
    return base_palette(max(sorted(sheets()), key=lambda key: distance(sheets()[key]["colours"][0], now.colours[0])))


def _says(direction: str, tokens: Sequence[Token]) -> bool:
    both = read_vocabulary("_turns")[direction]
    words = {word for language in ("ru", "en") for word in listed(both[language])}
    return any({*token.lemmas, token.text.lower()} & words for token in tokens)


def _mixed(colour: str, other: str, share: float) -> str:
    def parts(value: str) -> list[int]:
        return [int(value[at : at + 2], 16) for at in (1, 3, 5)]

    pairs = zip(parts(colour), parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
