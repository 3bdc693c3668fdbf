"""One sqlite file for jobs and money: to reserve the price and to write the job is one transaction.

A job's life: reserved -> sent (the renderer's own id is written before the first poll) -> done | failed.
The key of a job is the key of its order, so that an order is never paid twice, whatever is killed and started again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from director.errors import BudgetExhausted
from director.model import Currency, Limits, Money, Quote

JobState = Literal["reserved", "sent", "done", "failed"]
JobKind = Literal["take", "chat"]
"""What is bought: a take from a renderer, or an answer from a chat model."""
_ONE = (
    "select key, shot, renderer, state, provider_job, sent, error, reserved, spent, seconds from jobs"  # a Job's fields
    " where key = ?"
)
_ALL = (
    "select key, shot, renderer, state, provider_job, sent, error, reserved, spent, seconds from jobs"
    " where kind = ? order by shot, key"
)
_SUMS = (
    "select coalesce(sum(quoted), 0), coalesce(sum(reserved), 0), coalesce(sum(spent), 0),"
    " coalesce(sum(iif(kind = 'take', seconds, 0.0)), 0.0), coalesce(sum(kind = 'take'), 0),"
    " coalesce(sum(kind = 'take' and state = 'done'), 0), coalesce(sum(kind = 'take' and state = 'failed'), 0),"
    " coalesce(sum(iif(kind = 'chat', spent, 0)), 0)"
    " from jobs"
)
RESENDS = 1
"""How often a job that its renderer has lost is sent again."""


def currency_of(limits: Limits) -> Currency:
    """Return the currency in which a film's money is counted: the budget's, where the artist gave one."""
    return limits.budget.currency if limits.budget else "EUR"


@dataclass(frozen=True)
class Job:
    """A row of the ledger."""

    key: str
    shot: str
    renderer: str
    state: JobState
    provider_job: str
    sent: int
    """How often it was handed to the renderer."""
    error: str
    reserved: int
    """Micro-units of the ledger's currency held for it."""
    spent: int
    seconds: float


@dataclass(frozen=True)
class Totals:
    """Sums over all jobs: money over everything bought, time and counts over takes."""

    currency: Currency
    quoted: Money
    reserved: Money
    spent: Money
    seconds: float
    jobs: int
    done: int
    failed: int
    answers: Money
    """Of what was spent, for chat models."""


