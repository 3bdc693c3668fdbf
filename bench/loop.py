"""The critic's loop on a renderer that damages takes: who ends accepted, and is the film better for it?

    python -m bench.loop [--films skateboard ghost_lap] [--damaged 0.3] [--seed 7] [--size 360p]

The crew does not know which takes were damaged. What the film gained is measured by the dice themselves, which chose no
take: the share of shots whose take in the cut is whole, against the share of first takes that were.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from director.commission import Commission, take_on
from director.crew.house.crew import house_crew
from director.model import Limits, Size
from director.session import opened
from director.store import Store
from render.animatic.renderer import AnimaticRenderer
from render.faulty import FaultyRenderer
from tools.composing import piece_from


@dataclass(frozen=True)
class Outcome:
    """One film's loop. Wounds are by take id, that is, by the order's key."""

    shots: int
    accepted: int
    attempts: Counter[int]
    reasons: Counter[str]
    first_whole: float
    final_whole: float
    first_score: float
    final_score: float
    wounds: Counter[str]
    falsely_retried: int
    """First takes that were whole and were made again."""


async def film(name: str, damaged: float, seed: int, size: Size, seconds: float) -> Outcome:
    brief = (Path("scenarios") / name / "brief.en.md").read_text()
    with tempfile.TemporaryDirectory() as place:
        piece = piece_from(["cinematic"], ["longing"], seconds, seed)
        out = Path(place) / "film"
        folder = take_on(Commission(piece, brief, out, size=size, language="en", limits=Limits(max_attempts=6)))
        faulty = FaultyRenderer(AnimaticRenderer(), damaged, seed)
        try:
            async with opened(folder, house_crew("en"), {"faulty": faulty}, lambda event: None) as session:
                await session.finish()
        finally:
            await faulty.close()
        return _outcome(Store(folder), json.loads((folder / "report.json").read_text()), faulty)


def _outcome(store: Store, report: dict[str, Any], faulty: FaultyRenderer) -> Outcome:
    project = store.load()
    assert project.board is not None
    assert project.draft is not None
    first_whole = final_whole = falsely = 0
    for shot in project.board.shots:
        takes = store.takes(shot)
        whole = takes[0].id not in faulty.wounds
        first_whole += whole
        falsely += whole and len(takes) > 1
        final_whole += project.draft.takes.get(shot.id) not in faulty.wounds
    rows = report["shots"]
    return Outcome(
        shots=len(rows),
        accepted=sum(row["decision"] == "accept" for row in rows),
        attempts=Counter(row["attempts"] for row in rows),
        reasons=Counter(project.reasons.values()),
        first_whole=first_whole / len(rows),
        final_whole=final_whole / len(rows),
        first_score=sum(row["first_score"] for row in rows) / len(rows),
        final_score=sum(row["score"] for row in rows) / len(rows),
        wounds=Counter(f"{w.fault} {w.severity}" for w in faulty.wounds.values()),
        falsely_retried=falsely,
    )


async def main(args: argparse.Namespace) -> None:
    for name in args.films:
        found = await film(name, args.damaged, args.seed, args.size, args.seconds)
        print(
            f"{name}: {found.accepted} of {found.shots} shots accepted = {found.accepted / found.shots:.0%} (aim 90 %)"
        )
        print(f"  whole takes: first {found.first_whole:.0%}, in the cut {found.final_whole:.0%}")
        print(f"  critic's score: first {found.first_score:.3f}, in the cut {found.final_score:.3f}")
        print(f"  shots by attempts: {dict(sorted(found.attempts.items()))}; whole first takes made again: "
              f"{found.falsely_retried}")  # fmt: skip
        print(f"  why it stopped: {dict(found.reasons)}; damaged: {dict(found.wounds)}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--films", nargs="+", default=["skateboard", "ghost_lap"])
    parser.add_argument("--damaged", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", default="360p")
    parser.add_argument("--seconds", type=float, default=40.0)
    asyncio.run(main(parser.parse_args()))
