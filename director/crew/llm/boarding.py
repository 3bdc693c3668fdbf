"""The board as it grows: an answer is tried against the standing shots, its faults are named, then it is taken over."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from director.crew.house.coverage import cuts_well, subject_term
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.crew.house.pacing import FLASH_S
from director.crew.house.shot_list import LONGEST_TAKE_S
from director.crew.llm.checks import Fault
from director.crew.llm.checks_board import Ground, jump, rhythm, shot_faults, twins
from director.crew.llm.staging import Staging
from director.crew.llm.storyboarder_answers import CutDraft, ShotDraft, ShotsAnswer, StateDraft, WardrobeDraft
from director.crew.llm.stretches import Stretch
from director.errors import ProviderError
from director.model import Clip, Shot

ENDING_S = 2.5
"""The last picture stays at least this long, seconds."""


@dataclass(frozen=True)
class Trial:
    """What an answer would add to the board, and what is wrong with it."""

    shots: tuple[Shot, ...]
    """New ones, numbered."""
    starts: tuple[tuple[int, str], ...]
    """(frame, shot id) of each clip; the first stands at the stretch's start."""
    faults: tuple[Fault, ...]
    state: tuple[StateDraft, ...]
    wardrobe: dict[str, WardrobeDraft]
    names: dict[str, str]
    """Final id of each new shot by its name in the answer."""

    def said(self) -> list[str]:
        """Return the faults in the names that the answer uses."""
        lines = [str(fault) for fault in self.faults]
        for name, final in self.names.items():
            lines = [line.replace(final, name) for line in lines]
        return list(dict.fromkeys(lines))


