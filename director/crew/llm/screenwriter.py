"""The screenwriter who asks a model: form, three pitches, and the film on one page."""

from collections.abc import Sequence
from itertools import combinations
from typing import get_args

from director.crew.house.drama import cuts_per_minute, shape
from director.crew.house.lexicon import hear
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.llm.checks import Fault, treatment_faults
from director.crew.llm.cutting_out import named
from director.crew.llm.forbidden import never, said_in
from director.crew.llm.mended_page import mended, notes
from director.crew.llm.page import LANGUAGES, page_sheet
from director.crew.llm.reading import joined, spelt
from director.crew.llm.redrawing import redrawn
from director.crew.llm.screenwriter_answers import (
    PitchAnswer,
    PitchDraft,
    ReadAnswer,
    SectionDraft,
    SectionsAnswer,
    TreatmentAnswer,
)
from director.crew.llm.settling import question, settled
from director.crew.llm.song_sheet import lyric_sheet, song_sheet
from director.crew.llm.stretches import most_at_the_end
from director.crew.llm.treating import Manuscript
from director.crew.llm.vocabulary import glossed, listing
from director.model import Brief, Form, Reading, SongMap, Style, Treatment
from tools.chat.base import Chat

BATCH = 6
"""Sections broken down in one answer: longer answers are cut off."""
ALIKE = 0.5
"""Share of common words from which two pitches are one."""


class LlmScreenwriter:
    """Reads with the house lexicon and a model; writes with the model and has its plan checked in code."""

    def __init__(self, chat: Chat, house: HouseScreenwriter) -> None:
        """`house` reads first: a model corrects a reading better than it makes one."""
        self._chat = chat
        self._house = house

    async def read(self, brief: Brief) -> Reading:
        """Say what was understood of the brief, and what not. Raises ProviderError without a usable answer."""
        house = await self._house.read(brief)
        asked = question("screenwriter", "read", ReadAnswer, {
            "brief": brief.text, "language": LANGUAGES[brief.language], "form": brief.form or "",
            "style": brief.style or "", "lexicon": house, "forms": get_args(Form), "styles": get_args(Style),
            "references": _references(brief), "vocabulary": listing(),
        })  # fmt: skip
        return joined(brief, house, await self._chat.ask(asked))

    async def treat(self, brief: Brief, reading: Reading, song: SongMap) -> Treatment:
        """Pitch, choose and write the film on one page. Raises ProviderError without a usable answer.

        What code finds wrong goes back twice; what is wrong then is repaired and stands in the treatment's notes.
        """
        common: dict[str, object] = {
            "brief": _material(brief, song), "language": LANGUAGES[brief.language], "reading": reading,
            "must": spelt(reading, reading.must), "must_not": spelt(reading, reading.must_not, wished=False),
            "song": song_sheet(song),
            "lyrics": lyric_sheet(song), "references": _references(brief), "vocabulary": listing(),
        }  # fmt: skip
        pitched = await self._pitch(brief, reading, common)
        reading = reading.model_copy(update={"form": brief.form or _form(pitched, reading)})
        script = Manuscript(brief, reading, song, pitched)

        def page_faults(answer: TreatmentAnswer) -> list[str]:
            return [str(f) for f in _faults(script, answer, ())]

        asked = question("screenwriter", "treatment", TreatmentAnswer, {
            **common, "reading": reading, "pitch": _idea(pitched), "sections": len(song.sections),
            "suggested": shape(song, reading.form, brief.seed, breaks_in=False).turn,
        })  # fmt: skip
        page, _ = await settled(self._chat, asked, page_faults)
        page, unseen = await redrawn(self._chat, page)
        sections = await self._sections(script, page, common)
        found = _faults(script, page, sections)
        done = mended(brief, reading, script.written(page, sections))
        left = treatment_faults(brief, reading, song, done)
        return done.model_copy(update={"notes": (*unseen, *notes(found, left))})

    async def _pitch(self, brief: Brief, reading: Reading, common: dict[str, object]) -> PitchAnswer:
        shown = f"{brief.format.aspect}, {brief.format.size}"
        asked = question("screenwriter", "pitch", PitchAnswer, {**common, "format": shown})
        banned = never(brief, reading)
        pitched, _ = await settled(self._chat, asked, lambda answer: _pitch_faults(brief, banned, answer))
        return pitched

    async def _sections(
        self, script: Manuscript, page: TreatmentAnswer, common: dict[str, object]
    ) -> tuple[SectionDraft, ...]:
        """Break the sections down, some at a time; each answer sees those that are written already."""
        done: tuple[SectionDraft, ...] = ()
        count = len(script.song.sections)
        for first in range(0, count, BATCH):
            done += await self._batch(script, page, common, done, list(range(first, min(count, first + BATCH))))
        return done

    async def _batch(
        self, script: Manuscript, page: TreatmentAnswer, common: dict[str, object], done: tuple[SectionDraft, ...],
        numbers: list[int],
    ) -> tuple[SectionDraft, ...]:  # fmt: skip
        standing = {str(f) for f in _faults(script, page, ())}
        about = f"sections {numbers[0]}-{numbers[-1]}"
        asked = question("screenwriter", "sections", SectionsAnswer, {
            "language": common["language"], "page": page_sheet(script.written(page, done)),
            "must": common["must"], "must_not": common["must_not"], "song": common["song"],
            "lyrics": common["lyrics"], "numbers": numbers,
            "pace": _pace(script, numbers), "vocabulary": listing(own=tuple(named(c.id) for c in page.cutouts)),
            "actions": glossed("action"),
            "before": done,
        }, about=about)  # fmt: skip

        def wrong(answer: SectionsAnswer) -> list[str]:
            got = [s.section for s in answer.sections]
            if sorted(got) != numbers:
                return [f"sections {numbers} were asked, each once; got {got}"]
            found = (str(f) for f in _faults(script, page, (*done, *answer.sections)))
            return [text for text in found if text not in standing]

        answer, _ = await settled(self._chat, asked, wrong)
        return tuple(s for s in answer.sections if s.section in numbers)


