"""The noise of a vision judge: the same frames are judged again and again, and what does not repeat is counted.

    python -m bench.eyes TAKES [--takes 8] [--repeats 5] [--local FOLDER] [--out eyes_noise.json]
    python -m bench.eyes --simulate eyes_noise.json [--films 300]

TAKES is a folder of `bench.takes`. Whom to ask is what the settings say (DIRECTOR_BASE_URL and so on), or with
`--local` a model of transformers in a folder. The first form writes: how often single answers change from one judging
to the next, the standard deviation of the verdict's score, the share of 'unsure', and how often a take gets another
decision. Within one judging a fault is asked twice, as the critic does.

The second form puts that noise on the scores of simulated films (bench.allocation): every policy sees noisy scores
and chooses by them; the chosen takes are then scored by verdicts that did not choose them.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from bench import allocation
from bench.takes import load
from director.crew.base import Screening
from director.crew.house.critic import HouseCritic
from director.crew.llm.critic import LlmCritic
from director.ledger import Ledger
from director.model import Brief, Verdict
from director.settings import load_settings
from director.store import Project, Store
from tools.chat.base import A, Chat, Question
from tools.chat.client import ModelChat
from tools.eyes import ChatEyes, Eyes
from tools.eyes.local_eyes import LocalEyes

Readings = dict[str, list[Verdict]]
"""Take id -> its verdicts, one a judging."""


@dataclass
class Repeated:
    """A chat that is asked the same question anew: another number each judging, so that no kept answer comes back."""

    inner: Chat
    number: int = 0

    async def ask(self, question: Question[A]) -> A:
        return await self.inner.ask(replace(question, cost_key=f"{question.cost_key} judging {self.number}".strip()))


@dataclass(frozen=True)
class Noise:
    """How far the same judge is from itself."""

    takes: int
    repeats: int
    answers: int
    flips: float
    """Share of pairs of judgings in which one requirement got two different answers."""
    opposite: float
    """The same for yes against no."""
    unsure: float
    score_sd: float
    """Standard deviation of a verdict's score around its take's mean."""
    decisions: float
    """Share of pairs of judgings with different decisions."""


def noise_of(readings: Readings) -> Noise:
    pairs = flips = opposite = decided = apart = 0
    answers: Counter[str] = Counter()
    rests: list[float] = []
    for verdicts in readings.values():
        seen = [{f.requirement: f.met for f in v.findings if f.how == "seen"} for v in verdicts]
        for one in seen:
            answers.update(one.values())
        for one, other in combinations(seen, 2):
            for requirement in one.keys() & other.keys():
                both = {one[requirement], other[requirement]}
                pairs += 1
                flips += len(both) == 2
                opposite += both == {"yes", "no"}
        for one_v, other_v in combinations(verdicts, 2):
            decided += 1
            apart += one_v.decision != other_v.decision
        scores = np.array([v.score for v in verdicts])
        rests += (scores - scores.mean()).tolist()
    total = sum(answers.values())
    repeats = max(len(v) for v in readings.values())
    # n - 1 per take: the mean of each was taken from its own judgings.
    free = len(rests) - len(readings)
    return Noise(
        takes=len(readings),
        repeats=repeats,
        answers=total,
        flips=flips / pairs if pairs else 0.0,
        opposite=opposite / pairs if pairs else 0.0,
        unsure=answers["unsure"] / total if total else 0.0,
        score_sd=float(np.sqrt(np.square(rests).sum() / free)) if free else 0.0,
        decisions=apart / decided if decided else 0.0,
    )


async def judged(folder: Path, most: int, repeats: int, local: Path | None) -> Readings:
    takes = [take for _, take in load(folder)][:most]
    readings: Readings = {take.id: [] for take in takes}
    with tempfile.TemporaryDirectory() as kept:
        store = Store(Path(kept))
        store.create(Project(song_file="none.wav", brief=Brief(text="bench", language="en")))
        client = ModelChat(load_settings(), store, Ledger(store.folder / "state.db"))
        chat = Repeated(client)
        eyes: Eyes = LocalEyes(local) if local else ChatEyes(chat)
        critic = LlmCritic(chat, eyes, HouseCritic())
        try:
            for chat.number in range(repeats):
                for take in takes:
                    matte = folder / take.matte if take.matte else None
                    shown = Screening(take.order.shot, take, folder / take.file, matte)
                    readings[take.id].append(await critic.judge(shown))
        finally:
            await client.close()
    return readings


def simulate(noise: Noise, count: int, seed: int) -> None:
    """What allocation and its rivals really get when they choose by noisy scores."""
    sound, damaged, source = allocation.pools(Path(__file__).with_name("scores.json"))
    print(f"noise of the judge: sd {noise.score_sd:.3f}; scores {source}; {count} films a setting")
    for setting, (easy, hard) in allocation.SETTINGS.items():
        rng = np.random.default_rng(seed)
        true = [allocation.film(rng, sound, damaged, easy, hard) for _ in range(count)]
        noisy = [replace(f, scores=_blurred(f.scores, noise.score_sd, rng)) for f in true]
        fresh = [_blurred(f.scores, noise.score_sd, rng) for f in true]
        print(f"\n{setting}: takes, mean as chosen, mean by verdicts that did not choose")
        policies = {f"best of {n}": allocation.best_of(n) for n in (2, 3, 5)}
        for name, policy in {"allocation": allocation.as_it_sees_fit, **policies}.items():
            taken = [policy(f) for f in noisy]
            rows = [_chosen(f.scores, again, t) for f, again, t in zip(noisy, fresh, taken, strict=True)]
            chosen, anew = np.mean(rows, axis=0)
            print(f"{name:14}{np.mean([sum(t) for t in taken]):7.1f}{chosen:8.3f}{anew:8.3f}")


def _blurred(scores: np.ndarray, deviation: float, rng: np.random.Generator) -> np.ndarray:
    return np.clip(scores + rng.normal(0, deviation, scores.shape), 0, 1)


def _chosen(seen: np.ndarray, anew: np.ndarray, taken: list[int]) -> tuple[float, float]:
    best = [int(row[:n].argmax()) for row, n in zip(seen, taken, strict=True)]
    picked = range(len(best)), best
    return float(seen[tuple(map(list, picked))].mean()), float(anew[tuple(map(list, picked))].mean())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--takes", type=int, default=8)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--local", type=Path)
    parser.add_argument("--out", type=Path, default=Path("eyes_noise.json"))
    parser.add_argument("--simulate", type=Path)
    parser.add_argument("--films", type=int, default=300)
    args = parser.parse_args()
    if args.simulate:
        simulate(Noise(**json.loads(args.simulate.read_text())), args.films, 1)
        return
    if args.folder is None:
        parser.error("a folder of bench.takes is needed")
    noise = noise_of(asyncio.run(judged(args.folder, args.takes, args.repeats, args.local)))
    args.out.write_text(json.dumps(vars(noise), indent=1))
    print(json.dumps(vars(noise), indent=1))


if __name__ == "__main__":
    main()
