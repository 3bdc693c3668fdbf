"""Things that no term names, as a model drew them: brought to cut-outs, and found again by their ids."""

import re
from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from director.crew.llm.checks import Fault
from director.crew.llm.screenwriter_answers import HEX, CutoutDraft, ShapeDraft
from director.model import CUTOUT, Cutout, Shape

MOST = 5
"""Cut-outs of a film: who draws more draws none of them well."""

_MOST_SHAPES, _MOST_POINTS = 24, 40
_LONGEST_NAME = 60
_ID = re.compile(r"[^a-z0-9]+")


def cut_out(drafts: Sequence[CutoutDraft]) -> tuple[tuple[Cutout, ...], tuple[Fault, ...]]:
    """Return the cut-outs that can be drawn, and what is wrong with the others.

    What leaves its box by a little is brought back into it; what has no shape at all cannot be drawn.
    """
    found: dict[str, Cutout] = {}
    faults: list[Fault] = []
    for draft in drafts:
        name = named(draft.id)
        where = f"cutout {name or draft.name_en}"
        shapes = [shape for each in draft.shapes[:_MOST_SHAPES] if (shape := _shape(each)) is not None]
        if len(shapes) < len(draft.shapes):
            faults.append(
                Fault("term", where, "every shape needs a hex colour and two points [x, y] or more; at most 24 shapes")
            )
        try:
            cutout = Cutout(
                id=name, name=_short(draft.name), name_en=_short(draft.name_en), height_m=draft.height_m,
                stands=draft.stands,
                shapes=tuple(shapes),
            )  # fmt: skip
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            faults.append(Fault("term", where, f"it cannot be drawn: {wrong}"))
            continue
        if name in found:
            faults.append(Fault("unknown", where, "this cut-out is defined twice"))
        found.setdefault(name, cutout)
    if len(found) > MOST:
        faults.append(Fault("term", "cutouts", f"at most {MOST}: keep those that the story stands on"))
    return tuple(found.values())[:MOST], tuple(faults)


def named(word: str) -> str:
    """Return the id that a model meant by a word, with or without the mark before it."""
    return _ID.sub("_", word.strip().lower().removeprefix(CUTOUT)).strip("_")


def own(word: str, cutouts: Iterable[Cutout]) -> Cutout | None:
    """Return the film's own cut-out of this id, or None."""
    wanted = named(word)
    return next((c for c in cutouts if c.id == wanted), None)


def _short(name: str) -> str:
    """Return a name without the words that make it too long."""
    words = name.split()
    while len(" ".join(words)) > _LONGEST_NAME and len(words) > 1:
        words.pop()
    return " ".join(words)[:_LONGEST_NAME]


def _shape(draft: ShapeDraft) -> Shape | None:
    points = tuple(
        (min(2.0, max(-2.0, point[0])), min(1.0, max(0.0, point[1])))
        for point in draft.points[:_MOST_POINTS]
        if len(point) == 2
    )
    if len(points) < 2 or not re.match(HEX, draft.colour):
        return None
    width = min(0.3, max(0.005, draft.width)) if draft.kind == "line" else 0.03
    return Shape(kind=draft.kind, points=points, colour=draft.colour.lower(), width=width)
