"""The treatment in words: logline, arc, ideas, reasons and ending, where possible in the artist's own words."""

from dataclasses import dataclass

from director.crew.house.characters import Cast
from director.crew.house.drama import Shape
from director.crew.house.lexicon import hear, language_of
from director.crew.house.motifs import Motifs
from director.crew.house.narration import Moment, moments, own_names
from director.crew.house.phrasing import Noun, Writer, joined, sentence
from director.crew.house.staging import Staging
from director.crew.house.terms import term
from director.crew.house.worlds import Setting
from director.model import Brief, Emotion, Reading, SongMap, TimeOfDay
from director.words import say

_MOST_TOLD = 3
"""Sentences of the artist's own that one section repeats."""


def unmarked(text: str) -> str:
    """Return a sentence without the words that say where it stands ('At the end', 'В последнем припеве')."""
    heard = hear(text)
    words = [token.text.lower() for token in heard.tokens]
    begin = 1 if words and words[0] in _CONJUNCTIONS else 0
    first = next((m for m in heard.marks if m.kind in _POSITIONS), None)
    if first is not None and all(word in _SMALL for word in words[begin : first.first]):
        begin = first.last + 1
    return text[heard.tokens[begin].start :].lstrip(" ,:—–-") if begin < len(words) else text


_CONJUNCTIONS = frozenset({"и", "а", "но", "and", "but"})
_SMALL = frozenset({"in", "on", "at", "the", "to", "towards", "by", "в", "во", "на", "к", "ко"})
_POSITIONS = ("start", "end", "then", "chorus", "first_chorus", "last_chorus", "verse", "bridge", "climax")