@dataclass
class Boarding:
    """Shots and clips so far, in film order, and who is where, wearing what."""

    desk: Desk
    shots: list[Shot] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    state: tuple[StateDraft, ...] = ()
    wardrobe: dict[str, WardrobeDraft] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    """Frames of each shot's take that are in the cut."""

    def __post_init__(self) -> None:
        """Set the table: everyone as on the page, nobody seen yet."""
        page = self.desk.treatment
        people = [
            StateDraft(who=c.id, where="not seen yet", wears=c.wardrobe, holds="", condition="")
            for c in page.characters
        ]
        things = [StateDraft(who=m.id, where="not seen yet", wears="", holds="", condition="") for m in page.motifs]
        self.state = (*people, *things)

    @property
    def last(self) -> Shot | None:
        """Return the shot of the last clip."""
        return self.shot(self.clips[-1].shot) if self.clips else None

    def shot(self, shot_id: str) -> Shot:
        """Return a shot of the board."""
        return self.shots[int(shot_id[1:4]) - 1]

    def tried(self, stretch: Stretch, answer: ShotsAnswer) -> Trial:
        """Return what an answer would add, with everything that is wrong with it.

        Raises ProviderError when nothing of it can be shown.
        """
        faults: list[Fault] = []
        drafts = {d.id: d for d in answer.shots}
        cuts = self._cuts(stretch, answer.cuts, drafts, faults)
        if not cuts:
            raise ProviderError(f"the board of {stretch.name} holds no clip that can be shown", retryable=False)
        wardrobe = self._wardrobe(answer, cuts, faults)
        shots, names = self._staged(stretch, cuts, drafts, answer, faults)
        starts = tuple((frame, names.get(name, name)) for frame, name in cuts)
        faults += [
            Fault("order", d.id, "this new shot is in no cut: use it or leave it out")
            for d in answer.shots
            if d.id not in names
        ]
        trial = Trial(shots, starts, (), self._kept_state(answer.state), wardrobe, names)
        return replace(trial, faults=(*faults, *self._faults(stretch, trial)))

    def take(self, stretch: Stretch, trial: Trial) -> None:
        """Add a trial to the board."""
        self.shots += trial.shots
        self.state, self.wardrobe = trial.state, trial.wardrobe
        longest = self.desk.frames(LONGEST_TAKE_S)
        for (start, shot), (end, _) in pairwise([*trial.starts, (stretch.end, "")]):
            length = end - start
            used = self.used.get(shot, 0)
            if used + length > max(longest, length):
                used = 0
            self.used[shot] = used + length
            self.clips.append(Clip(id=f"c{len(self.clips) + 1:03d}", shot=shot, start=start, end=end, take_in=used))

    def _cuts(
        self, stretch: Stretch, cuts: Sequence[CutDraft], drafts: dict[str, ShotDraft], faults: list[Fault]
    ) -> list[tuple[int, str]]:
        """Return (frame, shot name) in order: on legal points, the first at the start, no shot after itself."""
        frames = {m.number: m.frame for m in stretch.marks}
        points = {frame: number for number, frame in frames.items()}
        low, high = stretch.marks[0].number, stretch.marks[-1].number
        known = {s.id for s in self.shots}
        placed: dict[int, str] = {}
        for cut in sorted(cuts, key=lambda c: c.at not in frames):  # a cut off the clock takes no legal one's place
            if cut.shot not in drafts and cut.shot not in known:
                faults.append(Fault("unknown", cut.shot, "no such shot: neither new in this answer nor known"))
                continue
            if cut.at not in frames:
                faults.append(Fault("cut point", f"cut {cut.at}", f"points of this stretch are {low} to {high}"))
            frame = frames.get(cut.at, frames[min(high, max(low, cut.at))])
            if frame in placed:
                faults.append(Fault("cut point", f"cut {cut.at}", "two cuts at one point"))
                continue
            placed[frame] = cut.shot
        if [c.at for c in cuts] != sorted(c.at for c in cuts):
            faults.append(Fault("order", "cuts", "their points have to ascend"))
        if placed and min(placed) != stretch.start:
            faults.append(Fault("cut point", "cuts", f"the first cut is at point {low}"))
            placed[stretch.start] = placed.pop(min(placed))
        faults += [
            Fault("cut point", f"section {part.section}", f"a section begins with a cut: at point {points[part.start]}")
            for part in self.desk.parts
            if part.start in points and placed and part.start not in placed
        ]
        found: list[tuple[int, str]] = []
        for frame in sorted(placed):
            if found and found[-1][1] == placed[frame]:
                faults.append(
                    Fault("jump", placed[frame], "the shot follows itself: one longer clip, or another between")
                )
                continue
            found.append((frame, placed[frame]))
        return found

    def _wardrobe(
        self, answer: ShotsAnswer, cuts: Sequence[tuple[int, str]], faults: list[Fault]
    ) -> dict[str, WardrobeDraft]:
        """Return everyone's changed clothes after this stretch; what changes without a reason is a fault."""
        people = {c.id: c for c in self.desk.treatment.characters}
        changed = dict(self.wardrobe)
        for change in answer.wardrobe_changes:
            known = people.get(change.character)
            if known is not None and sort_of(known.term) == "animal":
                faults.append(Fault("wardrobe", change.character, "an animal wears nothing: tell it in its state"))
                continue
            if known is None or not change.reason or change.shot not in {name for _, name in cuts}:
                faults.append(Fault("wardrobe", change.character, "a change needs a character, a shot and a reason"))
                continue
            changed[change.character] = change
        for row in answer.state:
            character = people.get(row.who)
            if character is None or sort_of(character.term) == "animal":  # what an animal has on is told by its looks
                continue
            worn = changed[row.who].wears if row.who in changed else character.wardrobe
            if row.wears and row.wears != worn:
                faults.append(Fault(
                    "wardrobe", row.who, f"state says {row.wears!r}, the page {worn!r}: word for word, or a "
                    "row in wardrobe_changes",
                ))  # fmt: skip
        return changed

    def _staged(
        self, stretch: Stretch, cuts: Sequence[tuple[int, str]], drafts: dict[str, ShotDraft], answer: ShotsAnswer,
        faults: list[Fault],
    ) -> tuple[tuple[Shot, ...], dict[str, str]]:  # fmt: skip
        """Return the new shots in order of appearance, and the id of each by its name in the answer."""
        worn = dict(self.wardrobe)
        people = {c.id: c.term for c in self.desk.treatment.characters}
        dressed = (c for c in answer.wardrobe_changes if sort_of(people.get(c.character, "")) != "animal")
        from_shot = {c.shot: c for c in dressed}
        names: dict[str, str] = {}
        shots: list[Shot] = []
        for frame, name in cuts:
            if name in from_shot:
                worn = {**worn, from_shot[name].character: from_shot[name]}
            if name not in drafts or name in names:
                continue
            names[name] = f"s{len(self.shots) + len(shots) + 1:03d}"
            section = max(p.section for p in self.desk.parts if p.start <= frame)
            stage = Staging(self.desk, worn)
            shots.append(stage.shot(drafts[name], names[name], section))
            faults += stage.faults
        return tuple(shots), names

    def _kept_state(self, rows: Sequence[StateDraft]) -> tuple[StateDraft, ...]:
        """Return the new table; who is missing in it stays as before."""
        new = {row.who: row for row in rows}
        return tuple(new.get(row.who, row) for row in self.state)

    def _faults(self, stretch: Stretch, trial: Trial) -> list[Fault]:
        """Return what is wrong with the shots as they would stand on the board."""
        desk = self.desk
        ground = Ground(desk.brief, desk.reading, desk.treatment, desk.song, desk.footing)
        old, new = {s.id: s for s in self.shots}, {s.id: s for s in trial.shots}
        everyone = old | new
        closes = stretch.end >= desk.footing.frames
        ends = (self.clips[0].shot, trial.starts[-1][1]) if closes and self.clips else ("", "")
        found = [f for f in twins((*self.shots, *trial.shots), ends) if f.where in new]
        found += [f for shot in trial.shots for f in shot_faults(ground, shot)]
        order = [*([self.last.id] if self.last else []), *(shot for _, shot in trial.starts)]
        for one, other in pairwise(order):
            if one == other:
                found.append(Fault("jump", other, "it is the last picture before this stretch: begin with another"))
            elif desk.treatment.form != "one-take" and not cuts_well(everyone[one], everyone[other]):
                found.append(Fault("jump", other, jump(everyone[one], everyone[other])))
        if desk.treatment.form != "one-take":
            found += rhythm([*(c.start for c in self.clips), *(f for f, _ in trial.starts)], ground, stretch.end)
        return [*found, *self._lengths(stretch, trial)]

    def _lengths(self, stretch: Stretch, trial: Trial) -> list[Fault]:
        desk, found = self.desk, []
        single = stretch.wanted <= len(stretch.parts)
        for (start, shot), (end, _) in pairwise([*trial.starts, (stretch.end, "")]):
            seconds = desk.seconds(end - start)
            if end - start < desk.frames(FLASH_S) and len(trial.starts) > 1:
                found.append(Fault("short", shot, f"{seconds:.2f} s cannot be read; at least {FLASH_S} s"))
            if seconds > LONGEST_TAKE_S and not single:
                found.append(Fault("long", shot, f"{seconds:.1f} s; no clip is longer than {LONGEST_TAKE_S:g} s"))
        last = desk.seconds(stretch.end - trial.starts[-1][0])
        if stretch.end >= desk.footing.frames and last < min(ENDING_S, desk.seconds(stretch.end - stretch.start) / 2):
            found.append(
                Fault("short", trial.starts[-1][1], f"the last picture stands {last:.1f} s; at least {ENDING_S} s")
            )
        return found


def described(shot: Shot) -> str:
    """Return a shot in a line, for the question after it."""
    subject = subject_term(shot) or "nobody"
    how = f"{shot.framing}, {shot.angle}, {shot.place}, subject {subject}, going {shot.direction}"
    return f"{shot.id} ({how}): {shot.text}"
