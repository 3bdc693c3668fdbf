"""The treatment: worlds, people, places and motifs brought together over the song's sections."""

from dataclasses import dataclass

import numpy as np

from director.crew.house.characters import Cast, choose_cast
from director.crew.house.course import feelings, hours, main_feeling, tensions, weathers
from director.crew.house.drama import Shape, cuts_per_minute, shape
from director.crew.house.happenings import Happenings
from director.crew.house.lexicon import language_of
from director.crew.house.lyric_lines import treat_lines
from director.crew.house.motifs import Motifs, choose_motifs
from director.crew.house.palettes import bent, between
from director.crew.house.phrasing import Writer
from director.crew.house.prose import Prose
from director.crew.house.staging import Staging, stage
from director.crew.house.terms import staged, term
from director.crew.house.visits import with_visits
from director.crew.house.worlds import Setting, pair_of, setting
from director.model import (
    Brief,
    Emotion,
    Heard,
    Moment,
    Note,
    Palette,
    Reading,
    SectionPlan,
    SongMap,
    TimeOfDay,
    Treatment,
    Weather,
    digest_of,
)

_GESTURES: dict[Emotion, tuple[str, ...]] = {
    "joy": ("laugh", "run", "jump"), "tenderness": ("hold", "reach", "breathe"), "calm": ("sit", "breathe", "look"),
    "longing": ("look_back", "hold", "stand"), "sadness": ("sit", "look", "hold"), "fear": ("look_back", "hide",
    "breathe"),
    "anger": ("struggle", "turn", "run"), "wonder": ("look", "reach", "turn"), "resolve": ("stand", "walk", "pull"),
    "loneliness": ("stand", "sit", "look_back"), "hope": ("reach", "wake", "look"), "euphoria": ("dance", "jump",
    "run"),
    "shyness": ("hide", "look_back", "hold"), "grief": ("kneel", "hold", "breathe"),
}  # fmt: skip
_CLICHE = {("window_room", "look"), ("city_street", "walk")}
"""Staring out of a window and walking away down a street: only when the artist asks."""


@dataclass(frozen=True)
class _Page:
    """Everything that is decided before the sections are written."""

    brief: Brief
    reading: Reading
    song: SongMap
    plan: Shape
    staging: Staging
    where: Setting
    cast: Cast
    motifs: Motifs
    emotions: tuple[Emotion, ...]
    tension: tuple[float, ...]
    hours: tuple[TimeOfDay, ...]
    weathers: tuple[Weather, ...]


def write_treatment(brief: Brief, reading: Reading, song: SongMap) -> Treatment:
    """Write the film on one page."""
    writer = Writer(brief.language, np.random.default_rng([brief.seed, int(digest_of(brief.text)[:8], 16)]))
    page = _decide(brief, reading, song, writer)
    things = _things(page)
    prose = Prose(
        brief=brief, reading=reading, song=song, shape=page.plan, staging=page.staging, setting=page.where,
        cast=page.cast,
        motifs=page.motifs, emotions=page.emotions, hours=page.hours, things=things, writer=writer,
    )  # fmt: skip
    actions = _actions(page)
    moments = Happenings(brief, reading, page.staging, page.where, page.cast, page.motifs, actions, things).sections()
    sections = tuple(
        _section(page, n, prose.idea(n), things[n], actions[n]).model_copy(update=_happening(page, n, moments[n]))
        for n in range(len(song.sections))
    )
    return Treatment(
        form=reading.form,
        style=reading.style,
        logline=prose.logline(),
        arc=prose.arc(),
        worlds=page.where.worlds,
        characters=page.cast.characters,
        places=page.where.places,
        motifs=page.motifs.motifs,
        sections=sections,
        turn_section=page.plan.turn,
        turn_reason=prose.turn_reason(),
        ending=prose.ending(),
        lyrics=treat_lines(song, reading, sections),
        notes=_notes(page, prose),
    )


