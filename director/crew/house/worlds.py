"""Worlds and places: one world or two that collide, and where every section plays."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from director.crew.house.drama import Shape
from director.crew.house.lexicon import language_of
from director.crew.house.narration import Moment
from director.crew.house.palettes import base_palette, world_of
from director.crew.house.staging import Staging
from director.crew.house.terms import staged, term
from director.model import Brief, Emotion, Place, Reading, SongMap, World
from director.words import say

Pair = Literal["", "fantasy", "memory", "picture", "dream"]
Texture = Literal["clean", "grain", "vhs", "paper", "glitch", "dream", "old film"]
Movement = Literal["still", "gentle", "restless"]
Lens = Literal["wide", "normal", "long"]

_SECOND: dict[Pair, frozenset[str]] = {
    "fantasy": frozenset({"fantasy", "dream_world"}),
    "memory": frozenset({"past_world", "childhood"}),
    "dream": frozenset({"dream_world", "fantasy"}),
    "picture": frozenset(),
}
_FIRST = frozenset({"reality", "present_world"})
_KEYS: dict[Pair, tuple[str, str]] = {
    "fantasy": ("reality", "fairy"), "memory": ("present", "memory"), "dream": ("reality", "dream"),
    "picture": ("room", "picture"),
}  # fmt: skip
_INDOORS = frozenset(
    {"old_house", "living_room", "empty_room", "attic", "bedroom", "hospital_room", "corridor", "kitchen"}
)
_PORTALS = ("photograph", "mirror", "tv", "window", "door", "music_box", "puddle", "book", "snow_globe", "paper_bird")

# Where a film plays whose brief names no place.
_BY_MOOD: dict[Emotion, tuple[str, ...]] = {
    "joy": ("meadow", "beach", "park"), "tenderness": ("garden", "window_room", "meadow"), "calm": ("lake",
    "forest", "field"),
    "longing": ("train_carriage", "field", "train_station"), "sadness": ("empty_room", "park", "river"),
    "fear": ("corridor", "tunnel", "forest"), "anger": ("alley", "rooftop", "highway"), "wonder": ("mountains",
    "lake", "clouds"),
    "resolve": ("mountains", "highway", "field"), "loneliness": ("city_night", "train_station", "rooftop"),
    "hope": ("field", "river", "mountains"), "euphoria": ("club", "rooftop", "city_night"),
    "shyness": ("bedroom", "school_corridor", "park"), "grief": ("old_house", "field", "empty_room"),
}  # fmt: skip
_DARK_KEYS = frozenset({"future", "void", "club", "space", "city_night", "stage"})
_STAGES = frozenset({"stage", "concert_hall", "club", "studio"})
_TEXTURES: dict[str, Texture] = {
    "vhs": "vhs",
    "collage": "paper",
    "paper": "paper",
    "noir": "grain",
    "surreal": "dream",
    "photoreal": "grain",
}
_OF_KEY: dict[str, tuple[Lens, Movement]] = {
    "reality": ("long", "still"), "fairy": ("wide", "gentle"), "dream": ("wide", "gentle"), "memory": ("normal",
    "gentle"),
    "present": ("normal", "still"), "race": ("long", "restless"), "club": ("wide", "restless"), "sunny": ("wide",
    "restless"),
    "void": ("normal", "restless"), "north": ("wide", "gentle"), "space": ("wide", "gentle"), "future": ("wide",
    "gentle"),
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """Worlds, places, and where each section plays."""

    worlds: tuple[World, ...]
    places: tuple[Place, ...]
    section_world: tuple[str, ...]
    section_places: tuple[tuple[str, ...], ...]
    pair: Pair
    portal: str
    """The thing through which two worlds touch; empty where nothing was named."""
    invented: tuple[str, ...]
    """Terms of places that the brief does not name."""

    @property
    def dark(self) -> bool:
        """Whether the film's one world has a dark ground: neon, noise, space."""
        return not self.pair and self.worlds[0].id in _DARK_KEYS


