"""Measures the drawing room and draws sheets of stills.

python bench/animatic.py speed [--size 1280x720] [--seconds 3]      s of painting, ms of CPU a frame, by kind of shot
python bench/animatic.py film [--seconds 30]                        a whole film's takes through the renderer's workers
python bench/animatic.py stills OUT.png place=forest,sea time=night framing=wide,close who=owl:fly ...
"""

import argparse
import asyncio
import itertools
import resource
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from director.model import CameraMove, Fix, Light, Order, Palette, Presence, Shot
from render.animatic.renderer import VERSION, AnimaticRenderer, repertoire, write_take
from render.animatic.shoot import Shooting

PALETTES = {
    "ice": ("#8fb3cc", "#dfe9ee", "#4b6a86", "#22364d"),
    "warm": ("#e8b27a", "#c9705a", "#7a4a58", "#2f2438"),
    "green": ("#8fae7e", "#cfdcae", "#4e6b4a", "#23382f"),
    "neon": ("#241452", "#7b2a9e", "#1fb5d6", "#0b0a1f"),
    "grey": ("#8b929b", "#c7ccd1", "#555d68", "#22262d"),
    "night": ("#1a2545", "#31456e", "#0c1226", "#51668f"),
    "rose": ("#e7b7c3", "#f4dfe0", "#a9799c", "#4f3f63"),
}


def order_of(size: tuple[int, int], frames: int = 48, handles: int = 0, **given: Any) -> Order:
    """Return an order from plain words; who and props are 'term:action:facing:side:count'."""

    def people(words: str) -> tuple[Presence, ...]:
        result = []
        for word in filter(None, words.split("+")):
            term, action, facing, side, count = [*word.split(":"), "", "", "", ""][:5]
            result.append(
                Presence(
                    term=term, action=action, facing=facing or "none", side=side or "centre", count=int(count or 1)
                )
            )
        return tuple(result)

    night = given.get("time", "day") == "night"
    light = Light(key=given.get("key", "moon" if night else "sun"), warmth=float(given.get("warmth", 0.5)),
                  contrast=float(given.get("contrast", 0.5)), exposure=float(given.get("exposure", 0.5)))  # fmt: skip
    colours = PALETTES[given.get("palette", "night" if night else "ice")]
    shot = Shot(
        id="s001", section=0, world="w", place=given.get("place", "meadow"), place_term=given.get("place", "meadow"),
        time=given.get("time", "day"), weather=given.get("weather", "clear"),
        palette=Palette(colours=colours, accent=given.get("accent", "#d04030")), style=given.get("style", "photoreal"),
        texture=given.get("texture", "clean"), who=people(given.get("who", "")), props=people(given.get("props", "")),
        text="", framing=given.get("framing", "wide"), angle=given.get("angle", "eye"),
        lens=given.get("lens", "normal"),
        direction=given.get("direction", "none"), light=light, emotion=given.get("emotion", "calm"),
        move=CameraMove(kind=given.get("move", "static"), amount=float(given.get("amount", 0.4))),
    )  # fmt: skip
    fixes = tuple(Fix(kind=k, amount=0.6) for k in filter(None, given.get("fixes", "").split("+")))
    return Order(
        shot=shot, renderer="animatic", renderer_version=VERSION, prompt="", width=size[0], height=size[1],
        fps=Fraction(24), frames=frames, handles=handles, seed=int(given.get("seed", 1)), fixes=fixes,
    )  # fmt: skip


def still(order: Order, at: float = 0.5) -> np.ndarray:
    """Return one frame as BGR."""
    shooting = Shooting(order, repertoire())
    frame = next(itertools.islice(shooting.frames(), int(at * order.frames), None))
    return cv2.cvtColor(frame.yuv, cv2.COLOR_YUV2BGR_I420)


