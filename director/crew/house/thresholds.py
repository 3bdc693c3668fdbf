"""Where the house critic draws its lines: one row a measure, each with the source of its figures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A measure's value becomes a quality 0-1: 0 at `bad` and beyond, 0.5 at `limit`, 1 at `good` and beyond.

    `good` may be the smaller end. Met means a quality of at least 0.5.
    """

    bad: float
    limit: float
    good: float
    source: str

    def quality(self, value: float) -> float:
        """Return 0-1, linear between the three points."""
        side = (value - self.limit) * (1 if self.good > self.limit else -1)
        if side >= 0:
            return min(1.0, 0.5 + 0.5 * side / abs(self.good - self.limit))
        return max(0.0, 0.5 + 0.5 * side / abs(self.limit - self.bad))


ACCEPT = 0.7
"""Score from which a take without a hard failure goes into the cut."""

BLACK_SHARE = Scale(0.15, 0.05, 0.0, "share of black frames; a blink of 1 in 20 is the most that reads as an effect")
FROZEN_SHARE = Scale(0.5, 0.2, 0.0, "share of the body in which nothing moves")
FROZEN_PIXELS = 0.002
"""Share of pixels that must change between neighbouring frames for them not to be one picture."""
FLICKER = Scale(0.06, 0.02, 0.004, "relative bend of mean luma; provisional")
DARK = {"night": 0.03, "dusk": 0.07, "dawn": 0.07, "morning": 0.12, "golden hour": 0.1, "day": 0.13}
BRIGHT = {"night": 0.6, "dusk": 0.75, "dawn": 0.8, "morning": 0.88, "golden hour": 0.88, "day": 0.92}
RANGE = Scale(0.1, 0.2, 0.4, "95th - 5th percentile of luma; provisional")