def _decide(brief: Brief, reading: Reading, song: SongMap, writer: Writer) -> _Page:
    plan = shape(song, reading.form, brief.seed, breaks_in=pair_of(reading) in ("fantasy", "dream"))
    staging = stage(brief, song, plan)
    where = setting(brief, reading, song, staging, plan, main_feeling(reading, song))
    cast = choose_cast(brief, reading, song, staging, where.worlds[0].palette)
    emotions = feelings(reading, song, staging, plan, where.section_world)
    places = [p.term for p in where.places]
    motifs = choose_motifs(brief, reading, staging, plan, places, writer, emotions[-1], cast.off_screen)
    where = with_visits(where, motifs, staging)
    return _Page(
        brief=brief, reading=reading, song=song, plan=plan, staging=staging, where=where, cast=cast, motifs=motifs,
        emotions=emotions, tension=tensions(song, plan),
        hours=hours(reading, song, staging, where.section_world, emotions, brief.seed, dark=where.dark),
        weathers=weathers(reading, song, staging, plan, where.section_world, emotions),
    )  # fmt: skip


def _section(page: _Page, number: int, idea: str, things: tuple[str, ...], actions: tuple[str, ...]) -> SectionPlan:
    return SectionPlan(
        section=number,
        role=page.plan.roles[number],
        idea=idea,
        world=page.where.section_world[number],
        places=page.where.section_places[number],
        characters=_present(page, number),
        time=page.hours[number],
        weather=page.weathers[number],
        palette=_palette(page, number),
        emotion=page.emotions[number],
        tension=page.tension[number],
        cuts_per_minute=cuts_per_minute(
            page.brief, page.song, page.plan, number, page.reading.form, page.reading.style
        ),
        actions=actions,
        things=things,
    )


def _happening(page: _Page, number: int, moments: tuple[Moment, ...]) -> dict[str, object]:
    """Return a section's moments, and its places with those of its moments first in the order of telling.

    The last picture of the film stays where the first one was.
    """
    planned = page.where.section_places
    told = list(dict.fromkeys([*(m.place for m in moments if m.place), *planned[number]]))
    opening = planned[0][0]
    if number == len(planned) - 1 and number and opening in told:
        told = [*(p for p in told if p != opening), opening]
    return {"moments": moments, "places": tuple(told)}


def _present(page: _Page, number: int) -> tuple[str, ...]:
    """Return who is in a section: those told there, the main one almost always, the others where they return."""
    everyone = [c.id for c in page.cast.characters]
    told = {staged(t) for m in page.staging.moments[number] for t in m.terms("person", "animal")}
    here = [who for who in everyone if who in told]
    if everyone and everyone[0] not in here:
        here = [*here, everyone[0]] if here else [everyone[0]]
    if len(here) == 1 and len(everyone) > 1 and page.plan.roles[number] in ("turn", "pay", "answer") and not told:
        here.append(everyone[1])
    return tuple(here)


def _palette(page: _Page, number: int) -> Palette:
    """Return a section's colours: its world's, bent; both worlds' where they become one; bleached where forgotten."""
    worlds = {w.id: w for w in page.where.worlds}
    base = worlds[page.where.section_world[number]].palette
    last = len(page.plan.roles) - 1
    if (
        page.where.pair == "fantasy"
        and number > page.plan.turn - 1
        and page.plan.roles[number] in ("turn", "pay", "answer")
    ):
        other = next(w.palette for w in page.where.worlds if w.palette.name != base.name)
        base = between(base, other) if number >= page.plan.turn else base
    forgotten = 0.0
    remembered = page.where.section_world[number] == "memory"
    if page.where.pair == "memory" and remembered and "fade" in page.reading.terms("action"):
        forgotten = min(0.85, page.plan.progress[number]) if last else 0.3
    return bent(base, page.hours[number], page.emotions[number], page.tension[number], forgotten)


def _things(page: _Page) -> list[tuple[str, ...]]:
    """Return what each section shows beside its people: what is told there, and the motifs; nothing named is lost."""
    count = len(page.plan.roles)
    leads = {c.id for c in page.cast.characters}
    shown: list[list[str]] = []
    for number in range(count):
        told = [t for m in page.staging.moments[number] for t in m.terms("vehicle", "animal", "thing", "person")]
        own = [s for t in told if (s := _showable(t, page)) and s not in leads]
        motifs = [m.term for m, _ in page.motifs.in_section(number)]
        shown.append(list(dict.fromkeys([*own, *motifs])))
    heard = [h.term for h in page.reading.heard if h.kind in ("thing", "vehicle", "animal", "person")]
    for rank, heard_term in enumerate(dict.fromkeys(s for t in heard if (s := _showable(t, page)) and s not in leads)):
        if not any(heard_term in things for things in shown):
            shown[(rank + 1) % count].append(heard_term)
    if page.reading.form == "mood":
        _gather(page, shown)
    return [tuple(things) for things in shown]


