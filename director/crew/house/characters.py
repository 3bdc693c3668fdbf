"""Who the film follows: chosen from the brief, with one colour each that stays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from director.crew.house.lexicon import Hit, hear, language_of
from director.crew.house.narration import own_names
from director.crew.house.palettes import distance
from director.crew.house.staging import Staging
from director.crew.house.terms import staged, term
from director.model import Brief, Character, Palette, Reading, SongMap
from director.words import say

_BACKGROUND = frozenset({"crowd", "people", "animals"})
_PLAYERS = frozenset({"singer", "band", "pianist", "dancer", "musician", "guitarist", "drummer"})
_MOST = 4

# What a character wears: the name of the colour and its sRGB. Clear in any light and far from each other.
_WARDROBE: tuple[tuple[str, str], ...] = (
    ("red", "#b23a30"), ("mustard", "#d0a03a"), ("blue", "#3a68a0"), ("cream", "#e8dfc8"), ("green", "#4f7d58"),
    ("violet", "#7a5096"), ("graphite", "#34383f"), ("rose", "#c8748c"), ("teal", "#2f8a8a"), ("rust", "#a8562e"),
)  # fmt: skip
# What people of this kind are known by; the first that stands out is taken.
_USUAL: dict[str, tuple[str, ...]] = {
    "racer": ("red", "cream"), "captain": ("blue", "graphite", "rust"), "sailor": ("cream", "blue"),
    "old_man": ("rust", "blue"), "old_woman": ("rose", "violet"), "boy": ("mustard", "red"), "dancer": ("rose", "red"),
    "child": ("mustard", "teal"), "mother": ("teal", "rose"),
}  # fmt: skip
_APART = 0.12
"""Distance from which two colours are told apart in a moving picture."""
_NATURAL: dict[str, str] = {
    "dog": "#8c6238", "sled_dog": "#a4acb4", "owl": "#8a6c4a", "horse": "#6c4a34", "bird": "#3c424c",
    "birds": "#3c424c",
    "wolf": "#7c8088", "fox": "#cc6a2c", "deer": "#96683c", "cat": "#4c4640", "fish": "#e0843c", "whale": "#4c6478",
    "polar_bear": "#eceadf", "butterfly": "#e0a03c", "rabbit": "#b8a890", "ghost": "#e6edf4", "silhouette": "#16181c",
    "android": "#b4c0cc", "crowd": "#5c6068",
}  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """The film's characters, the main one first."""

    characters: tuple[Character, ...]
    invented: bool = False
    off_screen: str = ""
    """Words of a main character whom the house cannot draw: only traces of it are shown."""

    @property
    def lead(self) -> Character | None:
        """The main character, or None for a film without anybody."""
        return self.characters[0] if self.characters else None


def choose_cast(brief: Brief, reading: Reading, song: SongMap, staging: Staging, palette: Palette) -> Cast:
    """Choose who the film follows. A brief that names nobody still gets a hero when its form needs one."""
    ranked, off_screen = _ranked(reading, staging)
    rng = np.random.default_rng([brief.seed, 3])
    invented = False
    if not ranked and not off_screen:
        needed = _needed(reading, song, rng)
        ranked, invented = ([needed], True) if needed else ([], False)
    spoken = own_names(brief)
    colours = _colours(ranked, palette, rng)
    characters = tuple(
        Character(
            id=who,
            name=_name(who, spoken, brief),
            term=who,
            look=_look(who, brief),
            wardrobe=say(f"wear_{colour}", brief.language) if colour in dict(_WARDROBE) else "",
            colour=dict(_WARDROBE).get(colour, colour),
            reference=_reference(who, number, brief, ranked),
        )
        for number, (who, colour) in enumerate(zip(ranked, colours, strict=True))
    )
    return Cast(characters, invented, off_screen)


