"""Two hundred films with random prices, failures and kills: none passes its limit, and the books always agree.

A kill is simulated as the process would feel it: from one statement on, ledger and folder take nothing any more, so
that not even what clean-up code would write gets through.
"""

import asyncio
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

import tools.chat.client
from director.errors import BudgetExhausted, DirectorError
from director.ledger import Ledger
from director.model import Brief, Limits, Money, Quote
from director.settings import Endpoint, ModelPrice, Settings
from director.store import Project, Store
from tools.chat.base import Question
from tools.chat.client import ModelChat
from tools.chat.kept import kept_questions, settle_after_kill
from tools.chat.manner import Manner
from tools.chat.prices import Usage
from tools.chat.wire import Asked, Failure, Malformed, Said

RUNS = 200
QUESTIONS = 4
TAKES = 2


class Word(BaseModel):
    word: str


class Killed(BaseException):
    """The process is gone."""


class Mortal:
    """Passes every call on, until the process is killed at one of them: before its effect, or after."""

    def __init__(self, inner: Any, life: "Life") -> None:
        self._inner = inner
        self._life = life

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._life.watched(name, found) if callable(found) else found


class Life:
    """How many statements this process has left, and the books as a bystander keeps them."""

    def __init__(self, left: float, ledger: Ledger, rng: random.Random) -> None:
        self.left = left
        self.dead = False
        self.after = rng.random() < 0.5
        self.ledger = ledger

    def watched(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **given: Any) -> Any:
            if self.dead:
                raise Killed
            self.left -= 1
            dying = self.left <= 0
            if dying and not self.after:
                self.dead = True
                raise Killed
            done = act(*args, **given)
            agree(self.ledger)
            if dying:
                self.dead = True
                raise Killed
            return done

        return call


def agree(ledger: Ledger) -> None:
    """The sums are those of the rows, and never above the limit that the ledger was asked to hold."""
    totals = ledger.totals()
    rows = (*ledger.jobs("take"), *ledger.jobs("chat"))
    assert totals.reserved.micros == sum(row.reserved for row in rows)
    assert totals.spent.micros == sum(row.spent for row in rows)


class Vendor:
    """Answers, fails and sends bills; what it bills is never more than it may."""

    bill = 0
    price: ModelPrice
    rng: random.Random

    def __init__(self, endpoint: Endpoint, stall: float) -> None:
        pass

    async def close(self) -> None:
        pass

    async def say(self, model: str, asked: Asked, manner: Manner, left: float, heard: Callable[[int], None]) -> Said:
        rng = Vendor.rng
        await asyncio.sleep(0)
        usage = Usage(rng.randrange(1, len(json.dumps(asked.messages))), rng.randrange(1, asked.room + 1))
        day = rng.random()
        if day < 0.1:
            raise Failure("no", "down", charged=False)
        if day < 0.15:
            raise Malformed("not like that")
        Vendor.bill += round(usage.prompt * Vendor.price.input + usage.completion * Vendor.price.output)
        if day < 0.3:
            raise Failure("gone", "cut off", charged=True)
        if day < 0.4:
            return Said("what?", "stop", usage=usage)
        if day < 0.45:
            return Said('{"word', "length", usage=usage)
        return Said('{"word": "yes"}', "stop", usage=usage if rng.random() < 0.8 else None)


async def no_pause(seconds: float) -> None:
    await asyncio.sleep(0)


async def work(chat: ModelChat, ledger: Any, limits: Limits, rng: random.Random) -> bool:
    """A film's spending, questions and takes side by side; return whether the limit was felt."""

    async def ask(number: int) -> None:
        await chat.ask(Question("critic", "critic/check", 1, "s", f"question {number}", Word, about=f"s{number}"))

    async def shoot(number: int) -> None:
        key, price = f"take{number}", Money(micros=rng.randrange(0, 200_000))
        ledger.reserve(key, f"s{number}", "r", Quote(money=price), limits)
        ledger.sent(key, "1")
        await asyncio.sleep(0)
        if rng.random() < 0.3:
            ledger.fail(key, "no", price if rng.random() < 0.5 else None)
        else:
            ledger.settle(key, price, 1.0)

    jobs = [*(ask(number) for number in range(QUESTIONS)), *(shoot(number) for number in range(TAKES))]
    ends = await asyncio.gather(*jobs, return_exceptions=True)
    for done in ends:
        if isinstance(done, BaseException) and not isinstance(done, DirectorError | Killed):
            raise done
    return any(isinstance(done, BudgetExhausted) for done in ends)


