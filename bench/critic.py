"""What the house critic finds: defects in encoded takes, and how often it rejects sound material.

    python -m bench.takes FOLDER && python -m bench.critic FOLDER... [--shared ../shared] [--half fit|test] [--every N]

A FOLDER holds takes of `bench.takes` or is a finished film's. Takes are split in two by their film and shot; thresholds
were fixed by looking at the half 'fit' only, the figures that count are those of the half 'test'. Defects are put into
every Nth take. A defect is found when a finding of a kind that names it is 'no'. Writes the scores of sound and damaged
takes of the test half to bench/scores.json for `bench.allocation`. Every take is judged beside the other takes of its
film, which are sound.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import get_args

import cv2
import numpy as np

from bench.defects import DEFECTS, Defect, Files, inject
from bench.takes import load
from director.crew.base import Screening
from director.crew.house.critic import HouseCritic
from director.model import CameraMove, RequirementKind, Shot, Take, Verdict, digest_of
from render.damage import Severity
from tools.media import FilmWriter, probe, read_frames, read_photo

NAMES: dict[Defect, frozenset[RequirementKind]] = {
    "black": frozenset({"not black"}),
    "frozen": frozenset({"not frozen"}),
    "flicker": frozenset({"no flicker"}),
    "washed out": frozenset({"contrast", "exposure"}),
    "wrong palette": frozenset({"palette"}),
    "no subject": frozenset({"subject", "subject contrast"}),
    "wrong move": frozenset({"motion"}),
    "repeated": frozenset({"distinct"}),
}


@dataclass
class Tally:
    found: dict[tuple[Defect, int], list[bool]] = field(default_factory=lambda: defaultdict(list))
    rejected: dict[tuple[Defect, int], list[bool]] = field(default_factory=lambda: defaultdict(list))
    missed: list[str] = field(default_factory=list)
    damaged: list[float] = field(default_factory=list)
    sound: list[tuple[str, Verdict]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def half_of(film: str, take: Take) -> str:
    return "fit" if int(digest_of([film, take.shot])[:2], 16) % 2 else "test"


async def judged(critic: HouseCritic, screening: Screening) -> Verdict:
    return await critic.place(await critic.judge(screening), screening)


def screening(folder: Path, take: Take, film: list[Take]) -> Screening:
    """A take beside those of the earlier shots of its film."""
    shots = {t.shot: t.order.shot for t in film}
    return Screening(
        shot=take.order.shot,
        take=take,
        media=folder / take.file,
        matte=folder / take.matte if take.matte else None,
        others=tuple((o.shot, folder / o.file) for o in film if o.shot < take.shot),
        film=tuple((o.shot, folder / o.file) for o in film if o.shot != take.shot),
        board=tuple(shots[s] for s in sorted(shots)),
    )


@dataclass(frozen=True)
class Trial:
    half: str
    defects: tuple[Defect, ...]
    severities: tuple[Severity, ...]
    every: int
    """Defects are put into every how-manieth take."""


async def run_trial(trial: Trial, folder: Path, tally: Tally) -> None:
    critic = HouseCritic()
    takes = load(folder)
    wanted = [(film, take) for film, take in takes if half_of(film, take) == trial.half]
    for number, (film, take) in enumerate(wanted):
        table = screening(folder, take, [t for f, t in takes if f == film])
        started = time.process_time()
        verdict = await critic.judge(table)
        tally.seconds.append(time.process_time() - started)
        tally.sound.append((f"{film} {take.shot}", await critic.place(verdict, table)))
        if number % trial.every:
            continue
        for defect in trial.defects:
            for severity in trial.severities:
                await hurt(tally, critic, film, table, defect, severity)


async def hurt(
    tally: Tally, critic: HouseCritic, film: str, table: Screening, defect: Defect, severity: Severity
) -> None:
    if defect == "no subject" and (table.matte is None or not table.shot.who):
        return
    seed = int(digest_of([table.take.id, defect, severity])[:8], 16)
    with tempfile.TemporaryDirectory() as into:
        bad = inject(defect, severity, Files(table.media, table.matte), Path(into), table.shot, seed)
        others = (("s999", table.media),) if defect == "repeated" else ()
        beside = replace(table, media=bad.media, matte=bad.matte, others=others)
        verdict = await judged(critic, beside)
    hit = any(f.kind in NAMES[defect] and f.met == "no" for f in verdict.findings)
    tally.found[defect, severity].append(hit)
    tally.rejected[defect, severity].append(verdict.decision != "accept")
    tally.damaged.append(verdict.score)
    if not hit:
        values = {f.kind: f.value for f in verdict.findings if f.kind in NAMES[defect]}
        shot = table.shot
        where = f"{film} {shot.id} {shot.place_term} {shot.framing} {shot.move.kind}"
        tally.missed.append(f"{defect} {severity}: {where} {values}")


def plain(take: Take, **changes: object) -> Take:
    shot = Shot.model_validate(take.order.shot.model_dump() | changes)
    return take.model_copy(update={"order": take.order.model_copy(update={"shot": shot}), "handles": 0})


async def own_material(shared: Path, sample: Take) -> list[tuple[str, Verdict]]:
    """Real footage in stretches of two seconds, and photographs under a slow zoom, judged as the artist's own."""
    critic, verdicts = HouseCritic(), []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((shared / "footage").iterdir()):
            facts = probe(path)
            for start in range(0, facts.frames - 48, 48):
                media = _write(Path(folder) / "f.mp4", read_frames(path, range(start, start + 48), 360))
                take = plain(sample, technique="footage").model_copy(update={"frames": 48, "own": True})
                verdicts.append(
                    (f"{path.name} {start}", await judged(critic, Screening(take.order.shot, take, media, None)))
                )
        for path in sorted((shared / "photos").iterdir()):
            media = _write(Path(folder) / "p.mp4", _zoomed(read_photo(path)))
            move = CameraMove(kind="zoom in", amount=0.3)
            take = plain(sample, technique="photo", move=move, who=()).model_copy(update={"frames": 48})
            verdicts.append((path.name, await judged(critic, Screening(take.order.shot, take, media, None))))
    return verdicts


