"""Locks of hair over the forehead, as lines over the skull: (azimuth from the face in degrees, height, distance)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lock:
    """One lock."""

    line: tuple[tuple[float, float, float], ...]
    root: float
    """Half its width, head units."""
    point: float = 0.45
    """Share of its length after which it runs to a tip."""


def swept(v: float, part: float) -> list[Lock]:
    """Combed aside from a parting. `v` is the hair's volume."""
    locks = [
        Lock(((part, -0.44, v), (part + (a - part) * 0.5, -0.37, v * 1.04), (a, y, 1.05)), 0.085, 0.35)
        for a, y in ((72, -0.09), (58, -0.15), (42, -0.19), (26, -0.215), (10, -0.235))
    ]
    left = [Lock(((part, -0.44, v), (a * 0.8, -0.36, v * 1.02), (a, y, 1.05)), 0.07, 0.35)
            for a, y in ((-70, -0.08), (-56, -0.18), (-42, -0.25))]  # fmt: skip
    return [*locks, *left]


def bangs(v: float) -> list[Lock]:
    """A straight curtain down to the brows."""
    return [
        Lock(((a * 0.45, -0.47, v), (a * 0.9, -0.32, v * 1.02), (a * 1.04,
            -0.13 + 0.014 * (i % 3) + 0.07 * (abs(a) > 50), 1.06)),
             0.082, 0.72)
        for i, a in enumerate((-66, 66, -52, 52, -38, 38, -25, 25, -12, 12, 0))
    ]  # fmt: skip


def tousled(v: float) -> list[Lock]:
    """Short hair in all directions."""
    down = [
        Lock(((a * 0.5 - 6, -0.45, v), (a, -0.34, v * 1.05), (b, y, 1.07)), 0.082, 0.3)
        for a, b, y in ((-68, -76, -0.03), (-52, -66, -0.1), (60, 76, -0.05), (-36, -50, -0.16), (44, 62, -0.1), (-18,
            -34, -0.19),
                        (26, 44, -0.13), (8, 20, -0.16), (-6, -12, -0.2))
    ]  # fmt: skip
    up = [
        Lock(((a, -0.36, v), (a * 1.04 + 5, -0.44, v * 1.05), (a * 1.2 + 16, -0.47, v * 1.1)), 0.075, 0.15)
        for a in (-44, -18, 8, 34)
    ]
    return [*up, *down]


def parted(v: float, part: float) -> list[Lock]:
    """Two curtains from a parting."""
    locks = []
    for side in (-1, 1):
        for a, y, root in ((84, 0.07, 0.085), (74, -0.03, 0.085), (62, -0.12, 0.08), (50, -0.19, 0.075)):
            locks.append(Lock(((part, -0.465, v), (part + side * 24, -0.4, v * 1.04), (side * (a - 14), -0.27,
                v * 1.02), (side * a, y, 1.07)),
                              root, 0.6))  # fmt: skip
    return locks


def quiff(v: float) -> list[Lock]:
    """Combed up and back from the forehead."""
    back = [
        Lock(
            (
                (a, -0.28 + 0.00001 * a * a, 1.01),
                (a * 0.95 + 6, -0.37, v * 1.05),
                (a * 0.8 + 16, -0.45, v * 1.1),
                (a * 0.6 + 26, -0.5, v * 1.05),
            ),
            0.075,
            0.5,
        )
        for a in (-56, 56, -42, 42, -28, 30, -14, 16, 2)
    ]
    loose = [Lock(((10, -0.33, v * 1.04), (24, -0.29, v * 1.06), (34, -0.19, 1.07)), 0.04, 0.2)]
    return [*back, *loose]
