"""From an order to a take: what the model is asked, piece after piece, and the film's own frames from what it made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from director.errors import ProviderError
from director.model import Capability, Mode, MoveKind, Note, Order, Reference
from render.fit import Fit, Wanted, fit
from render.local.asking import Ask, Frames, Made, Picture
from render.local.families import family
from render.local.stopping import stoppable

_CAMERA: dict[MoveKind, tuple[float, float, float, float]] = {
    "pan left": (-1, 0, 0, 0), "pan right": (1, 0, 0, 0), "truck left": (-1, 0, 0, 0), "truck right": (1, 0, 0, 0),
    "tilt up": (0, -1, 0, 0), "tilt down": (0, 1, 0, 0), "crane up": (0, -1, -0.2, 0), "crane down": (0, 1, 0.2, 0),
    "dolly in": (0, 0, 1, 0), "zoom in": (0, 0, 1, 0), "follow": (0.3, 0, 0.5, 0),
    "dolly out": (0, 0, -0.5, 0), "zoom out": (0, 0, -0.5, 0),
    "orbit left": (-0.6, 0, 0.2, -6), "orbit right": (0.6, 0, 0.2, 6), "handheld": (0.05, 0.03, 0.1, 1),
    "static": (0, 0, 0.05, 0),
}  # fmt: skip
"""Where a feedback loop travels for each move at full amount: shares of the picture, growth, degrees."""

_REFERENCE_PX = 1536
_LEAST_PX = 64
"""The shortest side that FLUX.2 takes; the others take less."""


@dataclass(frozen=True)
class Material:
    """The pictures that go with an order, decoded."""

    image: Picture | None = None
    last: Picture | None = None
    references: tuple[Picture, ...] = ()
    control: Frames | None = None
    """In the model's size: a picture for every native frame of the whole take, or one for a still."""
    performance: Frames | None = None
    """In the model's size: the actor's pose in every native frame."""
    face: Frames | None = None
    """The actor's face in every native frame, square."""
    held_s: float = 0.0
    """Seconds for which the actor's last frame is held, because the footage is shorter than the take."""


def wanted_of(order: Order, material: Material) -> Wanted:
    """Return what the film needs of a take, handles included."""
    return Wanted(
        shot=order.shot,
        frames=1 if order.still else order.frames + 2 * order.handles,
        fps=order.fps,
        width=order.width,
        height=order.height,
        references=len(material.references),
        last_frame=material.last is not None,
        keyframe=material.image is not None and order.shot.technique == "drawn",
        drawn=bool(order.control),
        still=order.still,
        performance=driving(order) is not None,
    )


def driving(order: Order) -> Reference | None:
    """Return the footage whose actor moves the person of the picture; None where none does."""
    named = (r for r in order.references if r.kind == "footage" and r.name == order.shot.performance)
    return next(named, None)


def plan(order: Order, model: Capability, material: Material) -> Fit:
    """Return the generations for an order.

    Raises:
        ProviderError: the model cannot make this shot; the router does not send such orders.
    """
    planned = fit(wanted_of(order, material), model)
    if planned is None:
        raise ProviderError(f"{model.name} cannot make shot {order.shot.id}", retryable=False)
    return planned


def generate(
    pipes: Callable[[Mode], Any],
    model: Capability,
    order: Order,
    planned: Fit,
    material: Material,
    share: Callable[[float], bool],
) -> Made:
    """Make all pieces of a take: each after the first goes on from the last frame of the one before.

    `pipes` gives the pipeline of a mode. `share` is told how much (0-1) is done, after every step and before every
    block of one, and answers False to stop.

    Raises:
        Stopped: it was stopped.
        ProviderError: the model gave another number of frames than it was asked for.
    """
    assert model.weights is not None
    maker = family(model.weights.family)
    parts: list[Frames] = []
    sounds: list[Made] = []
    for number, frames in enumerate(planned.pieces):
        mode, pipe = planned.mode_of(number), pipes(planned.mode_of(number))
        ask = _ask(model, order, planned, material, number, parts[-1][-1] if parts else None)

        done = number / len(planned.pieces)

        def steps(step: int, of: int, number: int = number) -> bool:
            nonlocal done
            done = (number + step / of) / len(planned.pieces)
            return share(done)

        with stoppable(pipe, lambda: share(done)):  # noqa: B023 - asked inside this turn of the loop alone
            made = maker.make(pipe, ask, mode, steps)
        if len(made.frames) != frames:
            raise ProviderError(f"{model.name} gave {len(made.frames)} frames instead of {frames}", retryable=False)
        parts.append(made.frames if number == 0 else made.frames[1:])
        sounds += [_without_joint(made, number, mode.fps)] if made.sound is not None else []
    joined = np.concatenate([made.sound for made in sounds if made.sound is not None]) if sounds else None
    return Made(np.concatenate(parts), joined, sounds[0].rate if sounds else 0)


