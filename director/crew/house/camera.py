"""Lens, angle, camera move and light of a set-up, from what the section wants."""

from director.crew.house.cast import GOING
from director.crew.house.coverage import ANGLE_CHOICES, INDOORS, SetUp
from director.model import (
    Angle,
    CameraMove,
    Lens,
    Light,
    MoveKind,
    Place,
    ScreenDirection,
    SectionPlan,
    TimeOfDay,
    World,
)

_POWER = frozenset({"resolve", "anger", "euphoria"})
_SMALL = frozenset({"loneliness", "grief", "fear", "shyness", "sadness"})
_WARMTH: dict[TimeOfDay, float] = {
    "dawn": 0.6, "morning": 0.55, "day": 0.5, "golden hour": 0.85, "dusk": 0.4, "night": 0.25,
}  # fmt: skip
_EXPOSURE: dict[TimeOfDay, float] = {
    "dawn": 0.5, "morning": 0.6, "day": 0.65, "golden hour": 0.55, "dusk": 0.4, "night": 0.3,
}  # fmt: skip
_FEELS_WARM: dict[str, float] = {
    "joy": 0.1, "tenderness": 0.15, "hope": 0.1, "euphoria": 0.1, "loneliness": -0.1, "grief": -0.15, "fear": -0.15,
    "sadness": -0.1,
}  # fmt: skip


def angles(kind: SetUp, plan: SectionPlan) -> tuple[Angle, ...]:
    """Return angles for a set-up, best first: power is seen from below, smallness from above."""
    usual = ANGLE_CHOICES[kind]
    if kind in ("full", "medium", "other", "perform") and plan.emotion in _POWER and plan.tension > 0.5:
        return tuple(dict.fromkeys(("low", *usual)))
    if kind in ("establish", "full") and plan.emotion in _SMALL:
        return tuple(dict.fromkeys(("high", *usual)))
    return usual


def lens(kind: SetUp, world: World) -> Lens:
    """Return the lens: wide for places, long for faces, the world's own otherwise."""
    if kind in ("establish", "air"):
        return "wide"
    return "long" if kind in ("close", "eyes", "insert") else world.lens


def move(
    kind: SetUp, plan: SectionPlan, world: World, action: str, direction: ScreenDirection, number: int
) -> CameraMove:
    """Return a motivated move: who goes is followed, a growing feeling is approached, a calm world stands still."""
    restless = world.movement == "restless" or plan.tension > 0.75
    amount = round(min(0.9, 0.25 + 0.5 * plan.tension), 2)
    if world.movement == "still" and plan.tension < 0.7 and kind not in ("establish", "air"):
        return CameraMove(kind="static", amount=0.0) if number % 3 else CameraMove(kind="dolly in", amount=0.2)
    return CameraMove(kind=_kind(kind, plan, action, direction, number=number, restless=restless), amount=amount)


def _kind(
    kind: SetUp, plan: SectionPlan, action: str, direction: ScreenDirection, *, number: int, restless: bool
) -> MoveKind:
    going = action in GOING and direction in ("left", "right")
    match kind:
        case "establish":
            return _wide(plan, direction, number, going=going)
        case "air":
            return ("crane down", "pan right", "dolly out")[number % 3]
        case "full" | "other" | "medium" if going:
            return ("follow", "truck left" if direction == "left" else "truck right")[number % 2]
        case "full" | "other" | "medium" | "perform":
            return _around(number) if restless else _still_or_near(number)
        case "close" | "eyes":
            return "handheld" if restless and number % 2 else ("dolly in" if number % 3 else "static")
        case "sight" | "insert":
            return ("static", "dolly in", "tilt up")[number % 3]


def _wide(plan: SectionPlan, direction: ScreenDirection, number: int, *, going: bool) -> MoveKind:
    """Return the move of a wide picture: along with who goes, up where the song rises."""
    along: MoveKind = "pan left" if direction == "left" else "pan right"
    if going:
        return (along, "follow")[number % 2]
    rising: tuple[MoveKind, ...] = ("crane up", "dolly in", along)
    return rising[number % 3] if plan.role in ("pay", "turn", "rise") else _calm_wide(direction, number)


def _calm_wide(direction: ScreenDirection, number: int) -> MoveKind:
    calm: tuple[MoveKind, ...] = ("dolly in", "static", "pan left" if direction == "left" else "pan right")
    return calm[number % 3]


def _around(number: int) -> MoveKind:
    moves: tuple[MoveKind, ...] = ("handheld", "orbit right", "dolly in", "orbit left")
    return moves[number % 4]


def _still_or_near(number: int) -> MoveKind:
    moves: tuple[MoveKind, ...] = ("static", "dolly in", "truck right", "zoom in")
    return moves[number % 4]


def reverse(kind: MoveKind) -> MoveKind:
    """Return the move that takes a move back: the ending leaves the way the opening came."""
    pairs: tuple[tuple[MoveKind, MoveKind], ...] = (
        ("dolly in", "dolly out"), ("pan left", "pan right"), ("tilt up", "tilt down"), ("truck left", "truck right"),
        ("zoom in", "zoom out"), ("crane up", "crane down"), ("orbit left", "orbit right"),
    )  # fmt: skip
    back = dict(pairs) | {b: a for a, b in pairs}
    return back.get(kind, "dolly out")


def light(plan: SectionPlan, place: Place, style: str) -> Light:
    """Return the light of a place at the section's hour, tinted by its feeling."""
    warmth = _WARMTH[plan.time] + _FEELS_WARM.get(plan.emotion, 0.0)
    return Light(
        key=_key(plan, place, style),
        contrast=round(0.35 + 0.45 * plan.tension, 2),
        warmth=round(min(1.0, max(0.0, warmth)), 2),
        exposure=_EXPOSURE[plan.time],
    )


def _key(plan: SectionPlan, place: Place, style: str) -> str:
    dark = plan.time in ("night", "dusk")
    if place.term in ("future_city", "cyber_street", "grid_plain", "club", "city_night") or style == "synthwave":
        return "neon" if dark or place.term in INDOORS else "sky"
    if place.term == "camp" and dark:
        return "fire"
    if place.term in INDOORS:
        return "lamp" if dark or place.term in ("stage", "concert_hall", "studio", "subway") else "window"
    if plan.time == "night":
        return "lamp" if place.term in ("rainy_street", "city_street", "alley", "harbour", "pit_garage") else "moon"
    covered = plan.weather in ("clouds", "mist", "rain", "snow", "blizzard", "storm")
    return "sky" if covered or plan.time == "dusk" else "sun"
