"""The model's page and its sections become a Treatment. What cannot stand is named as a fault, and mended in code."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from director.crew.house.names import sort_of
from director.crew.house.palettes import base_palette, bent, world_of
from director.crew.llm.checks import Fault
from director.crew.llm.cutting_out import cut_out, own
from director.crew.llm.screenwriter_answers import (
    HEX,
    CharacterDraft,
    MomentDraft,
    MotifDraft,
    OutlineDraft,
    PitchAnswer,
    PlaceDraft,
    SectionDraft,
    TreatmentAnswer,
    WorldDraft,
)
from director.crew.llm.vocabulary import canonical, drawn, split
from director.model import (
    Brief,
    Character,
    Cutout,
    LyricTreatment,
    Moment,
    Motif,
    MotifReturn,
    Palette,
    Pitch,
    Place,
    Reading,
    SectionPlan,
    SongMap,
    TermKind,
    Treatment,
    World,
)

_OF_AN_AGE = frozenset({"man", "woman", "girl", "boy", "child", "old_man", "old_woman"})
_AT_WORK = frozenset({"drummer", "pianist", "guitarist", "singer", "dancer", "skater", "racer", "captain", "sailor"})

MOST_CUTS = 82.0
"""Cuts a minute that are never passed (rule of thumb, as in the house)."""


@dataclass
class Manuscript:
    """A treatment on its way from answers to nouns."""

    brief: Brief
    reading: Reading
    song: SongMap
    pitched: PitchAnswer
    faults: list[Fault] = field(default_factory=list)

    def written(self, page: TreatmentAnswer, sections: Sequence[SectionDraft]) -> Treatment:
        """Return the treatment; sections that are not yet broken down stand as their outline. Refills `faults`."""
        self.faults = []
        worlds = tuple(self._world(n, w, page) for n, w in enumerate(page.worlds)) or (self._plain_world(page),)
        places = tuple(self._place(n, p, worlds) for n, p in enumerate(page.places)) or (self._plain_place(worlds[0]),)
        cutouts, wrong = cut_out(page.cutouts)
        self.faults += wrong
        motifs = tuple(self._motif(n, m, cutouts) for n, m in enumerate(page.motifs))
        characters = tuple(self._character(n, c) for n, c in enumerate(page.characters))
        by_number = {s.section: s for s in [*self._outlined(page, worlds, places, characters), *sections]}
        numbers = range(len(self.song.sections))
        plans = tuple(self._plan(by_number[n], worlds, places, motifs, characters, cutouts) for n in numbers)
        return Treatment(
            form=self.reading.form,
            style=self.reading.style,
            logline=page.logline,
            arc=page.arc,
            worlds=worlds,
            characters=characters,
            places=places,
            motifs=motifs,
            sections=plans,
            turn_section=min(max(0, page.turn_section), len(plans) - 1),
            turn_reason=page.turn_reason,
            ending=page.ending,
            lyrics=self._lyrics(sections),
            cutouts=cutouts,
            pitches=pitches(self.pitched),
            pitch_reason=self.pitched.reason,
        )

    def _fault(self, where: str, text: str) -> None:
        self.faults.append(Fault("term", where, text))

    def _world(self, number: int, draft: WorldDraft, page: TreatmentAnswer) -> World:
        name = slug(draft.id, f"world{number + 1}")
        colours = tuple(c.lower() for c in draft.colours if re.match(HEX, c))[:6]
        accent = draft.accent.lower() if re.match(HEX, draft.accent) else ""
        if len(colours) < 2 or not accent:
            self._fault(f"world {name}", "colours and accent are hex such as #1c2430; at least two colours")
            terms = [canonical(p.term, "place") for p in page.places if slug(p.world) == name]
            plain = base_palette(world_of(next(iter(terms), "")))
            colours, accent = (colours if len(colours) > 1 else plain.colours), accent or plain.accent
        palette = Palette(name=draft.name, colours=colours, accent=accent)
        return World(
            id=name, name=draft.name, palette=palette, lens=draft.lens, movement=draft.movement, texture=draft.texture
        )

    def _plain_world(self, page: TreatmentAnswer) -> World:
        self._fault("worlds", "there has to be at least one")
        return World(id="world", name=page.logline[:40], palette=base_palette("land"))

    def _place(self, number: int, draft: PlaceDraft, worlds: Sequence[World]) -> Place:
        name = slug(draft.id, f"place{number + 1}")
        known = self._known(f"place {name}", draft.term, "void", "place")
        world = slug(draft.world) if len(worlds) > 1 else worlds[0].id
        return Place(
            id=name, name=draft.name, term=known, world=world, description=draft.description, look_en=draft.look_en
        )

    def _plain_place(self, world: World) -> Place:
        self._fault("places", "there has to be at least one")
        return Place(id="place", name=world.name, term="void", world=world.id)

    def _character(self, number: int, draft: CharacterDraft) -> Character:
        name = slug(draft.id, f"person{number + 1}")
        known = self._known(f"character {name}", draft.term, "silhouette", "person", "animal", "thing", "vehicle")
        known = _at_work(known, draft.called_en)
        files = {r.name for r in self.brief.references}
        colour = draft.colour.lower() if re.match(HEX, draft.colour) else ""
        if not colour:
            self._fault(f"character {name}", "colour is one hex such as #a03030")
        if not draft.look_en or (sort_of(known) == "person" and not draft.wardrobe_en):
            self._fault(f"character {name}", "look_en and a person's wardrobe_en are needed: they go into every prompt")
        look, look_en = draft.look, draft.look_en
        wardrobe, wardrobe_en = draft.wardrobe, draft.wardrobe_en
        if sort_of(known) == "animal":
            # 'Wearing its own russet coat' puts a fox into a coat: what it has on belongs to its looks.
            look, look_en = _with(look, wardrobe), _with(look_en, wardrobe_en)
            wardrobe = wardrobe_en = ""
        return Character(
            id=name, name=draft.name, term=known, look=look, wardrobe=wardrobe, look_en=look_en,
            called_en=draft.called_en, wardrobe_en=wardrobe_en, colour=colour or "#a03030",
            reference=draft.reference if draft.reference in files else "",
        )  # fmt: skip

    def _motif(self, number: int, draft: MotifDraft, cutouts: Sequence[Cutout]) -> Motif:
        name = slug(draft.id, f"motif{number + 1}")
        kinds: tuple[TermKind, ...] = ("thing", "animal", "vehicle", "person")
        drawn_here = own(draft.term, cutouts) or own(draft.id, cutouts)
        known = drawn_here.term if drawn_here else self._known(
            f"motif {name}", draft.term, slug(draft.term, name), *kinds, instead=", or draw it: a row in `cutouts`"
        )  # fmt: skip
        last = len(self.song.sections) - 1
        back = [r for r in draft.returns if 0 <= r.section <= last]
        returns = tuple(MotifReturn(section=r.section, change=r.change, note=r.note) for r in back)
        if len(returns) < len(draft.returns):
            self._fault(f"motif {name}", f"it returns in a section that the song lacks; there are 0 to {last}")
        return Motif(id=name, name=draft.name, term=known, returns=returns, look_en=draft.look_en)

    def _known(self, where: str, word: str, otherwise: str, *kinds: TermKind, instead: str = "") -> str:
        known = canonical(word, *kinds)
        if not known:
            near = " ".join(drawn(kinds[0]))
            self._fault(where, f"term {word!r} is not in the vocabulary; take the nearest of: {near}{instead}")
        return known or otherwise

    def _outlined(
        self, page: TreatmentAnswer, worlds: Sequence[World], places: Sequence[Place], people: Sequence[Character]
    ) -> list[SectionDraft]:
        outline = {s.section: s for s in page.sections}
        missing = [n for n in range(len(self.song.sections)) if n not in outline]
        if missing:
            self._fault("sections", f"sections {missing} are missing; every section 0 to {len(self.song.sections) - 1}")
        empty = OutlineDraft(section=0, role="rise", idea="")
        return [
            SectionDraft(
                section=n, role=outline.get(n, empty).role, idea=outline.get(n, empty).idea,
                world=worlds[0].id, places=[places[0].id], characters=[c.id for c in people], time="day",
                weather="clear", emotion="calm", tension=0.5, shots=1, moments=[], lines=[],
            )
            for n in range(len(self.song.sections))
        ]  # fmt: skip

    def _plan(
        self, draft: SectionDraft, worlds: Sequence[World], places: Sequence[Place], motifs: Sequence[Motif],
        people: Sequence[Character], cutouts: Sequence[Cutout],
    ) -> SectionPlan:  # fmt: skip
        where = f"section {draft.section}"
        here = tuple(dict.fromkeys(slug(p) for p in draft.places)) or (places[0].id,)
        world = next((w for w in worlds if w.id == slug(draft.world)), None)
        world_id = world.id if world else slug(draft.world)
        palette = (world or worlds[0]).palette
        moments = tuple(self._moment(where, m, people, cutouts) for m in draft.moments)
        part = self.song.sections[draft.section]
        minutes = max(1e-6, (part.end_s - part.start_s) / 60)
        things = [t for m in moments for t in m.things]
        returning = [m.term for m in motifs if any(r.section == draft.section for r in m.returns)]
        if draft.shots > MOST_CUTS * minutes + 1:
            self._fault(where, f"{draft.shots} shots are too many for {60 * minutes:.1f} s")
        held = draft.shots <= 1
        return SectionPlan(
            section=draft.section,
            role=draft.role,
            idea=draft.idea,
            world=world_id,
            places=here,
            characters=tuple(dict.fromkeys(slug(c) for c in draft.characters)),
            time=draft.time,
            weather=draft.weather,
            palette=bent(palette, draft.time, draft.emotion, draft.tension),
            emotion=draft.emotion,
            tension=draft.tension,
            cuts_per_minute=0.0 if held else round(min(MOST_CUTS, draft.shots / minutes), 1),
            moments=moments,
            actions=tuple(dict.fromkeys(m.action for m in moments if m.action)),
            things=tuple(dict.fromkeys((*things, *returning))),
        )

    def _moment(self, where: str, draft: MomentDraft, people: Sequence[Character], cutouts: Sequence[Cutout]) -> Moment:
        ids = {c.id for c in people}
        who = [slug(w) if slug(w) in ids else canonical(w, "person", "animal", "vehicle") for w in draft.who]
        action = canonical(draft.action, "action") if draft.action else ""
        if draft.action and not action:
            near = " ".join(drawn("action"))
            self._fault(where, f"action {draft.action!r} is not in the list; take the nearest of: {near}")
        mine = [(word, own(word, cutouts)) for word in draft.things]
        things, _ = split([word for word, drawn_here in mine if drawn_here is None], "thing", "vehicle", "animal")
        things = (*dict.fromkeys(c.term for _, c in mine if c is not None), *things)
        return Moment(
            words=draft.words,
            place=slug(draft.place) if draft.place else "",
            who=tuple(dict.fromkeys(w for w in who if w)),
            action=action,
            things=things,
            change=draft.change,
            many=draft.many,
        )

    def _lyrics(self, sections: Iterable[SectionDraft]) -> tuple[LyricTreatment, ...]:
        said = {line.line: line for section in sections for line in section.lines}
        for number in said:
            if not 0 <= number < len(self.song.lines):
                self._fault(f"line {number}", f"the song has {len(self.song.lines)} lines, numbered from 0")
        found = []
        for number in range(len(self.song.lines)):
            line = said.get(number)
            terms, _ = split(line.terms, "thing", "animal", "vehicle", "person", "place") if line else ((), ())
            found.append(LyricTreatment(
                line=number, how=line.how if line else "ignore", terms=terms, note=line.note if line else ""
            ))  # fmt: skip
        return tuple(found)


def pitches(answer: PitchAnswer) -> tuple[Pitch, ...]:
    """Return the pitches with the chosen ones marked."""
    return tuple(
        Pitch(
            title=p.title, form=p.form, idea=p.idea, image=p.image, turn=p.turn, ending=p.ending,
            chosen=n in answer.chosen, reason=answer.reason if n in answer.chosen else p.lacks,
        )
        for n, p in enumerate(answer.pitches, start=1)
    )  # fmt: skip


def _at_work(known: str, called: str) -> str:
    """Return the trade that someone is called by in place of a mere age.

    Age, sex and hair are drawn from the look; the drums that 'the drummer' sits at only from the term. The trade
    has to be called by its own word: a driver of a night bus is no racer.
    """
    trade = canonical(called, "person")
    own = trade.replace("_", " ") in called.lower()
    return trade if known in _OF_AN_AGE and trade in _AT_WORK and own else known


def _with(look: str, worn: str) -> str:
    """Return a look with what is worn as one more part of it, once."""
    return look if not worn or worn.lower() in look.lower() else f"{look}, {worn}" if look else worn


def slug(name: str, otherwise: str = "") -> str:
    """Return a short ascii id: lower case letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or otherwise
