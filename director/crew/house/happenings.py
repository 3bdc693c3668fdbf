"""What happens in each section, moment by moment: told by the brief where it tells, invented from motifs elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from director.crew.house.characters import Cast
from director.crew.house.clauses import Clause, Reader
from director.crew.house.motifs import Motifs
from director.crew.house.narration import Moment as Sentence
from director.crew.house.staging import Staging
from director.crew.house.terms import staged, term
from director.crew.house.worlds import Setting
from director.model import Brief, Moment, Reading

_RIDES = frozenset({"fly", "drive", "ride", "glide", "race", "walk", "run", ""})
_RIDDEN: dict[str, str] = {
    "dog_sled": "ride", "sailing_ship": "sail", "race_car": "race", "skateboard": "skate", "train": "drive",
    "bicycle": "ride", "spaceship": "fly", "hover_car": "fly", "boat": "row", "motorcycle": "ride", "plane": "fly",
    "car": "drive",
}  # fmt: skip
_FLYERS = frozenset({"owl", "bird", "birds", "butterfly"})
_SUITS: dict[str, str] = {"fly": "jump", "glide": "walk", "pull": "pull"}
_HELD = frozenset({"wood", "metal", "paper", "picture", "cloth", "sound", "glass", "light"})


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

    def sections(self) -> tuple[tuple[Moment, ...], ...]:
        """Return the moments of every section, in telling order; no section is without one."""
        lead = self.cast.lead.id if self.cast.lead else ""
        reader = Reader(self.brief.text, lead, frozenset(self.reading.must_not))
        clauses: dict[Sentence, tuple[Clause, ...]] = {}
        for sentence in sorted({s for told in self.staging.spoken for s in told}, key=lambda s: s.start):
            if "form" not in {h.kind for h in sentence.hits[:1]}:
                clauses[sentence] = tuple(reader.read(sentence))
        found: list[tuple[Moment, ...]] = []
        place = ""
        for number, told in enumerate(self.staging.spoken):
            moments: list[Moment] = []
            for sentence in told:
                made = self._staged(number, clauses.get(sentence, ()), place)
                place = next((m.place for m in reversed(made) if m.place), place)
                moments.extend(made)
            found.append(self._with_motifs(number, tuple(moments) or self._again(number, clauses)))
        return tuple(found)

    def _staged(self, section: int, clauses: Sequence[Clause], before: str) -> list[Moment]:
        """Return a sentence's clauses as moments. What only tells the hour or the sky belongs to its neighbour."""
        made: list[Moment] = []
        sky: dict[str, object] = {}
        here = ""
        for clause in clauses:
            said = {k: v for k in ("time", "weather", "emotion") if (v := getattr(clause, k)) is not None}
            if not clause.shows:
                if made and not said.get("time"):
                    made[-1] = made[-1].model_copy(update=said)
                sky |= {k: v for k, v in said.items() if k != "emotion"}
                continue
            named = [p for p in map(self._place_id, clause.places) if p]
            home = next((h for t in clause.things if (h := self._home(t))), "")
            here = (named or [home or here or self._carried(section, before)])[0]
            moment = Moment(
                words=clause.words,
                place=here,
                who=clause.who,
                action=self._action(clause),
                things=clause.things,
                **({**sky, **said}),  # type: ignore[arg-type] # fields of one clause, checked by the model
            )
            for extra in named[1:]:
                made.append(moment.model_copy(update={"place": extra, "things": (), "action": "", "who": ()}))
                here = extra
            made.insert(len(made) - len(named[1:]), moment)
            sky = {k: v for k, v in sky.items() if k == "time"}
        return made

    def _action(self, clause: Clause) -> str:
        """Return what the subject does, as it can do it: people on wheels ride, only flyers fly."""
        ride = next((t for t in clause.things if term(t, "vehicle")), "")
        if not clause.who:
            return clause.action
        subject = clause.who[0]
        if term(subject, "vehicle"):
            return _RIDDEN.get(subject, "drive")
        if term(subject, "person"):
            if ride and clause.action in _RIDES and not clause.who[1:]:
                return _RIDDEN.get(ride, "drive")
            if "kite" in clause.things and clause.action in ("fly", ""):
                return "run"
            return _SUITS.get(clause.action, clause.action)
        if clause.action == "fly" and subject not in _FLYERS:
            return "jump"
        return clause.action

    def _carried(self, section: int, before: str) -> str:
        """Return where a clause without a place plays: where the story last was, if the section goes there."""
        here = self.setting.section_places[section]
        return before if before in here else here[0]

    def _place_id(self, place_term: str) -> str:
        return next((p.id for p in self.setting.places if p.term == place_term), "")

    def _home(self, thing: str) -> str:
        """Return the place that the brief names right together with a thing that returns; '' where it names none."""
        if thing not in {m.term for m in self.motifs.motifs}:
            return ""
        known = term(thing, "thing")
        stays = known is not None and known.make in ("mark", "picture")
        for sentence in self.staging.said:
            if stays and thing in map(staged, sentence.terms("thing")):
                here = [p for p in map(self._place_id, map(staged, sentence.terms("place"))) if p]
                return here[0] if here else ""
        return ""

    def _again(self, section: int, clauses: dict[Sentence, tuple[Clause, ...]]) -> tuple[Moment, ...]:
        """Return what a section without words of its own shows: what is told of its kind, else how the hero feels."""
        told = [m for s in self.staging.moments[section] for m in self._staged(section, clauses.get(s, ()), "")]
        if told:
            return tuple(told[1:3] if section % 2 and len(told) > 2 else told[-2:])
        lead = (self.cast.lead.id,) if self.cast.lead else ()
        places = self.setting.section_places[section]
        actions = self.actions[section] or ("",)
        made = [
            Moment(words="", place=place, who=lead, action=actions[k % len(actions)] if lead else "")
            for k, place in enumerate(places[:2])
        ]
        return tuple(made)

    def _with_motifs(self, section: int, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
        """Return the moments with one for every motif that returns here and is in none of them."""
        shown = {t for m in moments for t in m.things}
        found = list(moments)
        lead = (self.cast.lead.id,) if self.cast.lead else ()
        for motif, back in self.motifs.in_section(section):
            if motif.term in shown:
                continue
            shown.add(motif.term)
            home = self._home(motif.term)
            near = next((m.place for m in found if m.place), self.setting.section_places[section][0])
            known = term(motif.term, "thing")
            held = lead and not home and known is not None and known.make in _HELD and back.change != "lost"
            moment = Moment(
                words=back.note or motif.name,
                place=home or near,
                who=lead if held else (),
                action="hold" if held else "",
                things=(motif.term,),
            )
            last = section == len(self.staging.spoken) - 1
            found.insert(max(0, len(found) - 1) if last else len(found), moment)
        return tuple(found)