def _zoomed(photo: np.ndarray) -> np.ndarray:
    height, width = photo.shape[:2]
    frames = []
    for i in range(48):
        scale = 360 / min(height, width / (16 / 9)) * (1 + 0.15 * i / 47)
        lay = np.array([[scale, 0, 320 - scale * width / 2], [0, scale, 180 - scale * height / 2]])
        frames.append(cv2.warpAffine(photo, lay, (640, 360), flags=cv2.INTER_AREA))
    return np.stack(frames)


def _write(path: Path, frames: np.ndarray) -> Path:
    width = frames.shape[2] // 2 * 2
    with FilmWriter(path, width, frames.shape[1] // 2 * 2, Fraction(24)) as film:
        for frame in frames:
            film.write(np.ascontiguousarray(frame[: frame.shape[0] // 2 * 2, :width]))
    return path


def report(tally: Tally, half: str) -> None:
    severities = sorted({s for _, s in tally.found})
    print(f"\nhalf '{half}': {len(tally.sound)} sound takes; {np.mean(tally.seconds):.3f} s of CPU a verdict")
    print(f"{'defect found (rejected)':24}" + "".join(f"{'severity ' + str(s):>20}" for s in severities) + f"{'n':>6}")
    for defect in dict.fromkeys(d for d, _ in tally.found):
        cells = [(np.mean(tally.found[defect, s]), np.mean(tally.rejected[defect, s])) for s in severities]
        row = "".join(f"{f:>12.0%} ({r:.0%})".rjust(20) for f, r in cells)
        print(f"{defect:24}{row}{len(tally.found[defect, severities[0]]):6}")
    strong = [hit for (_, s), hits in tally.found.items() if s >= 2 for hit in hits]
    print(f"found at severities 2 and 3: {np.mean(strong):.1%} of {len(strong)} (aim 95 %)")
    bad = [(name, v) for name, v in tally.sound if v.decision != "accept"]
    print(
        f"sound takes rejected: {len(bad)} of {len(tally.sound)} = {len(bad) / len(tally.sound):.1%} (aim at most 5 %)"
    )
    for name, verdict in bad:
        print(f"  {name}: " + "; ".join(f"{f.kind} {f.value}" for f in verdict.findings if f.met == "no"))


async def run(args: argparse.Namespace) -> None:
    severities = tuple(s for s in get_args(Severity) if s in args.severities)
    tally = Tally()
    for number, folder in enumerate(args.folders):
        # Finished films only add sound takes where takes for trials were shot.
        defects = tuple(args.defects) if number == 0 else ()
        await run_trial(Trial(args.half, defects, severities, args.every), folder, tally)
    report(tally, args.half)
    if args.misses:
        print("\n".join(tally.missed))
    if args.shared:
        own = await own_material(args.shared, load(args.folders[0])[0][1])
        bad = [name for name, v in own if v.decision != "accept"]
        print(f"own footage and photos: {len(bad)} of {len(own)} rejected {bad}")
    if args.half == "test" and tuple(args.defects) == DEFECTS:
        recorded = {"sound": [v.score for _, v in tally.sound], "damaged": tally.damaged}
        Path(__file__).with_name("scores.json").write_text(json.dumps(recorded))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+", help="defects are put into takes of the first")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--half", choices=("fit", "test"), default="test")
    parser.add_argument("--defects", nargs="+", default=DEFECTS)
    parser.add_argument("--severities", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--misses", action="store_true")
    asyncio.run(run(parser.parse_args()))