@dataclass(frozen=True)
class _Scout:
    brief: Brief
    reading: Reading
    song: SongMap
    staging: Staging
    shape: Shape
    feeling: Emotion
    rng: np.random.Generator

    def allowed(self, place: str) -> bool:
        return bool(place) and place not in self.reading.must_not


def pair_of(reading: Reading) -> Pair:
    """Say which two worlds a brief tells of, if it does."""
    if reading.form in ("one-take", "mood"):
        return ""
    worlds = set(reading.terms("world"))
    places = [p for p in reading.terms("place") if staged(p)]
    if "fantasy" in worlds and ("reality" in worlds or any(_leans(p) == "reality" for p in places)):
        return "fantasy"
    if "dream_world" in worlds and worlds & _FIRST:
        return "dream"
    if "past_world" in worlds and len(places) >= 2:
        return "memory"
    alive = "photograph" in reading.terms("thing") and "wake" in reading.terms("action")
    if alive and set(places) & _INDOORS and set(places) - _INDOORS:
        return "picture"
    return ""


def setting(brief: Brief, reading: Reading, song: SongMap, staging: Staging, shape: Shape, feeling: Emotion) -> Setting:
    """Find worlds and places for a film, and lay them over its sections."""
    scout = _Scout(brief, reading, song, staging, shape, feeling, np.random.default_rng([brief.seed, 5]))
    pair = pair_of(reading)
    first, second = _worlds_of_moments(scout, pair), pair
    heard, worlds_of_places = _heard_places(scout, pair, first)
    invented = _invented(scout, heard)
    terms = (*heard, *invented)
    keys = _world_keys(scout, pair, heard or invented)
    home = {place: worlds_of_places.get(place, 0) for place in terms}
    section_world = _section_worlds(scout, first, home) if second else (0,) * len(song.sections)
    section_places = _section_places(scout, terms, home, section_world)
    worlds = tuple(_world(key, number, scout, pair) for number, key in enumerate(keys))
    places = tuple(_place(p, worlds[home[p]].id, scout) for p in terms)
    return Setting(
        worlds=worlds,
        places=places,
        section_world=tuple(worlds[w].id for w in section_world),
        section_places=section_places,
        pair=pair,
        portal=next((p for p in _PORTALS if p in reading.terms("thing")), ""),
        invented=invented,
    )


def _leans(place: str) -> str:
    known = term(place, "place")
    return known.leans if known else ""


def _worlds_of_moments(scout: _Scout, pair: Pair) -> dict[int, int]:
    """Return the world (0 or 1) of each moment, by its start: said in its paragraph, else as its places lean."""
    found: dict[int, int] = {}
    current, paragraph, said = 0, -1, False
    every = sorted({m.start: m for ms in scout.staging.moments for m in ms}.values(), key=lambda m: m.start)
    for moment in every:
        if moment.paragraph != paragraph:
            paragraph, said = moment.paragraph, False
        named = set(moment.terms("world", "era"))
        if named & _SECOND.get(pair, frozenset()):
            current, said = 1, True
        elif named & _FIRST:
            current, said = 0, True
        elif not said:
            lean = _lean(moment, pair)
            current = current if lean is None else lean
        found[moment.start] = current
    return found


def _lean(moment: Moment, pair: Pair) -> int | None:
    places = [staged(p) for p in moment.terms("place")]
    if pair == "picture":
        return None if not places else int(places[0] not in _INDOORS)
    leans = [_leans(p) for p in places]
    if "reality" in leans:
        return 0
    return 1 if any(lean in ("fantasy", "past") for lean in leans) else None


