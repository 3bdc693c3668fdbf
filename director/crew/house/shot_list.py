"""The shot list as it grows: for every place in the cut a new set-up or a shot that returns."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from director.crew.house import camera, cast, enacting
from director.crew.house.coverage import (
    FRAMING_CHOICES,
    INDOORS,
    KNOWN,
    READ_S,
    SetUp,
    cuts_well,
    subject_term,
)
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.crew.house.varying import newness, variants
from director.model import (
    CameraMove,
    Change,
    Clip,
    Framing,
    Moment,
    Place,
    Presence,
    ScreenDirection,
    SectionPlan,
    Shot,
    World,
)

LONGEST_TAKE_S = 12.0
"""A returning shot goes on where it stopped until its take would be this long; then its ranges are used again."""

PASSES = 4
"""Set-ups in which a performance is filmed at one place; afterwards the film returns to them."""

TIRED = 3.0
"""A return that would cost more than this has been seen too often or too lately: a new set-up is made instead."""

ONCE_MORE = 2
"""A set-up that has been seen so often does not return: it would be the same picture again."""

MOST_SHOTS = 80
"""A film of any length is filmed in no more set-ups than these."""


ON_WALLS = frozenset({"photograph", "mirror", "window"})
"""Things that hang: the ground is no place for them."""

_ON_WHEELS_ALONE = frozenset({"skateboard", "bicycle"})
"""Vehicles as small as their rider: lost in a wide picture."""


@dataclass(frozen=True)
class Slot:
    """A place in the cut that wants a picture: frames [start, end)."""

    number: int
    start: int
    end: int
    section: int
    place: Place
    kind: SetUp
    motif: tuple[str, str, Change] | None = None
    """Motif id, its term, and how it has changed."""
    sight: str = ""
    """What a lyric line wants to be seen."""
    new: bool = True
    """Whether the section may still afford a new set-up here."""
    moment: Moment | None = None
    """What happens here; None where only a place is covered."""
    told: bool = False
    """Whether this picture tells the moment."""


@dataclass
class ShotList:
    """Shots and clips so far. Grows slot by slot, in film order."""

    desk: Desk
    shots: list[Shot] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    kinds: dict[str, SetUp] = field(default_factory=dict)
    answers: set[str] = field(default_factory=set)
    """Shots that answer the first one."""
    tells: set[str] = field(default_factory=set)
    """Shots that tell a moment of the story."""
    used: dict[str, int] = field(default_factory=dict)
    """Frames of each shot's take that are in the cut."""

    def shot(self, shot_id: str) -> Shot:
        """Return a shot of the list."""
        return self.shots[int(shot_id[1:4]) - 1]

    @property
    def last(self) -> Shot | None:
        """Return the shot of the last clip."""
        return self.shot(self.clips[-1].shot) if self.clips else None

    def fill(self, slot: Slot) -> None:
        """Put the best picture into a slot: a new set-up while the section may have one, else a return."""
        passes = sum(k == "perform" and self.shot(s).place == slot.place.id for s, k in self.kinds.items())
        filmed = slot.kind == "perform" and passes >= PASSES
        full = len(self.shots) >= MOST_SHOTS
        brief = self.desk.seconds(slot.end - slot.start) < READ_S[slot.kind]
        may_return = full or ((filmed or brief or not slot.new) and not slot.motif and not slot.told)
        known = self._return(slot, anything=full) if may_return else None
        shot = known or self._new(slot)
        if slot.told:
            self.tells.add(shot.id)
        self.place(shot, slot)

    def _plan(self, slot: Slot) -> SectionPlan:
        """Return the section's plan with the hour, sky and feeling of the slot's moment."""
        plan, moment = self.desk.plan(slot.section), slot.moment
        if moment is None:
            return plan
        own = {"time": moment.time, "weather": moment.weather, "emotion": moment.emotion}
        return plan.model_copy(update={k: v for k, v in own.items() if v is not None})

    def place(self, shot: Shot, slot: Slot) -> None:
        """Add a clip of this shot; it takes the next range of the take."""
        length = slot.end - slot.start
        used = self.used.get(shot.id, 0)
        if used + length > max(self.desk.frames(LONGEST_TAKE_S), length):
            used = 0
        self.used[shot.id] = used + length
        number = len(self.clips) + 1
        self.clips.append(Clip(id=f"c{number:03d}", shot=shot.id, start=slot.start, end=slot.end, take_in=used))

    def add(self, shot: Shot, kind: SetUp) -> Shot:
        """Number a new shot and keep it."""
        shot = shot.model_copy(update={"id": f"s{len(self.shots) + 1:03d}"})
        self.shots.append(shot)
        self.kinds[shot.id] = kind
        return shot

    def _return(self, slot: Slot, *, anything: bool = False) -> Shot | None:
        """Return the known shot that serves this slot best, or None when none cuts well here.

        With `anything` shots of other hours and places may come back too, as memories do.
        """
        plan = self._plan(slot)
        recent = [clip.shot for clip in self.clips[-4:]]
        seconds = self.desk.seconds(slot.end - slot.start)
        best: tuple[float, str] | None = None
        for shot in self.shots:
            kind = self.kinds[shot.id]
            at_home = self._may_return(shot, kind, slot, plan)
            if not (at_home or (anything and self._cuts(shot))) or seconds < KNOWN * READ_S[kind]:
                continue
            times = sum(clip.shot == shot.id for clip in self.clips)
            if times >= ONCE_MORE and kind != "perform" and not anything:
                continue
            cost = 0.6 * times + (0.0 if kind == slot.kind else 0.8)
            cost += 2.0 if shot.id in recent[-2:] else 0.5 if shot.id in recent else 0.0
            cost += 0.4 if shot.section != slot.section and kind != "perform" else 0.0
            cost += 0.0 if slot.moment is None or subject_term(shot) in slot.moment.who else 0.9
            cost += (0.0 if at_home else 1.2) + (0.6 if shot.place != slot.place.id and kind != "perform" else 0.0)
            if best is None or (cost, shot.id) < best:
                best = (cost, shot.id)
        if best is None or (best[0] > TIRED and len(self.shots) < MOST_SHOTS):
            return None
        return self.shot(best[1])

    def _may_return(self, shot: Shot, kind: SetUp, slot: Slot, plan: SectionPlan) -> bool:
        if not self._cuts(shot):
            return False
        if kind == "perform":
            return slot.kind == "perform"
        if slot.kind == "perform" or shot.importance >= 1.0:
            return False
        same_world = shot.place in {p.id for p in self.desk.places(plan)}
        same_hour = shot.time == plan.time and shot.weather == self._weather(plan, slot.place)
        return same_world and same_hour and shot.palette == self.desk.palette(plan, self.desk.place(shot.place))

    def _cuts(self, shot: Shot) -> bool:
        return self.last is None or cuts_well(self.last, shot)

    def _weather(self, plan: SectionPlan, place: Place) -> str:
        return "clear" if place.term in INDOORS else self.desk.weather(plan)

    def _new(self, slot: Slot) -> Shot:
        """Make a set-up that differs from its neighbour and from everything seen so far."""
        kind = self._readable(slot)
        base = self._stage(slot, kind)
        framings, angles = tuple(self._framings(slot, kind, base)), camera.angles(kind, self._plan(slot))
        ending = self._plan(slot).role == "answer"
        mood = self.desk.treatment.form == "mood" and kind != "establish" and not ending
        best: tuple[float, Shot] | None = None
        for cost, variant in variants(base, kind, framings, angles, upright=self.desk.vertical, many=mood):
            if self.last is not None and not cuts_well(self.last, variant):
                continue
            worth = newness(variant, self.last, self.shots) - cost
            if best is None or worth > best[0] + 1e-9:
                best = (worth, variant)
        return self.add(best[1] if best else self._forced(base), kind)

    def _forced(self, base: Shot) -> Shot:
        """Return the set-up at the framing farthest from its neighbour: better a leap than a jump cut."""
        assert self.last is not None
        apart: tuple[Framing, ...] = ("wide", "close", "full", "extreme wide", "medium")
        good = [f for f in apart if cuts_well(self.last, base.model_copy(update={"framing": f}))]
        return base.model_copy(update={"framing": (good or list(apart))[0]})

    def _framings(self, slot: Slot, kind: SetUp, base: Shot) -> Iterator[Framing]:
        usual = FRAMING_CHOICES[kind]
        if kind == "insert" and base.subject is None:
            usual = ("close", "medium", "full")
        if kind == "perform":
            done = sum(k == "perform" for k in self.kinds.values())
            usual = (*usual[done % 3 :], *usual[: done % 3])
        thing = base.subject is not None and sort_of(base.subject.term) == "thing"
        if kind in ("sight", "other") and thing:
            usual = ("close", "medium")
        if slot.moment is not None and kind in ("establish", "full") and base.subject is not None:
            usual = ("wide", "full", "medium") if kind == "establish" else ("full", "medium", "wide")
            if base.subject.term in ON_WALLS:
                # From afar they would lie on the floor: seen near they hang.
                usual = ("full", "medium", "close")
            elif base.subject.term == "skateboard" and base.subject.action == "jump":
                # The leap is the picture: rider, board and ground in one, as large as they go.
                usual = ("full",)
            elif (base.subject.term in _ON_WHEELS_ALONE and not self.shots) or "fall" in {p.action for p in base.who}:
                usual = ("full", "wide", "medium")
        yield from usual

    def _readable(self, slot: Slot) -> SetUp:
        """Return the slot's kind, or a nearer one when the slot is too short to read a new picture of that kind."""
        seconds = self.desk.seconds(slot.end - slot.start)
        if slot.told:
            return "full" if slot.kind == "establish" and seconds < READ_S["full"] else slot.kind
        if seconds >= READ_S[slot.kind] or slot.motif or not self.shots:
            return slot.kind
        nearer: tuple[SetUp, ...] = ("full", "medium", "close", "insert", "eyes")
        wide_eyed = any(self.kinds[s.id] == "eyes" and s.section == slot.section for s in self.shots)
        shortest: SetUp = "insert" if wide_eyed else "eyes"
        return next((k for k in nearer if seconds >= READ_S[k]), shortest)

    def _stage(self, slot: Slot, kind: SetUp) -> Shot:
        desk, plan = self.desk, self._plan(slot)
        world = desk.world(slot.place.world)
        direction = self._direction(slot, plan)
        who, props = self._cast(slot, kind, plan, direction)
        action = who[0].action if who else ""
        motif = slot.motif if kind == "insert" or slot.motif else None
        return Shot(
            id="s000",
            section=slot.section,
            world=world.id,
            place=slot.place.id,
            place_term=slot.place.term,
            time=plan.time,
            weather=desk.weather(plan) if slot.place.term not in INDOORS else "clear",
            palette=desk.palette(plan, slot.place),
            style=desk.treatment.style,
            texture=world.texture,
            who=who,
            props=props,
            text="-",
            framing=FRAMING_CHOICES[kind][0],
            angle="eye",
            lens=camera.lens(kind, world),
            direction=direction if action in cast.GOING else "none",
            eyeline=direction if kind in ("close", "medium") else "toward" if kind in ("eyes", "perform") else "none",
            move=self._move(kind, plan, world, action, direction),
            light=camera.light(plan, slot.place, desk.treatment.style),
            emotion=plan.emotion,
            motif=motif[0] if motif else "",
            motif_change=motif[2] if motif else None,
            motif_term=motif[1] if motif else "",
        )

    def _move(
        self, kind: SetUp, plan: SectionPlan, world: World, action: str, direction: ScreenDirection
    ) -> CameraMove:
        """Return the set-up's move; where the brief asks one of the camera throughout, that one in wider framings."""
        asked, wide = self.desk.carrying, kind in ("establish", "full", "medium", "other")
        if asked is not None and wide and (asked != "follow" or action in cast.GOING):
            return CameraMove(kind=asked, amount=0.5)
        return camera.move(kind, plan, world, action, direction, len(self.shots))

    def _direction(self, slot: Slot, plan: SectionPlan) -> ScreenDirection:
        """Return where the film is heading here: to the right, another world to the left, broken at the turn."""
        first = self.desk.treatment.worlds[0].id
        heading: ScreenDirection = "right" if slot.place.world == first else "left"
        broken = plan.section == self.desk.treatment.turn_section and self.desk.treatment.form != "performance"
        return cast.opposite(heading) if broken else heading

    def _cast(
        self, slot: Slot, kind: SetUp, plan: SectionPlan, direction: ScreenDirection
    ) -> tuple[tuple[Presence, ...], tuple[Presence, ...]]:
        """Return (who, props): the subject first."""
        desk = self.desk
        if slot.moment is not None:
            return enacting.played(desk, plan, slot.moment, kind, slot.place, direction, len(self.shots))
        behind: ScreenDirection = "none" if desk.vertical else cast.opposite(direction)
        number = sum(shot.section == slot.section for shot in self.shots)
        main = desk.cast(plan)[:1]
        things = tuple(t for t in desk.things(plan) if cast.fits(t, slot.place.term))
        living = tuple(t for t in things if sort_of(t) in ("animal", "vehicle", "person"))
        still = tuple(t for t in things if t not in living)
        if kind == "air":
            return (), ()
        if kind == "insert" or (kind == "sight" and slot.sight):
            pool = self._unseen(still or tuple(t for t in things if t not in living))
            shown = slot.motif[1] if slot.motif and kind == "insert" else slot.sight or (pool or ("",))[0]
            return ((cast.creature(shown, "", "none", "none"),) if shown else ()), ()
        if kind in ("other", "sight") or not main:
            return self._others(slot, kind, direction, self._unseen(living or still), number)
        action = cast.choose(cast.actions(desk, plan, main[0].term, slot.place.term), kind, number, desk.avoid)
        facing: ScreenDirection = "toward" if kind in ("eyes", "perform") else direction
        who: tuple[Presence, ...] = (cast.person(main[0], action, plan.emotion, behind, facing),)
        ride = cast.ride_for(desk, plan, action, slot.place.term)
        if ride and kind in ("full", "establish", "medium"):
            going = cast.actions(desk, plan, ride, slot.place.term)[0]
            mount = cast.creature(ride, going, behind, direction)
            return (who[0], mount) if kind == "medium" else (mount, *who), ()
        near = self._unseen(still)[:1] if kind in ("full", "medium", "establish") and number % 2 else ()
        return who, tuple(cast.creature(t, "", direction if not desk.vertical else "none", "none") for t in near)

    def _others(
        self, slot: Slot, kind: SetUp, direction: ScreenDirection, pool: tuple[str, ...], number: int
    ) -> tuple[tuple[Presence, ...], tuple[Presence, ...]]:
        """Return the second character, an animal, vehicle or thing; it looks back at the main one."""
        back = cast.opposite(direction)
        plan, where = self.desk.plan(slot.section), slot.place.term
        seconds = {c.id: c for c in self.desk.cast(plan)[1:]}
        wanted = self._unseen((*seconds, *pool))[:1]
        if wanted and wanted[0] in seconds:
            other = seconds[wanted[0]]
            action = cast.choose(cast.actions(self.desk, plan, other.term, where), kind, number, self.desk.avoid)
            side: ScreenDirection = "none" if self.desk.vertical else direction
            return (cast.person(other, action, plan.emotion, side, back),), ()
        if not pool:
            return (), ()
        action = cast.actions(self.desk, plan, pool[0], where)[0]
        going = action in cast.GOING
        return (cast.creature(pool[0], action, "none", direction if going else back),), ()

    def _unseen(self, terms: tuple[str, ...]) -> tuple[str, ...]:
        """Return the terms with those first that were the subject least often."""
        counts = {t: sum(subject_term(s) == t for s in self.shots) for t in terms}
        return tuple(sorted(terms, key=lambda t: (counts[t], terms.index(t))))