def _faults(script: Manuscript, page: TreatmentAnswer, sections: Sequence[SectionDraft]) -> tuple[Fault, ...]:
    treatment = script.written(page, sections)
    return (*script.faults, *treatment_faults(script.brief, script.reading, script.song, treatment))


def _pitch_faults(brief: Brief, banned: frozenset[str], answer: PitchAnswer) -> list[str]:
    """Return what is wrong with three pitches: number, difference, the artist's form, what is forbidden."""
    wrong = [] if len(answer.pitches) == 3 else [f"three pitches are wanted, got {len(answer.pitches)}"]
    if not answer.chosen or not set(answer.chosen) <= set(range(1, len(answer.pitches) + 1)):
        wrong.append(f"chosen names one or two of the pitches by number, got {answer.chosen}")
    for (n, one), (m, other) in combinations(enumerate(answer.pitches, start=1), 2):
        if _likeness(one, other) > ALIKE:
            wrong.append(f"pitches {n} and {m} are the same film in other words: make them differ in kind")
    taken = [answer.pitches[n - 1] for n in answer.chosen if 0 < n <= len(answer.pitches)]
    if brief.form is not None and any(p.form != brief.form for p in taken[:1]):
        wrong.append(f"the artist chose the form {brief.form!r}: the chosen pitch has to be one")
    for where, text in (("idea", answer.idea), *((p.title, f"{p.image} {p.ending}") for p in taken)):
        wrong += [f"{where}: {word!r} must never be seen, and it is named" for word in said_in(text, banned)]
    return wrong


def _likeness(one: PitchDraft, other: PitchDraft) -> float:
    """Return the share of content words that two pitches have in common, 0-1."""
    first, second = _words(one), _words(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _words(pitch: PitchDraft) -> frozenset[str]:
    tokens = hear(f"{pitch.idea} {pitch.image}").tokens
    return frozenset(t.lemmas[0] for t in tokens if t.lemmas and len(t.text) > 3)


def _form(pitched: PitchAnswer, reading: Reading) -> Form:
    chosen = [n for n in pitched.chosen if 0 < n <= len(pitched.pitches)]
    return pitched.pitches[chosen[0] - 1].form if chosen else reading.form


def _idea(pitched: PitchAnswer) -> str:
    taken = [pitched.pitches[n - 1] for n in pitched.chosen if 0 < n <= len(pitched.pitches)]
    lines = [f"The song: {pitched.song}", f"The film: {pitched.idea}", f"Why: {pitched.reason}"]
    lines += [f"From “{p.title}” ({p.form}): image {p.image}; turn {p.turn}; ending {p.ending}" for p in taken]
    lines.append("Refused as obvious, and not to come back: " + "; ".join(pitched.refused))
    return "\n".join(lines)


def _pace(script: Manuscript, numbers: Sequence[int]) -> str:
    """Return the number of shots that tempo and energy alone would give each section."""
    song, form = script.song, script.reading.form
    plan = shape(song, form, script.brief.seed, breaks_in=False)
    said = []
    for n in numbers:
        part = song.sections[n]
        per_minute = cuts_per_minute(script.brief, song, plan, n, form, script.reading.style)
        seconds = part.end_s - part.start_s
        wanted, most = max(1, round(per_minute * seconds / 60)), most_at_the_end(seconds)
        closing = n == len(song.sections) - 1
        said.append(f"section {n}: {min(wanted, most)}, at most {most}" if closing else f"section {n}: {wanted}")
    return ", ".join(said)


def _material(brief: Brief, song: SongMap) -> str:
    """Return the artist's words and, under them, the old clip that is made anew, told without its pictures."""
    if brief.source is None:
        return brief.text
    from tools.old_clip import outline  # reads films: a second of import that only remakes need

    told = outline(brief.source, song.duration_s)
    return (
        f"{brief.text}\n\nAn old clip is made anew. Its shots, on the length of this song, are to be transposed into "
        f"the new world: the same functions in the same order and rhythm, none of its pictures.\n{told}"
    )


def _references(brief: Brief) -> list[str]:
    return [f"{r.name} ({r.kind}, {r.role})" for r in brief.references if r.role != "old clip"]