@dataclass(frozen=True)
class Prose:
    """Writes one treatment. Every method may be called once; the writer never repeats itself."""

    brief: Brief
    reading: Reading
    song: SongMap
    shape: Shape
    staging: Staging
    setting: Setting
    cast: Cast
    motifs: Motifs
    emotions: tuple[Emotion, ...]
    hours: tuple[TimeOfDay, ...]
    things: list[tuple[str, ...]]
    writer: Writer

    def idea(self, section: int) -> str:
        """Return what happens in a section: the artist's own words where she told it, then how it is filmed."""
        role = self.shape.roles[section]
        told = self._told(section)
        parts: list[str] = [self._hook()] if self.brief.format.aspect == "9:16" and section == 0 else []
        if told:
            parts += [unmarked(m.text) if m.where else m.text for m in told]
        else:
            parts += [self._imagined(section), *self._seen(section)]
        parts += self._returns(section, 1 if len(told) > 1 else 2)
        if section in self.shape.held:
            parts.append(say("do_held", self.brief.language))
        elif told or self.reading.form == "one-take":
            parts.append(self.writer.write("do_glide" if self.reading.form == "one-take" else f"do_{role}"))
        if section == self.shape.turn and len(self.setting.worlds) > 1:
            parts.append(self._meeting())
        return joined(parts)

    def logline(self) -> str:
        """Return the film in one sentence or two."""
        values = self._values(0)
        first, last = self._theme(), self._outcome()
        if first and last and first.start != last.start:
            stem = "logline_told" if self.reading.form in ("story", "mixed", "performance") else "logline_path"
            outcome = sentence(unmarked(last.text))
            return self.writer.write(stem, first=sentence(first.text), last=outcome[0].lower() + outcome[1:])
        if first and self.motifs.invented:
            return self.writer.write("logline_bare", first=sentence(first.text), **values)
        if first and self.motifs.motifs:
            return self.writer.write("logline_single", first=sentence(first.text), **values)
        form = self.reading.form.replace("-", "_")
        stem = form if form != "story" or self.cast.lead else "mood"
        stem = "mood" if stem in ("performance", "mixed") and not self.cast.lead else stem
        return self.writer.write(f"logline_{stem}", **values)

    def arc(self) -> str:
        """Return what is different at the end."""
        values = self._values(0)
        ends = (self.emotions[0], self.emotions[-1])
        same, turned = ends[0] == ends[1], self.emotions[self.shape.turn] not in ends
        parts = [say("arc_same_1" if same else "arc_2" if turned else "arc_1", self.brief.language, **values)]
        if self.motifs.motifs:
            motif = self.motifs.motifs[0]
            parts.append(say(f"arc_change_{motif.returns[-1].change}", self.brief.language, **values))
        return joined(parts)

    def turn_reason(self) -> str:
        """Return why the turn is where it is."""
        start = self.song.sections[self.shape.turn].start_s
        clock = f"{int(start // 60)}:{int(start % 60):02d}"
        reason = self.shape.reason
        if reason == "bridge" and self.setting.pair:
            return say("turn_breaks_in", self.brief.language, clock=clock)
        return say(f"turn_{reason}", self.brief.language, clock=clock)

    def ending(self) -> str:
        """Return how the last picture answers the first."""
        last = len(self.shape.roles) - 1
        values = self._values(last)
        values["at"] = self._at(self.setting.section_places[0][0])
        values["when0"], values["when1"] = self._when(self.hours[0]), self._when(self.hours[-1])
        told = self._told(last)
        if told and told[-1].where == "end":
            last_words = sentence(unmarked(told[-1].text))
            return self.writer.write("ending_told", last=last_words, first_at=values["at"])
        if self.motifs.motifs and values["when0"] != values["when1"]:
            return say("ending_motif_1", self.brief.language, **values)
        if self.motifs.motifs:
            return say("ending_motif_2", self.brief.language, **values)
        return self.writer.write("ending_hero" if self.cast.lead else "ending_place", **values)

    def feel(self, emotion: Emotion) -> str:
        """Return the name of a feeling."""
        known = term(emotion, "mood")
        return known.name(self.brief.language) if known else emotion

    def _theme(self) -> Moment | None:
        """Return the artist's sentence that says best whom or what the film is about; it is one of her first."""
        early = [m for m in moments(self.brief.text)[:5] if m.where in ("", "start") and 15 <= len(m.text) <= 170]
        best: tuple[float, int] | None = None
        chosen = None
        for rank, moment in enumerate(early if self._own_words() else ()):
            about = 2.0 * bool(moment.terms("person", "animal", "vehicle")) + 1.0 * bool(moment.terms("action"))
            about += (
                2.5 * bool(moment.terms("form"))
                + 1.0 * bool(moment.terms("world", "era"))
                + 0.5 * bool(moment.terms("mood"))
                + 0.5 * bool(moment.terms("place"))
            )
            about -= 1.5 * bool(moment.terms("style")) + 5.0 * bool({"mood", "one-take"} & set(moment.terms("form")))
            about -= 1.5 * any(m.first == 0 and m.kind == "then" for m in hear(moment.text).marks)
            if about >= 1.5 and (best is None or (about, -rank) > best):
                best, chosen = (about, -rank), moment
        return chosen

    def _outcome(self) -> Moment | None:
        """Return the artist's sentence about how it ends, or the last that tells anything."""
        told = [m for m in moments(self.brief.text) if m.told] if self._own_words() else []
        return next((m for m in told if m.where == "end"), told[-1] if told else None)

    def _returns(self, section: int, most: int) -> list[str]:
        """Return what the motifs do here; two of them never do the same thing in one section."""
        latest = {motif.id: back for motif, back in self.motifs.in_section(section)}
        found: dict[str, str] = {}
        for back in latest.values():
            found.setdefault(back.change, back.note)
        return list(found.values())[:most]

    def _own_words(self) -> bool:
        return language_of(self.brief.text) == self.brief.language

    def _told(self, section: int) -> list[Moment]:
        """Return the artist's sentences for a section, each in one section only: where it begins."""
        if not self._own_words():
            return []
        before = {m.start for s in range(section) for m in self.staging.told(s)}
        fresh = [m for m in self.staging.told(section) if m.start not in before and m.text]
        return fresh[:_MOST_TOLD]

    def _imagined(self, section: int) -> str:
        role = self.shape.roles[section]
        return self.writer.write(f"idea_{role}" if self.cast.lead else f"idea_{role}_empty", **self._values(section))

    def _seen(self, section: int) -> list[str]:
        """Name what comes into the picture where the film has no plot."""
        own = own_names(self.brief)
        known = [(t, term(t)) for t in self.things[section]]
        names = [own.get(t) or k.name(self.brief.language) for t, k in known if k is not None]
        if self.reading.form != "mood" or len(names) < 2:
            return []
        return [self.writer.write("see", things=", ".join(names[:5]))]

    def _hook(self) -> str:
        values = self._values(0)
        key = "hook_face" if self.cast.lead else "hook_thing"
        return say(key, self.brief.language, **values)

    def _meeting(self) -> str:
        one, two = self.setting.worlds[0].name, self.setting.worlds[1].name
        portal = term(self.setting.portal, "thing") if self.setting.portal else None
        if portal is None:
            return say("meet_cut", self.brief.language, one=one, two=two)
        motif = self.writer.noun(portal.name(self.brief.language))
        return say("meet_portal", self.brief.language, one=one, two=two, motif=motif)

    def _values(self, section: int) -> dict[str, object]:
        places = self.setting.section_places[section]
        place_id = places[-1 if self.shape.roles[section] == "answer" else 0]
        at = self._at(place_id)
        lead = self.cast.lead
        motif = self.motifs.motifs[0].name if self.motifs.motifs else self._feeling(section)
        return {
            "hero": self.writer.noun(lead.name, person=True) if lead else self._noun(place_id),
            "at": at,
            "at_c": at[:1].upper() + at[1:],
            "when": self._when(self.hours[section]),
            "place": self._noun(place_id),
            "place_c": str(self._noun(place_id)).capitalize(),
            "feel": self._feeling(section),
            "feel0": self._feeling(0),
            "feel1": self._feeling(len(self.emotions) - 1),
            "feel_turn": self._feeling(self.shape.turn),
            "motif": self.writer.noun(motif),
        }

    def _feeling(self, section: int) -> str:
        return self.feel(self.emotions[section])

    def _noun(self, place_id: str) -> Noun:
        place = next(p for p in self.setting.places if p.id == place_id)
        return self.writer.noun(place.name)

    def _at(self, place_id: str) -> str:
        known = term(place_id, "place")
        return known.at.get(self.brief.language, known.name(self.brief.language)) if known else place_id

    def _when(self, hour: TimeOfDay) -> str:
        return say(f"when_{hour.replace(' ', '_')}", self.brief.language)
