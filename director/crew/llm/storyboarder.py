"""The storyboarder who asks a model: stretch by stretch, on numbered legal cut points."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from director.crew.base import FilmView, Footing
from director.crew.house import bookends, one_take
from director.crew.house.continuity import carried
from director.crew.house.coverage import step
from director.crew.house.desk import Desk
from director.crew.house.musts import with_musts
from director.crew.house.own_material import placed
from director.crew.house.pacing import FLASH_S
from director.crew.house.prompter import HANDLES
from director.crew.house.proof import proven
from director.crew.house.shot_list import LONGEST_TAKE_S
from director.crew.house.storyboarder import HouseStoryboarder
from director.crew.llm.boarding import Boarding, described
from director.crew.llm.checks import Fault
from director.crew.llm.checks_board import Ground, board_faults
from director.crew.llm.mended_page import notes
from director.crew.llm.page import LANGUAGES, page_sheet
from director.crew.llm.reading import spelt
from director.crew.llm.repairing import repaired, retold, with_motifs, with_questions
from director.crew.llm.restaging import renewed
from director.crew.llm.settling import question, settled
from director.crew.llm.storyboarder_answers import ShotsAnswer
from director.crew.llm.stretches import Stretch, stretches
from director.crew.llm.vocabulary import glossed, listing
from director.model import UNSHOWN, Brief, Reading, Shot, SongMap, Storyboard, Transition, Treatment, Turn
from tools.chat.base import Chat

QUESTIONS = 2
"""Yes/no questions a shot may add to its requirements."""


class LlmStoryboarder:
    """The model chooses shots and numbers of cut points; frames, covers and proofs are made in code."""

    def __init__(self, chat: Chat, house: HouseStoryboarder) -> None:
        """`house` carries out the artist's turns: they are mechanical, and what they do not touch stays equal."""
        self._chat = chat
        self._house = house

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        """Write the shot list; every cut lies on a legal cut point. Raises ProviderError without a usable answer.

        What code finds wrong goes back twice; what is wrong then is repaired and stands in the board's notes.
        """
        desk = Desk(brief=brief, treatment=treatment, song=song, footing=footing, reading=reading)
        board = Boarding(desk)
        faults: list[Fault] = []
        asked: dict[str, tuple[str, ...]] = {}
        parts = await asyncio.to_thread(stretches, desk)
        for stretch in parts:
            answer = await self._stretch(board, stretch, last=stretch is parts[-1])
            trial = board.tried(stretch, answer)
            faults += trial.faults
            final = repaired(board, stretch, trial)
            asked |= {final.names[d.id]: tuple(filter(None, d.questions)) for d in answer.shots if d.id in final.names}
            board.take(stretch, final)
        return await asyncio.to_thread(_finished, desk, board, asked, faults)

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        """Carry out the artist's turn on the board; untouched and locked shots stay equal, byte for byte.

        Every turn is mechanical, so the house does it; the changed shots keep the crew's words where they are true.
        """
        after = await self._house.restage(view, turn, footing)
        desk = Desk(brief=view.brief, treatment=view.treatment, song=view.song, footing=footing)
        return await asyncio.to_thread(renewed, desk, view.board, after)

    async def _stretch(self, board: Boarding, stretch: Stretch, *, last: bool) -> ShotsAnswer:
        desk = board.desk
        inputs: dict[str, object] = {
            "language": LANGUAGES[desk.brief.language],
            "page": page_sheet(desk.treatment),
            "must": spelt(desk.reading, desk.reading.must if desk.reading else ()),
            "must_not": spelt(desk.reading, sorted(desk.avoid), wished=False),
            "matters_most": desk.reading.matters_most if desk.reading else (),
            "first": board.shots[0] if board.shots and last else None,
            "sections": stretch.parts,
            "points": stretch.marks,
            "wanted": stretch.wanted,
            "shortest": FLASH_S,
            "longest": LONGEST_TAKE_S,
            "known": [_known(shot) for shot in board.shots],
            "last": described(board.last) if board.last else "",
            "state": board.state,
            "opening": not board.shots,
            "closing": last,
            "upright": desk.vertical,
            "references": [f"{r.name} ({r.kind}, {r.role})" for r in desk.brief.references if r.role not in UNSHOWN],
            "places": [f"{p.id} ({p.name}, world {p.world})" for p in desk.treatment.places],
            "vocabulary": listing(places=False, own=tuple(c.id for c in desk.treatment.cutouts)),
            "actions": glossed("action"),
            "source": _source(desk, stretch),
        }
        asked = question("storyboarder", "shots", ShotsAnswer, inputs, about=stretch.name)
        answer, _ = await settled(self._chat, asked, lambda a: board.tried(stretch, a).said())
        return answer


