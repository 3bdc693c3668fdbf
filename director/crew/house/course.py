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
_BEFORE: dict[TimeOfDay, tuple[TimeOfDay, ...]] = {
    "dawn": ("day", "golden hour", "dusk", "night"), "morning": ("night", "dawn"), "day": ("dawn", "morning"),
    "golden hour": ("morning", "day"), "dusk": ("day", "golden hour"), "night": ("day", "golden hour", "dusk"),
}  # fmt: skip
"""The hours that lead to one which the brief keeps for the end."""
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


def feelings(
    reading: Reading, song: SongMap, staging: Staging, shape: Shape, worlds: Sequence[str]
) -> tuple[Emotion, ...]:
    """Return the feeling of every section: as told there, else from the feelings listed in order, else from the arc.

    Two worlds have two arcs: what hurts belongs to the first, what comforts to the second.
    """
    main = main_feeling(reading, song)
    arcs = _arcs(reading, main, worlds)
    listed = _listed(reading, staging)
    found: list[Emotion] = []
    last = len(shape.roles) - 1
    for number, role in enumerate(shape.roles):
        told = _told(staging, number, listed)
        overcome = role in ("pay", "answer") and _overcome(staging, number)
        if told and not (overcome and told[-1] not in BRIGHT):
            found.append(told[-1] if role in ("answer", "pay") else told[0])
        elif len(listed) >= 2 and number == last:
            found.append(listed[-1])
        elif len(listed) >= 2:
            found.append(listed[min(len(listed) - 1, int(shape.progress[number] * len(listed)))])
        else:
            found.append(arcs[worlds[number]][_ROLES.index(role)])
    return tuple(found) if len(set(found)) > 1 or last == 0 else _moved(found, main, shape)


def _arcs(reading: Reading, main: Emotion, worlds: Sequence[str]) -> dict[str, tuple[Emotion, ...]]:
    """Return the arc of each world."""
    if len(set(worlds)) == 1:
        return {worlds[0]: _ARCS[main]}
    moods = _emotions(reading.terms("mood"))
    dark: Emotion = next((e for e in moods if e not in BRIGHT), "loneliness")
    bright: Emotion = next((e for e in moods if e in BRIGHT), "wonder")
    # The first world is the one that the film begins in; a film that begins in comfort keeps it there.
    first: Emotion = dark if worlds[0] in ("reality", "present", "room") else main
    return {world: _ARCS[first if world == worlds[0] else bright] for world in worlds}


def tensions(song: SongMap, shape: Shape) -> tuple[float, ...]:
    """Return the tension of every section, 0-1: mostly its role, partly the music's energy there."""
    return tuple(
        round(min(1.0, 0.7 * _TENSION[role] + 0.3 * section.energy), 2)
        for role, section in zip(shape.roles, song.sections, strict=True)
    )


def hours(
    reading: Reading, song: SongMap, staging: Staging, worlds: Sequence[str], emotions: Sequence[Emotion], seed: int,
    *, dark: bool,
) -> tuple[TimeOfDay, ...]:  # fmt: skip
    """Return the hour of every section. What the brief says stays; a world keeps its hour until told otherwise.

    A world of `dark` ground (neon, noise, space) has no day of its own.
    """
    allowed = _hours(reading.terms("time"))
    count = len(worlds)
    named = [_hours(h for m in moments for h in m.terms("time")) for moments in staging.moments]
    if not any(named):
        return _imagined_hours(reading, song, worlds, allowed, seed, dark=dark)
    if song.duration_s < _LONG_FILM_S and len(allowed) == 1:
        return (allowed[0],) * count
    found: list[TimeOfDay] = []
    by_world: dict[str, TimeOfDay] = {}
    first = next(n for n, told in enumerate(named) if told)
    lead_in = (named[first][0],) * first if dark else _lead_in(reading, named[first][0], first, count)
    for number, world in enumerate(worlds):
        told = named[number]
        hour = told[0] if told else lead_in[number] if number < first else by_world.get(world, found[-1])
        by_world[world] = hour
        found.append(hour)
    later = _NEXT_HOUR.get(found[-1])
    alone = len(set(found)) == 1 and count >= 4 and song.duration_s >= _LONG_FILM_S
    if alone and not named[-1] and later and later not in reading.must_not and emotions[-1] in BRIGHT:
        found[-1] = later
    return tuple(found)


