"""What each style of music is made of: tempo, instruments, grooves, room. Data, no sound."""

from dataclasses import dataclass
from typing import Literal, get_args

MusicStyle = Literal["synthwave", "cyber dance", "ballad", "cinematic", "lo-fi", "glitch", "dawn", "race", "cartoon"]
MUSIC_STYLES: tuple[MusicStyle, ...] = get_args(MusicStyle)
Mode = Literal["major", "minor"]
Drum = Literal["kick", "snare", "clap", "hat", "open hat", "tom", "crash", "shaker", "rim", "zap"]


@dataclass(frozen=True)
class Waves:
    """A subtractive voice: detuned band-limited waves behind a low-pass that opens and closes."""

    wave: Literal["saw", "square", "triangle", "sine"]
    voices: int = 1
    detune: float = 0.0
    """Cents between the outermost voices."""
    dark: float = 400.0
    """Low-pass when closed, Hz."""
    bright: float = 3000.0
    """Low-pass when open, Hz."""
    attack: float = 0.005
    """Seconds."""
    sweep: float = 0.3
    """Seconds in which the filter closes again."""
    sustain: float = 1.0
    """0-1: level that the decay leads to; with `fall` s as its time constant."""
    fall: float = 0.5
    release: float = 0.08
    drive: float = 0.0
    """0 clean, 1 distorted."""
    tremble: float = 0.0
    """Depth of vibrato, 0-1 of a quarter tone, at 5.5 Hz."""


@dataclass(frozen=True)
class Struck:
    """A struck or plucked voice: partials that die away, the higher the sooner."""

    ratios: tuple[float, ...]
    tilt: float = 1.2
    """Partial k has amplitude k ** -tilt."""
    ring: float = 1.6
    """Time constant of the lowest partial at middle C, s."""
    damp: float = 0.5
    """How much sooner each higher partial dies."""
    knock: float = 0.02
    """Level of the hammer's or finger's noise."""
    release: float = 0.15


Voice = Waves | Struck
_STRING = tuple(k * (1 + 0.0004 * k * k) for k in range(1, 11))
PIANO = Struck(_STRING, tilt=1.25, ring=1.5, damp=0.35, knock=0.03)
SOFT_PIANO = Struck(_STRING[:7], tilt=1.7, ring=1.2, damp=0.5, knock=0.02)
ELECTRIC_PIANO = Struck((1.0, 2.0, 3.0, 14.0), tilt=1.5, ring=1.1, damp=0.5, knock=0.0)
UKULELE = Struck(_STRING[:9], tilt=0.9, ring=0.35, damp=0.35, knock=0.05, release=0.1)
BELL = Struck((1.0, 2.76, 5.4, 8.93), tilt=0.9, ring=1.4, damp=0.6, knock=0.0, release=0.5)
MUSIC_BOX = Struck((1.0, 4.1, 8.7), tilt=1.1, ring=0.9, damp=0.9, knock=0.01, release=0.4)
STRINGS = Waves("saw", 4, 22, dark=1400, bright=2600, attack=0.22, sweep=1.0, release=0.35)
WARM_PAD = Waves("saw", 4, 18, dark=500, bright=1500, attack=0.25, sweep=1.2, release=0.5)
SUPERSAW = Waves("saw", 5, 26, dark=1500, bright=6000, attack=0.006, sweep=0.35, release=0.15)
AIR_PAD = Waves("triangle", 3, 12, dark=700, bright=2200, attack=0.5, sweep=1.5, release=0.9)


