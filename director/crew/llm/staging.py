"""A shot as the model wrote it becomes a Shot. What cannot stand is named as a fault, and mended in code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from director.crew.house.coverage import INDOORS
from director.crew.house.desk import Desk
from director.crew.house.musts import played
from director.crew.house.names import name_of, sort_of, the
from director.crew.house.own_material import shown
from director.crew.house.palettes import bent
from director.crew.llm.checks import Fault, FaultKind
from director.crew.llm.cutting_out import own
from director.crew.llm.forbidden import in_english
from director.crew.llm.storyboarder_answers import ShotDraft, WardrobeDraft, WhoDraft
from director.crew.llm.vocabulary import canonical, drawn
from director.model import (
    UNSHOWN,
    CameraMove,
    Light,
    Motif,
    Palette,
    Place,
    Presence,
    Script,
    SectionPlan,
    Shot,
)

MOST_THINGS = 4
"""Props beside the subject: more cannot be told apart in one shot."""
_SIDES: tuple[Literal["left", "right", "centre"], ...] = ("left", "right", "centre")
_CYRILLIC = re.compile("[А-Яа-яЁё]")

_OF_A_BODY = frozenset({"hand", "eye"})
_OF_THINGS = frozenset({"open", "close", "fall", "fade", "turn"})
"""Actions that a thing is drawn in; with any other it stands there."""
_DETAIL = frozenset({"insert", "extreme close"})
"""Where a hand is a picture: in a room it would hang in the air."""


@dataclass
class Staging:
    """Makes shots from drafts; `faults` holds what was wrong with the last ones."""

    desk: Desk
    wardrobe: Mapping[str, WardrobeDraft]
    """Clothes that the story has changed, by character."""
    faults: list[Fault] = field(default_factory=list)

    def shot(self, draft: ShotDraft, shot_id: str, section: int) -> Shot:
        """Return the shot under its final id, without requirements."""
        desk, plan = self.desk, self.desk.plan(section)
        place = self._place(draft, shot_id, plan)
        motif = self._motif(draft, shot_id)
        who, props, beyond = self._cast(draft, shot_id, motif)
        world = desk.world(place.world)
        beats = self._english(draft, shot_id)
        shot = Shot(
            id=shot_id,
            section=section,
            world=world.id,
            place=place.id,
            place_term=place.term,
            time=draft.time,
            weather="clear" if place.term in INDOORS else draft.weather,
            palette=self._palette(draft, plan, place),
            style=desk.treatment.style,
            texture=world.texture,
            who=who,
            props=props,
            text=draft.text or draft.picture_en,
            action=(draft.begins, draft.middle, draft.ends),
            change=draft.change,
            framing=draft.framing,
            angle=draft.angle,
            lens=draft.lens,
            direction=draft.direction,
            eyeline=draft.eyeline,
            move=CameraMove(kind=draft.move, amount=0.0 if draft.move == "static" else draft.amount),
            light=Light.model_validate(draft.light.model_dump()),
            emotion=draft.emotion,
            motif=motif.id if motif else "",
            motif_change=draft.motif_change if motif else None,
            motif_term=motif.term if motif else "",
            importance=draft.importance,
            script=Script(
                picture=draft.picture_en,
                beats=beats,
                cast=self._looks(who),
                place=place.look_en or the(name_of(place.term, "en"), "en"),
                things=self._things(who, props),
                light=draft.light_en,
                camera=draft.camera_en,
                never=in_english(desk.avoid),
            ),
            beyond=tuple(dict.fromkeys((*draft.beyond, *beyond))),
        )
        reference = next(
            (r for r in desk.brief.references if r.name == draft.reference and r.role not in UNSHOWN), None
        )
        if draft.reference and reference is None:
            self._fault(shot_id, f"there is no file {draft.reference!r}; leave `reference` empty")
        return shown(shot, reference) if reference else shot

    def _fault(self, shot_id: str, text: str, kind: FaultKind = "answer") -> None:
        self.faults.append(Fault(kind, shot_id, text))

    def _place(self, draft: ShotDraft, shot_id: str, plan: SectionPlan) -> Place:
        known = {p.id: p for p in self.desk.treatment.places}
        if draft.place in known:
            return known[draft.place]
        self._fault(shot_id, f"place {draft.place!r} is not on the page; there are {', '.join(known)}", "unknown")
        return self.desk.place(plan.places[0])

    def _motif(self, draft: ShotDraft, shot_id: str) -> Motif | None:
        known = {m.id: m for m in self.desk.treatment.motifs}
        if draft.motif and draft.motif not in known:
            there = ", ".join(known) or "none"
            self._fault(shot_id, f"motif {draft.motif!r} is not on the page; there are {there}", "unknown")
        return known.get(draft.motif)

    def _cast(
        self, draft: ShotDraft, shot_id: str, motif: Motif | None
    ) -> tuple[tuple[Presence, ...], tuple[Presence, ...], tuple[str, ...]]:
        """Return (who, props, what no term covers)."""
        who: list[Presence] = []
        props: list[Presence] = []
        beyond: list[str] = []
        for said in draft.who:
            presence = self._presence(said, shot_id)
            if presence is None:
                beyond.append(said.term)
            else:
                who.append(presence)
        for number, word in enumerate(draft.things):
            known = self._own(word) or canonical(word, "thing", "vehicle", "animal")
            if not known or (known in _OF_A_BODY and draft.framing not in _DETAIL):
                beyond.append(word)
            elif known not in {p.term for p in (*who, *props)} | played(who) and len(props) < MOST_THINGS:
                props.append(Presence(term=known, side=_SIDES[number % 3]))
        shows = {p.term for p in (*who, *props)} | played(who)
        bare = motif is not None and motif.term in _OF_A_BODY and draft.framing not in _DETAIL
        if motif is not None and motif.term not in shows and not bare:
            coming = Presence(term=motif.term)
            if draft.framing == "insert" and not who:
                who.append(coming)
            else:
                props.insert(0, coming)
        return tuple(who), tuple(props[:MOST_THINGS]), tuple(beyond)

    def _presence(self, said: WhoDraft, shot_id: str) -> Presence | None:
        people = {c.id: c for c in self.desk.treatment.characters}
        character = people.get(said.character)
        if said.character and character is None:
            self._fault(shot_id, f"character {said.character!r} is not on the page", "unknown")
        part = said.term if said.term in _OF_A_BODY else ""
        term = part or (character.term if character else self._own(said.term))
        term = term or canonical(said.term, "person", "animal", "vehicle", "thing")
        if not term:
            self._fault(
                shot_id,
                f"term {said.term!r} is not in the vocabulary: take the nearest, and name in `beyond` what it lacks",
                "term",
            )
            return None
        action = canonical(said.action, "action") if said.action else ""
        if said.action and not action:
            near = " ".join(drawn("action"))
            self._fault(shot_id, f"action {said.action!r} is not in the list; take the nearest of: {near}", "term")
        worn = self.wardrobe.get(said.character)
        if sort_of(term) == "vehicle" and not action and said.facing in ("left", "right"):
            action = "drive"  # what is under way in the picture passes through it
        return Presence(
            term=term,
            character=character.id if character else "",
            action=action if sort_of(term) != "thing" or action in _OF_THINGS else "",
            emotion=said.emotion,
            colour=(worn.colour.lower() if worn else character.colour) if character else "",
            wears=worn.wears if worn else "",
            state=tuple(dict.fromkeys(said.state)),
            side=said.side,
            facing=said.facing,
            count=min(40, max(1, said.count)),
        )

    def _own(self, word: str) -> str:
        """Return the term of the film's own drawn thing of this id; '' where there is none."""
        found = own(word, self.desk.treatment.cutouts)
        return found.term if found else ""

    def _palette(self, draft: ShotDraft, plan: SectionPlan, place: Place) -> Palette:
        if place.world == plan.world and draft.time == plan.time:
            return plan.palette
        return bent(self.desk.world(place.world).palette, draft.time, draft.emotion, plan.tension)

    def _english(self, draft: ShotDraft, shot_id: str) -> tuple[str, str, str]:
        """Return the three instants in English, and name fields in the wrong language or number."""
        if len(draft.beats_en) != 3:
            self._fault(shot_id, f"beats_en has to hold exactly three clauses, got {len(draft.beats_en)}")
        spoken = (draft.picture_en, *draft.beats_en, draft.light_en, draft.camera_en)
        if not draft.picture_en or any(_CYRILLIC.search(text) for text in spoken):
            self._fault(shot_id, "picture_en, beats_en, light_en and camera_en are needed, in English")
        own = " ".join((draft.text, draft.begins, draft.ends))
        if self.desk.brief.language == "ru" and not _CYRILLIC.search(own):
            self._fault(shot_id, "text, begins, middle, ends and change are for the artist, in Russian")
        first, second, third = (*draft.beats_en, "", "", "")[:3]
        return first, second, third

    def _looks(self, who: tuple[Presence, ...]) -> tuple[str, ...]:
        """Return everyone's look and clothes, word for word as the page has them, and their state."""
        people = {c.id: c for c in self.desk.treatment.characters}
        said = []
        for presence in who:
            character = people.get(presence.character)
            if character is None:
                if sort_of(presence.term) in ("person", "animal", "vehicle"):
                    many = f"{presence.count} x " if presence.count > 1 else ""
                    said.append(many + name_of(presence.term, "en"))
                continue
            worn = self.wardrobe.get(character.id)
            clothes = worn.wears_en if worn else character.wardrobe_en
            called = character.called_en or the(name_of(character.term, "en"), "en")
            if presence.term in _OF_A_BODY:  # a detail: the whole look would bring the whole person
                said.append(f"the {presence.term} of {called}" + (f", wearing {clothes}" if clothes else ""))
                continue
            said.append(
                ", ".join(
                    w
                    for w in (called, character.look_en, f"wearing {clothes}" if clothes else "", *presence.state)
                    if w
                )
            )
        return tuple(said)

    def _things(self, who: tuple[Presence, ...], props: tuple[Presence, ...]) -> tuple[str, ...]:
        shows = {p.term for p in (*who, *props)} | played(who)
        told = {m.term: m.look_en for m in self.desk.treatment.motifs if m.look_en}
        others = {c.term: c.name_en for c in self.desk.treatment.cutouts if c.term not in told}
        return tuple(look for term, look in (*told.items(), *others.items()) if term in shows)
