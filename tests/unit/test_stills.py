"""Who makes key stills on the card, and that the drawn draft steers them where a model can be steered."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from director.model import FilmFormat, Order, Palette, Shot
from director.steps.base import Models
from director.steps.routing import still_model
from director.steps.stills import still_order
from render.catalog import capability
from render.machine import Machine, as_if

PROJECT: Any = SimpleNamespace(brief=SimpleNamespace(format=FilmFormat()), board=object(), draft=None)


def shot() -> Shot:
    return Shot(
        id="s001", section=0, world="w", place="p", place_term="meadow", time="day", weather="clear",
        palette=Palette(colours=("#9ab8cc", "#33453c")), style="photoreal", text="", framing="wide", emotion="joy",
    )  # fmt: skip


def here(gigabytes: float, *names: str) -> Models:
    known = {name: capability(name) for name in names}
    return Models(known, as_if(gigabytes, known, Machine(ram_gb=64)))


@pytest.mark.parametrize(
    ("gigabytes", "drawn", "chosen"),
    [
        (80, False, "z-image-turbo"),
        (80, True, "qwen-image-controlnet"),
        (24, True, "sdxl-controlnet"),
        (24, False, "z-image-turbo"),
    ],
)
def test_where_a_drawing_is_there_a_model_that_follows_it_makes_the_still(
    gigabytes: float, drawn: bool, chosen: str
) -> None:
    models = here(gigabytes, "z-image-turbo", "qwen-image-controlnet", "sdxl-controlnet", "sd1.5-controlnet")
    found = still_model(models, shot(), PROJECT, drawn)
    assert found is not None
    assert found.name == chosen


def test_without_a_drawing_a_model_that_only_follows_one_makes_nothing() -> None:
    models = here(24, "sdxl-controlnet")
    assert still_model(models, shot(), PROJECT) is None
    assert still_model(models, shot(), PROJECT, True) is not None


@pytest.mark.parametrize(("name", "steered"), [("sdxl-controlnet", True), ("z-image-turbo", False)])
async def test_the_order_of_a_still_carries_the_drawn_take(name: str, steered: bool) -> None:
    drawn = SimpleNamespace(file="takes/abc.mp4", order=SimpleNamespace(renderer="animatic"))

    async def order(_brief: Any, _board: Any, shot: Shot, renderer: str, version: str) -> Order:
        return Order(
            shot=shot, renderer=renderer, renderer_version=version, prompt="p", width=1280, height=720,
            fps=Fraction(24), frames=48, handles=12, keyframes=(3,), seed=1,
        )  # fmt: skip

    deps: Any = SimpleNamespace(
        renderers={name: SimpleNamespace(name=name, version="1")},
        crew=SimpleNamespace(prompter=SimpleNamespace(order=order)),
        store=SimpleNamespace(takes=lambda _shot: [drawn], take=lambda _key: None),
    )
    made = await still_order(deps, PROJECT, shot(), capability(name))
    assert (made.still, made.frames, made.handles, made.keyframes) == (True, 1, 0, ())
    assert made.control == ("takes/abc.mp4" if steered else "")
