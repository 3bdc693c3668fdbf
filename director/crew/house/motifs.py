"""Motifs: things that return at least three times, and each time mean more."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from director.crew.house.course import BRIGHT
from director.crew.house.drama import Shape
from director.crew.house.lexicon import hear
from director.crew.house.narration import Moment, own_names
from director.crew.house.phrasing import Writer, variants
from director.crew.house.staging import Staging
from director.crew.house.terms import staged, term
from director.model import Brief, Change, Emotion, Motif, MotifReturn, Reading
from director.words import keys, say

_FEWEST = 3
_MOST = 5
_PORTALS = frozenset(
    {"photograph", "mirror", "stone", "paper_bird", "paper_boat", "music_box", "hologram", "letter", "helmet"}
)
_FIXED = frozenset({"mark", "wood"})
"""Makes of things that stay where they stand: a stone, a door."""
_STRONG = 4.0
"""A second or third motif has to be named more than in passing."""
_FURNITURE = frozenset({"bed", "table", "chair", "bench", "bridge", "speaker", "traffic_light", "tv"})
_BODY = frozenset({"hand", "eye", "mouth", "heart"})

# What happens to a motif over three, four, five returns, by how the film ends.
_BRIGHT: dict[int, tuple[tuple[Change, ...], ...]] = {
    3: (("given", "lost", "transformed"), ("given", "broken", "shared")),
    4: (("given", "lost", "found", "transformed"), ("given", "broken", "found", "shared")),
    5: (("given", "shared", "lost", "found", "transformed"), ("given", "broken", "lost", "found", "shared")),
}
_DARK: dict[int, tuple[tuple[Change, ...], ...]] = {
    3: (("given", "broken", "empty"), ("found", "lost", "empty")),
    4: (("given", "shared", "broken", "empty"), ("given", "broken", "lost", "empty")),
    5: (("given", "shared", "broken", "lost", "empty"), ("found", "given", "broken", "lost", "empty")),
}
_PLOTLESS: dict[int, tuple[tuple[Change, ...], ...]] = {
    3: (("given", "multiplied", "transformed"), ("given", "broken", "multiplied")),
    4: (("given", "multiplied", "broken", "transformed"), ("given", "broken", "multiplied", "empty")),
    5: (
        ("given", "multiplied", "broken", "transformed", "empty"),
        ("given", "broken", "multiplied", "lost", "transformed"),
    ),
}

# What the artist's own words do to a thing.
_TOLD: dict[str, Change] = {
    "fade": "lost", "break_apart": "broken", "fly": "transformed", "wake": "transformed", "fall": "lost",
    "burn": "lost",
    "embrace": "shared", "struggle": "broken",
}  # fmt: skip

_WORDS: tuple[tuple[frozenset[str], Change], ...] = (
    (frozenset({"зажигаться", "загораться", "зажечь", "зажечься", "загореться", "lit"}), "given"),
    (frozenset({"догорать", "погаснуть", "гаснуть", "потерять", "lose"}), "lost"),
)
"""Plain words of the brief that change a thing, in the order in which they count."""

# What may return in a film whose brief names nothing that could: by place. None of them is on the list of cliches.
_INVENTED: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (frozenset({"tundra", "ice_field", "snow_road", "camp", "mountains", "arctic_sea"}), ("footprints", "lantern",
    "flag")),
    (frozenset({"sea", "beach", "harbour", "ship_deck"}), ("paper_boat", "lantern", "compass")),
    (frozenset({"forest", "lake", "river", "waterfall", "fairy_forest", "meadow", "garden"}), ("leaf", "paper_boat",
    "lantern")),
    (frozenset({"rainy_street", "city_night", "city_street", "alley", "rooftop", "subway"}), ("umbrella", "key",
    "paper_boat")),
    (frozenset({"train_station", "train_carriage", "highway", "field", "desert", "tunnel"}), ("letter", "map", "kite")),
    (frozenset({"old_house", "living_room", "attic", "kitchen", "window_room", "bedroom"}), ("music_box", "letter",
    "key")),
    (frozenset({"future_city", "cyber_street", "grid_plain", "space", "club"}), ("hologram", "cassette", "helmet")),
    (frozenset({"stage", "concert_hall", "studio"}), ("microphone", "candle", "chair")),
    (frozenset({"race_track", "pit_garage"}), ("helmet", "photograph", "headlights")),
    (frozenset({"void"}), ("eye", "tv", "hand")),
)  # fmt: skip
_TRACES = ("footprints", "shadow")
_ON_STAGE = ("microphone", "guitar", "candle")
_ANYWHERE = ("lantern", "letter", "key", "leaf", "shadow")


@dataclass(frozen=True)
class Motifs:
    """The motifs of a film and whether the first had to be invented."""

    motifs: tuple[Motif, ...]
    invented: bool

    @property
    def fixed(self) -> tuple[Motif, ...]:
        """The motifs that stay where they stand, so that the film has to go there."""
        made = {m.id: known.make for m in self.motifs if (known := term(m.term, "thing"))}
        return tuple(m for m in self.motifs if made.get(m.id, "mark") in _FIXED)

    def in_section(self, section: int) -> tuple[tuple[Motif, MotifReturn], ...]:
        """Return the motifs that come back in a section, with what is different."""
        return tuple((m, back) for m in self.motifs for back in m.returns if back.section == section)


def choose_motifs(
    brief: Brief, reading: Reading, staging: Staging, shape: Shape, places: Sequence[str], writer: Writer, end: Emotion,
    off_screen: str = "",
) -> Motifs:  # fmt: skip
    """Choose what returns and how it changes; every film that can show a thing has at least one motif.

    A main character that cannot be drawn (`off_screen`) is told by its traces.
    """
    rng = np.random.default_rng([brief.seed, 9])
    wanted = 1 if len(shape.roles) <= 3 else 2 if len(shape.roles) <= 6 else 3
    heard = _heard(reading, staging)
    if off_screen:
        heard = {t: _STRONG for t in _TRACES if t not in reading.must_not} | heard
    chosen = [*list(heard)[:1], *(t for t, score in list(heard.items())[1:wanted] if score >= _STRONG)]
    invented = not chosen
    if invented:
        chosen = _invent(reading, places, rng)
    names = own_names(brief)
    motifs: list[Motif] = []
    for number, thing in enumerate(chosen):
        known = term(thing, "thing")
        name = names.get(thing) or (known.name(brief.language) if known else thing)
        motifs.append(_motif((thing, name), number, reading, staging, shape, writer, end, rng))
    return Motifs(tuple(motifs), invented and bool(motifs))


def _heard(reading: Reading, staging: Staging) -> dict[str, float]:
    """Return the things of the brief that can return, the most telling first, and how telling they are."""
    scores: dict[str, float] = {}
    short = len(staging.moments) <= 3
    order: dict[str, int] = {}
    for heard in reading.heard:
        thing = staged(heard.term)
        known = term(thing, "thing")
        if heard.kind != "thing" or known is None or known.shown or thing in reading.must_not:
            continue
        moments = sum(1 for ms in staging.moments if any(heard.term in m.terms("thing") for m in ms))
        score = 1.0 + heard.count + 0.8 * moments
        score += 2.5 * (heard.term in reading.must) + 2.0 * (heard.term in reading.matters_most)
        score += 1.2 * (thing in _PORTALS) - 1.5 * (thing in _FURNITURE) - 2.5 * (thing in _BODY)
        scores[thing] = max(score, scores.get(thing, 0.0))
        order.setdefault(thing, heard.start)
        if short and not any(heard.term in m.terms("thing") for m in staging.moments[0]):
            scores[thing] -= 2.0
    return {t: scores[t] for t in sorted(scores, key=lambda t: (-scores[t], order[t]))}


def _invent(reading: Reading, places: Sequence[str], rng: np.random.Generator) -> list[str]:
    options = next((things for where, things in _INVENTED if where & set(places)), _ANYWHERE)
    if reading.form in ("performance", "mixed"):
        options = _ON_STAGE
    free = [t for t in (*options, *_ANYWHERE) if t not in reading.must_not]
    return [free[int(rng.integers(min(3, len(free))))]] if free else []


def _motif(
    named: tuple[str, str], number: int, reading: Reading, staging: Staging, shape: Shape, writer: Writer, end: Emotion,
    rng: np.random.Generator,
) -> Motif:  # fmt: skip
    thing, name = named
    known = term(thing, "thing")
    make = known.make if known and known.make else "mark"
    sections = _sections(thing, number, staging, shape, fixed=make in _FIXED)
    changes = _changes(len(sections), reading, end, rng)
    told = [_told_change(thing, staging.spoken[s]) for s in sections]
    changes = _with_told(changes, told)
    it = writer.noun(name)
    returns = tuple(
        MotifReturn(section=s, change=c, note=_note(thing, make, c, writer, it))
        for s, c in zip(sections, changes, strict=True)
    )
    return Motif(id=f"m{number + 1}", name=name, term=thing, returns=returns)


def _note(thing: str, make: str, change: Change, writer: Writer, it: object) -> str:
    """Return what is seen: the thing's own sentence where the catalogue has one, else that of its material."""
    own = f"motif_{thing}_{change}"
    stem = own if own in keys() else f"motif_{make}_{change}"
    return writer.write(stem, it=it) if variants(stem) else say(stem, writer.language, it=it)


