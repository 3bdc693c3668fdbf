"""Takes of the drawn animatic for trials of the critic: shots of every scenario, boarded by the house crew.

    python -m bench.takes FOLDER [--size 360p] [--aspect 16:9] [--each 6] [--films NAME...]

Leaves FOLDER/takes/<key>.mp4, <key>.matte.mp4 and <key>.json (the film's name and the take). What is there is kept.
"""

import argparse
import asyncio
import json
import time
from fractions import Fraction
from pathlib import Path
from typing import get_args

from director.crew.base import Footing
from director.crew.house.prompter import HousePrompter
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.house.storyboarder import HouseStoryboarder
from director.model import Aspect, Brief, FilmFormat, Order, Size, Take
from render.base import Renderer
from render.registry import renderer
from tools.composing import compose, piece_from
from tools.timeline import film_frames

BODY = 60
"""Frames at most, so that a trial of hundreds of files stays short."""
SONG_S = 40.0
BRIEFS = {p.parent.name: p.read_text() for p in sorted(Path("scenarios").glob("*/brief.en.md"))}


async def orders(name: str, brief: Brief, drawing: Renderer, each: int) -> list[Order]:
    """The orders of `each` shots of one film, spread over it."""
    _, song = compose(piece_from(["cinematic"], ["longing"], SONG_S, brief.seed))
    writer, boarder, prompter = HouseScreenwriter(), HouseStoryboarder(), HousePrompter()
    reading = await writer.read(brief)
    treatment = await writer.treat(brief, reading, song)
    footing = Footing(Fraction(24), film_frames(song, Fraction(24)))
    board = await boarder.board(brief, reading, treatment, song, footing)
    drawn = [s for s in board.shots if s.technique == "drawn"]
    step = max(1, len(drawn) // each)
    found = [await prompter.order(brief, board, s, drawing.name, drawing.version) for s in drawn[::step][:each]]
    return [o.model_copy(update={"frames": min(o.frames, BODY), "keyframes": ()}) for o in found if o.frames >= 12]


async def make(folder: Path, form: FilmFormat, each: int, seed: int, films: list[str]) -> None:
    drawing = renderer("animatic")
    try:
        for film in films:
            brief = Brief(text=BRIEFS[film], language="en", format=form, seed=seed)
            wanted = await orders(film, brief, drawing, each)
            await asyncio.gather(*(shoot(film, order, folder, drawing) for order in wanted))
    finally:
        await drawing.close()


async def shoot(film: str, order: Order, folder: Path, drawing: Renderer) -> None:
    if (folder / "takes" / f"{order.key()}.json").exists():
        return
    started = time.monotonic()
    job = await drawing.submit(order, folder)
    while (progress := await drawing.poll(job)).state in ("queued", "running"):  # noqa: ASYNC110 - renderers are polled
        await asyncio.sleep(0.1)
    if progress.state != "done":
        print(f"{film} {order.shot.id}: {progress.error}")
        return
    done = await drawing.fetch(job)
    take = Take(
        id=order.key(), shot=order.shot.id, attempt=1, order=order, media="0" * 32, file=f"takes/{done.media.name}",
        matte=f"takes/{done.matte.name}" if done.matte else "", frames=order.frames + 2 * order.handles,
        handles=order.handles, seconds=done.seconds,
    )  # fmt: skip
    record = {"film": film, "take": take.model_dump(mode="json")}
    (folder / "takes" / f"{take.id}.json").write_text(json.dumps(record))
    print(
        f"{film} {take.shot} {order.shot.place_term} {order.shot.framing}: {time.monotonic() - started:.1f} s",
        flush=True,
    )


def load(folder: Path) -> list[tuple[str, Take]]:
    """All takes of a folder with their films' names, by film and shot; the folder may also be a finished film's."""
    records = [json.loads(p.read_text()) for p in (folder / "takes").glob("*.json")]
    takes = [(r.get("film", folder.name), Take.model_validate(r.get("take", r))) for r in records]
    return sorted(takes, key=lambda pair: (pair[0], pair[1].shot, pair[1].id))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=get_args(Size), default="360p")
    parser.add_argument("--aspect", choices=get_args(Aspect), default="16:9")
    parser.add_argument("--each", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--films", nargs="+", choices=sorted(BRIEFS), default=list(BRIEFS))
    args = parser.parse_args()
    form = FilmFormat(size=args.size, aspect=args.aspect)
    asyncio.run(make(args.folder, form, args.each, args.seed, args.films))