def _without_joint(made: Made, number: int, fps: int) -> Made:
    """Return a piece without the sound of its first frame, which is the last one of the piece before."""
    if number == 0 or made.sound is None:
        return made
    return Made(made.frames, made.sound[round(made.rate / fps) :], made.rate)


def film_frames(made: Frames, planned: Fit, order: Order) -> Iterator[Picture]:
    """Yield the take's frames in the film's size and rate: the native frame of each moment, scaled and cropped."""
    total = order.frames + 2 * order.handles
    for frame in range(total):
        yield filled(made[min(planned.source(frame, order.fps), len(made) - 1)], order.width, order.height)


def notes_of(order: Order, planned: Fit, model: Capability, material: Material) -> tuple[Note, ...]:
    """Return what was altered, for the artist: pieces joined, a cropped picture, a slower clock, an actor held."""
    found = []
    title = model.title or model.name
    if len(planned.pieces) > 1:
        found.append(Note(key="local_chained", values={"model": title, "pieces": len(planned.pieces)}))
    native = planned.size.width / planned.size.height
    lost = 1 - min(order.width / order.height / native, native * order.height / order.width)
    if lost > 0.02:
        found.append(Note(key="local_cropped", values={"model": title, "percent": round(lost * 100)}))
    if Fraction(planned.mode.fps) < order.fps and not order.still:
        values = {"model": title, "fps": planned.mode.fps, "film": float(order.fps)}
        found.append(Note(key="local_slow_clock", values=values))
    if round(material.held_s, 1):
        values = {"file": order.shot.performance, "seconds": round(material.held_s, 1)}
        found.append(Note(key="local_performance_held", values=values))
    return tuple(found)


def _ask(model: Capability, order: Order, planned: Fit, material: Material, number: int, before: Picture | None) -> Ask:
    assert model.weights is not None
    size, weights = planned.size, model.weights
    first = before if before is not None else material.image
    amount = order.shot.move.amount
    across, down, growth, turned = _CAMERA[order.shot.move.kind]
    last_piece = number == len(planned.pieces) - 1
    return Ask(
        prompt=order.prompt,
        negative=order.negative,
        width=size.width,
        height=size.height,
        frames=planned.pieces[number],
        fps=planned.mode.fps,
        steps=weights.steps,
        guidance=weights.guidance,
        seed=order.seed + order.draw + 1000 * number,
        image=filled(first, size.width, size.height) if first is not None else None,
        last=filled(material.last, size.width, size.height) if material.last is not None and last_piece else None,
        references=tuple(bounded(picture) for picture in material.references[: planned.mode_of(number).references]),
        control=_of_piece(material.control, planned, number) if material.control is not None else None,
        performance=material.performance,
        face=material.face,
        camera=(across * amount, down * amount, growth * amount, turned * amount),
        schedule=_schedule(order, planned.pieces[number]),
        options=weights.options,
    )


def _schedule(order: Order, frames: int) -> tuple[tuple[int, str], ...]:
    """Return beginning, middle and end of the shot's action at a third of the frames each, where the shot has them."""
    return tuple((number * frames // 3, words) for number, words in enumerate(order.shot.action) if words)


def _of_piece(control: Frames, planned: Fit, number: int) -> Frames:
    """Return the control pictures of one piece, which begins with the last frame of the piece before."""
    first = sum(planned.pieces[:number]) - number
    return control[first : first + planned.pieces[number]]


def bounded(picture: Picture) -> Picture:
    """Return a reference at its own proportions, within what models read: cropped to the film's, a face is cut."""
    import cv2

    high, wide = picture.shape[:2]
    scale = max(min(1.0, _REFERENCE_PX / max(high, wide)), _LEAST_PX / min(high, wide))
    if scale == 1.0:
        return picture
    size = (max(_LEAST_PX, round(wide * scale)), max(_LEAST_PX, round(high * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)


def filled(picture: Picture, width: int, height: int) -> Picture:
    """Return the picture scaled to fill the size and cropped at the centre."""
    import cv2

    high, wide = picture.shape[:2]
    if (wide, high) == (width, height):
        return picture
    scale = max(width / wide, height / high)
    across, down = max(width, round(wide * scale)), max(height, round(high * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4
    scaled = cv2.resize(picture, (across, down), interpolation=how)
    left, top = (across - width) // 2, (down - height) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width], np.uint8)
