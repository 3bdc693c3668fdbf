"""Limbs and trunk as tapered volumes between the joints."""

from render.animatic.actors.people.character import Character
from render.animatic.actors.people.forms import Easel, between, oval, tube
from render.animatic.actors.people.skeleton import Seen


def paint_body(easel: Easel, who: Character, seen: Seen) -> None:
    """Paint the whole person from far to near."""
    near = "l" if seen.at["shoulder_l"][2] > seen.at["shoulder_r"][2] else "r"
    far = "r" if near == "l" else "l"
    _arm(easel, who, seen, far)
    _leg(easel, who, seen, far)
    _leg(easel, who, seen, near)
    trunk = [seen.xy("neck"), seen.xy("chest"), seen.xy("waist"), seen.xy("hip")]
    easel.volume(tube(trunk, [0.05, 0.085, 0.07, 0.08]), who.cloth, 0.08)
    x, y = seen.xy("head")
    easel.volume(oval(x, y, who.build.head * 0.38, who.build.head * 0.5), who.skin, 0.06, skin=True)
    easel.volume(oval(x, y - who.build.head * 0.2, who.build.head * 0.42, who.build.head * 0.36), who.hair, 0.06)
    _arm(easel, who, seen, near)


def _arm(easel: Easel, who: Character, seen: Seen, side: str) -> None:
    a, b, c = (seen.xy(f"{name}_{side}") for name in ("shoulder", "elbow", "wrist"))
    easel.volume(tube([c, seen.xy(f"hand_{side}")], [0.018, 0.014]), who.skin, 0.016, skin=True)
    easel.volume(
        tube([a, between(a, b, 0.5), b, between(b, c, 0.5), c], [0.034, 0.03, 0.025, 0.023, 0.018]), who.cloth, 0.03
    )


def _leg(easel: Easel, who: Character, seen: Seen, side: str) -> None:
    a, b, c = (seen.xy(f"{name}_{side}") for name in ("hip", "knee", "ankle"))
    dark = (0.16, 0.17, 0.22)
    easel.volume(tube([seen.xy(f"heel_{side}"), seen.xy(f"toe_{side}")], [0.02, 0.016]), (0.1, 0.08, 0.08), 0.02)
    easel.volume(
        tube([a, between(a, b, 0.5), b, between(b, c, 0.5), c], [0.05, 0.047, 0.036, 0.034, 0.024]), dark, 0.04
    )
