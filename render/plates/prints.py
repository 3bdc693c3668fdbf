"""Photographs that director makes itself: portraits and scenes painted by the drawing room, turned into prints."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from director.model import CameraMove, Light, Order, Palette, Presence, Shot
from render.animatic.renderer import repertoire
from render.animatic.shoot import Shooting
from render.plates.ageing import aged_print
from tools.media import whole_file


def make_print(shows: Sequence[str], path: Path, *, aged: bool, seed: int, size: tuple[int, int] = (900, 1200)) -> Path:
    """Make a photograph of these canonical terms, the subject first, and write it as PNG to `path`.

    `size` is that of an upright print, px; a scene without a person lies across. An aged one looks like an old print.
    """
    known = repertoire()
    places = [t for t in shows if t in known.places]
    actors = [t for t in shows if t in known.actors and t not in places]
    shot = Shot(
        id="s001", section=0, world="print", place="print", place_term=places[0] if places else "studio", time="day",
        weather="clear", palette=Palette(colours=("#b8a894", "#7d6a58", "#3c332c")), style="photoreal", text="",
        who=tuple(Presence(term=t, action="stand") for t in actors), framing="medium" if not places else "full",
        emotion="calm", light=Light(), move=CameraMove(kind="static"),
    )  # fmt: skip
    order = Order(shot=shot, renderer="animatic", renderer_version="1", prompt="", width=size[0], height=size[1],
                  fps=Fraction(24), frames=1, seed=seed)  # fmt: skip
    frame = next(Shooting(order, known).frames())
    picture = np.asarray(cv2.cvtColor(frame.yuv, cv2.COLOR_YUV2RGB_I420), np.uint8)
    if aged:
        picture = aged_print(picture, seed)
    with whole_file(path) as part:
        part.write_bytes(cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes())
    return path
