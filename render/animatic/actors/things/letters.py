"""Letters and digits as strokes: signs, numbers and inscriptions look the same on every machine."""

from render.animatic.actors.people.forms import Point
from render.animatic.actors.things.sketch import Sketch
from render.animatic.base import RGB

_GLYPHS: dict[str, str] = {
    "0": "00 20 24 04 00", "1": "01 10 14", "2": "00 20 22 02 04 24", "3": "00 20 24 04|02 22", "4": "00 02 22|20 24",
    "5": "20 00 02 22 24 04", "6": "20 00 04 24 22 02", "7": "00 20 14", "8": "00 20 24 04 00|02 22",
    "9": "22 02 00 20 24 04",
    "A": "04 10 24|03 23", "B": "00 04 24 22 02|00 20 22", "C": "20 00 04 24", "D": "00 04 14 23 21 10 00",
    "E": "20 00 04 24|02 12",
    "G": "20 00 04 24 22 12", "H": "00 04|20 24|02 22", "I": "10 14", "K": "00 04|20 02 24", "L": "00 04 24",
    "M": "04 00 12 20 24",
    "N": "04 00 24 20", "O": "00 20 24 04 00", "R": "04 00 20 22 02 24", "S": "20 00 02 22 24 04", "T": "00 20|10 14",
    "U": "00 04 24 20",
    "V": "00 14 20", "X": "00 24|20 04", "Y": "00 12 20|12 14", "*": "10 14|01 23|03 21", "-": "02 22",
    "P": "04 00 20 22 02", "F": "20 00 04|02 12", "П": "04 00 20 24", "Ж": "00 24|20 04|10 14",
    "Б": "20 00 04 24 22 02", "Л": "04 10 24", "Д": "04 03 23 24|03 10 20 23",
    "Ь": "00 04 24 22 02",
    "И": "00 04 20 24", "Г": "04 00 20", "О": "00 20 24 04 00", "В": "00 04 24 22 02|00 20 22", "С": "20 00 04 24",
    "А": "04 10 24|03 23", "М": "04 00 12 20 24", "Е": "20 00 04 24|02 12", "Р": "04 00 20 22 02", "Т": "00 20|10 14",
}  # fmt: skip
"""Lines of a letter on a grid of 3 x 5: pairs of column and row, pieces parted by a bar."""


def letters(
    sketch: Sketch, text: str, at: Point, height: float, colour: RGB, weight: float = 0.14, alpha: float = 1.0
) -> None:
    """Write a line of text about its centre; `weight` is the stroke in heights of a letter."""
    step = height * 0.66
    wide = step * (len(text) - 1)
    with sketch.at(at[0], at[1], 0.0, -1.0 if sketch.mirrored else 1.0, 1.0) as h:
        for i, letter in enumerate(text):
            x0 = -wide / 2 + i * step - height * 0.22
            for piece in _GLYPHS.get(letter, "").split("|"):
                spots = [(x0 + int(p[0]) * height * 0.22, (int(p[1]) / 4 - 0.5) * height) for p in piece.split()]
                if len(spots) > 1:
                    h.line(spots, height * weight, colour, alpha)
