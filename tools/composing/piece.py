"""What is to be composed, and how it is chosen from what a brief names and feels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from director.model import Emotion
from tools.composing.styles import MUSIC_STYLES, STYLES, Mode, MusicStyle

SHORTEST_S = 3.0
LONGEST_S = 600.0


@dataclass(frozen=True)
class Piece:
    """A piece of music to be made. Equal pieces give equal samples.

    `key` is the pitch class of the tonic (0 = C), `arc` the course of intensity 0-1, spread evenly over the piece.
    `meter` 6 is 6/8: two beats of three eighths each, `bpm` counts those beats. `swing` is the share of a beat before
    its off-beat. `course` is the tempo through the piece: (share of its bars, factor), straight lines between them.
    `pickup` beats lie before bar one. Raises ValueError for values outside what can be composed.
    """

    style: MusicStyle
    bpm: float
    key: int
    mode: Mode
    seconds: float
    meter: Literal[3, 4, 6] = 4
    seed: int = 1
    arc: tuple[float, ...] = (0.5, 0.8, 1.0)
    swing: float = 0.5
    course: tuple[tuple[float, float], ...] = ((0.0, 1.0),)
    pickup: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be composed."""
        if self.style not in STYLES:
            raise ValueError(f"no such style of music: {self.style!r}")
        if not SHORTEST_S <= self.seconds <= LONGEST_S:
            raise ValueError(f"a piece lasts {SHORTEST_S:.0f}-{LONGEST_S:.0f} s, not {self.seconds}")
        if not 40 <= self.bpm <= 220 or self.meter not in (3, 4, 6) or not self.arc:
            raise ValueError("40-220 bpm, in three, four or six eighths, with an arc of at least one point")
        if not 0.5 <= self.swing <= 0.75 or not 0 <= self.pickup < self.quarters or (self.pickup and self.meter == 6):
            raise ValueError("swing 0.5-0.75; a pick-up is shorter than a bar, and not in six")
        if not self.course or min(factor for _, factor in self.course) < 0.3:
            raise ValueError("the course of tempo has at least one point, and no factor below 0.3")
        if self.seconds * self.quarter_bpm / 60 / self.quarters < 1.5:
            raise ValueError("a piece needs at least a bar and a half")

    @property
    def quarters(self) -> int:
        """Quarters in a bar."""
        return 3 if self.meter == 6 else self.meter

    @property
    def quarter_bpm(self) -> float:
        """Quarters a minute at the start."""
        return self.bpm * (1.5 if self.meter == 6 else 1.0)

    @property
    def beat(self) -> float:
        """Quarters in a beat."""
        return 1.5 if self.meter == 6 else 1.0


