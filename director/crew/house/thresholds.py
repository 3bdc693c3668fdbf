"""Where the house critic draws its lines: one row a measure, each with the source of its figures.

*Drawn takes* are shots of all scenarios as the animatic drew them at 360p, half 'fit' of `bench.critic`; *severities*
are the defects that `bench.defects` puts into them. Lines were fixed on that half and tried on the other.
"""

from dataclasses import dataclass

from director.model import Framing, TimeOfDay, Weather


@dataclass(frozen=True)
class Scale:
    """A measure's value becomes a quality 0-1: 0 at `bad` and beyond, 0.5 at `limit`, 1 at `good` and beyond.

    `good` may be the smaller end. Met means a quality of at least 0.5.
    """

    bad: float
    limit: float
    good: float
    source: str = ""

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
FROZEN_PIXELS = 0.0003
"""Share of small pixels that must change in a quarter of a second: measured, frozen takes 0, quiet ones from 0.0008."""
FLICKER = Scale(0.09, 0.03, 0.006, "relative bend of mean luma; drawn takes up to 0.019, severity 1 about 0.07")
ROUGH_FLICKER = Scale(0.2, 0.065, 0.025, "the same of tape and glitch; drawn takes up to 0.022, severity 2 from 0.106")
OLD_FLICKER = Scale(0.25, 0.115, 0.05, "the same of old film, which flickers; drawn takes up to 0.078, severity 2 0.17")
ROUGH = frozenset({"vhs", "glitch"})

DARK: dict[TimeOfDay, Scale] = {
    "night": Scale(0.01, 0.03, 0.08),
    "dusk": Scale(0.03, 0.07, 0.15),
    "dawn": Scale(0.03, 0.07, 0.15),
    "morning": Scale(0.06, 0.12, 0.25),
    "golden hour": Scale(0.05, 0.1, 0.2),
    "day": Scale(0.06, 0.13, 0.25),
}
"""Mean luma from below: drawn takes by hour (night from 0.12, day from 0.36) with room for low key."""
BRIGHT: dict[TimeOfDay, Scale] = {
    "night": Scale(0.75, 0.6, 0.4),
    "dusk": Scale(0.88, 0.75, 0.6),
    "dawn": Scale(0.92, 0.8, 0.65),
    "morning": Scale(0.95, 0.88, 0.75),
    "golden hour": Scale(0.95, 0.88, 0.75),
    "day": Scale(0.97, 0.92, 0.8),
}
"""Mean luma from above: drawn takes by hour (night up to 0.30, day up to 0.81) with room for high key."""

RANGE = Scale(0.2, 0.39, 0.55, "99.5th - 5th percentile of luma; washed takes of severity 2 up to 0.35")
HAZY_RANGE = Scale(0.1, 0.25, 0.4, "the same where the weather is a veil; severity 2 up to 0.22, sound from 0.27")
HAZY: frozenset[Weather] = frozenset({"mist", "snow", "blizzard", "storm"})
CHROMA = Scale(0.0, 0.0205, 0.05, "mean chroma, OKLab; washed takes of severity 2 up to 0.018")
LIFTED = Scale(0.45, 0.325, 0.2, "5th percentile of luma; a veil that leaves 0.4 of the contrast lifts black to 0.33")
"""A veil shows in all three at once; mist, snow and grey palettes in one or two."""
FLAT = Scale(0.08, 0.17, 0.3, "range of luma below which no colour helps")
NIGHT_BLACK = Scale(0.35, 0.2, 0.1, "5th percentile of luma at night; sound up to 0.12, severity 1 from 0.24")
FILLED: frozenset[Framing] = frozenset({"close", "extreme close", "insert"})
"""Framings that one thing may fill."""

SHARPNESS = Scale(0.03, 0.06, 0.15, "acutance; drawn takes from 0.07 (an empty snow field), mostly 0.15-0.45")
SOFT_SHARPNESS = Scale(0.015, 0.03, 0.1, "the same of textures that are soft on purpose: half of it")
SOFT = frozenset({"dream", "vhs", "old film"})


