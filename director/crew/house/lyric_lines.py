"""What the picture does with sung lines: illustrate a few, speak against some, leave most alone."""

from director.crew.house.lexicon import hear
from director.crew.house.terms import staged
from director.model import Emotion, LyricTreatment, Reading, SectionPlan, SongMap

_SHARE = 3
"""At most one line of so many is illustrated: a picture for every line is a cliche."""
_DARK: frozenset[Emotion] = frozenset({"sadness", "grief", "loneliness", "fear", "anger"})


def treat_lines(song: SongMap, reading: Reading, sections: tuple[SectionPlan, ...]) -> tuple[LyricTreatment, ...]:
    """Decide for every line. A repeated line is illustrated only the last time: what it promised is then shown."""
    texts = [line.text.strip().lower() for line in song.lines]
    found: list[LyricTreatment] = []
    since = _SHARE
    for number, line in enumerate(song.lines):
        hits = hear(line.text).hits
        seen = tuple(
            dict.fromkeys(
                staged(h.term)
                for h in hits
                if h.kind in ("thing", "animal", "vehicle", "person") and staged(h.term) not in reading.must_not
            )
        )
        seen = tuple(t for t in seen if t)
        moods = {h.term for h in hits if h.kind == "mood"}
        plan = _plan(song, sections, line.start_s)
        again = texts[number] in texts[number + 1 :]
        if moods & _DARK and plan is not None and plan.emotion not in _DARK:
            found.append(LyricTreatment(line=number, how="counterpoint"))
            since += 1
        elif seen and not again and since >= _SHARE:
            found.append(LyricTreatment(line=number, how="illustrate", terms=seen))
            since = 1
        else:
            found.append(LyricTreatment(line=number, how="ignore"))
            since += 1
    return tuple(found)


def _plan(song: SongMap, sections: tuple[SectionPlan, ...], at_s: float) -> SectionPlan | None:
    number = next((n for n, s in enumerate(song.sections) if s.start_s <= at_s < s.end_s), None)
    return None if number is None or number >= len(sections) else sections[number]
