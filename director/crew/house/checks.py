"""One check a kind of requirement: from what was measured on a take to met or not, with the number and a fix."""

from collections.abc import Callable
from dataclasses import dataclass, field

from director.crew.house import thresholds as line
from director.model import Fix, FixKind, Met, RequirementKind, Shot
from tools.frames import Exposure, Steadiness


@dataclass(frozen=True)
class Seen:
    """What was measured on the body of a take."""

    exposure: Exposure
    steadiness: Steadiness


@dataclass(frozen=True)
class Opinion:
    """One requirement, looked at. `quality` 0-1 counts only where `met` is not 'unsure'."""

    met: Met
    key: str
    values: dict[str, str | int | float] = field(default_factory=dict)
    value: float | None = None
    quality: float = 0.5
    fix: Fix | None = None


Check = Callable[[Seen, Shot], Opinion]


def _opinion(
    name: str, value: float, quality: float, fix: FixKind | None, words: str = "", **values: str | int | float
) -> Opinion:
    met: Met = "yes" if quality >= 0.5 else "no"
    wanted = Fix(kind=fix, amount=min(1.0, max(0.1, 1.0 - quality)), words=words) if fix and met == "no" else None
    return Opinion(met, f"critic_{name}_{met}", values, round(value, 4), quality, wanted)


def _not_black(seen: Seen, _shot: Shot) -> Opinion:
    share = sum(seen.exposure.black) / len(seen.exposure.black)
    return _opinion("black", share, line.BLACK_SHARE.quality(share), "new seed", percent=round(100 * share))


def _not_frozen(seen: Seen, _shot: Shot) -> Opinion:
    still = [c < line.FROZEN_PIXELS for c in seen.steadiness.changed]
    share = sum(still) / len(still)
    fix: FixKind = "add life" if share > 0.9 else "new seed"
    words = "something in the picture keeps moving from the first frame to the last"
    return _opinion("frozen", share, line.FROZEN_SHARE.quality(share), fix, words, percent=round(100 * share))


def _no_flicker(seen: Seen, _shot: Shot) -> Opinion:
    value = seen.steadiness.flicker
    quality = line.FLICKER.quality(value)
    return _opinion("flicker", value, quality, "steady light", "even, steady light", percent=round(100 * value, 1))


def _exposure(seen: Seen, shot: Shot) -> Opinion:
    mean = seen.exposure.mean
    dark, bright = line.DARK[shot.time], line.BRIGHT[shot.time]
    low = line.Scale(0.4 * dark, dark, 2 * dark, "").quality(mean)
    high = line.Scale(bright + 0.08, bright, bright - 0.15, "").quality(mean)
    if low < high:
        return _opinion("dark", mean, low, "more light", "brighter exposure", percent=round(100 * mean))
    return _opinion("bright", mean, high, "less light", "darker exposure", percent=round(100 * mean))


def _contrast(seen: Seen, _shot: Shot) -> Opinion:
    value = seen.exposure.range
    words = "deep shadows and clear highlights"
    return _opinion("contrast", value, line.RANGE.quality(value), "more contrast", words, percent=round(100 * value))


CHECKS: dict[RequirementKind, Check] = {
    "not black": _not_black,
    "not frozen": _not_frozen,
    "no flicker": _no_flicker,
    "exposure": _exposure,
    "contrast": _contrast,
}
"""A kind that is not here cannot be measured: its finding is 'unsure'."""