PALETTE = Scale(0.14, 0.07, 0.03, "`Colour.off`; sound takes up to 0.075, 98 of 100 below 0.069")
SIBLINGS = 3
"""Other takes in the same palette that are needed to say what it looks like in this film."""
SAME_PALETTE = 0.03
"""OKLab (a, b), mean over the colours: a palette in the light of another hour differs by up to this."""
AGREEING = 0.25
"""Share of them with which a take has to agree."""
USUAL_GAP, AWAY, EXCUSED = 0.03, 2.0, 0.015
"""Distance of colours to the other takes: 19 of 20 sound takes below 0.028, turned hues mostly above 0.04. What is
beyond counts `AWAY`fold on top of `Colour.off`, what is below excuses `EXCUSED` at most."""
TINT: dict[TimeOfDay, tuple[float, float]] = {
    "dawn": (0.02, 0.02),
    "morning": (0.005, 0.02),
    "day": (0.0, 0.0),
    "golden hour": (0.02, 0.06),
    "dusk": (0.02, -0.03),
    "night": (0.0, -0.05),
}
"""OKLab (a, b) by which the light of an hour may tint a picture: from drawn takes; films' habit of a blue night."""
NEON = ("#ff20c0", "#20d0ff")
"""Neon brings its own colours into any palette."""

PROOF = 0.05
"""Share of the contrast along the matte's outline that must be owed to the subject; drawn takes from 0.07, but for a
mouth on a motley collage and a puddle; of painted-over subjects none with `SUBJECT_CONTRAST` above 0."""
VISIBLE = 0.02
"""OKLab: the least contrast across the outline; 0.02 is just seen side by side (Ottosson 2020)."""
SUBJECT_CONTRAST = Scale(0.02, 0.05, 0.15, "OKLab distance across the outline; drawn takes from 0.053, mostly 0.15-0.4")
SUBJECT_EXTENT: dict[Framing, Scale] = {
    "extreme wide": Scale(0.015, 0.045, 0.08),
    "wide": Scale(0.12, 0.22, 0.3),
    "full": Scale(0.16, 0.28, 0.34),
    "medium": Scale(0.2, 0.38, 0.5),
    "close": Scale(0.25, 0.45, 0.65),
    "extreme close": Scale(0.3, 0.54, 0.8),
    "insert": Scale(0.18, 0.285, 0.4),
}
"""`Subject.extent` from below. Drawn takes from wide to insert: from 0.30, 0.34, 0.49, 0.69, 0.99, 0.31; severity 2 up
to 0.17, 0.24, 0.29, 0.29, 0.29, 0.26. No take was extreme wide: a fifth of wide."""
SUBJECT_MOST: dict[Framing, Scale] = {
    "extreme wide": Scale(0.4, 0.2, 0.1),
    "wide": Scale(0.75, 0.5, 0.3),
    "full": Scale(0.95, 0.8, 0.6),
    "medium": Scale(1.0, 0.9, 0.75),
    "close": Scale(1.0, 0.95, 0.85),
    "extreme close": Scale(1.1, 1.0, 0.98),
    "insert": Scale(1.1, 1.0, 0.98),
}
"""Share of the picture that the subject covers at most, with room for a ship; drawn takes lie inside."""

BELIEVED = 0.5
"""Share of steps in which the tracker must be sure for a word on the camera."""
FILLS = 0.8
"""Share of the picture from which a thing leaves too little beside it to tell the camera by."""
STATIC = Scale(0.2, 0.06, 0.01, "picture heights or log zoom over the body; drawn static takes up to 0.005")
HANDHELD = Scale(0.0, 0.3, 1.0, "change of speed between frames, thousandths of the height; drawn takes 1.2-1.8")
FOLLOW = Scale(0.0, 0.08, 0.4, "picture heights of passing scenery; drawn takes from 0.3")
MOVE = Scale(
    -0.02, 0.012, 0.08, "picture heights or log zoom along the asked way; drawn takes from 0.02, mostly 0.2-0.7"
)
FAINT = 0.15
FAINT_MOVE = Scale(-0.02, 0.004, 0.04, "the same for amounts below `FAINT`, in proportion")
TORN = 0.25
"""Speed with which a fifth of the corners goes the asked way, as a share of that of the fastest fifth against it,
from which a wrong move is not believed: a team in a blizzard from 0.35, takes played backwards up to 0.10."""
ASIDE = 2.0
"""How many times larger a motion across the asked way may be."""

REPEAT = Scale(0.02, 0.1, 0.3, "difference of prints to the nearest other shot; severity 2 up to 0.09, sound from 0.12")
JUMP = Scale(0.03, 0.13, 0.3, "difference of the pictures on both sides of a cut; three whole films from 0.32")