def _heard_places(scout: _Scout, pair: Pair, world_of_moment: dict[int, int]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the film's named places in telling order, and the world of each."""
    home: dict[str, int] = {}
    for moments in scout.staging.moments:
        for moment in moments:
            for place in places_of(moment, scout.reading):
                world = world_of_moment[moment.start]
                if pair == "picture":
                    world = int(place not in _INDOORS)
                elif pair == "memory" and world == 0 and _leans(place) in ("past", "fantasy"):
                    world = 1
                elif pair == "fantasy" and _leans(place):
                    world = int(_leans(place) == "fantasy")
                home.setdefault(place, world if pair else 0)
    for place in map(staged, scout.reading.terms("place")):
        if scout.allowed(place) and place not in home:
            home[place] = 0
    return tuple(home), home


def _term_of(place: str, scout: _Scout) -> str:
    """Return what a place looks like: the river of a film that plays in a forest runs through it."""
    heard = set(map(staged, scout.reading.terms("place")))
    return "forest_river" if place == "river" and "forest" in heard and scout.allowed("forest") else place


def places_of(moment: Moment, reading: Reading) -> tuple[str, ...]:
    """Return the places of a moment as they can be staged, without forbidden ones."""
    named = [staged(p) for p in moment.terms("place") if p not in reading.must_not]
    return tuple(dict.fromkeys(p for p in named if p and p not in reading.must_not))


def _invented(scout: _Scout, heard: Sequence[str]) -> tuple[str, ...]:
    """Add places close by, or by the mood, until the film has as many as its length can show."""
    length = scout.song.duration_s
    wanted = 1 if length <= 14 else 2 if length <= 25 else 3 if length <= 50 else 4 if length <= 120 else 6
    travelling = scout.reading.form == "one-take" and len(heard) >= 2
    if (heard and length <= 25) or tuple(heard) == ("void",) or travelling:
        return ()
    found: list[str] = []
    if scout.reading.form in ("performance", "mixed") and not set(heard) & _STAGES:
        found += [p for p in ("stage", "studio") if scout.allowed(p)][:1]
    options = [n for p in heard for n in _near(p)]
    if not heard and not found:
        options = list(_BY_MOOD[scout.feeling])
        scout.rng.shuffle(options)
    options += [n for p in (*found, *options) for n in _near(p)]
    for place in dict.fromkeys(options):
        if len(heard) + len(found) >= wanted:
            break
        if scout.allowed(place) and place not in heard and place not in found and staged(place):
            found.append(place)
    return tuple(found) if heard or found else ("void",)


def _near(place: str) -> tuple[str, ...]:
    known = term(place, "place")
    return known.near if known else ()


def _world_keys(scout: _Scout, pair: Pair, places: Sequence[str]) -> tuple[str, ...]:
    votes = Counter(world_of(p) for p in places)
    if pair == "picture":
        outside = Counter(world_of(p) for p in places if p not in _INDOORS)
        return ("room", outside.most_common(1)[0][0])
    if pair:
        return _KEYS[pair]
    key = max(votes, key=lambda k: votes[k])
    if key == "city" and "rain" in scout.reading.terms("weather"):
        key = "rain"
    if key == "city" and scout.reading.terms("time")[:1] == ("night",):
        key = "city_night"
    return (key,)


def _section_worlds(scout: _Scout, world_of_moment: dict[int, int], home: dict[str, int]) -> tuple[int, ...]:
    found: list[int] = []
    for number, moments in enumerate(scout.staging.moments):
        told = [world_of_moment[m.start] for m in moments]
        label = scout.song.sections[number].label
        if told:
            found.append(Counter(told).most_common(1)[0][0] if number < len(scout.staging.moments) - 1 else told[-1])
        elif number and number == len(scout.staging.moments) - 1:
            found.append(found[0])
        elif label == "chorus" and 1 in home.values():
            found.append(1)
        else:
            found.append(0 if label == "verse" else found[-1] if found else 0)
    return tuple(found)


def _section_places(
    scout: _Scout, terms: Sequence[str], home: dict[str, int], section_world: Sequence[int]
) -> tuple[tuple[str, ...], ...]:
    """Return every section's places: those told there, and one that returns; the film ends where it began."""
    seen: Counter[str] = Counter()
    found: list[tuple[str, ...]] = []
    last = len(section_world) - 1
    one_take = scout.reading.form == "one-take"
    short = scout.song.duration_s <= 25
    for number, moments in enumerate(scout.staging.moments):
        own = list(dict.fromkeys(p for m in moments for p in places_of(m, scout.reading) if p in home))
        length = scout.song.sections[number].end_s - scout.song.sections[number].start_s
        room = 1 if one_take and not own else max(len(own), 1 if short else 2, min(3, int(length / 7)))
        before = found[-1][-1] if found else ""
        others = [p for p in terms if home[p] == section_world[number] and p not in own]
        others.sort(key=lambda p: (seen[p], p == before, terms.index(p)))
        if not own and before in others and home[before] == section_world[number]:
            own = [before]
            others.remove(before)
        chosen = [*own, *others][: max(room, 1)] or [terms[0]]
        if number == last and last > 0:
            told = [p for p in own if p != found[0][0]]
            chosen = [*(told or [p for p in chosen if p != found[0][0]][: room - 1]), found[0][0]]
        seen.update(chosen)
        found.append(tuple(chosen))
    return _nothing_lost(found, terms, home, section_world)


def _nothing_lost(
    found: list[tuple[str, ...]], terms: Sequence[str], home: dict[str, int], section_world: Sequence[int]
) -> tuple[tuple[str, ...], ...]:
    """Give every place a section: where its world is at home, the earliest with the fewest places."""
    for place in terms:
        if any(place in places for places in found):
            continue
        options = [n for n, w in enumerate(section_world) if w == home[place]] or list(range(len(found)))
        best = min(options, key=lambda n: (len(found[n]), n))
        found[best] = (*found[best][:-1], place, found[best][-1]) if len(found[best]) > 1 else (*found[best], place)
    return tuple(found)


def _world(key: str, number: int, scout: _Scout, pair: Pair) -> World:
    colours = _said_colours(scout, number, pair)
    lens, movement = _OF_KEY.get(key, ("normal", "gentle"))
    texture: Texture = _TEXTURES.get(scout.reading.style, "clean")
    if key in ("memory", "past", "picture") or (
        set(scout.reading.terms("era")) & {"nineteenth_century", "twenties", "past"} and not pair
    ):
        texture = "old film" if key in ("memory", "picture") else "grain"
    if key in ("fairy", "dream"):
        texture = "dream"
    if scout.song.tension > 0.8 and movement == "gentle" and not pair:
        movement = "restless"
    name = say(f"world_{key}", scout.brief.language)
    palette = base_palette(key, colours).model_copy(update={"name": name})
    return World(
        id=key, name=name, palette=palette,
        lens=lens, movement=movement, texture=texture,
    )  # fmt: skip


def _said_colours(scout: _Scout, number: int, pair: Pair) -> tuple[str, ...]:
    """Return the colours that the artist named for a world; those named for the whole film go to its main world.

    The colour of a single thing ('a white photograph') is not the colour of the film.
    """
    worlds = _worlds_of_moments(scout, pair)
    main = 1 if pair == "picture" else 0
    own: dict[str, None] = {}
    for moment in scout.staging.said:
        colours = moment.terms("colour")
        of_film = len(colours) >= 2 or not moment.terms("thing", "vehicle", "person", "animal", "place")
        if not of_film and not (pair and moment.terms("world")):
            continue
        if worlds.get(moment.start, main) == number:
            own.update((c, None) for c in colours)
    return tuple(c for c in own if c not in scout.reading.must_not)


def _place(place: str, world: str, scout: _Scout) -> Place:
    looks = _term_of(place, scout)
    known = term(looks, "place")
    name = known.name(scout.brief.language) if known else place.replace("_", " ")
    own = language_of(scout.brief.text) == scout.brief.language
    told = scout.staging.moments if own else ()
    telling = next((m.text for ms in told for m in ms if place in map(staged, m.terms("place"))), "")
    return Place(id=place, name=name, term=looks, world=world, description=telling)
