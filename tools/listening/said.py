"""What the artist says of the song's clock in words: "темп 92", "120 bpm", "размер 3/4", "chorus at 1:02"."""

import re
from collections.abc import Iterator
from typing import Literal

from director.errors import ArtistError
from director.model import Overrules, SectionCue, SectionLabel

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)"
_NUMBER = r"(\d{2,3}(?:[.,]\d+)?)"
_LABELS: tuple[tuple[SectionLabel, str], ...] = (
    ("pre-chorus", r"пр[её]д-?припев\w*|пре-?припев\w*|pre-?\s?chorus"),
    ("chorus", r"припев\w*|рефрен\w*|chorus(?:es)?|refrain|hook"),
    ("verse", r"куплет\w*|verses?"),
    ("bridge", r"бридж\w*|bridge"),
    ("solo", r"соло|проигрыш\w*|solo|instrumental"),
    ("breakdown", r"брейкдаун\w*|затишь\w+|breakdown"),
    ("intro", r"вступлени\w+|интро|intro(?:duction)?"),
    ("outro", r"концовк\w+|код[аыуе]|аутро|outro|coda|ending"),
)
_LABEL = "|".join(f"(?P<{label.replace('-', '_')}>{words})" for label, words in _LABELS)
_TEMPO = re.compile(
    rf"\b(?:темп\w*|tempo|bpm)\s*(?:песни\s*|is\s*|of\s*|около\s*)?[:=—–-]?\s*{_NUMBER}(?![\d:/])"
    rf"|(?<![\d:/.,]){_NUMBER}\s*(?:bpm\b|уд(?:ар\w*|\.)?\s*(?:в|/)\s*мин|beats\s+(?:per|a)\s+minute)",
    re.IGNORECASE,
)
_METRE = r"(?<![\d/:.,])(2|3|4|5|6|7|9|12)\s*/\s*(4|8)(?![\d/:])"
_METRE_SAID = re.compile(
    rf"(?:размер\w*|такт\w*|счёт\w*|счет\w*|met(?:re|er)|time\s+signature|time)\s*(?:песни\s*|на\s*|is\s*|of\s*)?[:=—–-]?\s*{_METRE}"
    rf"|{_METRE}\s*(?:time\b|met(?:re|er)\b|такт|размер)"
    rf"|(?:^|[,;.\n])\s*(?:на\s+|in\s+)?{_METRE}\s*(?=$|[,;\n]|\.(?:\s|$))",
    re.IGNORECASE,
)
_BAR_ONE = re.compile(
    rf"(?:перв\w+\s+дол\w+|перв\w+\s+такт\w*|bar\s+(?:one|1)|first\s+(?:beat|bar)|downbeat)"
    rf"\s*(?:is\s*|это\s*|начинается\s*|starts?\s*)?(?:на|в|с|at|on|from|[:=—–-])?\s*{_CLOCK}",
    re.IGNORECASE,
)
_SECTION = re.compile(
    rf"\b(?:{_LABEL})\s*(?:\d\s*)?(?:is\s*|это\s*|начинается\s*|starts?\s*|begins?\s*)?(?:на|в|с|со|от|at|from|on|[:=—–-])?\s*"
    rf"{_CLOCK}(?:\s*(?:до|по|to|till|until|[—–-])\s*{_CLOCK})?",
    re.IGNORECASE,
)
_OPTION = re.compile(rf"^\s*{_CLOCK}(?:\s*[—–-]\s*{_CLOCK})?\s+(?:{_LABEL})\s*\d?\s*$", re.IGNORECASE)


