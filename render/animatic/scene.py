"""From a shot to a set: which planes stand where, who is placed on them, and how the camera is set up.

Figures are placed in the framed picture (render/animatic/camera.py): x, y of the feet in scene units, the size of one
body unit in scene units, and the depth relative to the subject.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from director.model import Angle, Change, Framing, Presence, Shot, digest_of
from render.animatic.afloat import in_water
from render.animatic.base import Actor, Figure, Layer, Look, Repertoire
from render.animatic.blocking import NEAR, Cast, Ground, Placed, astride, block, mounted, riding, set_going
from render.animatic.boarding import afoot, boarded, without_riders
from render.animatic.camera import Framed, Setup, setup_for
from render.animatic.colour import from_hex
from render.animatic.fixing import fixed
from render.animatic.furnishing import has_bed, set_down, used, without_used
from render.animatic.handing import hand_over
from render.animatic.hanging import framed, hang, hangs
from render.animatic.kinds import others, sitters
from render.animatic.leaping import leaping, leaps
from render.animatic.look import Fixes
from render.animatic.pairing import paired, without_mates
from render.animatic.passengers import ride_along
from render.animatic.perching import lifted, on_boughs, perches
from render.animatic.playing import holds, instrument, without_played
from render.animatic.swimming import WATER_Y, afloat, in_streams, swims
from render.animatic.terms import ABOVE, FLAT, LIVING, PEOPLE, ROOMS, VEHICLES
from render.animatic.told_hands import done_by_hand
from render.animatic.tracks import hold_back, on_rails

REST = 0.3
"""Height of an adult in the rest picture, scene units."""

_SIZE: dict[Framing, float] = {
    "extreme wide": 0.25, "wide": 0.44, "full": 0.8, "medium": 1.65, "close": 4.3, "extreme close": 10.5, "insert": 2.6,
}  # fmt: skip
"""Height of a standing person in heights of the picture."""

_EMPTY: dict[Framing, float] = {"extreme wide": 0.14, "wide": 0.36}
"""The same where nobody stands: a place alone is seen from farther away."""

_FOCUS_Y: dict[Framing, float] = {"medium": -0.19, "close": -0.05, "extreme close": 0.0, "insert": 0.02}
"""Where the focus (the eyes) lies on the screen in near framings."""

_FEET_Y: dict[Framing, float] = {"extreme wide": 0.37, "wide": 0.4, "full": 0.44}
"""Where the feet stand in far ones."""

_EYE_HEIGHT: dict[Framing, float] = {
    "extreme wide": 1.5, "wide": 0.93, "full": 0.6, "medium": 0.85, "close": 0.93, "extreme close": 0.94, "insert": 0.6,
}  # fmt: skip
"""Height of the camera in heights of a standing person; the horizon is seen at this height of everyone."""

_HORIZON: dict[Angle, tuple[float, float]] = {
    "eye": (-0.12, 0.2), "low": (0.2, 0.42), "high": (-0.38, -0.14), "overhead": (-0.48, -0.4),
}  # fmt: skip
"""Where the horizon may lie on the screen."""


@dataclass(frozen=True)
class Set:
    """A shot, ready to be painted."""

    layers: tuple[Layer, ...]
    figures: tuple[Placed, ...]
    setup: Setup
    framed: Framed
    horizon: float
    """Where the horizon is seen, framed scene units."""
    adult: float
    """Height of an adult at the subject's depth, scene units."""
    left_out: tuple[str, ...]
    """Terms that nobody can paint."""