def _sections(thing: str, number: int, staging: Staging, shape: Shape, *, fixed: bool) -> list[int]:
    """Return where a motif comes back: where the brief names it, at the turn, and at the end; at least three times.

    What stands somewhere for good comes back where the film goes there, so not necessarily at the end.
    """
    count = len(shape.roles)
    told = [n for n, ms in enumerate(staging.moments) if any(thing in map(staged, m.terms("thing")) for m in ms)]
    first = min(number, count - 1)
    begins = (told[:1] or [first])[0]
    anchors = [begins, shape.turn] if fixed else [begins, shape.turn, count - 1]
    chosen = set(anchors) | set(told)
    spare = [n for n in range(begins + 1, count - 1) if n not in chosen]
    while len(chosen) < min(_FEWEST, count) and spare:
        chosen.add(spare.pop(len(spare) // 2))
    ordered = sorted(chosen)
    while len(ordered) > _MOST:
        extra = next((n for n in ordered[1:-1] if n not in told and n != shape.turn), ordered[len(ordered) // 2])
        ordered.remove(extra)
    while len(ordered) < _FEWEST:
        ordered = sorted([*ordered, ordered[-1]])
    return ordered


def _changes(count: int, reading: Reading, end: Emotion, rng: np.random.Generator) -> list[Change]:
    plotless = reading.form in ("mood", "one-take")
    arcs = _PLOTLESS if plotless else _BRIGHT if end in BRIGHT else _DARK
    options = arcs[count]
    return list(options[int(rng.integers(len(options)))])


def _told_change(thing: str, moments: Sequence[Moment]) -> Change | None:
    """Return what the brief itself does to the thing: the action named right after it in the same sentence."""
    for moment in moments:
        at = next((h.end for h in moment.hits if staged(h.term) == thing), None)
        if at is None:
            continue
        words = {lemma for token in hear(moment.text).tokens for lemma in token.lemmas}
        said = next((change for lemmas, change in _WORDS if lemmas & words), None)
        said = "empty" if _left_empty(moment, thing) else said
        if said is not None:
            return said
        actions = [h for h in moment.hits if h.kind == "action" and -22 <= h.start - at <= 22]
        for hit in sorted(actions, key=lambda h: abs(h.start - at)):
            if hit.term in _TOLD:
                return _TOLD[hit.term]
    return None


def _left_empty(moment: Moment, thing: str) -> bool:
    """Say whether the thing is said to be empty: 'one frame is empty', but not 'the piano in an empty hall'."""
    heard = hear(moment.text)
    for number, token in enumerate(heard.tokens):
        if not {"пустой", "опустеть", "empty", "blank"} & set(token.lemmas):
            continue
        qualified = next((h for h in heard.hits if h.first <= number + 1 <= h.last), None)
        if qualified is None or staged(qualified.term) == thing:
            return True
    return False


def _with_told(changes: list[Change], told: Sequence[Change | None]) -> list[Change]:
    """Put in what the artist told; no two neighbours alike."""
    mixed: list[Change] = [said or planned for said, planned in zip(told, changes, strict=True)]
    others: tuple[Change, ...] = ("found", "multiplied", "transformed", "shared", "lost")
    for n in range(1, len(mixed)):
        if mixed[n] == mixed[n - 1]:
            free = [
                c for c in (changes[n], *others) if c != mixed[n - 1] and (n + 1 == len(mixed) or c != mixed[n + 1])
            ]
            mixed[n] = free[0]
    if mixed[-1] in mixed[:-1] and not told[-1]:
        # The last return must not be one that was seen before.
        mixed[-1] = next(c for c in ("shared", "empty", "found", "transformed", "multiplied") if c not in mixed)
    return mixed