async def film(folder: Path, seed: int) -> tuple[bool, int]:
    """Make one film, killed up to three times; return whether the limit was felt, and how often it was killed."""
    rng = Vendor.rng = random.Random(seed)
    Vendor.bill, kills, refused = 0, 0, False
    Vendor.price = ModelPrice(input=rng.uniform(0.1, 20), output=rng.uniform(0.1, 80), currency="EUR")
    limit = rng.choice([0, 60_000, 300_000, 1_500_000, 10_000_000])
    limits = Limits(budget=Money(micros=limit))
    Store(folder).create(Project(song_file="s.wav", brief=Brief(text="b", language="en", limits=limits)))
    settings = Settings(
        base_url="http://x/v1", model="m", api_key=SecretStr("k" * 20), prices={"m": Vendor.price},
        max_tokens=rng.choice([64, 500, 4000]), at_once=rng.randrange(1, 5),
    )  # fmt: skip
    for life in range(4):
        ledger = Ledger(folder / "state.db")
        store = Store(folder)
        settle_after_kill(store, ledger)
        for job in ledger.jobs("take"):
            if job.state in ("reserved", "sent"):
                ledger.fail(job.key, "lost", Money(micros=job.reserved))
        agree(ledger)
        assert ledger.totals().reserved.micros == 0
        process = Life(rng.randrange(1, 60) if life < 3 else float("inf"), ledger, rng)
        chat = ModelChat(settings, Mortal(store, process), Mortal(ledger, process), sleep=no_pause)  # type: ignore[arg-type]
        refused |= await work(chat, Mortal(ledger, process), limits, rng)
        kills += process.dead
        agree(ledger)
        totals = ledger.totals()
        assert totals.spent.micros + totals.reserved.micros <= limit
        assert totals.answers.micros + totals.reserved.micros >= Vendor.bill
        ledger.close()
        if not process.dead:
            break
    kept = sum(each.cost.micros for q in kept_questions(Store(folder)) for each in q.exchanges if each.cost)
    assert totals.reserved.micros == 0
    assert totals.answers.micros >= kept
    if not kills:
        assert totals.answers.micros == kept
    return refused, kills


async def test_no_film_passes_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools.chat.client, "Wire", Vendor)
    ends = [await film(tmp_path / str(seed), seed) for seed in range(RUNS)]
    assert 20 < sum(refused for refused, _ in ends) < RUNS - 20
    assert sum(kills for _, kills in ends) > RUNS  # the simulation did kill, in all places


async def test_what_was_answered_before_a_kill_is_not_paid_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools.chat.client, "Wire", Vendor)
    Vendor.rng, Vendor.price, Vendor.bill = random.Random(3), ModelPrice(input=1, output=1, currency="EUR"), 0
    folder = tmp_path / "film"
    Store(folder).create(Project(song_file="s.wav", brief=Brief(text="b", language="en")))
    settings = Settings(base_url="http://x/v1", model="m", api_key=SecretStr("k" * 20), prices={"m": Vendor.price})
    bills = []
    for _ in range(3):
        ledger = Ledger(folder / "state.db")
        await work(ModelChat(settings, Store(folder), ledger, sleep=no_pause), ledger, Limits(), random.Random(1))
        bills.append(Vendor.bill)
        ledger.close()
    answered = {q.user for q in kept_questions(Store(folder)) if q.answer}
    assert len(answered) == QUESTIONS
    assert bills[0] > 0
    assert bills[2] == bills[1]
