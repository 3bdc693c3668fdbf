"""How many takes are judged at one time: eyes elsewhere look at several, instruments here measure one after another."""

import asyncio
import threading
import time
from pathlib import Path

from reel import Scene, screen
from stand_ins import Critic, begin, renderer, replaced

from director.crew.base import Screening
from director.crew.house.critic import HouseCritic
from director.model import Verdict
from director.session import opened


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
