"""Which moment of the brief is played in which section of the song. The artist's own order is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from director.crew.house.drama import Shape
from director.crew.house.narration import Moment, Where, moments, told_in_order
from director.model import Brief, SectionLabel, SongMap

_LABELS: dict[Where, tuple[SectionLabel, ...]] = {
    "verse": ("verse", "pre-chorus"),
    "chorus": ("chorus",),
    "bridge": ("bridge", "solo", "breakdown"),
}


@dataclass(frozen=True)
class Staging:
    """The moments of every section, in telling order; sections without any carry on what was before."""

    moments: tuple[tuple[Moment, ...], ...]
    spoken: tuple[tuple[Moment, ...], ...]
    """The same, but each moment only once: where its own words stand in the treatment."""
    said: tuple[Moment, ...] = ()
    """Every moment of the brief, also those that only name feelings or wishes."""

    def told(self, section: int) -> tuple[Moment, ...]:
        """Return the moments of a section whose own words can stand in the treatment."""
        return tuple(m for m in self.spoken[section] if m.told and m.text)


def stage(brief: Brief, song: SongMap, shape: Shape) -> Staging:
    """Lay the brief's moments over the song's sections: what names its section stands there, the rest in order."""
    count = len(song.sections)
    found: list[list[Moment]] = [[] for _ in range(count)]
    told = [part for moment in _without_summary(told_in_order(brief.text)) for part in _by_hour(moment)]
    pins = [_pin(moment, song, shape) for moment in told]
    _keep_order(pins)
    laid = _spread(told, pins, song, count)
    for pinned in (True, False):
        # What names its section stands there first; what repeats with the verses or choruses comes after.
        for moment, sections, pin in zip(told, laid, pins, strict=True):
            for section in sections if (pin is not None) == pinned else ():
                found[section].append(moment)
    return Staging(tuple(map(tuple, found)), _spoken(told, laid, pins, count), moments(brief.text))


def _spoken(
    told: Sequence[Moment], laid: Sequence[tuple[int, ...]], pins: Sequence[int | None], count: int
) -> tuple[tuple[Moment, ...], ...]:
    """Say each moment once. What repeats with the verses or choruses is told piece by piece over them."""
    found: list[list[Moment]] = [[] for _ in range(count)]
    together: dict[tuple[int, ...], list[Moment]] = {}
    for moment, sections, pin in zip(told, laid, pins, strict=True):
        if pin is None and len(sections) > 1 and moment.where:
            together.setdefault(sections, []).append(moment)
        else:
            found[sections[0]].append(moment)
    for sections, group in together.items():
        for rank, moment in enumerate(group):
            found[sections[rank * len(sections) // len(group) if len(group) >= len(sections) else rank]].append(moment)
    return tuple(tuple(sorted(group, key=lambda m: m.start)) for group in found)


def _pin(moment: Moment, song: SongMap, shape: Shape) -> int | None:
    """Return the one section that a moment names, or None."""
    last = len(song.sections) - 1
    choruses = [n for n, s in enumerate(song.sections) if s.label == "chorus"]
    broken = [n for n, s in enumerate(song.sections) if s.label in _LABELS["bridge"]]
    # Where the song has no such section, the place in the film that does its work.
    pins: dict[Where, int] = {
        "start": 0,
        "end": last,
        "climax": shape.turn,
        "first_chorus": choruses[0] if choruses else min(last, 1 + last // 3),
        "last_chorus": choruses[-1] if len(choruses) > 1 else max(shape.turn, last - 1, 0),
        "bridge": broken[-1] if broken else max(0, shape.turn - (1 if shape.turn == last else 0)),
    }
    return pins.get(moment.where)


def _keep_order(pins: list[int | None]) -> None:
    """Unpin what would play before a moment that is told earlier."""
    high = -1
    for number, pin in enumerate(pins):
        if pin is not None:
            if pin < high:
                pins[number] = None
            else:
                high = pin


def _spread(told: Sequence[Moment], pins: Sequence[int | None], song: SongMap, count: int) -> list[tuple[int, ...]]:
    """Return the sections of every moment."""
    result: list[tuple[int, ...]] = [_repeated(m, song) if p is None else (p,) for m, p in zip(told, pins, strict=True)]
    busy = {section for sections in result for section in sections}
    free: list[int] = []
    low = 0
    for number, pin in [*enumerate(pins), (len(told), count)]:
        if pin is None:
            if not result[number]:
                free.append(number)
            continue
        room = [s for s in range(low, pin) if s not in busy] or [min(max(low - 1, 0), count - 1) if low else 0]
        if pin < count:
            # 'But reality breaks in', said after the choruses and before the bridge, belongs to the bridge.
            before = [n for n in free if n and pins[n - 1] is None and len(result[n - 1]) > 1 and told[n - 1].where]
            result = [(pin,) if n in before else sections for n, sections in enumerate(result)]
            free = [n for n in free if n not in before]
        for rank, waiting in enumerate(free):
            first = rank * len(room) // len(free)
            result[waiting] = tuple(room[first : max(first + 1, (rank + 1) * len(room) // len(free))])
        free = []
        low = pin + 1
    return result


def _repeated(moment: Moment, song: SongMap) -> tuple[int, ...]:
    labels = _LABELS.get(moment.where, ())
    return tuple(n for n, s in enumerate(song.sections) if s.label in labels)


def _without_summary(told: Sequence[Moment]) -> list[Moment]:
    """Leave out a heading such as 'three pictures: day, evening, night' when each is told on its own afterwards."""
    kept = []
    for number, moment in enumerate(told):
        hours = set(moment.terms("time"))
        later = {hour for after in told[number + 1 :] for hour in after.terms("time")}
        if len(hours) >= 2 and hours <= later:
            continue
        kept.append(moment)
    return kept


def _by_hour(moment: Moment) -> list[Moment]:
    """Cut 'a forest by day, in the evening, at night' into its hours; all keep what was named before the first."""
    hours = [hit for hit in moment.hits if hit.kind == "time"]
    if len({hit.term for hit in hours}) < (2 if moment.becomes else 3):
        return [moment]
    shared = tuple(hit for hit in moment.hits if hit.start < hours[0].start)
    parts = []
    for number, hour in enumerate(hours):
        until = hours[number + 1].start if number + 1 < len(hours) else moment.end
        own = tuple(hit for hit in moment.hits if hour.start <= hit.start < until)
        text = moment.text if number == 0 else ""
        parts.append(replace(moment, text=text, start=hour.start, end=until, hits=(*shared, *own)))
    return parts