def stage(shot: Shot, look: Look, repertoire: Repertoire, fixes: Fixes, seed: int, seconds: float) -> Set:
    """Place everything that the shot names. `seconds` is the length of the body."""
    shot = afoot(fixed(shot, fixes))
    own = [shot.framing, shot.angle, *(p.term for p in shot.who)] if shot.place_term == "void" else []
    # A place stays as it is from shot to shot; a collage is put together anew for every picture.
    place_seed = int(digest_of([shot.place, shot.place_term, seed if fixes["new seed"] else 0, *own])[:12], 16)
    painter = repertoire.places.get(shot.place_term)
    layers = tuple(painter(look, np.random.default_rng(place_seed))) if painter else ()
    if has_bed(shot):
        layers = tuple(each for each in layers if each.name != "bed")
    layers = in_water(layers, shot, look, repertoire, place_seed)
    left_out = [] if painter else [shot.place_term]
    rng = np.random.default_rng([seed, 3])
    wanted = _cast(shot, repertoire, left_out)
    figures = [_figure(p, shot, look, repertoire) for p in wanted]
    if not figures:
        size = _EMPTY.get(shot.framing, _SIZE[shot.framing] if shot.framing not in NEAR else 1.2)
        setup, horizon = _camera(shot, look, size, 0.4 if size < 1 else 0.9, 0.0, rng)
        return Set(layers, (), setup, Framed(look.aspect), horizon, size, tuple(left_out))
    wanted, figures = hand_over(wanted, figures, shot, look, repertoire)
    leads, wanted, figures = _leads(shot, look, wanted, figures, fixes, repertoire)
    subject = leads[-1]
    adult = subject.size / subject.figure.size
    setup, horizon = _camera(shot, look, adult, subject.y, subject.x, rng)
    ground = Ground(horizon, (subject.y - horizon) / adult if _grounded(subject) else _EYE_HEIGHT[shot.framing], adult)
    placed = set_down(block(leads, wanted, figures, shot, look, ground, rng), shot, adult)
    placed = hang(ride_along(placed), look.aspect, shot.framing)
    placed = in_streams(placed, shot, look)
    placed = on_rails(hold_back(on_boughs(placed, shot, look), look.aspect), shot, look, horizon)
    placed = _ghostly(sitters(others(placed, look, repertoire), look, repertoire))
    placed, speed = set_going(_fading(placed, shot), shot, look, seconds, fixes, ground)
    subject = placed[0]
    centre = (subject.x, subject.y + subject.figure.focus[1] * subject.size)
    whole = None if shot.framing in NEAR else (subject.y - subject.figure.height * subject.size, subject.y)
    seen = Framed(look.aspect, centre, speed, whole)
    return Set(layers, tuple(placed), setup, seen, horizon, adult, tuple(left_out))


def _leads(
    shot: Shot, look: Look, wanted: list[Presence], figures: list[Cast], fixes: Fixes, repertoire: Repertoire
) -> tuple[list[Placed], list[Presence], list[Cast]]:
    """Place the subject (a rider with its mount after it) and put what it is made of first in the lists."""
    pair = riding(wanted, figures)
    if pair is None or (0 not in pair and wanted[0] in shot.who):
        return [_subject(shot, look, wanted[0], *figures[0], fixes)], wanted, figures
    rider, mount = pair
    if wanted[rider].term not in PEOPLE:
        # An animal on a board stands still, and from the side: from the front nobody sees what it stands on.
        seen = figures[rider][1].facing
        aside = wanted[rider].model_copy(
            update={"facing": seen if seen in ("left", "right") else "right", "action": "skate"}
        )
        wanted = [aside if n == rider else p for n, p in enumerate(wanted)]
        shot = shot.model_copy(update={"who": tuple(aside if p.term == aside.term else p for p in shot.who)})
        figures = [_figure(aside, shot, look, repertoire) if n == rider else f for n, f in enumerate(figures)]
        board, how = figures[mount]
        figures[mount] = (replace(board, seat=(0.0, -0.62 * board.height)), how)
    heading = figures[rider][1].facing
    if heading in ("left", "right") and figures[mount][1].facing != heading:
        turned = wanted[mount].model_copy(update={"facing": heading})
        wanted = [turned if n == mount else p for n, p in enumerate(wanted)]
        seat = figures[mount][0].seat
        figures = [_figure(turned, shot, look, repertoire) if n == mount else f for n, f in enumerate(figures)]
        figures[mount] = (replace(figures[mount][0], seat=seat), figures[mount][1])
    order = [rider, mount, *(n for n in range(len(wanted)) if n not in pair)]
    if figures[mount][0].seat is None:
        # Its rider is painted in: the vehicle is the subject.
        order.remove(rider)
    wanted, figures = [wanted[n] for n in order], [figures[n] for n in order]
    first = _subject(shot, look, wanted[0], *figures[0], fixes)
    if rider not in order:
        return [first], wanted, figures
    if shot.framing not in NEAR:
        outline = astride(figures[0][0], figures[1][0])
        whole = _subject(shot, look, wanted[1], outline, figures[0][1], fixes)
        seat = figures[1][0].seat or (0.0, 0.0)
        way = -1.0 if figures[0][1].facing == "left" else 1.0
        size = whole.size * figures[1][0].size
        first = replace(first, x=whole.x + way * seat[0] * size, y=whole.y + seat[1] * size,
                        size=whole.size * first.figure.size)  # fmt: skip
    return mounted(first, figures[1], digest_of([wanted[1].model_dump(mode="json"), 1])), wanted, figures