# Canonical terms and brief styles that speak for a style of music, from the strongest word down.
_SPEAKS: dict[MusicStyle, tuple[str, ...]] = {
    "synthwave": (
        "synthwave", "eighties", "grid_plain", "far_future", "future_city", "highway", "cassette", "neon_sign",
    ),
    "cyber dance": ("cyber_street", "club", "android", "dance", "dancer", "hologram", "euphoria", "robot", "speaker"),
    "ballad": (
        "piano", "pianist", "living_room", "old_house", "hospital_room", "photograph", "letter", "grief", "window_room",
    ),
    "cinematic": (
        "ice_field", "tundra", "explorer", "sailing_ship", "arctic_sea", "snow_road", "dog_sled", "storm", "blizzard",
        "nineteenth_century", "captain", "mountains", "resolve", "wonder",
    ),
    "lo-fi": (
        "rainy_street", "rain", "umbrella", "puddle", "window", "train_carriage", "loneliness", "city_night",
    ),
    "glitch": ("vhs", "collage", "glitch", "acid", "void", "tv", "phone", "surreal"),
    "dawn": (
        "dawn", "forest", "fairy_forest", "meadow", "mist", "owl", "lake", "garden", "calm", "river", "tenderness",
    ),
    "race": ("race_track", "race_car", "racer", "race", "pit_garage", "drive", "motorcycle", "car", "helmet", "anger"),
    "cartoon": ("cartoon", "skateboard", "skatepark", "ride", "jump", "playground", "balloon", "boy", "joy"),
}  # fmt: skip
_FALLBACK: dict[Emotion, MusicStyle] = {
    "joy": "cartoon", "tenderness": "dawn", "calm": "dawn", "longing": "synthwave", "sadness": "ballad",
    "fear": "cinematic", "anger": "race", "wonder": "cinematic", "resolve": "cinematic", "loneliness": "lo-fi",
    "hope": "dawn", "euphoria": "cyber dance", "shyness": "ballad", "grief": "ballad",
}  # fmt: skip
_DARK: frozenset[Emotion] = frozenset({"longing", "sadness", "fear", "anger", "loneliness", "grief", "shyness"})
_ARCS: dict[Emotion, tuple[float, ...]] = {
    "joy": (0.6, 0.8, 0.7, 1.0), "euphoria": (0.6, 0.9, 0.6, 1.0), "anger": (0.7, 0.9, 0.8, 1.0),
    "resolve": (0.3, 0.6, 0.8, 1.0, 0.7), "wonder": (0.2, 0.5, 0.7, 1.0, 0.5), "hope": (0.2, 0.4, 0.7, 0.9),
    "fear": (0.3, 0.5, 0.9, 0.5), "calm": (0.3, 0.45, 0.5, 0.35), "tenderness": (0.3, 0.5, 0.6, 0.4),
    "longing": (0.4, 0.6, 0.5, 0.9, 0.5), "sadness": (0.3, 0.5, 0.4, 0.8, 0.3), "loneliness": (0.3, 0.5, 0.6, 0.3),
    "shyness": (0.2, 0.4, 0.35, 0.8, 0.4), "grief": (0.3, 0.4, 0.8, 0.2),
}  # fmt: skip


def piece_from(terms: Sequence[str], moods: Sequence[Emotion], seconds: float, seed: int) -> Piece:
    """Return a piece that suits what the brief names (canonical terms, styles) and feels: equal input, equal piece.

    The tempo is bent a little so that whole bars fill the asked length exactly.
    """
    style = _style(terms, moods)
    sheet = STYLES[style]
    rng = np.random.default_rng([seed, MUSIC_STYLES.index(style)])
    mode: Mode = sheet.mode or ("minor" if not moods or moods[0] in _DARK else "major")
    meter: Literal[3, 4] = 3 if {"waltz", "music_box", "snow_globe"} & set(terms) else 4
    wanted = float(rng.uniform(*sheet.bpm))
    arc = _ARCS[moods[0]] if moods else (0.4, 0.6, 0.6, 1.0, 0.6)
    return Piece(
        style=style, bpm=_fitting(wanted, seconds, meter), key=int(rng.integers(12)), mode=mode, seconds=seconds,
        meter=meter, seed=seed, arc=arc,
    )  # fmt: skip


def _style(terms: Sequence[str], moods: Sequence[Emotion]) -> MusicStyle:
    votes: Counter[MusicStyle] = Counter()
    named = [*terms, *moods]
    for style, words in _SPEAKS.items():
        for rank, word in enumerate(words):
            if word in named:
                votes[style] += len(words) - rank + (len(words) if rank == 0 else 0)
    if votes:
        return max(MUSIC_STYLES, key=lambda style: votes[style])
    return _FALLBACK[moods[0]] if moods else "synthwave"


def _fitting(bpm: float, seconds: float, meter: int) -> float:
    """Return the tempo nearest to `bpm` at which an even number of bars fills the length (any number below eight)."""
    bars = seconds * bpm / 60 / meter
    whole = max(2, round(bars) if bars < 8 else round(bars / 2) * 2)
    return float(np.clip(whole * meter * 60 / seconds, 40, 220))
