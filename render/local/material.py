"""The pictures that go with an order, read from the project folder."""

from dataclasses import replace
from pathlib import Path

from director.model import Capability, Order, Reference
from render.local.acting import acted, pose_model
from render.local.asking import Picture
from render.local.steering import steering
from render.local.taking import Material, driving, plan
from tools.media import read_frames, read_photo


def material_of(order: Order, folder: Path, model: Capability, weights: Path | None = None) -> Material:
    """Decode what an order refers to: the photo to start from, a keyframe, references of people and places.

    What steers or drives the model is made here too, in its own frames and size: away from the card. `weights` is the
    folder of the model's files, where they are not in the hub's cache.

    Raises:
        ArtistError: a picture is missing or cannot be read.
        ProviderError: the model cannot make this shot, or the drawn take that steers it is not known any more.
        SetupError: what reads the poses of driving footage is not here.
    """
    photo = next((r for r in order.references if r.name == order.shot.reference), None)
    first = photo or next((r for r in order.references if r.role == "first frame"), None)
    last = next((r for r in order.references if r.role == "last frame"), None)
    others = tuple(r for r in order.references if r not in (first, last) and r.kind == "photo")
    found = Material(
        image=_picture(first, folder) if first else None,
        last=_picture(last, folder) if last else None,
        references=tuple(_picture(reference, folder) for reference in others),
    )
    driven = driving(order)
    if not order.control and driven is None:
        return found
    planned = plan(order, model, found)
    if planned.mode.kind == "animate":
        if driven is None:
            return replace(found, performance=steering(order, folder, planned, "pose"))
        handle_s = float(order.handles / order.fps)
        file = folder / "references" / driven.name
        seen = acted(file, planned, pose_model(model, weights), order.performance_s, handle_s)
        return replace(found, performance=seen.poses, face=seen.faces, held_s=seen.held_s)
    by = planned.mode.steered_by
    return replace(found, control=steering(order, folder, planned, by)) if by else found


def _picture(reference: Reference, folder: Path) -> Picture:
    path = folder / "references" / reference.name
    return read_frames(path, [0])[0] if reference.kind == "footage" else read_photo(path)