_FADES: dict[Change, tuple[float, float]] = {"lost": (1.0, 0.35), "found": (0.55, 1.0)}
"""Opacity of a motif at the start and the end of the shot in which this happens to it."""


def _fading(placed: list[Placed], shot: Shot) -> list[Placed]:
    """Let the motif of a shot appear or vanish, if that is what happens to it."""
    if shot.script is not None:
        return placed  # told by a crew that places things itself: half a thing would be a ghost in its story
    # People and what carries them stay, and so does a hand: it belongs to someone.
    kept = (*PEOPLE, *VEHICLES, "hand", "eye", "mouth")
    things = ((p, shot.happens_to(p.actor.term)) for p in placed if p.actor.term not in kept)
    gone = next(((p, _FADES[change]) for p, change in things if change in _FADES), None)
    return placed if gone is None else [replace(p, appear=gone[1]) if p is gone[0] else p for p in placed]


_STAYING = frozenset(("stand", "look", "laugh", "sit", "hold", "embrace", "breathe", "lie", "sing", "wave", "fall"))
"""Actions that go as well sitting on the ground."""

_OF_PLACES = frozenset((("sun", "grid_plain"), ("tree", "forest"), ("tree", "forest_river"), ("stars", "forest"),
                        ("stars", "forest_river")))  # fmt: skip
"""What a place shows by itself, and better: (term, place)."""


def _cast(shot: Shot, repertoire: Repertoire, left_out: list[str]) -> list[Presence]:
    """List who can be painted, the subject first; without what is painted with its user."""
    everyone = []
    held_up = shot.framing != "extreme close"
    for presence in (*shot.who, *(shot.props if held_up else ())):
        if (presence.term, shot.place_term) in _OF_PLACES:
            continue
        if repertoire.painter(presence) is not None:
            everyone.append(presence)
        else:
            left_out.append(presence.term)
    return without_riders(shot, without_mates(shot, without_played(shot, without_used(shot, everyone))))


def _figure(presence: Presence, shot: Shot, look: Look, repertoire: Repertoire) -> tuple[Figure, Actor]:
    facing = presence.facing if presence.facing != "none" else shot.direction
    leap = leaps(presence, shot)
    use = used(presence, shot)
    actor = Actor(
        term=presence.term,
        action="skate" if leap else _done(presence, shot),
        emotion=presence.emotion or shot.emotion,
        colour=from_hex(presence.colour) if presence.colour else None,
        state=presence.state,
        facing=facing if presence in shot.who else presence.facing,
        framing=shot.framing,
        features=presence.features,
        on=use.on,
        on_colour=from_hex(use.colour) if use.colour else None,
        cutout=presence.cutout,
        plays=instrument(presence, shot),
    )
    actor = boarded(paired(actor, presence, shot), shot)
    if presence.term == "headlights" and actor.colour is not None:
        # Whose lamps they are is known: the car is seen, not only its light.
        actor = replace(actor, term="race_car", facing="toward", action="race")
    if _died_racing(presence, shot):
        actor = replace(actor, term="racer", state=(*actor.state, "ghostly"))
    seed = int(digest_of([presence.character or presence.term, presence.term])[:12], 16)
    painter = repertoire.painter(actor)
    if painter is None:
        raise ValueError(f"nobody paints {actor.term!r}")
    figure = painter(actor, look, np.random.default_rng(seed))
    if swims(presence, shot):
        return afloat(figure, presence.term), actor
    if leap:
        return leaping(figure, presence.term == "skateboard"), actor
    if perches(presence, shot):
        return lifted(figure), actor
    return framed(figure, actor) if hangs(presence, shot) else figure, actor


def _done(presence: Presence, shot: Shot) -> str:
    """Return what somebody is painted doing: its action, or what the rest of the shot makes of it."""
    if _sits_down(presence, shot) or (presence.action == "ride" and used(presence, shot).on):
        return "sit"
    return "hold" if holds(presence, shot) else done_by_hand(presence, shot) or "stand"