def _gather(page: _Page, shown: list[list[str]]) -> None:
    """Let the things of a film without a plot come back in ever greater numbers: what the brief lists once returns."""
    pool = list(dict.fromkeys(thing for things in shown for thing in things))
    for number, things in enumerate(shown):
        wanted = 1 + round(4 * page.tension[number])
        turned = pool[number * 2 % len(pool) :] + pool[: number * 2 % len(pool)] if pool else []
        things.extend([t for t in turned if t not in things][: max(0, wanted - len(things))])


def _showable(heard_term: str, page: _Page) -> str:
    """Return the term under which a thing can be shown; '' for faces, clothes, the undrawable, the forbidden."""
    drawn, said = staged(heard_term), term(heard_term)
    known = term(drawn)
    if (
        known is None
        or (said is not None and said.group)
        or known.shown
        or known.group
        or known.kind not in ("thing", "vehicle", "animal", "person")
    ):
        return ""
    return "" if drawn in page.reading.must_not or heard_term in page.reading.must_not else drawn


def _actions(page: _Page) -> list[tuple[str, ...]]:
    """Return what is done in each section: as told, then what the feeling does of itself."""
    found: list[list[str]] = []
    for number, emotion in enumerate(page.emotions):
        told = [_staged_action(a) for m in page.staging.moments[number] for a in m.terms("action")]
        places = page.where.section_places[number]
        own = [a for a in _GESTURES[emotion] if not any((p, a) in _CLICHE for p in places)]
        turned = own[number % len(own) :] + own[: number % len(own)]
        wanted = [a for a in (*told, *turned[: 2 if told else 3]) if a and a not in page.reading.must_not]
        found.append(list(dict.fromkeys(wanted)))
    if page.brief.format.aspect == "9:16" and "look" not in page.reading.must_not:
        found[0] = list(dict.fromkeys(["look", *found[0]]))
    for rank, action in enumerate(map(_staged_action, page.reading.terms("action"))):
        if action and not any(action in actions for actions in found):
            found[rank % len(found)].append(action)
    return [tuple(actions) for actions in found]


def _staged_action(action: str) -> str:
    known = term(action, "action")
    if known is None:
        return ""
    return known.id if known.drawn else known.stage_as


def _notes(page: _Page, prose: Prose) -> tuple[Note, ...]:
    """Return everything that was guessed, invented or could not be done, for the artist."""
    notes: list[Note] = []
    language = language_of(page.brief.text)
    if language not in ("ru", "en", ""):
        notes.append(Note(key="treat_other_language", values={"code": language}))
    if not page.reading.heard:
        notes.append(Note(key="treat_nothing_read", values={"feel": prose.feel(main_feeling(page.reading, page.song))}))
    undrawn = [h.words.lower() for h in page.reading.heard if not _known_to_painters(h)]
    if page.cast.off_screen:
        notes.append(Note(key="treat_off_screen", values={"words": page.cast.off_screen.lower()}))
        undrawn = [w for w in undrawn if w != page.cast.off_screen.lower()]
    if undrawn:
        notes.append(Note(key="treat_cannot_draw", values={"words": ", ".join(dict.fromkeys(undrawn))}))
    if page.cast.invented and page.cast.lead:
        notes.append(Note(key="treat_invented_hero", values={"hero": page.cast.lead.name}))
    if page.motifs.invented:
        notes.append(Note(key="treat_invented_motif", values={"motif": page.motifs.motifs[0].name}))
    if not [p for p in page.reading.terms("place") if staged(p)] and page.where.invented:
        names = ", ".join(p.name for p in page.where.places)
        notes.append(Note(key="treat_invented_place", values={"places": names}))
    if len(page.plan.roles) == 1:
        notes.append(Note(key="treat_one_section"))
    return tuple(notes)


def _known_to_painters(heard: Heard) -> bool:
    known = term(heard.term, heard.kind)
    return known is None or known.drawn or known.kind == "action"