def _source(desk: Desk, stretch: Stretch) -> str:
    """Return what the old clip that is made anew does in this stretch, on this song's length; empty without one."""
    if desk.brief.source is None:
        return ""
    from tools.old_clip import outline  # reads films: a second of import that only remakes need

    start, end = desk.seconds(stretch.start), desk.seconds(stretch.end)
    return outline(desk.brief.source, desk.song.duration_s, start, end)


def _known(shot: Shot) -> dict[str, object]:
    subject = shot.subject
    return {
        "id": shot.id, "place": shot.place, "framing": shot.framing, "angle": shot.angle, "text": shot.text,
        "subject": (subject.character or subject.term) if subject else "",
    }  # fmt: skip


def _finished(desk: Desk, board: Boarding, asked: dict[str, tuple[str, ...]], faults: Sequence[Fault]) -> Storyboard:
    """Weigh, place what the artist brought and insists on, carry states over, join, and prove the cut."""
    listed = _weighed(desk, board)
    used = {shot.reference for shot in listed if shot.reference}
    others = tuple(r for r in desk.brief.references if r.name not in used)
    listed, unused = placed(replace(desk, brief=desk.brief.model_copy(update={"references": others})), listed)
    listed = with_motifs(desk, listed)
    full, missing = with_musts(desk, listed)
    listed = [retold(desk, before, now) for before, now in zip(listed, full, strict=True)]
    done = [with_questions(desk, shot, asked.get(shot.id, ())[:QUESTIONS]) for shot in carried(listed)]
    clips = board.clips
    if desk.treatment.form == "one-take":
        # A join longer than the handles needs frames of the take before the clip's own.
        before = max(0, _even(desk.frames(one_take.JOIN_S)) // 2 - HANDLES)
        clips = [clips[0], *(clip.model_copy(update={"take_in": before}) for clip in clips[1:])]
    cut = proven(desk.footing.frames, clips, _joins(desk, board, done), bookends.titles(desk, done, clips))
    result = Storyboard(shots=tuple(done), cut=cut)
    left = board_faults(Ground(desk.brief, desk.reading, desk.treatment, desk.song, desk.footing), result)
    return result.model_copy(update={"notes": (*unused, *missing, *notes(faults, left))})


def _weighed(desk: Desk, board: Boarding) -> list[Shot]:
    """Return the shots with the film's heroes: its first picture, its last, and the weightiest of the turn."""
    turning = [s for s in board.shots if s.section == desk.treatment.turn_section]
    turn = max(turning, key=lambda s: (s.importance, step(s.framing), s.id)).id if turning else ""
    least = {board.clips[0].shot: 0.9, turn: 1.0, board.clips[-1].shot: 0.95}
    return [
        shot.model_copy(update={"importance": max(shot.importance, least.get(shot.id, 0.0)), "hero": shot.id in least})
        for shot in board.shots
    ]


def _joins(desk: Desk, board: Boarding, shots: list[Shot]) -> tuple[Transition, ...]:
    """Return the fades and crossfades; a take without cuts is joined invisibly where its pieces meet."""
    if desk.treatment.form != "one-take":
        return bookends.transitions(desk, shots, board.clips)
    whole = desk.frames(one_take.JOIN_S)
    joins = tuple(
        Transition(clip=after.id, kind="crossfade", frames=_even(min(whole, before.frames // 2, after.frames // 2)))
        for before, after in pairwise(board.clips)
    )
    ends = _even(min(desk.frames(1.5), board.clips[-1].frames // 3))
    return (*joins, Transition(clip=board.clips[-1].id, kind="fade to black", frames=ends))


def _even(frames: int) -> int:
    return max(2, frames - frames % 2)
