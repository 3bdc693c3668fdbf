"""Money and jobs are one thing: what is reserved is never sold twice, what is done is never paid again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from director.errors import BudgetExhausted
from director.ledger import Ledger
from director.model import Limits, Money, Quote

PRICE = Quote(money=Money(micros=1_000_000), seconds=1)


def limits(euros: float | None) -> Limits:
    return Limits(budget=None if euros is None else Money(micros=round(euros * 1e6)))


def test_a_limit_of_40_grants_exactly_40_of_64_at_once(tmp_path: Path) -> None:
    def ask(number: int) -> bool:
        ledger = Ledger(tmp_path / "state.db")
        try:
            ledger.reserve(f"{number:032x}", "s001", "r", PRICE, limits(40))
        except BudgetExhausted:
            return False
        finally:
            ledger.close()
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(ask, range(64))) == 40
    assert Ledger(tmp_path / "state.db").totals().reserved == Money(micros=40_000_000)


def test_the_same_order_is_reserved_once_and_settled_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db")
    for _ in range(3):
        ledger.reserve("a" * 32, "s001", "r", PRICE, limits(1))
    ledger.sent("a" * 32, "vendor-7")
    job = ledger.reserve("a" * 32, "s001", "r", PRICE, limits(1))
    assert (job.state, job.provider_job) == ("sent", "vendor-7")
    ledger.settle("a" * 32, Money(micros=800_000), 3.0)
    totals = ledger.totals()
    assert (totals.reserved.micros, totals.spent.micros, totals.done) == (0, 800_000, 1)


def test_a_take_lost_after_it_was_paid_is_bought_again_within_the_limit_and_counted_twice(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db")
    ledger.reserve("a" * 32, "s001", "r", PRICE, limits(2))
    ledger.settle("a" * 32, PRICE.money, 3.0)
    with pytest.raises(BudgetExhausted):
        ledger.reserve("a" * 32, "s001", "r", PRICE, limits(1.5))
    assert ledger.reserve("a" * 32, "s001", "r", PRICE, limits(2)).state == "reserved"
    ledger.settle("a" * 32, PRICE.money, 2.0)
    totals = ledger.totals()
    assert (totals.spent.micros, totals.seconds, totals.jobs) == (2_000_000, 5.0, 1)


def test_a_job_that_was_stopped_gives_its_money_back_and_may_be_lost_as_often_as_a_new_one(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db")
    for _ in range(3):
        ledger.reserve("a" * 32, "s001", "r", PRICE, limits(1))
        ledger.sent("a" * 32, "1")
        ledger.withdraw("a" * 32)
    assert ledger.totals().jobs == 0
    assert ledger.reserve("a" * 32, "s001", "r", PRICE, limits(1)).sent == 0


def test_failed_jobs_are_forgiven_but_not_those_that_cost_money(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db")
    for key, cost in (("a", None), ("b", PRICE.money)):
        ledger.reserve(key * 32, "s001", "r", PRICE, limits(None))
        ledger.fail(key * 32, "broken", cost)
    assert ledger.forgive() == 1
    assert [job.key[0] for job in ledger.jobs()] == ["b"]


def test_a_failure_gives_the_reserved_money_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db")
    ledger.reserve("a" * 32, "s001", "r", PRICE, limits(1))
    with pytest.raises(BudgetExhausted):
        ledger.reserve("b" * 32, "s002", "r", PRICE, limits(1))
    ledger.fail("a" * 32, "broken")
    assert ledger.reserve("b" * 32, "s002", "r", PRICE, limits(1)).state == "reserved"


def test_a_lost_job_is_sent_again_once_and_no_more(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db")
    ledger.reserve("a" * 32, "s001", "r", PRICE, limits(None))
    ledger.sent("a" * 32, "1")
    assert ledger.lost("a" * 32)
    ledger.sent("a" * 32, "2")
    assert not ledger.lost("a" * 32)
    job = ledger.job("a" * 32)
    assert job is not None
    assert (job.state, job.sent, job.reserved) == ("failed", 2, 0)


def test_time_is_a_limit_too(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db")
    short = Limits(seconds=1.5)
    ledger.reserve("a" * 32, "s001", "r", PRICE, short)
    ledger.settle("a" * 32, Money(micros=0), 1.0)
    with pytest.raises(BudgetExhausted):
        ledger.reserve("b" * 32, "s002", "r", PRICE, short)


def test_a_quote_in_another_currency_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state.db", "EUR")
    with pytest.raises(ValueError, match="USD"):
        ledger.reserve("a" * 32, "s001", "r", Quote(money=Money(micros=1, currency="USD")), limits(None))