def _sits_down(presence: Presence, shot: Shot) -> bool:
    """Return whether somebody sits down to an animal: a near picture of both would lose one who stands."""
    terms = {p.term for p in shot.who}
    stays = all((p.action or "stand") in _STAYING for p in shot.who)
    return shot.framing == "medium" and stays and presence in shot.who and bool(terms & PEOPLE and terms & LIVING)


def _died_racing(presence: Presence, shot: Shot) -> bool:
    """Return whether a ghost is that of a racer: it haunts the track in its own suit, not in a shroud."""
    raced = shot.place_term in ("race_track", "pit_garage") or any(p.term == "racer" for p in shot.who)
    return presence.term == "ghost" and raced


def _ghostly(placed: list[Placed]) -> list[Placed]:
    """Let vehicles of ghosts be seen through."""
    ghosts = [p.actor.term == "race_car" and "glowing" in p.actor.state for p in placed]
    return [replace(p, appear=(0.66, 0.5)) if seen else p for p, seen in zip(placed, ghosts, strict=True)]


def size_of(figure: Figure, term: str, framing: Framing, aspect: float) -> float:
    """Return scene units a body unit at which a subject of this framing is shown."""
    widest = aspect / max(figure.width, 0.05)
    if framing in ("extreme wide", "wide"):
        low, high = (0.78, 2.0) if framing == "wide" else (0.95, 2.4)
        kept = min(max(math.sqrt(figure.size), low), high)
        # Who lies or crouches is low: shown a little larger, so that it still reads.
        kept *= min(2.0, max(1.0, 0.9 / figure.height))
        # In an upright picture what is long passes through instead of shrinking to a toy.
        room = 2.4 if aspect < 1 and term in VEHICLES else 0.8
        return min(_SIZE[framing] * kept, room * widest, 0.8 / figure.height)
    if framing == "full":
        return min(0.8 / figure.height, 0.84 * widest)
    if term in PEOPLE:
        head = figure.head or 0.14
        return _SIZE[framing] * (0.14 / head if framing in ("close", "extreme close") else 1.0)
    return _near_size(figure, term, framing, widest)


_FACE: dict[Framing, float] = {"medium": 0.22, "close": 0.42, "extreme close": 0.9, "insert": 0.3}
"""Height of a head in a window, in near framings of its vehicle."""


_DETAIL = {"stone": 1.5}
"""Height of a thing in an insert, of the picture, where a part of it is what tells: the words that are carved."""


def _near_size(figure: Figure, term: str, framing: Framing, widest: float) -> float:
    """Return the size of what is no single person, in framings that would cut a person."""
    if figure.rider:
        return _FACE[framing] / figure.rider
    if term in FLAT:
        # Seen from above, it is wider than the picture.
        return (1.25 if widest * figure.width > 1 else 2.6) * widest
    if term == "hand" and figure.width > 2.0:
        # Two hands that hold each other fill the picture; their arms come in from both sides.
        return 1.1 / figure.height
    if framing == "insert" or (term not in LIVING and term not in VEHICLES):
        # A thing has no face to go in on: near framings fill the picture with it.
        share = {"medium": 0.6, "close": 0.9, "extreme close": 1.7}.get(framing, _DETAIL.get(term, 0.7))
        return min(share / figure.height, share * widest)
    head = figure.head or (0.4 if term in LIVING else 0.7)
    near = min(1.2 / figure.height, 1.2 * widest)
    if framing == "extreme close":
        return near * 3.0
    return max(near * 1.25, min(0.6 / head, near * 2.2)) if framing == "close" else near


