"""What a state does to a person: wet, snowy, hurt, tired, glowing, old, young, broken."""

from dataclasses import replace

import numpy as np

from render.animatic.actors.people.body import Body
from render.animatic.actors.people.character import Character, aged
from render.animatic.actors.people.feelings import Expression
from render.animatic.actors.people.forms import Easel, Point, between, curve, oval, tube
from render.animatic.actors.people.head import Head
from render.animatic.actors.people.pose import Pose
from render.animatic.actors.people.tones import mix, times

State = tuple[str, ...]


def altered(who: Character, state: State) -> Character:
    """Return the person as a state leaves it: darker when wet, grey when old."""
    if "old" in state:
        who = aged(who, "old")
    if "young" in state:
        who = aged(who, "young")
    if "wet" in state:
        hairdo = replace(who.hairdo, volume=1 + (who.hairdo.volume - 1) * 0.55)
        who = replace(who, hair=times(who.hair, 0.66), cloth=times(who.cloth, 0.72), hairdo=hairdo)
    if "hurt" in state or "broken" in state:
        who = replace(who, cloth=mix(who.cloth, (0.3, 0.26, 0.24), 0.22))
    return who


def bearing(pose: Pose, state: State) -> Pose:
    """Return the pose of someone who is tired, hurt or broken: slumped."""
    if not {"tired", "hurt", "broken"} & set(state):
        return pose
    return replace(pose, bend=pose.bend + 9, nod=pose.nod + 6, shrug=pose.shrug - 0.008, tilt=pose.tilt + 3)


def expression(face: Expression, state: State) -> Expression:
    """Return the face of someone in that state."""
    if "tired" in state:
        face = replace(face, lid=min(face.lid, 0.9) * 0.68, spark=face.spark * 0.8, brow_in=face.brow_in + 0.012)
    if "hurt" in state:
        face = replace(face, frown=max(face.frown, 0.4), brow_in=face.brow_in + 0.014, low=max(face.low, 0.3))
    return face


def paint_marks(body: Body, state: State) -> None:
    """Paint drops, snow, scratches and shadows over the person."""
    rng = np.random.default_rng(7)
    if "wet" in state:
        _drops(body, rng)
    if "snowy" in state:
        _snow(body, rng)
    if body.head.facing > -0.1:
        if "hurt" in state or "broken" in state:
            _wounds(body.easel, body.head)
        if "tired" in state:
            _rings(body.easel, body.head, body)


def _spots(body: Body) -> list[Point]:
    seen = body.seen
    pairs = (
        ("shoulder_l", "elbow_l"),
        ("shoulder_r", "elbow_r"),
        ("neck", "hip"),
        ("chest", "waist"),
        ("hip_l", "knee_l"),
        ("hip_r", "knee_r"),
        ("head", "crown"),
    )
    return [between(seen.xy(a), seen.xy(b), t) for a, b in pairs for t in (0.1, 0.4, 0.7)]


def _drops(body: Body, rng: np.random.Generator) -> None:
    easel = body.easel
    shine = mix((0.85, 0.93, 1.0), easel.tones.look.lit, 0.3)
    for x, y in _spots(body):
        dx, dy = rng.uniform(-0.03, 0.03, 2)
        long = float(rng.uniform(0.008, 0.02))
        line: list[Point] = [(x + dx, y + dy), (x + dx + 0.001, y + dy + long * 0.6), (x + dx, y + dy + long)]
        easel.crease(line, 0.0022, shine, 0.34)
    head, u = body.head, body.head.unit
    if head.facing > -0.1 and easel.fine(u * 0.02):
        for s, y in ((0.2, -0.2), (-0.22, 0.12), (0.26, 0.2), (-0.1, -0.22), (0.05, 0.44), (-0.2, 0.3)):
            x, py = head.on(s, y)
            easel.fill(oval(x, py, u * 0.008, u * 0.013), mix(shine, (0.6, 0.7, 0.8), 0.3), 0.42)
            easel.fill(oval(x - u * 0.002, py - u * 0.005, u * 0.003, u * 0.004), (1, 1, 1), 0.75)
    for side in ("l", "r"):
        x, y = body.seen.xy(f"hand_{side}")
        easel.fill(oval(x, y + 0.02, 0.002, 0.005), shine, 0.5)