def _ranked(reading: Reading, staging: Staging) -> tuple[list[str], str]:
    """Return whom the brief follows, the most present first, and the words of a lead that cannot be drawn."""
    scores: dict[str, float] = {}
    off_screen = ""
    for heard in reading.heard:
        if heard.kind not in ("person", "animal") or heard.term in reading.must_not or heard.term in _BACKGROUND:
            continue
        acting = sum(
            1 for ms in staging.moments for m in ms if heard.term in m.terms("person", "animal") and m.terms("action")
        )
        score = heard.count + 0.5 * acting + 1.5 * (heard.kind == "person") + 1.5 * (heard.term in reading.must)
        score += 3.0 * (heard.term in _PLAYERS and reading.form in ("performance", "mixed"))
        score += 1.0 if not scores else 0.0
        who = staged(heard.term)
        if not who:
            off_screen = off_screen or heard.words
        elif who not in reading.must_not:
            scores[who] = scores.get(who, 0.0) + score
    ranked = sorted(scores, key=lambda who: -scores[who])[:_MOST]
    if not ranked and not off_screen and "people" in reading.terms("person"):
        ranked = ["man"]
    return ranked, "" if ranked else off_screen


def _needed(reading: Reading, song: SongMap, rng: np.random.Generator) -> str:
    """Return whom a brief without anybody needs: a performer for a performance, a hero for a story, else nobody."""
    if reading.form in ("performance", "mixed"):
        options: Sequence[str] = ("singer", "band") if song.tension > 0.6 else ("singer", "guitarist")
    elif reading.form == "story" or not reading.heard:
        options = ("woman", "man", "girl")
    else:
        return ""
    free = [who for who in options if who not in reading.must_not]
    return free[int(rng.integers(len(free)))] if free else ""


def _name(who: str, spoken: dict[str, str], brief: Brief) -> str:
    known = term(who)
    return spoken.get(who) or (known.name(brief.language) if known else who)


def _look(who: str, brief: Brief) -> str:
    """Return the feeling-word that stands right before the character in the brief ('a shy girl').

    Nothing where the answers are in another language than the brief: its words would stand among foreign ones.
    """
    if language_of(brief.text) != brief.language:
        return ""
    hits = hear(brief.text).hits
    before: Hit | None = None
    for hit in hits:
        if hit.term == who and before is not None and before.kind == "mood" and hit.first - before.last == 1:
            return before.words.lower()
        before = hit
    return ""


def _colours(ranked: Sequence[str], palette: Palette, rng: np.random.Generator) -> list[str]:
    """Return a colour for each: an animal's own, else a wardrobe colour that stands out from world and others."""
    chosen: list[str] = []
    taken: list[str] = [*palette.colours, palette.accent]
    for who in ranked:
        if who in _NATURAL:
            chosen.append(_NATURAL[who])
            continue
        usual = next((c for c in _USUAL.get(who, ()) if _stands_out(dict(_WARDROBE)[c], palette, taken)), "")
        if usual:
            chosen.append(usual)
            taken.append(dict(_WARDROBE)[usual])
            continue
        fits = sorted(_WARDROBE, key=lambda named: -min(distance(named[1], other) for other in taken))[:3]
        name, hex_colour = fits[int(rng.integers(len(fits)))]
        chosen.append(name)
        taken.append(hex_colour)
    return chosen


def _stands_out(colour: str, palette: Palette, taken: Sequence[str]) -> bool:
    """Say whether a colour can be told from the ground of the film and from what the others wear."""
    worn = [c for c in taken if c not in (*palette.colours, palette.accent)]
    return min(distance(colour, c) for c in palette.colours[:3]) > _APART and all(
        distance(colour, c) > _APART for c in worn
    )


def _reference(who: str, number: int, brief: Brief, cast: Sequence[str]) -> str:
    """Return the portrait of a character: the one that bears its name, else the next that bears nobody's."""
    portraits = [r.name for r in brief.references if r.role == "person"]
    named = [name for name in portraits if who in name.lower()]
    if named:
        return named[0]
    free = [name for name in portraits if not any(other in name.lower() for other in cast)]
    unnamed = [other for other in cast[:number] if not any(other in name.lower() for name in portraits)]
    return free[len(unnamed)] if len(unnamed) < len(free) else ""
