"""What eyes saw missing reaches allocation and the cut: a sound picture that does not tell its shot is shot again."""

import json
from pathlib import Path

import stand_ins

from director.crew.base import Footing, Screening
from director.crew.llm.critic import LlmCritic
from director.model import Brief, Finding, Fix, Met, Reading, Requirement, SongMap, Storyboard, Treatment, Verdict
from director.session import opened
from director.store import Store
from tools.chat.base import Picture
from tools.chat.scripted import Scripted
from tools.eyes import Answer, Asked, Look, Made

SOUND = tuple(Requirement(id=f"sound {n}", kind="exposure", text="sound?") for n in range(40))


class Telling(stand_ins.Boarder):
    """Shots in which something happens, each measured by many instruments."""

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        board = await super().board(brief, reading, treatment, song, footing)
        told = {"action": ("he waits", "he jumps", "he lies"), "change": "he has jumped", "requirements": SOUND}
        return board.model_copy(update={"shots": tuple(s.model_copy(update=told) for s in board.shots)})


class Instruments(stand_ins.Critic):
    """Find nothing wrong, the less so in the first take."""

    async def judge(self, screening: Screening) -> Verdict:
        quality = 1.0 if screening.take.attempt == 1 else 0.8
        found = tuple(Finding(requirement=r.id, kind=r.kind, met="yes", evidence="", quality=quality) for r in SOUND)
        return Verdict(take=screening.take.id, findings=found, score=quality, decision="accept")


class Eyes:
    """See in the first take of s002 hardly anything of what it tells, in its second all of it; cannot tell s003."""

    def __init__(self) -> None:
        self.looks: dict[str, int] = {}

    async def check(
        self, look: Look, asked: tuple[Asked, ...], *, wish: str, about: str, known: tuple[Picture, ...] = (),
        reading: int = 0, made: Made = "generated",
    ) -> tuple[Answer, ...]:  # fmt: skip
        if reading == 0:
            self.looks[about] = self.looks.get(about, 0) + 1
        first = self.looks[about] == 1

        def met(question: Asked) -> Met:
            if about == "s002" and first and question.kind == "story" and question.id != "eyes-middle":
                return "no"
            return "unsure" if about == "s003" else "yes"

        return tuple(
            Answer(a.id, met(a), f"seen {a.id}", ("A",), Fix(kind="simpler") if met(a) == "no" else None) for a in asked
        )


async def test_a_take_that_does_not_tell_its_shot_gets_a_second_one_which_is_in_the_cut(tmp_path: Path) -> None:
    folder, eyes = stand_ins.begin(tmp_path / "film"), Eyes()
    chat = Scripted({"editor/review": {"story": "", "findings": []}})
    seeing = LlmCritic(chat, eyes, Instruments())  # type: ignore[arg-type]  # the eyes only check
    people = stand_ins.replaced(critic=seeing, storyboarder=Telling(4))
    async with opened(folder, people, {"quick": stand_ins.renderer(folder)}) as session:
        await session.finish()
    store = Store(folder)
    project = store.load()
    assert project.board is not None
    assert project.draft is not None
    takes = {s.id: store.takes(s) for s in project.board.shots}
    assert {shot: len(made) for shot, made in takes.items()} == {"s001": 1, "s002": 2, "s003": 1, "s004": 1}
    first, second = (store.verdict(take) for take in takes["s002"])
    assert first is not None
    assert second is not None
    assert (first.decision, second.decision) == ("retry", "accept")
    assert takes["s002"][1].order.fixes, "what was found changed the order"
    assert project.draft.takes["s002"] == takes["s002"][1].id
    assert project.reasons["s003"] == "ask the artist"
    facts = {s["id"]: s for s in json.loads((folder / "report.json").read_text())["shots"]}
    assert "eyes-middle" in facts["s003"]["unsure"]
    assert facts["s003"]["score"] < facts["s001"]["score"]