def _snow(body: Body, rng: np.random.Generator) -> None:
    easel, seen, head = body.easel, body.seen, body.head
    white = easel.tones.light((0.96, 0.97, 1.0))
    for side in ("l", "r"):
        x, y = seen.xy(f"shoulder_{side}")
        easel.volume(
            tube([(x - 0.035, y - 0.022), (x, y - 0.034), (x + 0.035, y - 0.022)], [0.01, 0.016, 0.01]),
            (0.95, 0.97, 1.0),
            0.014,
            rim=0.3,
        )
    out = 1.07 if body.who.outfit.hat == "none" else 1.24
    rim = [
        head.edge(y, side, out)
        for side, y in ((-1, -0.36), (-1, -0.43), (-1, -0.48), (1, -0.5), (1, -0.47), (1, -0.41))
    ]
    for k, (x, y) in enumerate(rim):
        r = head.unit * (0.05 + 0.018 * (k % 3))
        easel.volume(oval(x, y + r * 0.5, r * 1.5, r * 0.7), (0.95, 0.97, 1.0), r * 0.5, rim=0.3)
    for x, y in [*_spots(body), *_spots(body)]:
        dx, dy = rng.uniform(-0.045, 0.045, 2)
        r = float(rng.uniform(0.002, 0.006))
        easel.fill(oval(x + dx, y + dy, r, r * 0.8), white, 0.9)
    if head.facing > -0.1 and easel.fine(head.unit * 0.02):
        for s, y in (
            (0.16, -0.1),
            (0.22, -0.09),
            (-0.14, -0.1),
            (-0.21, -0.09),
            (0.1, 0.4),
            (-0.05, 0.45),
            (0.0, 0.26),
        ):
            x, py = head.on(s, y)
            easel.airbrush((x, py), head.unit * 0.04, head.unit * 0.02, white, 0.85)


def _wounds(easel: Easel, head: Head) -> None:
    u = head.unit
    red = easel.tones.mid((0.62, 0.1, 0.1))
    for points in (
        ((0.2, 0.12), (0.24, 0.17), (0.26, 0.22)),
        ((0.17, 0.15), (0.2, 0.19), (0.22, 0.24)),
        ((-0.06, -0.2), (-0.1, -0.16), (-0.12, -0.11)),
    ):
        line = [head.on(s, y) for s, y in points]
        easel.crease(line, u * 0.02, red, 0.85)
    easel.airbrush(head.on(-0.2, 0.14), u * 0.1, u * 0.06, easel.tones.mid((0.4, 0.16, 0.3)), 0.45)
    linen = easel.tones.mid((0.92, 0.9, 0.85))
    band = [head.place(*head.ring(a, -0.27 + 0.0009 * a, 1.05)) for a in (-64, -40, 0, 40, 64)]
    easel.stroke(curve(band, closed=False), easel.tones.dark((0.92, 0.9, 0.85)), u * 0.115)
    easel.stroke(curve(band, closed=False), linen, u * 0.1)
    easel.airbrush(band[1], u * 0.06, u * 0.04, red, 0.85)


def _rings(easel: Easel, head: Head, body: Body) -> None:
    e, u = body.who.eyes, head.unit
    shade = easel.tones.mid(mix(times(body.who.skin, 0.6), (0.35, 0.25, 0.45), 0.4))
    for side in (1, -1):
        if head.turned(side * e.gap, e.y) > 0.1:
            easel.airbrush(head.on(side * e.gap, e.y + e.low + 0.03), u * 0.09, u * 0.035, shade, 0.55)
            bag = [
                head.on(side * (e.gap + d), e.y + e.low + dy) for d, dy in ((-0.07, 0.02), (0.0, 0.04), (0.075, 0.018))
            ]
            easel.crease(bag, u * 0.009, shade, 0.7)
