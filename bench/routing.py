"""python -m bench.routing FOLDER... > docs/routing.md: who would make each shot on cards of 12, 24 and 80 GB, and why.

Needs films with a storyboard; no card, no weights. The machine is made up: all open weights, 64 GB of main memory.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from director.model import Capability, shot_number
from director.settings import CardSettings
from director.steps.base import Models
from director.steps.routing import drawn_take, routes, still_model
from director.store import Project, Store
from director.studio import models_here
from director.words import say
from render.fit import Wanted, mode_for
from render.machine import as_if
from render.router import Route

CARDS = (12.0, 24.0, 80.0)
INTRODUCTION = """# Who makes which shot

`director route FOLDER --as-if 24` prints such a table for a film before anything is spent. Below: three scenarios
that come with director, as if a card of 12, 24 or 80 GB were there with 64 GB of main memory and the weights of every
open model. Nothing here was filmed: **memory and strengths are the catalog's first estimates**, and the critic's
record on a machine moves them.

In each cell: the model, its precision and offloading, and the reason. The territory matters: HunyuanVideo 1.5 may not
be used in the European Union, the United Kingdom and South Korea, so it is left out until `card.territory` is told;
the last table of each film says what telling it changes.

How they were read: a face or a body that acts goes to the strongest model that starts from the shot's still; a single
long take goes to a model that holds it in one piece, before one that drifts over joints; old photographs are shown as
they are on a small card and made alive on a larger one. The choice is the best for the whole row of shots: a change of
look costs on both sides of a shot, so one that stands alone gives way to its neighbours, unless it gains more than both
changes cost: a long shot in one piece does, an ordinary one does not. A still is steered by the drawn take: by its
lines in drawn styles, by the skeleton where a body acts, else by the depth of the set.
"""


def tables(folder: Path) -> Iterator[str]:
    """Yield the lines of a film's tables."""
    store = Store(folder)
    project = store.load()
    models = models_here(CardSettings())
    found = {gb: _routes(store, project, models, gb, "") for gb in CARDS}
    yield f"\n## {folder.name}\n"
    yield "| shot | s | what | " + " | ".join(f"{gb:g} GB" for gb in CARDS) + " |"
    yield "|---|---|---|" + "---|" * len(CARDS)
    for rows in zip(*found.values(), strict=True):
        yield f"| {_shot(project, rows[0].shot)} | " + " | ".join(_cell(row, models.known) for row in rows) + " |"
    changes = (f"{gb:g} GB: {sum(a.renderer != b.renderer for a, b in pairwise(found[gb]))}" for gb in CARDS)
    yield f"\nAnother model than in the shot before, times: {', '.join(changes)}.\n"
    yield "Key stills, and the first frames from which takes start:\n"
    for gb in CARDS:
        yield f"- {gb:g} GB: " + _stills(store, project, models, gb)
    yield "\nWith `card.territory` told as a country where every licence holds:\n"
    for gb in CARDS:
        told = _routes(store, project, models, gb, "US")
        other = [f"{shot_number(a.shot)}: {a.renderer} → {b.renderer}" for a, b in zip(found[gb], told, strict=True)
                 if a.renderer != b.renderer]  # fmt: skip
        yield f"- {gb:g} GB: " + ("; ".join(other) if other else "the same.")


def _stills(store: Store, project: Project, models: Models, gb: float) -> str:
    """Return who makes the stills of a film's drawn shots, and what of the drawn take steers how many of them."""
    assert project.board is not None
    here = Models(models.known, replace(as_if(gb, models.known, models.machine), ram_gb=64.0))
    found: Counter[str] = Counter()
    for shot in project.board.shots:
        drawn = drawn_take(project, shot, store) is not None
        model = still_model(here, shot, project, drawn) if shot.technique == "drawn" else None
        if model is None:
            continue
        width, height = project.brief.format.pixels
        wanted = Wanted(shot, 1, project.brief.format.fps, width, height, still=True, drawn=drawn)
        mode = mode_for(wanted, model)
        by = mode.steered_by if mode is not None else ""
        found[f"{model.name}, " + (f"steered by {by}" if by else "from words")] += 1
    return "; ".join(f"{what}: {count}" for what, count in found.most_common()) or "none"


def _routes(store: Store, project: Project, models: Models, gb: float, territory: str) -> tuple[Route, ...]:
    machine = replace(as_if(gb, models.known, models.machine), territory=territory, ram_gb=64.0)
    return routes(store, project, Models(models.known, machine))


def _shot(project: Project, name: str) -> str:
    assert project.board is not None
    shot = project.board.shot(name)
    clips = [clip for clip in project.board.cut.clips if clip.shot == name]
    seconds = float(max(clip.take_in + clip.frames for clip in clips) / project.brief.format.fps)
    who = ", ".join(f"{one.term} {one.action}".strip() for one in shot.who)
    what = f"{shot.technique}, {shot.framing}, {shot.move.kind}" + (f": {who}" if who else "")
    return f"{shot_number(name)} | {seconds:.1f} | {what}"


def _cell(row: Route, known: Mapping[str, Capability]) -> str:
    rung = f" ({row.footprint.precision}, {row.footprint.offload})" if row.footprint else ""
    reason = say(row.why.key, "en", **row.why.values).removeprefix(f"{known[row.renderer].title}: ")
    joined = ", joined of pieces" if any(change.how == "chain" for change in row.changes) else ""
    return f"{row.renderer}{rung}{joined}: {reason}"


if __name__ == "__main__":
    print(INTRODUCTION)
    for given in sys.argv[1:]:
        print("\n".join(tables(Path(given))))
