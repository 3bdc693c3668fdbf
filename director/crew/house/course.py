"""The course of a film: feeling, tension, hour and weather, section by section. None of them stands still."""

from collections.abc import Iterable, Sequence
from typing import get_args

from director.crew.house.drama import Shape
from director.crew.house.staging import Staging
from director.model import Emotion, Reading, Role, SongMap, TimeOfDay, Weather

_EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)
_HOURS: tuple[TimeOfDay, ...] = get_args(TimeOfDay)
_WEATHERS: tuple[Weather, ...] = get_args(Weather)
BRIGHT: frozenset[Emotion] = frozenset({"joy", "tenderness", "calm", "wonder", "resolve", "hope", "euphoria"})

# What a feeling goes through when it is the only one named: open, set, withhold, rise, turn, pay, release, answer.
_ROLES: tuple[Role, ...] = ("open", "set", "withhold", "rise", "turn", "pay", "release", "answer")
_ARCS: dict[Emotion, tuple[Emotion, ...]] = {
    "joy": ("calm", "joy", "shyness", "joy", "euphoria", "euphoria", "tenderness", "joy"),
    "tenderness": ("calm", "tenderness", "longing", "tenderness", "sadness", "tenderness", "calm", "tenderness"),
    "calm": ("calm", "tenderness", "calm", "wonder", "wonder", "joy", "calm", "tenderness"),
    "longing": ("calm", "longing", "longing", "loneliness", "resolve", "hope", "tenderness", "longing"),
    "sadness": ("calm", "sadness", "longing", "sadness", "grief", "tenderness", "calm", "hope"),
    "fear": ("calm", "loneliness", "fear", "fear", "fear", "resolve", "resolve", "calm"),
    "anger": ("calm", "loneliness", "fear", "anger", "anger", "euphoria", "sadness", "resolve"),
    "wonder": ("loneliness", "calm", "wonder", "wonder", "fear", "wonder", "joy", "hope"),
    "resolve": ("calm", "longing", "resolve", "fear", "resolve", "euphoria", "calm", "hope"),
    "loneliness": ("loneliness", "longing", "calm", "loneliness", "sadness", "longing", "calm", "hope"),
    "hope": ("loneliness", "longing", "hope", "resolve", "fear", "hope", "tenderness", "hope"),
    "euphoria": ("calm", "longing", "shyness", "joy", "euphoria", "euphoria", "tenderness", "joy"),
    "shyness": ("loneliness", "shyness", "longing", "shyness", "fear", "joy", "tenderness", "hope"),
    "grief": ("calm", "tenderness", "grief", "sadness", "grief", "longing", "tenderness", "calm"),
}  # fmt: skip
_TENSION: dict[Role, float] = {
    "open": 0.2, "set": 0.3, "withhold": 0.35, "rise": 0.6, "turn": 0.95, "pay": 0.85, "release": 0.35, "answer": 0.15,
}  # fmt: skip

# Hours and weather of a film whose brief names none: in this order over the film.
_HOURS_OF: dict[bool, tuple[tuple[TimeOfDay, ...], ...]] = {
    True: (("dawn", "morning", "day", "golden hour"), ("morning", "day", "golden hour", "dusk")),
    False: (
        ("dusk", "night", "night", "dawn"),
        ("golden hour", "dusk", "night", "dawn"),
        ("day", "dusk", "night", "dawn"),
    ),
}
_WEATHER_OF: dict[Emotion, tuple[Weather, ...]] = {
    "fear": ("clouds", "mist", "storm", "clear"), "anger": ("clouds", "wind", "storm", "clear"),
    "resolve": ("clear", "wind", "storm", "clear"), "wonder": ("mist", "mist", "clear", "clear"),
    "calm": ("mist", "clear", "clear", "clear"), "loneliness": ("clouds", "mist", "wind", "clear"),
    "sadness": ("clouds", "clouds", "wind", "mist"), "grief": ("clouds", "mist", "wind", "clear"),
    "longing": ("clear", "wind", "clouds", "clear"),
}  # fmt: skip
_HARSH: frozenset[Weather] = frozenset({"rain", "blizzard", "storm", "wind", "snow"})
_NEXT_HOUR: dict[TimeOfDay, TimeOfDay] = {"night": "dawn", "dawn": "morning", "dusk": "night"}
_LONG_FILM_S = 25.0
"""A shorter film has no time for another hour than the one that was asked for."""


def main_feeling(reading: Reading, song: SongMap) -> Emotion:
    """Return the film's main feeling: what matters most, else the most named, else the song's own mood."""
    heard = [h for h in reading.heard if h.kind == "mood" and h.term not in reading.must_not]
    first = [e for m in reading.matters_most for e in _EMOTIONS if e == m]
    if first:
        return first[0]
    if heard:
        best = max(heard, key=lambda h: (h.count, -h.start))
        return next(e for e in _EMOTIONS if e == best.term)
    return song_feeling(song)


def song_feeling(song: SongMap) -> Emotion:
    """Return what a song feels like, from its valence and tension (0-1 each)."""
    if song.valence >= 0.5:
        return (
            "euphoria"
            if song.tension > 0.72
            else "joy"
            if song.tension > 0.5
            else "hope"
            if song.tension > 0.35
            else "calm"
        )
    if song.tension > 0.72:
        return "anger" if song.valence < 0.25 else "resolve"
    return "longing" if song.tension > 0.42 else "sadness" if song.valence < 0.3 else "loneliness"


