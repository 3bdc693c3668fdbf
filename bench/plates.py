"""Measures the room of own photos and footage.

python bench/plates.py FILE... [--size 1280x720] [--seconds 3]
Prints seconds of preparing and ms of CPU a frame, without and with its encoding.
"""

import argparse
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import cv2

from director.model import CameraMove, Order, Palette, Presence, Reference, Shot
from render.animatic.renderer import write_take
from render.plates.renderer import VERSION, plate_of
from tools.references import kind_of


def order_of(name: str, size: tuple[int, int], seconds: float) -> Order:
    kind = kind_of(Path(name)) or "photo"
    shot = Shot(
        id="s001", section=0, world="w", place="p", place_term="tundra", time="day", weather="snow",
        palette=Palette(colours=("#8fb3cc", "#dfe9ee", "#4b6a86", "#22364d")), style="photoreal", technique=kind,
        reference=name, who=(Presence(term="explorer"),), text="", framing="medium", emotion="hope",
        move=CameraMove(kind="dolly in", amount=0.35),
    )  # fmt: skip
    reference = Reference(name=name, digest="0" * 32, kind=kind, role="person", width=1, height=1)
    return Order(
        shot=shot, renderer="plates", renderer_version=VERSION, prompt="", references=(reference,), width=size[0],
        height=size[1], fps=Fraction(24), frames=round(seconds * 24), handles=12, seed=1,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--seconds", type=float, default=3.0)
    given = parser.parse_args()
    size = tuple(int(v) for v in given.size.split("x"))
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as place:
        references = Path(place) / "references"
        references.mkdir()
        for file in given.files:
            (references / file.name).write_bytes(file.read_bytes())
        warm = order_of(given.files[0].name, (320, 180), 0.1)
        list(plate_of(warm, Path(place)).frames())
        print(f"{'file':24} {'prepare s':>10} {'frame ms':>9} {'with encode':>12}  ({given.size}, CPU of one core)")
        for file in given.files:
            order = order_of(file.name, (size[0], size[1]), given.seconds)
            start = time.process_time()
            plate = plate_of(order, Path(place))
            prepared = time.process_time()
            count = sum(1 for _ in plate.frames())
            made = time.process_time()
            write_take(plate, Path(place) / "take.mp4")
            written = time.process_time()
            frame, whole = (made - prepared) / count * 1e3, (written - made) / count * 1e3
            print(f"{file.name:24} {prepared - start:10.2f} {frame:9.1f} {whole:12.1f}")


if __name__ == "__main__":
    main()
