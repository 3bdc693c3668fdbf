"""How many takes are judged at one time: eyes elsewhere look at several, instruments here measure one after another."""

import asyncio
import threading
import time
from pathlib import Path

from reel import Scene, screen
from stand_ins import Critic, QuickRenderer, begin, renderer, replaced

from director.crew.base import Screening
from director.crew.house.critic import HouseCritic
from director.model import Order, Verdict
from director.session import opened
from director.store import Store


class FarEyes(Critic):
    """Answers nobody before two takes lie on its table."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting, self.most = 0, 0
        self.two = asyncio.Event()

    async def judge(self, screening: Screening) -> Verdict:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        if self.waiting > 1:
            self.two.set()
        await asyncio.wait_for(self.two.wait(), timeout=60)
        verdict = await super().judge(screening)
        self.waiting -= 1
        return verdict


async def test_a_judge_who_takes_long_is_shown_several_takes_at_a_time(tmp_path: Path) -> None:
    eyes = FarEyes()
    folder = begin(tmp_path / "film")
    async with opened(folder, replaced(critic=eyes), {"quick": renderer(folder)}) as session:
        await session.finish()
    assert 2 <= eyes.most <= 4
    assert len(eyes.judged) == len(set(eyes.judged)) >= 12


class Counting(HouseCritic):
    """Counts how many measurements are under way."""

    most = now = 0
    guard = threading.Lock()

    def _judge(self, screening: Screening) -> Verdict:
        with self.guard:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        verdict = super()._judge(screening)
        with self.guard:
            self.now -= 1
        return verdict


async def test_instruments_measure_one_take_after_another(tmp_path: Path) -> None:
    critic, table = Counting(), screen(tmp_path, Scene())
    await asyncio.gather(*(critic.judge(table) for _ in range(3)))
    assert critic.most == 1


class Stubborn(QuickRenderer):
    """Makes one dark picture of one shot, whatever is changed in its order."""

    async def submit(self, order: Order, folder: Path) -> str:
        seed = 3 if order.shot.id == "s003" else 3000
        return await super().submit(order.model_copy(update={"seed": seed}), folder)


async def test_the_same_file_made_again_is_not_looked_at_again(tmp_path: Path) -> None:
    folder, critic = begin(tmp_path / "film"), Critic()
    async with opened(folder, replaced(critic=critic), {"quick": Stubborn(tmp_path / "calls.jsonl")}) as session:
        await session.finish()
    store = Store(folder)
    board = store.load().board
    assert board is not None
    takes = store.takes(next(shot for shot in board.shots if shot.id == "s003"))
    assert len(takes) > 1, "a dark take is made again"
    verdicts = [store.verdict(take) for take in takes]
    assert [v.take for v in verdicts if v] == [take.id for take in takes], "each take has its verdict"
    assert len({v.score for v in verdicts if v}) == 1
    assert sum(take.id in critic.judged for take in takes) == 1