def feelings(reading: Reading, song: SongMap, staging: Staging, shape: Shape) -> tuple[Emotion, ...]:
    """Return the feeling of every section: as told there, else from the feelings named in order, else from the arc."""
    main = main_feeling(reading, song)
    named = _named(reading)
    found: list[Emotion] = []
    last = len(shape.roles) - 1
    for number, role in enumerate(shape.roles):
        told = [e for m in staging.moments[number] for e in _emotions(m.terms("mood"))]
        if told:
            found.append(told[-1] if role in ("answer", "pay") else told[0])
        elif len(named) >= 2 and number == last:
            found.append(named[-1])
        elif len(named) >= 2:
            found.append(named[min(len(named) - 1, int(shape.progress[number] * len(named)))])
        else:
            found.append(_ARCS[main][_ROLES.index(role)])
    return tuple(found) if len(set(found)) > 1 or last == 0 else _moved(found, main, shape)


def tensions(song: SongMap, shape: Shape) -> tuple[float, ...]:
    """Return the tension of every section, 0-1: mostly its role, partly the music's energy there."""
    return tuple(
        round(min(1.0, 0.7 * _TENSION[role] + 0.3 * section.energy), 2)
        for role, section in zip(shape.roles, song.sections, strict=True)
    )


def hours(
    reading: Reading, song: SongMap, staging: Staging, worlds: Sequence[str], emotions: Sequence[Emotion], seed: int
) -> tuple[TimeOfDay, ...]:
    """Return the hour of every section. What the brief says stays; a world keeps its hour until told otherwise."""
    allowed = _hours(reading.terms("time"))
    count = len(worlds)
    if not allowed:
        choices = _HOURS_OF[main_feeling(reading, song) in BRIGHT]
        course = [h for h in choices[seed % len(choices)] if h not in reading.must_not] or ["day"]
        return tuple(course[min(len(course) - 1, n * len(course) // count)] for n in range(count))
    found: list[TimeOfDay] = []
    by_world: dict[str, TimeOfDay] = {}
    told_per_section = [_hours(h for m in moments for h in m.terms("time")) for moments in staging.moments]
    first = next((told[0] for told in told_per_section if told), allowed[0])
    for told, world in zip(told_per_section, worlds, strict=True):
        hour = told[0] if told else by_world.get(world, found[-1] if found else first)
        by_world[world] = hour
        found.append(hour)
    later = _NEXT_HOUR.get(found[-1])
    alone = len(set(allowed)) == 1 and count >= 4 and song.duration_s >= _LONG_FILM_S
    if alone and later and later not in reading.must_not and emotions[-1] in BRIGHT:
        found[-1] = later
    return tuple(found)


def weathers(
    reading: Reading, song: SongMap, staging: Staging, shape: Shape, emotions: Sequence[Emotion]
) -> tuple[Weather, ...]:
    """Return the weather of every section: as told there, else calm before and after what is harsh."""
    named = _weathers(reading.terms("weather"))
    quiet: Weather = "clear" if "clear" not in reading.must_not else "clouds"
    if not named:
        course = [w for w in _WEATHER_OF.get(main_feeling(reading, song), (quiet,)) if w not in reading.must_not]
        if "winter" in reading.terms("season") and "snow" not in reading.must_not:
            course = ["snow", "wind", "snow", quiet]
        course = course or [quiet]
        return tuple(course[min(len(course) - 1, int(p * len(course)))] for p in shape.progress)
    if len(named) == 1:
        lifts = len(emotions) >= 5 and emotions[-1] in BRIGHT and named[0] in _HARSH and song.duration_s >= _LONG_FILM_S
        return tuple(quiet if lifts and n == len(emotions) - 1 else named[0] for n in range(len(emotions)))
    found: list[Weather] = []
    for number, role in enumerate(shape.roles):
        told = _weathers(w for m in staging.moments[number] for w in m.terms("weather"))
        goes_on = bool(found) and role in ("rise", "turn") and found[-1] in _HARSH
        found.append(told[-1] if told else found[-1] if goes_on else quiet)
    return tuple(found)


def _named(reading: Reading) -> tuple[Emotion, ...]:
    """Return the feelings in the order in which the brief lists them, the ones for the end last."""
    moods = [h for h in reading.heard if h.kind == "mood" and h.term not in reading.must_not]
    return _emotions(h.term for h in sorted(moods, key=lambda h: h.start))


def _moved(found: Sequence[Emotion], main: Emotion, shape: Shape) -> tuple[Emotion, ...]:
    """Give a film whose sections all feel the same at least another beginning or turn."""
    arc = _ARCS[main]
    others: list[Emotion] = [e for e in arc if e != found[0]] or ["calm"]
    moved = list(found)
    moved[shape.turn] = arc[_ROLES.index("turn")] if arc[_ROLES.index("turn")] != found[0] else others[0]
    if len(set(moved)) == 1:
        moved[0] = others[0]
    return tuple(moved)


def _emotions(terms: Iterable[str]) -> tuple[Emotion, ...]:
    return tuple(dict.fromkeys(e for t in terms for e in _EMOTIONS if e == t))


def _hours(terms: Iterable[str]) -> tuple[TimeOfDay, ...]:
    return tuple(dict.fromkeys(h for t in terms for h in _HOURS if h == t))


def _weathers(terms: Iterable[str]) -> tuple[Weather, ...]:
    return tuple(dict.fromkeys(w for t in terms for w in _WEATHERS if w == t))