class Ledger:
    """Jobs and money of one project."""

    def __init__(self, path: Path, currency: Currency = "EUR") -> None:
        """Open or make the file. Amounts are kept in one currency."""
        self.currency: Currency = currency
        self._db = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(
            "create table if not exists jobs (key text primary key, shot text not null, renderer text not null,"
            " state text not null, provider_job text not null default '', sent integer not null default 0,"
            " error text not null default '', quoted integer not null,"
            " reserved integer not null, spent integer not null default 0,"
            " seconds real not null default 0, kind text not null default 'take')"
        )
        if not any(column[1] == "kind" for column in self._db.execute("pragma table_info(jobs)")):
            self._db.execute("alter table jobs add column kind text not null default 'take'")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def reserve(self, key: str, shot: str, renderer: str, quote: Quote, limits: Limits, kind: JobKind = "take") -> Job:
        """Write a job with its price held, or return the job of this key if it is under way.

        A job that failed, or whose take was lost after it was paid, is reserved again; what it cost so far stays spent.

        Raises:
            BudgetExhausted: the price or the time would pass a limit; nothing was written.
        """
        with self._transaction():
            job = self.job(key)
            if job is not None and job.state in ("reserved", "sent"):
                return job
            self._check(quote, limits if kind == "take" else limits.model_copy(update={"seconds": None}))
            self._db.execute(
                "insert into jobs (key, shot, renderer, state, quoted, reserved, kind)"
                " values (?, ?, ?, 'reserved', ?, ?, ?)"
                " on conflict (key) do update"
                " set state = 'reserved', reserved = excluded.reserved, error = '', sent = 0",
                (key, shot, renderer, quote.money.micros, quote.money.micros, kind),
            )
        return self._known(key)

    def sent(self, key: str, provider_job: str) -> None:
        """Note the renderer's own id of the job, before it is polled for the first time."""
        with self._transaction():
            self._db.execute(
                "update jobs set state = 'sent', provider_job = ?, sent = sent + 1 where key = ?", (provider_job, key)
            )

    def lost(self, key: str) -> bool:
        """Note that the renderer does not know the job any more; return whether it may be sent again."""
        with self._transaction():
            job = self._known(key)
            again = job.sent <= RESENDS
            state = "reserved" if again else "failed"
            error = "" if again else "the renderer lost this job twice"
            held = job.reserved if again else 0
            self._db.execute(
                "update jobs set state = ?, error = ?, reserved = ? where key = ?", (state, error, held, key)
            )
        return again

    def settle(self, key: str, cost: Money, seconds: float) -> None:
        """Close a job that gave a take: the price held becomes the price paid."""
        with self._transaction():
            self._db.execute(
                "update jobs set state = 'done', reserved = 0, spent = spent + ?, seconds = seconds + ? where key = ?",
                (cost.micros, seconds, key),
            )

    def fail(self, key: str, error: str, cost: Money | None = None) -> None:
        """Close a job that gave nothing; the price held goes back unless the vendor charged for the failure."""
        with self._transaction():
            self._db.execute(
                "update jobs set state = 'failed', error = ?, reserved = 0, spent = spent + ? where key = ?",
                (error, cost.micros if cost else 0, key),
            )

    def withdraw(self, key: str) -> None:
        """Forget a job that was stopped before it gave anything; the price held goes back.

        One whose take was paid before, and lost, stays as paid.
        """
        with self._transaction():
            self._db.execute("update jobs set state = 'done', reserved = 0 where key = ? and spent > 0", (key,))
            self._db.execute("delete from jobs where key = ? and spent = 0", (key,))

    def forgive(self) -> int:
        """Forget takes that failed, so that a resumed run tries them anew; return how many there were.

        What a vendor charged for stays failed: asking again would be paid again.
        """
        with self._transaction():
            return self._db.execute("delete from jobs where kind = 'take' and state = 'failed' and spent = 0").rowcount

    def job(self, key: str) -> Job | None:
        """Return the job of this key, or None."""
        row = self._db.execute(_ONE, (key,)).fetchone()
        return Job(*row) if row else None

    def jobs(self, kind: JobKind = "take") -> tuple[Job, ...]:
        """Return all jobs of a kind by shot and key."""
        rows = self._db.execute(_ALL, (kind,)).fetchall()
        return tuple(Job(*row) for row in rows)

    def totals(self) -> Totals:
        """Return the sums over all jobs."""
        quoted, reserved, spent, seconds, jobs, done, failed, answers = self._db.execute(_SUMS).fetchone()
        return Totals(
            currency=self.currency,
            quoted=Money(micros=quoted, currency=self.currency),
            reserved=Money(micros=reserved, currency=self.currency),
            spent=Money(micros=spent, currency=self.currency),
            seconds=seconds,
            jobs=jobs,
            done=done,
            failed=failed,
            answers=Money(micros=answers, currency=self.currency),
        )

    def _check(self, quote: Quote, limits: Limits) -> None:
        totals = self.totals()
        if quote.money.micros and quote.money.currency != self.currency:
            raise ValueError(f"the quote is in {quote.money.currency}, the ledger in {self.currency}")
        if limits.budget is not None:
            needed = totals.reserved.micros + totals.spent.micros + quote.money.micros
            if needed > limits.budget.micros:
                raise BudgetExhausted(f"{needed / 1e6:.2f} {self.currency} needed, limit {limits.budget}")
        if limits.seconds is not None and totals.seconds + quote.seconds > limits.seconds:
            raise BudgetExhausted(
                f"{totals.seconds + quote.seconds:.0f} s of shooting needed, limit {limits.seconds:.0f} s"
            )

    def _known(self, key: str) -> Job:
        job = self.job(key)
        if job is None:
            raise KeyError(key)
        return job

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