def stills(out: Path, words: list[str], size: tuple[int, int]) -> None:
    axes = {k: v.split(",") for k, v in (w.split("=", 1) for w in words)}
    at = [float(v) for v in axes.pop("at", ["0.5"])]
    columns = int(axes.pop("columns", ["4"])[0])
    tiles = []
    for combination in itertools.product(*axes.values()):
        given = dict(zip(axes, combination, strict=True))
        for share in at:
            tile = still(order_of(size, **given), share).copy()
            label = " ".join(v for k, v in given.items() if len(axes[k]) > 1) + (f" @{share}" if len(at) > 1 else "")
            cv2.putText(tile, label, (6, size[1] - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 3, cv2.LINE_AA)
            cv2.putText(tile, label, (6, size[1] - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 1, cv2.LINE_AA)
            tiles.append(tile)
    while len(tiles) % columns:
        tiles.append(np.zeros_like(tiles[0]))
    rows = [np.hstack(tiles[n : n + columns]) for n in range(0, len(tiles), columns)]
    cv2.imwrite(str(out), np.vstack(rows))


KINDS: dict[str, dict[str, str]] = {
    "empty wide": {"place": "mountains"},
    "snow, walker": {"place": "tundra", "weather": "snow", "who": "explorer:walk:right", "move": "follow"},
    "rain, night": {"place": "rainy_street", "time": "night", "weather": "rain", "who": "girl:walk:right"},
    "blizzard": {"place": "tundra", "weather": "blizzard", "who": "explorer:walk:left", "move": "handheld"},
    "close": {"place": "forest", "weather": "mist", "who": "girl:look", "framing": "close", "move": "dolly in"},
    "medium, vhs": {"place": "city_night", "time": "night", "who": "dancer:dance", "framing": "medium",
                    "texture": "vhs", "move": "orbit left"},
}  # fmt: skip


def speed(size: tuple[int, int], seconds: float) -> None:
    print(f"{'shot':14} {'paint s':>8} {'frame ms':>9} {'with encode':>12}  ({size[0]}x{size[1]}, CPU of one core)")
    for name, given in KINDS.items():
        order = order_of(size, frames=round(seconds * 24), handles=12, **given)
        list(itertools.islice(Shooting(order, repertoire()).frames(), 1))
        start = time.process_time()
        shooting = Shooting(order, repertoire())
        painted = time.process_time()
        count = sum(1 for _ in shooting.frames())
        made = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            write_take(shooting, Path(folder) / "take.mp4")
            written = time.process_time()
        frame, whole = (made - painted) / count * 1e3, (written - made) / count * 1e3
        print(f"{name:14} {painted - start:8.2f} {frame:9.1f} {whole:12.1f}")


async def film(size: tuple[int, int], seconds: float) -> None:
    """Draw the takes of a film of mixed shots of 3 s with handles, as a run does."""
    shots = [dict(given, seed=str(n)) for n, given in zip(range(round(seconds / 3)), itertools.cycle(KINDS.values()))]
    renderer = AnimaticRenderer()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        jobs = [await renderer.submit(order_of(size, frames=72, handles=12, **g), Path(folder)) for g in shots]
        while {(await renderer.poll(j)).state for j in jobs} & {"queued", "running"}:  # noqa: ASYNC110 - polled, as a run does
            await asyncio.sleep(0.2)
        states = [(await renderer.poll(j)) for j in jobs]
    await renderer.close()
    wall = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    core = used.ru_utime + used.ru_stime
    print(
        f"{len(shots)} takes of 72 + 24 frames: {wall:.1f} s wall, {wall / seconds * 100:.0f} s for 100 s of film; "
        f"{core / seconds * 100:.0f} core seconds for 100 s of film, largest worker {used.ru_maxrss // 1024} MiB"
    )
    print({s.state for s in states}, {s.error for s in states})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "film", "stills"])
    parser.add_argument("words", nargs="*")
    parser.add_argument("--size", default=None)
    parser.add_argument("--seconds", type=float, default=None)
    args = parser.parse_args()
    wide, high = (args.size or ("480x270" if args.what == "stills" else "1280x720")).split("x")
    size = (int(wide), int(high))
    cv2.setNumThreads(1)
    if args.what == "stills":
        stills(Path(args.words[0]), args.words[1:], size)
    elif args.what == "speed":
        speed(size, args.seconds or 3.0)
    else:
        asyncio.run(film(size, args.seconds or 30.0))


if __name__ == "__main__":
    sys.exit(main())
