"""The critic with eyes: measured first, seen second, and only where measuring left the question open."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from director.crew.base import Critic, Preferred, Screening
from director.crew.house.critique.weighing import weigh
from director.crew.llm.asking import made_as, recognisable, wish
from director.crew.llm.editor import LlmEditor
from director.crew.llm.second_opinion import doubted
from director.crew.llm.unshown import asked_of
from director.model import Cut, Finding, Fix, Language, Requirement, Shot, SongMap, Storyboard, Take, Verdict
from director.words import say
from tools.bank import file_of, read_bank
from tools.chat.base import Chat, Picture
from tools.eyes import Answer, Asked, Eyes, Moments, choose, confirmed, frame_height, lay_out, moments
from tools.eyes.cut_sheet import cut_sheet
from tools.eyes.likeness import Likeness
from tools.eyes.reference_sheet import as_picture

SEEN_QUALITY = {"yes": 0.85, "no": 0.15}
"""Quality of what was seen. Not 1 and 0: an answer of a vision model is weaker evidence than a measure."""

MATTERS = 0.8
"""Weight from which a question is one of those that matter most."""

OPEN = 0.5
"""Share, by weight, of what matters most that eyes could not tell, from which the artist is asked."""

_MOST_KNOWN = 4
"""Reference sheets shown beside the frames: two people or one person and a place, from two sides each."""


class LlmCritic:
    """Judges takes by instruments, then by eyes; among neighbours by instruments alone; the film by both."""

    def __init__(
        self,
        chat: Chat,
        eyes: Eyes,
        house: Critic,
        language: Language = "en",
        song: Callable[[], SongMap | None] = lambda: None,
        likeness: Likeness | None = None,
    ) -> None:
        """`house` measures; `song` gives the song's map for the look at the whole film, None before it was heard.

        `likeness`, where its weights are there, doubts what eyes say of who someone is.
        """
        self._eyes = eyes
        self._house = house
        self._editor = LlmEditor(chat, language)
        self._language: Language = language
        self._song = song
        self._likeness = likeness

    async def judge(self, screening: Screening) -> Verdict:
        """Check every requirement of the shot, and what its text asks for beyond them.

        A take that instruments discard is not shown to a model. Raises like the house critic; ProviderError or
        BudgetExhausted when nobody could look.
        """
        measured = await self._house.judge(screening)
        hard = {r.id for r in screening.shot.requirements if r.hard}
        if any(f.met == "no" and f.requirement in hard for f in measured.findings):
            return measured
        known = await asyncio.to_thread(_known, screening)
        order = screening.take.order
        asked, vain = asked_of(screening.shot, order, frozenset(measured.unsure), frozenset(known))
        if not asked and not vain:
            return measured
        shown = await asyncio.to_thread(_moments, screening)
        answers = (
            ()
            if not asked
            else await confirmed(
                self._eyes,
                shown,
                tuple(Asked(r.id, r.kind, r.text) for r in asked),
                wish=wish(screening.shot, order),
                about=screening.shot.id,
                made=made_as(screening.shot, order),
                known=tuple(picture for pictures in known.values() for picture in pictures)[:_MOST_KNOWN],
            )
        )
        by_id = {r.id: r for r in asked}
        if self._likeness is not None:
            kinds, project = {r.id: r.kind for r in asked}, screening.media.parent.parent
            answers = await asyncio.to_thread(
                doubted, answers, kinds, shown, screening.shot, project, self._likeness, self._language
            )
        seen = {a.id: self._finding(by_id[a.id], a) for a in answers}
        entries = tuple(dict.fromkeys(entry for _, named in vain for entry in named))
        seen |= {each.id: self._beyond(each, entries) for each, _ in vain}
        old = tuple(seen.pop(f.requirement, f) for f in measured.findings)
        shot = _with(screening.shot, asked)
        verdict = weigh(screening.take, shot, (*old, *seen.values()), (measured.good_from, measured.good_to))
        return self._asking(verdict, asked)

    async def place(self, verdict: Verdict, screening: Screening) -> Verdict:
        """Judge a judged take among its neighbours, as the house does; what was seen keeps its weight."""
        found = {f.requirement for f in verdict.findings}
        shown = frozenset(recognisable(screening.shot))
        asked, _ = asked_of(screening.shot, screening.take.order, frozenset(found), shown)
        asked = tuple(r for r in asked if r.id in found)
        shot = _with(screening.shot, asked)
        placed = await self._house.place(verdict, replace(screening, shot=shot))
        seen = {f.requirement for f in placed.findings if f.how == "seen"}
        asked = tuple(r for r in asked if r.id in seen)
        return self._asking(placed, asked)

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        """Look at the whole film: what instruments find, then what an editor sees on the sheet of the whole cut."""
        measured = await self._house.review(board, cut, film)
        song = self._song()
        if song is None:
            return measured
        sheet = await asyncio.to_thread(cut_sheet, cut, film)
        return (*measured, *await self._editor.review(board, cut, sheet, song))

    async def prefer(self, one: Screening, other: Screening) -> Preferred:
        """Choose between two takes of one shot, shown in both orders.

        A choice that turns with the order, or none, means that no visible difference is left: the artist is asked once
        and the shot is closed. Raises like `judge`.
        """
        looks = [lay_out(await asyncio.to_thread(_moments, s), f"Frames of {s.shot.id}") for s in (one, other)]
        choice = await choose(self._eyes, looks[0], looks[1], wish=wish(one.shot, one.take.order), about=one.shot.id)
        if choice.better == "same":
            return Preferred("", choice.consistent, say("seen_same", self._language), "ask the artist")
        better: Take = (one if choice.better == "first" else other).take
        return Preferred(better.id, True, choice.evidence, "accept")

    def _finding(self, requirement: Requirement, answer: Answer) -> Finding:
        where = f" ({', '.join(answer.frames)})" if answer.frames else ""
        evidence = answer.evidence or say("seen_not_told", self._language)
        return Finding(
            requirement=requirement.id,
            kind=requirement.kind,
            met=answer.met,
            evidence=f"{evidence}{where}",
            quality=SEEN_QUALITY.get(answer.met),
            fix=(answer.fix or Fix(kind="new seed")) if answer.met == "no" else None,
            how="seen",
        )

    def _beyond(self, requirement: Requirement, entries: tuple[str, ...]) -> Finding:
        """Return the record of what this renderer cannot show: nobody was asked, and nothing is made of it."""
        return Finding(
            requirement=requirement.id,
            kind=requirement.kind,
            met="unsure",
            evidence=say("seen_beyond", self._language, what=", ".join(entries)),
            held=False,
        )

    def _asking(self, verdict: Verdict, asked: tuple[Requirement, ...]) -> Verdict:
        """Leave the decision to the artist where eyes were of no help, and say what they could not tell.

        That is where doubts alone keep a take from being accepted, or where most of what matters most is doubtful.
        """
        weights = {r.id: r.weight for r in asked}
        dim = [f for f in verdict.findings if f.met == "unsure" and f.requirement in weights]
        heavy = sum(weight for weight in weights.values() if weight >= MATTERS)
        open_ = sum(weights[f.requirement] for f in dim if weights[f.requirement] >= MATTERS)
        blind = verdict.decision == "accept" and heavy > 0 and open_ / heavy > OPEN
        if not dim or not (blind or verdict.decision == "ask the artist"):
            return verdict
        reason = say("seen_unsure", self._language, what="; ".join(f.evidence for f in dim))
        return verdict.model_copy(update={"decision": "ask the artist", "reason": reason})


def _known(screening: Screening) -> dict[str, tuple[Picture, ...]]:
    """Return the reference sheets of everyone and everything in the shot that has some, by subject."""
    project = screening.media.parent.parent
    bank = read_bank(project)
    found = {subject: bank.of(subject)[:2] for subject in recognisable(screening.shot)}
    return {
        subject: tuple(as_picture(file_of(project, sheet.picture), sheet) for sheet in sheets)
        for subject, sheets in found.items()
        if sheets
    }


def _with(shot: Shot, asked: tuple[Requirement, ...]) -> Shot:
    known = {r.id: r for r in (*shot.requirements, *asked)}
    return shot.model_copy(update={"requirements": tuple(known.values())})


def _moments(screening: Screening) -> Moments:
    take = screening.take
    body = max(1, take.frames - 2 * take.handles)
    height = frame_height(take.order.width, take.order.height)
    return moments(screening.media, take.handles, body, float(take.order.fps), height)
