"""What happens in each section, moment by moment: told by the brief where it tells, invented from motifs elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from director.crew.house.characters import Cast
from director.crew.house.clauses import HAND, Clause, Reader
from director.crew.house.coverage import INDOORS
from director.crew.house.motifs import Motifs
from director.crew.house.narration import Moment as Sentence
from director.crew.house.staging import Staging
from director.crew.house.terms import staged, term
from director.crew.house.worlds import Setting
from director.model import Brief, Moment, Motif, MotifReturn, Reading

_ON_WHEELS = frozenset({"fly", "drive", "ride", "glide", "race", "walk", "run", ""})
_MOVES: dict[str, str] = {
    "dog_sled": "ride", "sailing_ship": "sail", "race_car": "race", "skateboard": "skate", "train": "drive",
    "tram": "drive", "bus": "drive",
    "bicycle": "ride", "spaceship": "fly", "hover_car": "fly", "boat": "row", "motorcycle": "ride", "plane": "fly",
}  # fmt: skip
"""How a vehicle moves, with or without a rider."""

_FLYERS = frozenset({"owl", "bird", "birds", "butterfly"})
_NATURAL: dict[str, str] = {"dancer": "dance", "singer": "sing", "pianist": "play", "guitarist": "play"}
_WITH_A_THING = frozenset({"hold", "reach", "pull", "write", "read", "play", "open", "close", "drive", "ride", "race"})
"""What nobody does with empty hands."""

_PLAYED = frozenset({"piano", "music_box", "guitar"})
_STAYS = frozenset({"mark", "picture"})
"""Things that hang or stand somewhere for good."""

_CUTTINGS = (
    "speaker",
    "heart",
    "mirror",
    "microphone",
    "key",
    "doll",
    "balloon",
    "umbrella",
    "star",
    "guitar",
    "chair",
    "snow_globe",
    "helmet",
    "letter",
    "ring",
)
"""What is cut from magazines for a collage, in the order in which it comes in."""

_FEW = 4
"""Sections of a film so short that only what is told has room."""


@dataclass(frozen=True)
class Happenings:
    """Writes the moments of every section of one film."""

    brief: Brief
    reading: Reading
    staging: Staging
    setting: Setting
    cast: Cast
    motifs: Motifs
    actions: Sequence[tuple[str, ...]]
    things: Sequence[tuple[str, ...]]

    def sections(self) -> tuple[tuple[Moment, ...], ...]:
        """Return the moments of every section, in telling order; no section is without one."""
        clauses = self._clauses()
        found: list[tuple[Moment, ...]] = []
        place = ""
        homes: dict[str, str] = {}
        for number, told in enumerate(self.staging.spoken):
            moments: list[Moment] = []
            for sentence in told:
                goes_on = place if not sentence.where else ""
                here = goes_on or self._carried(number, place, clauses.get(sentence, ()), homes)
                here = self._under_the_sky(number, here, clauses.get(sentence, ()), homes)
                made = self._staged(clauses.get(sentence, ()), here)
                remark = sentence.asks or (bool(sentence.terms("colour")) and not sentence.terms("action", "place"))
                if remark and moments and not any(m.who for m in made):
                    moments[-1] = _holding(moments[-1], made)
                    continue
                place = next((m.place for m in reversed(made) if m.place), place)
                homes |= {w: m.place for m in made for w in m.who}
                moments.extend(made)
            moments = [self._at_instrument(m, clauses) for m in _joined(moments)] or self._again(number, clauses)
            found.append(self._with_motifs(number, self._enough(number, moments)))
        return tuple(found)

    def _clauses(self) -> dict[Sentence, tuple[Clause, ...]]:
        """Return what every sentence of the story tells; headings such as 'the story of ...' tell nothing."""
        lead = self.cast.lead.id if self.cast.lead else ""
        reader = Reader(self.brief.text, lead, frozenset(self.reading.must_not))
        told = sorted({s for spoken in self.staging.spoken for s in spoken}, key=lambda s: s.start)
        return {s: tuple(reader.read(s)) for s in told if "form" not in {h.kind for h in s.hits[:1]}}

    def _staged(self, clauses: Sequence[Clause], before: str) -> list[Moment]:
        """Return a sentence's clauses as moments. What only tells the hour or the sky belongs to its neighbour."""
        made: list[Moment] = []
        sky: dict[str, object] = {}
        here = before
        for clause in clauses:
            said = {k: v for k in ("time", "weather", "emotion") if (v := getattr(clause, k)) is not None}
            if not clause.shows:
                if made and "time" not in said:
                    made[-1] = made[-1].model_copy(update=said)
                sky |= {k: v for k, v in said.items() if k != "emotion"}
                continue
            named = [p for p in map(self._place_id, clause.places) if p]
            home = next((h for t in clause.things if not clause.who and (h := self._home(t))), "")
            here = (named or [home or here])[0]
            # 'Both fall and laugh': who did the first thing together does the next one together too.
            both = bool(made) and len(made[-1].who) > 1 and clause.who == made[-1].who[:1]
            made.append(Moment.model_validate({
                "words": clause.words, "place": here, "who": made[-1].who if both else clause.who,
                "action": self._action(clause),
                "things": clause.things, "many": clause.many,
                "change": "broken" if clause.broken and not clause.who else None, **sky, **said,
            }))  # fmt: skip
            for also in named[1:]:
                made.append(Moment(words=clause.words, place=also))
                here = also
            sky = {k: v for k, v in sky.items() if k == "time"}
        return made

    def _action(self, clause: Clause) -> str:
        """Return what the subject does, as it can do it: people on wheels ride, only flyers fly."""
        ride = next((t for t in clause.things if term(t, "vehicle")), "")
        if not clause.who:
            return clause.action
        subject = clause.who[0]
        if term(subject, "vehicle"):
            return _MOVES.get(subject, "drive")
        if term(subject, "person"):
            if ride and clause.action in _ON_WHEELS and len(clause.who) == 1:
                return _MOVES.get(ride, "drive")
            if "kite" in clause.things and clause.action in ("fly", ""):
                return "run"
            plain = {"fly": "jump", "glide": "walk"}.get(clause.action, clause.action)
            return plain or _NATURAL.get(subject, "")
        return "jump" if clause.action == "fly" and subject not in _FLYERS else clause.action

    def _carried(self, section: int, before: str, clauses: Sequence[Clause], homes: dict[str, str]) -> str:
        """Return where a sentence without a place plays: where the story or its people last were, if they go there."""
        here = self.setting.section_places[section]
        known = [homes[w] for c in clauses for w in c.who if w in homes]
        return next((p for p in (before, *known) if p in here), here[0])

    def _under_the_sky(self, section: int, here: str, clauses: Sequence[Clause], homes: dict[str, str]) -> str:
        """Return `here`, or a place outdoors for people whom the sentence sends into fog, rain or snow."""
        out = [c for c in clauses if c.weather is not None and c.who]
        terms = {p.id: p.term for p in self.setting.places}
        if not out or any(c.places for c in clauses) or terms.get(here, "") not in INDOORS:
            return here
        known = [homes[w] for c in clauses for w in c.who if w in homes]
        return next((p for p in (*known, *self.setting.section_places[section]) if terms[p] not in INDOORS), here)

    def _place_id(self, place_term: str) -> str:
        return next((p.id for p in self.setting.places if p.term == place_term), "")

    def _home(self, thing: str) -> str:
        """Return where a thing hangs or stands: the place that the brief names together with it; '' for others."""
        known = term(thing, "thing")
        if known is None or known.make not in _STAYS:
            return ""
        for sentence in self.staging.said:
            if thing in map(staged, sentence.terms("thing")):
                here = [p for p in map(self._place_id, map(staged, sentence.terms("place"))) if p]
                return here[0] if here else ""
        return ""

    def _at_instrument(self, moment: Moment, clauses: dict[Sentence, tuple[Clause, ...]]) -> Moment:
        """Return a moment of an instrument alone with the main character at it, if the brief lets it play."""
        plays = {w for told in clauses.values() for c in told if c.action == "play" for w in c.who}
        lead = self.cast.lead.id if self.cast.lead else ""
        if lead not in plays or moment.who[1:] or moment.who not in ((), (lead,)) or not _PLAYED & set(moment.things):
            return moment
        return moment.model_copy(update={"who": (lead,), "action": moment.action or "play"})

    def _again(self, section: int, clauses: dict[Sentence, tuple[Clause, ...]]) -> list[Moment]:
        """Return what a section without words of its own shows: what is told of its kind, else how the hero feels."""
        first = self.setting.section_places[section][0]
        told = [m for s in self.staging.moments[section] for m in self._staged(clauses.get(s, ()), first)]
        acted = [m for m in _joined(told) if m.who or m.things]
        if acted:
            return acted[1:3] if section % 2 and len(acted) > 2 else acted[-2:]
        lead = self.cast.lead
        places = self.setting.section_places[section]
        if lead is None:
            return [Moment(words="", place=places[0])]
        does = [m for s in clauses for m in self._staged(clauses[s], first) if m.who[:1] == (lead.id,) and m.action]
        actions = tuple(a for a in self.actions[section] if a not in _WITH_A_THING) or ("look",)
        felt = [
            Moment(words="", place=place, who=(lead.id,), action=actions[k % len(actions)])
            for k, place in enumerate(places[:2])
        ]
        if does and len(self.staging.spoken) <= _FEW:
            # A short film has one picture: its hero goes on with what the brief lets it do.
            felt[-1] = does[0].model_copy(update={"place": felt[-1].place, "words": ""})
        return felt

    def _enough(self, section: int, moments: list[Moment]) -> list[Moment]:
        """Give a section in which nobody acts and little is named the things that it is to show."""
        if any(m.who for m in moments) or self.cast.lead is not None or self.reading.form != "mood":
            return moments
        shown = {t for m in moments for t in m.things}
        more = [t for t in self.things[section] if t not in shown and term(t, "thing")]
        # A film without a story lives on what is new: every section brings things that none has shown before.
        fresh = [t for t in _CUTTINGS if t not in self.reading.must_not and term(t, "thing")]
        new = fresh[2 * section - 2 : 2 * section] if 0 < section < len(self.staging.spoken) - 2 else []
        more = [*more[:2], *new, *more[2:]]
        place = moments[0].place
        kept = [m for m in moments if m.things]
        if kept and section == len(self.staging.spoken) - 1:
            return kept
        return [*kept, *(Moment(words="", place=place, things=(t,)) for t in more[: max(0, 4 - len(kept))])] or moments

    def _with_motifs(self, section: int, moments: list[Moment]) -> tuple[Moment, ...]:
        """Return the moments with one for every motif that returns here and is in none of them."""
        if len(self.staging.spoken) <= _FEW and self.staging.spoken[section]:
            return tuple(moments)
        shown = {t for m in moments for t in m.things}
        found = list(moments)
        for motif, back in self.motifs.in_section(section):
            if motif.term in shown:
                continue
            shown.add(motif.term)
            last = section == len(self.staging.spoken) - 1
            near = next((m.place for m in found if m.place), self.setting.section_places[section][0])
            found.insert(len(found) - 1 if last and found else len(found), self._return(motif, back, near))
        return tuple(found)

    def _return(self, motif: Motif, back: MotifReturn, near: str) -> Moment:
        """Return the moment in which a motif comes back: at its home, or in the hands of the main character."""
        home = self._home(motif.term)
        lead = (self.cast.lead.id,) if self.cast.lead else ()
        holds = lead if not home and back.change not in ("lost", "empty") and motif.term in HAND | _PLAYED else ()
        action = ("play" if motif.term in _PLAYED else "hold") if holds and self._has_hands() else ""
        return Moment(words=back.note or motif.name, place=home or near, who=holds, action=action, things=(motif.term,))

    def _has_hands(self) -> bool:
        return self.cast.lead is not None and term(self.cast.lead.term, "person") is not None


def _holding(moment: Moment, told: Sequence[Moment]) -> Moment:
    """Return a moment with the things of a remark: 'the only red is the flag'."""
    things = (t for m in told for t in m.things)
    return moment.model_copy(update={"things": tuple(dict.fromkeys((*moment.things, *things)))})


def _joined(moments: Sequence[Moment]) -> Iterator[Moment]:
    """Yield the moments; a place named right before something happens there is that moment's own place."""
    waiting: Moment | None = None
    last: Moment | None = None
    for moment in moments:
        one = moment
        idle = not (one.action or one.things or one.weather or one.time)
        if idle and one.who and last is not None and (one.who, one.place) == (last.who, last.place):
            continue
        last = one
        if waiting is not None:
            if waiting.place == one.place and (one.time is None or waiting.time in (None, one.time)):
                one = one.model_copy(update={
                    "words": f"{waiting.words}, {one.words}", "weather": one.weather or waiting.weather,
                    "time": one.time or waiting.time,
                })  # fmt: skip
            else:
                yield waiting
        bare = not (one.who or one.things or one.action)
        waiting = one if bare else None
        if not bare:
            yield one
    if waiting is not None:
        yield waiting
