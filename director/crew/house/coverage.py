"""How a place is covered: which set-ups, in which order, and which neighbours cut well."""

from typing import Literal, get_args

from director.model import Angle, Form, Framing, Role, Shot

SetUp = Literal["establish", "full", "medium", "close", "eyes", "insert", "sight", "other", "air", "perform"]
"""'sight' is what somebody in the picture sees, 'other' someone else than the main character, 'air' a pause."""

FRAMINGS: tuple[Framing, ...] = get_args(Framing)

INDOORS = frozenset({
    "bedroom", "classroom", "school_corridor", "subway", "pit_garage", "living_room", "kitchen", "corridor",
    "hospital_room", "old_house", "empty_room", "attic", "window_room", "train_station", "train_carriage", "club",
    "stage", "concert_hall", "studio", "tunnel", "void",
})  # fmt: skip
"""Places without weather of their own."""

STAGES = ("stage", "concert_hall", "club", "studio")
"""Where a performance is filmed if the treatment has such a place."""

_STORY: dict[Role, tuple[SetUp, ...]] = {
    "open": ("establish", "insert", "full", "close", "air", "medium"),
    "set": ("establish", "full", "close", "sight", "medium", "insert", "other", "close"),
    "withhold": ("establish", "close", "other", "air", "medium", "insert", "full"),
    "rise": ("full", "close", "insert", "other", "medium", "sight", "full", "close"),
    "turn": ("close", "full", "insert", "eyes", "establish", "medium", "other", "close"),
    "pay": ("establish", "close", "full", "insert", "other", "close", "air", "medium", "sight", "full"),
    "release": ("air", "medium", "insert", "close", "full"),
    "answer": ("medium", "insert", "close", "air", "full"),
}
_MOOD: dict[Role, tuple[SetUp, ...]] = {
    "open": ("establish", "insert", "air", "sight"),
    "set": ("establish", "insert", "full", "air", "sight"),
    "withhold": ("establish", "air", "insert", "full"),
    "rise": ("full", "insert", "air", "medium", "sight", "close"),
    "turn": ("close", "establish", "insert", "eyes", "full", "air"),
    "pay": ("establish", "insert", "close", "sight", "full", "air", "medium", "other"),
    "release": ("air", "full", "insert", "establish"),
    "answer": ("insert", "air", "establish"),
}

FRAMING_CHOICES: dict[SetUp, tuple[Framing, ...]] = {
    "establish": ("wide", "extreme wide"),
    "full": ("full", "wide"),
    "medium": ("medium", "full", "close"),
    "close": ("close", "medium", "extreme close"),
    "eyes": ("extreme close", "close"),
    "insert": ("insert", "close", "extreme close"),
    "sight": ("medium", "full", "wide"),
    "other": ("full", "medium", "close"),
    "air": ("extreme wide", "wide"),
    "perform": ("medium", "close", "full"),
}
ANGLE_CHOICES: dict[SetUp, tuple[Angle, ...]] = {
    "establish": ("eye", "high", "low"),
    "full": ("eye", "low", "high"),
    "medium": ("eye", "low", "high"),
    "close": ("eye", "low", "high"),
    "eyes": ("eye", "low", "high"),
    "insert": ("eye", "overhead", "high"),
    "sight": ("eye", "high", "low"),
    "other": ("eye", "low", "high"),
    "air": ("high", "overhead", "eye"),
    "perform": ("eye", "low", "high"),
}
READ_S: dict[SetUp, float] = {
    "establish": 2.0, "air": 1.6, "full": 1.1, "other": 1.1, "sight": 0.9, "medium": 0.8, "perform": 0.7,
    "insert": 0.6, "close": 0.6, "eyes": 0.4,
}  # fmt: skip
"""Seconds in which a *new* picture of this kind can be read; a known one needs KNOWN of that (rules of thumb)."""
KNOWN = 0.6


def wanted(form: Form, role: Role, count: int, *, sung: bool) -> list[SetUp]:
    """Return `count` set-ups for a section in cutting order: the place first, then closer, then details.

    A performance holds two of three clips, a mixed film one of two where someone sings.
    """
    order = (_MOOD if form == "mood" else _STORY)[role]
    first = [k for k in order if k != "establish"]
    plan = [order[i] if i < len(order) else first[i % len(first)] for i in range(count)]
    if not sung or form not in ("performance", "mixed"):
        return plan
    every = 3 if form == "performance" else 2
    for number in range(count):
        away = number % every == (0 if form == "mixed" else every - 1)
        if not away:
            plan[number] = "perform"
    return plan


def step(framing: Framing) -> int:
    """Return how near a framing is: 0 extreme wide to 6 insert."""
    return FRAMINGS.index(framing)


def cuts_well(one: Shot, other: Shot) -> bool:
    """Say whether two shots may stand side by side: another subject, two steps of size, or another angle and size."""
    if one.id == other.id and one.place == other.place:
        return False
    apart = abs(step(one.framing) - step(other.framing))
    if subject_term(one) != subject_term(other):
        return apart > 0 or one.place != other.place or one.angle != other.angle
    if one.place != other.place:
        return apart > 0 or one.angle != other.angle
    return apart >= 2 or (one.angle != other.angle and apart > 0)


def subject_term(shot: Shot) -> str:
    """Return what a shot is about: its subject's character or term, or nothing."""
    return (shot.subject.character or shot.subject.term) if shot.subject else ""


def signature(shot: Shot) -> tuple[str, ...]:
    """Return what would make two shots look alike."""
    facing = shot.subject.facing if shot.subject else "none"
    act = shot.subject.action if shot.subject else ""
    return (shot.place, shot.framing, shot.angle, subject_term(shot), facing, act, shot.time, shot.palette.colours[0])