def overrules_in(text: str) -> Overrules:
    """Return what a brief says of tempo, metre, bar one and sections; an empty value where it says nothing of them.

    The first tempo, metre and bar one count. Numbers out of reach are not taken for a tempo.
    """
    tempo, bar_one, metre = _tempo(text), _BAR_ONE.search(text), _METRE_SAID.search(text)
    meter, division = metre_of(*[part for part in metre.groups() if part][:2]) if metre else (None, None)
    return Overrules(
        bpm=_number(tempo) if tempo else None,
        bar_one_s=_seconds(bar_one.groups()[:3]) if bar_one else None,
        meter=meter,
        division=division,
        sections=tuple(sorted(_cues(text), key=lambda cue: cue.start_s)),
    )


def places_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a brief, in characters [start, end), that say what `overrules_in` returns."""
    found = [_tempo(text), _BAR_ONE.search(text), _METRE_SAID.search(text), *_SECTION.finditer(text)]
    return tuple(sorted(match.span() for match in found if match))


def overrules_of(
    bpm: float | None = None, bar_one: str | None = None, metre: str | None = None, sections: tuple[str, ...] = ()
) -> Overrules:
    """Return what options say: a tempo, "0:03.2", "3/4", "1:02 chorus" or "1:02-1:31 припев".

    Raises:
        ArtistError: 'overrule_bpm', 'overrule_bar_one', 'overrule_metre', 'overrule_section'.
    """
    if bpm is not None and not 20 <= bpm <= 400:
        raise ArtistError("overrule_bpm", given=f"{bpm:g}")
    meter: int | None = None
    division: Literal[2, 3] | None = None
    if metre is not None:
        found = re.fullmatch(rf"\s*{_METRE}\s*", metre)
        if found is None:
            raise ArtistError("overrule_metre", given=metre)
        meter, division = metre_of(found[1], found[2])
    return Overrules(
        bpm=bpm,
        bar_one_s=_bar_one(bar_one) if bar_one is not None else None,
        meter=meter,
        division=division,
        sections=tuple(sorted((_cue_of(each) for each in sections), key=lambda cue: cue.start_s)),
    )


def metre_of(count: str, unit: str) -> tuple[int, Literal[2, 3]]:
    """Return beats in a bar and parts of a beat: 6/8 are two beats of three, 7/8 are seven, 3/4 three of two."""
    beats = int(count)
    if unit == "8" and beats in (6, 9, 12):
        return beats // 3, 3
    return beats, 2


def _tempo(text: str) -> re.Match[str] | None:
    return next((match for match in _TEMPO.finditer(text) if 20 <= _number(match) <= 400), None)


def _number(match: re.Match[str]) -> float:
    return float(next(part for part in match.groups() if part).replace(",", "."))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float((seconds or "0").replace(",", "."))


def _cues(text: str) -> Iterator[SectionCue]:
    for match in _SECTION.finditer(text):
        groups = match.groups()[-6:]
        yield _cue(_label(match), _seconds(groups[:3]), _seconds(groups[3:]) if groups[5] else None)


def _cue_of(option: str) -> SectionCue:
    match = _OPTION.match(option)
    if match is None:
        raise ArtistError("overrule_section", given=option)
    groups = match.groups()
    start, end = _seconds(groups[:3]), _seconds(groups[3:6]) if groups[5] else None
    if end is not None and end <= start:
        raise ArtistError("overrule_section", given=option)
    return _cue(_label(match), start, end)


def _cue(label: SectionLabel, start: float, end: float | None) -> SectionCue:
    return SectionCue(label=label, start_s=start, end_s=end if end is not None and end > start else None)


def _label(match: re.Match[str]) -> SectionLabel:
    return next(label for label, _ in _LABELS if match[label.replace("-", "_")])


def _bar_one(given: str) -> float:
    match = re.fullmatch(rf"\s*{_CLOCK}\s*", given)
    if match:
        return _seconds(match.groups())
    try:
        seconds = float(given.replace(",", "."))
    except ValueError as error:
        raise ArtistError("overrule_bar_one", given=given) from error
    if not 0 <= seconds < 86400:
        raise ArtistError("overrule_bar_one", given=given)
    return seconds