@dataclass(frozen=True)
class StyleSheet:
    """A style as the arranger and the mixer read it."""

    bpm: tuple[float, float]
    mode: Mode | None
    """None: by mood."""
    groove: str
    bass: Literal["eighths", "octaves", "roots", "offbeat", "walk", "pulse", "gallop"]
    comp: Literal["held", "stabs", "broken", "strum", "eighths"]
    pad: Voice
    chord: Voice
    low: Voice
    lead: Voice
    arp: Voice | None = None
    kit: Literal["machine", "live", "soft", "big", "broken"] = "machine"
    swing: float = 0.0
    """0 straight; 1/3 makes triplets of the sixteenths."""
    duck: float = 0.0
    """0-1: how far pads and bass give way to the kick."""
    room_s: float = 1.2
    wet: float = 0.2
    tone_hz: float = 18000.0
    air: Literal["none", "vinyl", "rain", "wind"] = "none"


STYLES: dict[MusicStyle, StyleSheet] = {
    "synthwave": StyleSheet(
        (92, 112), "minor", "backbeat", "eighths", "held", WARM_PAD, SUPERSAW,
        Waves("saw", 2, 8, dark=180, bright=1300, sweep=0.16, sustain=0.7, fall=0.2),
        Waves("square", 2, 10, dark=900, bright=4200, sweep=0.4, tremble=0.5, release=0.2),
        arp=Waves("saw", 1, 0, dark=600, bright=4000, sweep=0.09, sustain=0.1, fall=0.12),
        duck=0.55, room_s=1.8, wet=0.25,
    ),
    "cyber dance": StyleSheet(
        (124, 134), "minor", "four floor", "offbeat", "stabs", WARM_PAD, SUPERSAW,
        Waves("saw", 2, 12, dark=160, bright=1800, sweep=0.1, sustain=0.6, fall=0.15, drive=0.4),
        Waves("saw", 3, 18, dark=1200, bright=7000, sweep=0.25, release=0.12),
        arp=Waves("square", 1, 0, dark=500, bright=5000, sweep=0.07, sustain=0.05, fall=0.1),
        duck=0.7, room_s=1.1, wet=0.18,
    ),
    "ballad": StyleSheet(
        (66, 82), None, "brushes", "roots", "broken", STRINGS, PIANO,
        Waves("triangle", 1, 0, dark=200, bright=700, attack=0.02, sweep=0.6, release=0.2), PIANO,
        kit="soft", room_s=2.2, wet=0.26,
    ),
    "cinematic": StyleSheet(
        (76, 96), "minor", "taiko", "pulse", "held", STRINGS, STRINGS,
        Waves("saw", 3, 14, dark=150, bright=600, attack=0.03, sweep=0.5, release=0.25), BELL,
        arp=Waves("saw", 3, 16, dark=700, bright=2600, attack=0.012, sweep=0.12, sustain=0.15, fall=0.14),
        kit="big", room_s=3.0, wet=0.34, air="wind",
    ),
    "lo-fi": StyleSheet(
        (72, 86), None, "lazy", "walk", "stabs", AIR_PAD, ELECTRIC_PIANO,
        Waves("triangle", 1, 0, dark=220, bright=600, attack=0.012, sweep=0.3, sustain=0.6, fall=0.5),
        ELECTRIC_PIANO, kit="soft", swing=0.22, duck=0.25, room_s=1.3, wet=0.2, tone_hz=6500, air="rain",
    ),
    "glitch": StyleSheet(
        (110, 140), "minor", "broken", "gallop", "stabs", AIR_PAD,
        Waves("square", 3, 30, dark=500, bright=6500, sweep=0.08, sustain=0.2, fall=0.1, drive=0.5),
        Waves("saw", 2, 16, dark=140, bright=2400, sweep=0.12, sustain=0.6, fall=0.2, drive=0.8),
        Waves("square", 1, 0, dark=1500, bright=8000, sweep=0.15, release=0.05, drive=0.3),
        arp=BELL, kit="broken", duck=0.4, room_s=0.8, wet=0.16, air="vinyl",
    ),
    "dawn": StyleSheet(
        (70, 84), "major", "pulse", "roots", "held", AIR_PAD, AIR_PAD,
        Waves("sine", 1, 0, dark=200, bright=500, attack=0.06, sweep=1.0, release=0.4), SOFT_PIANO,
        arp=MUSIC_BOX, kit="soft", room_s=3.2, wet=0.4, air="wind",
    ),
    "race": StyleSheet(
        (158, 174), "minor", "drive", "gallop", "eighths", WARM_PAD,
        Waves("saw", 3, 16, dark=1300, bright=3800, sweep=0.2, drive=0.9, release=0.06),
        Waves("saw", 2, 8, dark=200, bright=1600, sweep=0.12, sustain=0.8, fall=0.3, drive=0.6),
        Waves("saw", 3, 20, dark=1500, bright=5500, sweep=0.5, tremble=0.4, drive=0.3),
        kit="live", duck=0.2, room_s=0.9, wet=0.14,
    ),
    "cartoon": StyleSheet(
        (148, 168), "major", "skate", "octaves", "strum", AIR_PAD, UKULELE,
        Waves("triangle", 1, 0, dark=300, bright=1500, sweep=0.2, sustain=0.6, fall=0.3),
        Waves("sine", 1, 0, dark=3000, bright=5000, attack=0.03, tremble=0.7, release=0.08),
        kit="live", room_s=0.7, wet=0.14,
    ),
}  # fmt: skip

