"""Everything that lies on the storyboarder's desk, with its look-ups."""

import re
from dataclasses import dataclass
from functools import cached_property

from director.crew.base import Footing
from director.model import (
    Brief,
    Change,
    Character,
    LyricTreatment,
    MoveKind,
    Palette,
    Place,
    Reading,
    SectionPlan,
    SongMap,
    Treatment,
    Weather,
    World,
)
from tools.timeline import Passage, passages

LEAD = 1
"""Frames by which pictures change before the beat: a cut is seen later than a hit is heard."""

_CARRYING: tuple[tuple[re.Pattern[str], MoveKind], ...] = (
    (re.compile(r"камера[^.;]{0,30}( за ним| за ней| за ними|след)|camera[^.;]{0,20}follow"), "follow"),
    (re.compile(r"камера[^.;]{0,30}вправо|camera[^.;]{0,30}to the right"), "truck right"),
    (re.compile(r"камера[^.;]{0,30}влево|camera[^.;]{0,30}to the left"), "truck left"),
)


@dataclass(frozen=True)
class Desk:
    """What the board is made from."""

    brief: Brief
    treatment: Treatment
    song: SongMap
    footing: Footing
    reading: Reading | None = None
    """None when a standing board is changed: then only the treatment and the brief count."""

    @cached_property
    def parts(self) -> tuple[Passage, ...]:
        """Return the song's sections in film frames."""
        return passages(self.song, self.footing.fps, self.footing.frames, LEAD)

    @cached_property
    def avoid(self) -> frozenset[str]:
        """Return the terms that must never be shown."""
        said = self.reading.must_not if self.reading else ()
        return frozenset((*self.brief.must_not, *said))

    @property
    def vertical(self) -> bool:
        """Whether the film is seen on an upright screen."""
        return self.brief.format.aspect == "9:16"

    @cached_property
    def lead(self) -> Character | None:
        """Return the film's main character, or None for a film about nobody."""
        return next((c for c in self.treatment.characters if c.term not in self.avoid), None)

    @cached_property
    def carrying(self) -> MoveKind | None:
        """Return the move that the brief asks of the camera throughout, if it asks for one."""
        return next((move for pattern, move in _CARRYING if pattern.search(self.brief.text.lower())), None)

    def frames(self, seconds: float) -> int:
        """Return a length in frames, rounded."""
        return round(seconds * self.footing.fps)

    def seconds(self, frames: int) -> float:
        """Return a length in seconds."""
        return float(frames / self.footing.fps)

    def plan(self, section: int) -> SectionPlan:
        """Return the plan of a section, or of the last planned one before it."""
        plans = sorted(self.treatment.sections, key=lambda p: p.section)
        return next((p for p in reversed(plans) if p.section <= section), plans[0])

    def place(self, place_id: str) -> Place:
        """Return a place; one that the treatment forgot to describe is its first."""
        return next((p for p in self.treatment.places if p.id == place_id), self.treatment.places[0])

    def places(self, plan: SectionPlan) -> tuple[Place, ...]:
        """Return a section's places without forbidden ones; if all are forbidden, any other of the film."""
        wanted = [self.place(p) for p in plan.places]
        free = [p for p in wanted if p.term not in self.avoid]
        others = [p for p in self.treatment.places if p.term not in self.avoid]
        return tuple(dict.fromkeys(free or others or wanted))

    def world(self, world_id: str) -> World:
        """Return a world by id, the first where there is no such."""
        return next((w for w in self.treatment.worlds if w.id == world_id), self.treatment.worlds[0])

    def weather(self, plan: SectionPlan) -> Weather:
        """Return the weather of a section, overcast where its own is forbidden."""
        return "clouds" if plan.weather in self.avoid else plan.weather

    def palette(self, plan: SectionPlan, place: Place) -> Palette:
        """Return the colours of a place in a section: a place of another world keeps that world's own."""
        return plan.palette if place.world == plan.world else self.world(place.world).palette

    def cast(self, plan: SectionPlan) -> tuple[Character, ...]:
        """Return who may appear in a section, the main one first."""
        by_id = {c.id: c for c in self.treatment.characters}
        named = [by_id[c] for c in plan.characters if c in by_id]
        return tuple(c for c in named if c.term not in self.avoid)

    def things(self, plan: SectionPlan) -> tuple[str, ...]:
        """Return the section's things, animals and vehicles, without forbidden ones."""
        return tuple(t for t in plan.things if t not in self.avoid)

    def returning(self, section: int) -> tuple[tuple[str, str, Change], ...]:
        """Return the motifs that come back in a section: (motif id, term, change)."""
        return tuple(
            (motif.id, motif.term, back.change)
            for motif in self.treatment.motifs
            for back in motif.returns
            if back.section == section and motif.term not in self.avoid
        )

    def drawn_lines(self, start: int, end: int) -> tuple[LyricTreatment, ...]:
        """Return the lyric lines to be illustrated that begin in frames [start, end)."""
        return tuple(
            treated
            for treated in self.treatment.lyrics
            if treated.how == "illustrate"
            and treated.line < len(self.song.lines)
            and start <= self.frames(self.song.lines[treated.line].start_s) < end
        )

    def voice(self, section: int) -> float:
        """Return the share of a section in which someone sings."""
        return self.song.sections[section].voice if section < len(self.song.sections) else 0.0