def _lead_in(reading: Reading, hour: TimeOfDay, first: int, count: int) -> tuple[TimeOfDay, ...]:
    """Return the hours before the first one that is told: the same, or when that comes late, those that lead there."""
    if first <= count // 2:
        return (hour,) * first
    course = [h for h in _BEFORE[hour] if h not in reading.must_not] or [hour]
    return tuple(course[n * len(course) // first] for n in range(first))


def _imagined_hours(
    reading: Reading, song: SongMap, worlds: Sequence[str], named: Sequence[TimeOfDay], seed: int,
    *, dark: bool,
) -> tuple[TimeOfDay, ...]:  # fmt: skip
    """Return hours for a brief that puts none into any moment. Two worlds have two hours, and meet in the morning."""
    count = len(worlds)
    if named:
        return tuple(named[n * len(named) // count] for n in range(count))
    if len(set(worlds)) > 1:
        own: tuple[TimeOfDay, TimeOfDay] = ("day", "golden hour")
        met = count - 1 if count > 3 else count
        return tuple("morning" if n == met else own[world != worlds[0]] for n, world in enumerate(worlds))
    if dark:
        return tuple(
            "dusk" if n == 0 and count > 3 and "dusk" not in reading.must_not else "night" for n in range(count)
        )
    choices = _HOURS_OF[main_feeling(reading, song) in BRIGHT]
    course = [h for h in choices[seed % len(choices)] if h not in reading.must_not] or ["day"]
    if song.duration_s < _LONG_FILM_S:
        return (course[1 % len(course)],) * count
    return tuple(course[min(len(course) - 1, n * len(course) // count)] for n in range(count))


def weathers(
    reading: Reading, song: SongMap, staging: Staging, shape: Shape, worlds: Sequence[str], emotions: Sequence[Emotion]
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
    told = [_weathers(w for m in moments for w in m.terms("weather")) for moments in staging.moments]
    if len(named) == 1:
        # One weather is the air of the film, or of the world in which it is told; it may lift at the very end.
        # Told once, somewhere later on, it belongs to that moment.
        where = [n for n, here in enumerate(told) if here]
        if len(where) == 1 and where[0] > 0 and len(told) >= 4:
            return tuple(named[0] if here else quiet for here in told)
        its = {world for world, here in zip(worlds, told, strict=True) if here} or set(worlds)
        lifts = len(emotions) >= 5 and emotions[-1] in BRIGHT and named[0] in _HARSH and song.duration_s >= _LONG_FILM_S
        dry = [world not in its or (lifts and n == len(worlds) - 1) for n, world in enumerate(worlds)]
        return tuple(quiet if away and not here else named[0] for away, here in zip(dry, told, strict=True))
    found: list[Weather] = []
    for role, here in zip(shape.roles, told, strict=True):
        goes_on = bool(found) and role in ("rise", "turn") and found[-1] in _HARSH
        found.append(here[-1] if here else found[-1] if goes_on else quiet)
    return tuple(found)


def _listed(reading: Reading, staging: Staging) -> tuple[Emotion, ...]:
    """Return the feelings that one sentence of the brief lists ('longing, fear, in the end hope'), in its order."""
    allowed = set(_emotions(reading.terms("mood")))
    best: list[Emotion] = []
    for moment in staging.said:
        course = [e for h in moment.hits if h.kind == "mood" for e in _emotions((h.term,)) if e in allowed]
        course = [e for n, e in enumerate(course) if n == 0 or e != course[n - 1]]
        if len(course) >= 2 and len(course) > len(best):
            best = course
    ending = [e for m in staging.said if m.where == "end" for e in _emotions(m.terms("mood")) if e in allowed]
    return (*best, *(e for e in ending if e != best[-1])) if best else ()


def _told(staging: Staging, number: int, listed: Sequence[Emotion]) -> tuple[Emotion, ...]:
    """Return what is felt in the moments of a section; a list for the whole film is no such moment."""
    own = [m for m in staging.moments[number] if len(m.terms("mood")) < 2 or not listed]
    return _emotions(term for m in own for term in m.terms("mood"))


def _overcome(staging: Staging, number: int) -> bool:
    """Say whether a section does what nobody does in fear: it sings, dances, flies."""
    acts = {a for m in staging.moments[number] for a in m.terms("action")}
    return bool(acts & {"sing", "dance", "fly", "laugh", "embrace", "jump"})


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