Groove = dict[Drum, str]
"""Sixteenths of a 4/4 bar: x loud, o soft. In 3/4 the third beat is left out."""

GROOVES: dict[str, tuple[Groove, Groove]] = {
    "backbeat": (
        {"kick": "x.......x.......", "hat": "x.o.x.o.x.o.x.o."},
        {"kick": "x.....o.x.x.....", "snare": "....x.......x...", "hat": "xoxoxoxoxoxoxoxo"},
    ),
    "four floor": (
        {"kick": "x...x...x...x...", "hat": "..x...x...x...x."},
        {"kick": "x...x...x...x...", "clap": "....x.......x...", "open hat": "..x...x...x...x.",
         "hat": "xooxxooxxooxxoox"},
    ),
    "brushes": (
        {"shaker": "x...o...x...o..."},
        {"kick": "x.......o.......", "rim": "....x.......x...", "shaker": "x.o.x.o.x.o.x.o."},
    ),
    "taiko": (
        {"tom": "x.......o......."},
        {"kick": "x.......x.......", "tom": "x..o..x.x..o..oo", "shaker": "x.o.x.o.x.o.x.o."},
    ),
    "lazy": (
        {"kick": "x.......o.......", "hat": "x.o.x.o.x.o.x.o."},
        {"kick": "x......o..x.....", "rim": "....x.......x...", "hat": "x.o.x.oox.o.x.o."},
    ),
    "broken": (
        {"kick": "x.......x.......", "hat": "x.xo..x.x..ox.o."},
        {"kick": "x..x....x....x..", "snare": "....x..o....x.o.", "hat": "xoxxo.xoxxo.xxoo", "zap": "..o....x..o...x."},
    ),
    "pulse": (
        {"shaker": "o...o...o...o..."},
        {"kick": "x...o...x...o...", "shaker": "x.o.x.o.x.o.x.o."},
    ),
    "drive": (
        {"kick": "x.......x.......", "hat": "x...x...x...x..."},
        {"kick": "x.o...x.x.o.....", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    ),
    "skate": (
        {"kick": "x.......x.......", "clap": "....x.......x..."},
        {"kick": "x.....x.x.x.....", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    ),
}  # fmt: skip


def in_six(drum: Drum) -> str:
    """Return what a drum plays in a bar of 6/8, in sixteenths: low on the first beat, high on the second, eighths."""
    match drum:
        case "kick" | "tom":
            return "x.....o.....".replace("o", "." if drum == "kick" else "o")
        case "snare" | "clap" | "rim":
            return "......x....."
        case "hat" | "open hat" | "shaker":
            return "x.o.o.x.o.o."
        case "crash" | "zap":
            return "." * 12