def _subject(shot: Shot, look: Look, presence: Presence, figure: Figure, actor: Actor, fixes: Fixes) -> Placed:
    size = size_of(figure, presence.term, shot.framing, look.aspect)
    if shot.framing == "wide" and shot.place_term in ROOMS:
        # A room has a wall behind everyone: it is seen whole from nearer.
        size = min(1.25 * size, 0.8 / figure.height)
    if shot.framing == "extreme wide" and presence not in shot.who and figure.size < 0.3 and not figure.airborne:
        # The picture is the place's: a leaf or a key lies small in it.
        size *= 0.35
    size *= 1.0 + 0.4 * fixes["bigger subject"] - 0.28 * fixes["smaller subject"]
    third = 0.17 * look.aspect if shot.framing != "close" else 0.11 * look.aspect
    x = {"left": -third, "centre": 0.0, "right": third}[presence.side] * (0.0 if fixes["centre subject"] else 1.0)
    if presence.side == "centre" and not fixes["centre subject"] and actor.facing in ("left", "right"):
        x = 0.06 * look.aspect * (1 if actor.facing == "left" else -1)
    if shot.framing in _FEET_Y and presence.term in PEOPLE and figure.width > figure.height:
        # Who lies keeps head and feet in the picture.
        room = max(0.44 * look.aspect - 0.5 * figure.width * size, 0.0)
        x = min(max(x, -room), room)
    if presence.term == "fire" and shot.place_term == "forest_river" and shot.framing in _FEET_Y:
        # The stream comes from the left: a fire burns on the dry bank.
        x = max(x, 0.24 * look.aspect)
    low = {"low": 0.03, "high": -0.03}.get(shot.angle, 0.0)
    if figure.afloat and shot.framing in WATER_Y:
        y = WATER_Y[shot.framing] + low
    elif shot.framing in _FEET_Y and not figure.airborne:
        y = _FEET_Y[shot.framing] + low
        y = max(y, -0.47 + figure.height * size) if figure.height * size < 0.95 else y
    elif (figure.airborne and not figure.afloat) or presence.term not in PEOPLE or shot.framing == "insert":
        middle = -0.5 * figure.height if shot.framing not in ("close", "extreme close") else figure.focus[1]
        y = (0.0 if shot.framing in NEAR else -0.1) - middle * size
    else:
        y = _FOCUS_Y[shot.framing] + low - figure.focus[1] * size
    x, y = _aimed(shot, look, presence, figure, actor, (x, y), size)
    key = digest_of([presence.model_dump(mode="json"), 0])
    return Placed(figure, actor, "subject", x, y, size, key=key)


def _aimed(
    shot: Shot, look: Look, presence: Presence, figure: Figure, actor: Actor, place: tuple[float, float], size: float
) -> tuple[float, float]:
    """Return where the subject of a near framing stands, so that the face it goes in on is in the picture."""
    x, y = place
    if figure.rider and shot.framing in NEAR:
        return x - figure.focus[0] * size, _FOCUS_Y[shot.framing] - figure.focus[1] * size
    if shot.framing == "medium" and figure.afloat:
        # Who swims lies across the picture: also in an upright one the head stays in it.
        face, room = x + figure.focus[0] * size, 0.5 * look.aspect - 0.2
        x += min(max(face, -room), room) - face
    if shot.framing == "medium" and presence.term in LIVING and not figure.airborne:
        # An animal is cut at its legs, never at its head.
        y = max(y, -0.4 + figure.height * size)
        edge = 0.5 * look.aspect - 0.3
        x += min(max(x + figure.focus[0] * size, -edge), edge) - (x + figure.focus[0] * size)
    if shot.framing in ("close", "extreme close"):
        x -= figure.focus[0] * size
    elif shot.framing == "medium" and actor.on in ("bed", "hospital bed"):
        # The face of who lies in a bed is at its end: at a third of the picture, the blanket beside it.
        x = math.copysign(0.2 * look.aspect, figure.focus[0]) - figure.focus[0] * size
    return x, y


def _grounded(placed: Placed) -> bool:
    stands = placed.figure.afloat or not placed.figure.airborne
    return stands and placed.actor.term not in ABOVE


def _camera(
    shot: Shot, look: Look, adult: float, feet: float, x: float, rng: np.random.Generator
) -> tuple[Setup, float]:
    """Return the set-up and where the horizon is seen, for an adult of this height standing at `feet`."""
    eye = _EYE_HEIGHT[shot.framing] * {"eye": 1.0, "low": 0.45, "high": 1.5, "overhead": 2.2}[shot.angle]
    low, high = _HORIZON[shot.angle]
    horizon = min(max(feet - eye * adult, low), high)
    wander = 0.16 if shot.framing in ("extreme wide", "wide") else 0.3
    anchor = (float(rng.uniform(-wander, wander)) * look.aspect, look.horizon)
    return setup_for(adult, REST, shot.lens, anchor, (x, horizon)), horizon
