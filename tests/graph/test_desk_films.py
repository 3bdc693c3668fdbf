"""Two films as a model crew answered for them, replayed by prompt, shot and prompt version, with a stand-in picture.

Renew a stale film: make it again (`director make --brief tests/recorded/desk/NAME/brief.md --size 360p --crew model`)
with a capable model, then `python -m bench.desk FILM tests/recorded/desk/NAME`.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from contract_ground import ground
from reel import Scene, make_take, shoot

import prompts
from director.commission import language_of
from director.crew.base import Screening
from director.crew.house.composer import piece_for
from director.crew.house.prompter import HousePrompter
from director.crew.house.screenwriter import HouseScreenwriter
from director.crew.house.storyboarder import HouseStoryboarder
from director.crew.llm.asking import SEEABLE
from director.crew.llm.checks_board import EQUAL_SHARE, Ground, board_faults
from director.crew.llm.critic import LlmCritic
from director.crew.llm.prompter import LlmPrompter
from director.crew.llm.screenwriter import LlmScreenwriter
from director.crew.llm.storyboarder import LlmStoryboarder
from director.model import Brief, Finding, Met, Order, Reading, Shot, SongMap, Storyboard, Treatment, Verdict
from tools.chat.base import A, Question
from tools.chat.recorded import Recorded, recordings_in, stale_recordings
from tools.composing import compose
from tools.eyes import ChatEyes
from tools.eyes.chat_eyes import Checklist, Line
from tools.timeline import cut_figures

DESK = Path(__file__).parent.parent / "recorded" / "desk"
FILMS = ("fox", "drummer")
MOST_UNSURE = 0.2
RENEW = "make the film anew with a capable model, then: python -m bench.desk FILM tests/recorded/desk/NAME"


@pytest.mark.parametrize("name", FILMS)
def test_no_recording_is_of_another_prompt_than_the_one_in_use(name: str) -> None:
    stale = stale_recordings(recordings_in(DESK / name), _version)
    assert not stale, f"{RENEW}\n" + "\n".join(map(str, stale))


@pytest.mark.parametrize("name", FILMS)
async def test_the_film_is_planned_without_a_violation_and_its_findings_change_an_order(
    name: str, tmp_path: Path
) -> None:
    chat = Recorded(recordings_in(DESK / name))
    film = await planned(chat, (DESK / name / "brief.md").read_text("utf-8").strip())
    assert 10 <= len(film.board.shots) <= 13
    assert [str(fault) for fault in film.faults] == []
    assert "plan_left" not in {note.key for note in film.board.notes}
    assert cut_figures(film.board.cut, film.song, Fraction(24)).equal_run_share <= EQUAL_SHARE

    media, _ = shoot(tmp_path, "take", Scene())
    sheets = SameMoments(chat)
    language = film.brief.language
    critic = LlmCritic(sheets, ChatEyes(sheets, language), Instruments(), language, lambda: film.song)
    prompter = LlmPrompter(chat, HousePrompter())
    twice = {each.about for each in chat.recordings if each.prompt == "critic/check"}
    answers: list[Met] = []
    changed: list[str] = []
    for shot in film.board.shots:
        assert shot.id in twice, f"nobody looked at {shot.id}. {RENEW}"
        order = await prompter.order(film.brief, film.board, shot, "animatic", "1")
        verdict = await critic.judge(_screening(shot, order, media))
        given = replayed(chat, shot.id)
        answers += given.values()
        seen = {f.requirement: f.met for f in verdict.findings if f.how == "seen" and f.requirement in given}
        assert seen == {id_: given[id_] for id_ in seen}, "what was answered is replayed as it was given"
        if verdict.decision != "retry":
            continue
        again = await prompter.revise(order, (verdict,))
        if again is not None and again.key() != order.key():
            changed.append(shot.id)
    assert not chat.missing, f"{RENEW}\n" + "\n".join(map(str, chat.missing))
    assert changed
    # Of what eyes were asked in the film itself: what instruments had measured there would only thin the doubts.
    assert answers.count("unsure") / len(answers) <= MOST_UNSURE


@dataclass(frozen=True)
class Planned:
    brief: Brief
    song: SongMap
    reading: Reading
    page: Treatment
    board: Storyboard

    @property
    def faults(self):  # type: ignore[no-untyped-def] # a tuple of faults
        place = Ground(self.brief, self.reading, self.page, self.song, ground(self.song))
        return board_faults(place, self.board)


async def planned(chat: Recorded, text: str) -> Planned:
    language = language_of(text)
    brief = Brief(text=text, language=language, written_in=language)
    _, song = compose(await piece_for(text, language, 1))
    writer = LlmScreenwriter(chat, HouseScreenwriter())
    reading = await writer.read(brief)
    page = await writer.treat(brief, reading, song)
    boarder = LlmStoryboarder(chat, HouseStoryboarder())
    return Planned(brief, song, reading, page, await boarder.board(brief, reading, page, song, ground(song)))


@dataclass(frozen=True)
class SameMoments:
    """Replays answers about sheets that had other frames than the stand-in's: letters are moved to the same moment."""

    chat: Recorded

    async def ask(self, question: Question[A]) -> A:
        answer = await self.chat.ask(question)
        if not isinstance(answer, Checklist):
            return answer
        here = re.findall("[A-Z]", re.findall(r"Frames ([A-Z, ]+) are lettered", question.user)[0])
        last = max((ord(letter) - ord("A") for line in answer.answers for letter in line.frames), default=0)
        for line in answer.answers:
            shares = [(ord(letter) - ord("A")) / max(1, last) for letter in line.frames]
            line.frames = [here[round(share * (len(here) - 1))] for share in shares]
        return answer


def replayed(chat: Recorded, shot: str) -> dict[str, Met]:
    """What the recorded answers about a shot's first take come to: a 'no' that did not repeat is a doubt."""
    sheets: dict[str, dict[str, Line]] = {}
    for kept in sorted(chat.recordings, key=lambda each: each.order):
        if kept.prompt == "critic/check" and kept.about == shot:
            lines = Checklist.model_validate(kept.answer).answers
            sheets.setdefault(kept.cost_key, {line.id: line for line in reversed(lines)})
    first, second = sheets[""], sheets.get("reading 1", {})
    return {
        id_: "unsure" if line.met == "no" and id_ in second and second[id_].met != "no" else line.met
        for id_, line in first.items()
        if line.evidence and (line.met != "no" or line.frames)
    }


class Instruments:
    """Find nothing wrong and leave to eyes what only eyes can see."""

    async def judge(self, screening: Screening) -> Verdict:
        found = tuple(
            Finding(requirement=r.id, kind=r.kind, met="unsure" if r.kind in SEEABLE else "yes", evidence="",
                    quality=None if r.kind in SEEABLE else 1.0)
            for r in screening.shot.requirements
        )  # fmt: skip
        return Verdict(take=screening.take.id, findings=found, score=1.0, decision="accept")


def _screening(shot: Shot, order: Order, media: Path) -> Screening:
    take = make_take(shot, media)
    return Screening(shot=shot, take=take.model_copy(update={"order": order.model_copy(update={
        "width": take.order.width, "height": take.order.height, "frames": take.order.frames, "fps": take.order.fps,
    })}), media=media, matte=None)  # fmt: skip


def _version(name: str) -> int | None:
    try:
        return prompts.load(name).version
    except FileNotFoundError:
        return None
