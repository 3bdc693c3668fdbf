"""What an editor sees in the whole film goes back to the shots it names: one round, for which tries are kept."""

import json
from pathlib import Path

import stand_ins
from stand_ins import FPS, Critic, begin, calls, renderer, replaced, take_of

from director.allocate import Kept, Record, Remaining, Standing, allocate
from director.crew.base import Screening
from director.ledger import Ledger
from director.model import (
    Clip,
    CrewRecord,
    Cut,
    Finding,
    Fix,
    FixKind,
    Limits,
    Lock,
    Money,
    Order,
    Storyboard,
    Take,
    Verdict,
)
from director.report import report_of
from director.session import opened
from director.steps.base import Deps, in_cut
from director.steps.cut import as_filmed
from director.steps.looking_again import looked_at, sent_back
from director.store import Store, plan_of

SHOTS = 4


class Editing(Critic):
    """Finds the same fault at every look; takes of shots in `weak` are never good enough."""

    def __init__(self, named: str = "s002", fix: FixKind | None = "show the thing", weak: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.named, self.fix, self.weak = named, fix, weak

    async def judge(self, screening: Screening) -> Verdict:
        verdict = await super().judge(screening)
        if screening.shot.id not in self.weak:
            return verdict
        fault = verdict.findings[0].model_copy(update={"met": "no", "fix": Fix(kind="more light")})
        return verdict.model_copy(update={"findings": (fault,), "score": 0.3, "decision": "retry"})

    async def review(self, board: Storyboard, cut: Cut, film: Path) -> tuple[Finding, ...]:
        await super().review(board, cut, film)
        fix = Fix(kind=self.fix, words="a red mitten in front") if self.fix else None
        return (Finding(
            requirement=f"film-story-{self.named}", kind="story", met="no", evidence="nothing lies there", fix=fix,
            how="seen",
        ),)  # fmt: skip


def start(folder: Path, limits: Limits | None = None) -> Path:
    begin(folder, limits)
    store = Store(folder)
    store.save(store.load().model_copy(update={"crew": CrewRecord(kind="model")}))
    return folder


def deps_of(folder: Path) -> Deps:
    return Deps(Store(folder), Ledger(folder / "state.db"), replaced(), {"quick": renderer(folder)})


async def filmed(folder: Path, editor: Critic, price: int = 0) -> dict[str, list[Take]]:
    people = replaced(critic=editor, storyboarder=stand_ins.Boarder(SHOTS))
    async with opened(folder, people, {"quick": renderer(folder, price=price)}) as session:
        await session.finish()
    return taken(folder)


def taken(folder: Path) -> dict[str, list[Take]]:
    board = Store(folder).load().board
    assert board is not None
    return {shot.id: list(Store(folder).takes(shot)) for shot in board.shots}


async def test_what_the_editor_names_is_made_once_more_by_the_editors_fix_and_stands_in_the_cut(tmp_path: Path) -> None:
    folder, editor = start(tmp_path / "film"), Editing()
    takes = await filmed(folder, editor)
    assert {shot: len(made) for shot, made in takes.items() if shot != "s003"} == {"s001": 1, "s002": 2, "s004": 1}
    again = takes["s002"][1]
    assert [fix.words for fix in again.order.fixes] == ["a red mitten in front"]
    assert again.attempt == 2
    draft = Store(folder).load().draft
    assert draft is not None
    assert draft.takes["s002"] == again.id
    report = json.loads((folder / "report.json").read_text())
    assert report["critic"]["sent_back"] == ["s002"]
    made = len(calls(tmp_path / "calls.jsonl", "made"))
    await filmed(folder, editor)
    assert len(calls(tmp_path / "calls.jsonl", "made")) == made, "gone on with, nothing more is made"


async def test_the_last_try_of_a_weak_shot_is_kept_for_it(tmp_path: Path) -> None:
    weak = Editing("s002", weak=("s001", "s002"))
    takes = await filmed(start(tmp_path / "film", Limits(max_attempts=3)), weak)
    fixes = [{fix.kind for fix in take.order.fixes} for take in takes["s002"]]
    assert len(fixes) == 3
    assert "show the thing" in fixes[2]
    assert not any("show the thing" in kinds for kinds in fixes[:2])
    assert len(takes["s001"]) == 3, "what was kept and not needed goes to the weak shots"
    assert not any("show the thing" in {f.kind for f in take.order.fixes} for take in takes["s001"])


async def test_money_is_kept_for_it_and_no_limit_is_passed(tmp_path: Path) -> None:
    price = 100_000
    limits = Limits(max_attempts=2, budget=Money(micros=(SHOTS + 1) * price))
    folder = start(tmp_path / "film", limits)
    takes = await filmed(folder, Editing("s004", weak=("s001",)), price)
    assert len(takes["s004"]) == 2
    assert len(takes["s001"]) == 1, "the only take left was kept for what the whole film needs"
    tight = start(tmp_path / "tight", Limits(max_attempts=1))
    assert {len(made) for made in (await filmed(tight, Editing("s004"))).values()} == {1}


async def test_a_finding_without_a_fix_and_a_crew_without_an_editor_send_nothing_back(tmp_path: Path) -> None:
    takes = await filmed(start(tmp_path / "film"), Editing("s001", fix=None))
    assert len(takes["s001"]) == 1
    house = begin(tmp_path / "house")
    editor = Editing("s001")
    assert len((await filmed(house, editor))["s001"]) == 1
    assert editor.reviewed == 1


async def test_a_locked_shot_is_left_alone_and_no_turn_brings_another_round(tmp_path: Path) -> None:
    folder = start(tmp_path / "film", Limits(max_attempts=6))
    await filmed(folder, Editing())
    before = {shot: len(made) for shot, made in taken(folder).items()}
    for locked in ("s004", "s002"):
        people = replaced(critic=Editing(), storyboarder=stand_ins.Boarder(SHOTS))
        async with opened(folder, people, {"quick": renderer(folder)}) as session:
            await session.answer(Lock(shots=(locked,)))
            await session.finish()
        assert {shot: len(made) for shot, made in taken(folder).items()} == before


async def test_a_take_that_the_editor_refused_stays_out_of_the_cut_after_other_turns_and_looks(tmp_path: Path) -> None:
    folder, editor = start(tmp_path / "film"), Editing()
    again = (await filmed(folder, editor))["s002"][1]
    people = replaced(critic=Editing("s001", fix=None), storyboarder=stand_ins.Boarder(SHOTS))
    async with opened(folder, people, {"quick": renderer(folder)}) as session:
        await session.answer(Lock(shots=("s004",)))
        await session.finish()
    store = Store(folder)
    project = store.load()
    assert project.draft is not None
    assert project.draft.takes["s002"] == again.id
    assert project.looked is not None
    film = looked_at(deps_of(folder), project.model_copy(update={"stage": "film"}), "another", (), {})
    assert (film.of, film.before) == ("film", ("draft",))
    board = project.board
    assert board is not None
    chosen = in_cut(store, project.model_copy(update={"looked": film}), board.shot("s002"), {
        take.id: 0.9 for take in store.takes(board.shot("s002"))
    })  # fmt: skip
    assert chosen is not None
    assert chosen.id == again.id


async def test_what_was_picked_closed_changed_or_made_is_not_sent_back_and_only_the_made_is_reported(
    tmp_path: Path,
) -> None:
    folder = start(tmp_path / "film")
    takes = await filmed(folder, Editing())
    store = Store(folder)
    project = store.load()
    board = project.board
    assert board is not None
    assert project.looked is not None
    shot = board.shot("s002")
    waiting = project.looked.model_copy(update={"takes": {"s002": 3}})
    asked = project.model_copy(update={"looked": waiting})
    deps = deps_of(folder)
    assert sent_back(deps, asked, board) == ["s002"]
    picked = asked.model_copy(update={"picks": {"s002": takes["s002"][0].id}})
    closed = asked.model_copy(update={"settled": {plan_of(shot): "taken"}})
    assert [sent_back(deps, each, board) for each in (picked, closed)] == [[], []]
    changed = shot.model_copy(update={"text": "something else"})
    other = board.model_copy(update={"shots": tuple(changed if s == shot else s for s in board.shots)})
    assert sent_back(deps, asked, other) == []
    store.save(asked)
    assert report_of(store, deps.ledger).critic.sent_back == ()
    store.save(project)
    assert report_of(store, deps.ledger).critic.sent_back == ("s002",)


def test_the_editor_is_told_what_the_draft_cannot_show_where_the_draft_is_in_the_cut() -> None:
    lost = [stand_ins.shot(n, beyond=("a knot",)) for n in (1, 2)]
    board = Storyboard(shots=tuple(lost), cut=Cut(frames=2, clips=(
        Clip(id="c001", shot="s001", start=0, end=1), Clip(id="c002", shot="s002", start=1, end=2),
    )))  # fmt: skip
    orders = [
        Order(shot=shot, renderer=name, renderer_version="1", prompt="", width=64, height=36, fps=FPS, frames=1, seed=1)
        for shot, name in zip(lost, ("animatic", "wan2.2-t2v-a14b"), strict=True)
    ]
    known = as_filmed(board, {order.shot.id: take_of(order) for order in orders})
    assert [shot.beyond for shot in known.shots] == [("a knot",), ()]


def test_first_takes_may_use_what_is_kept_and_later_ones_may_not() -> None:
    left = Remaining(money_micros=300, max_attempts=4, kept=Kept(tries=1, money_micros=200))
    first = Standing("s001", 0.5, money_per_take=200)
    later = Standing("s002", 0.5, scores=(0.1,), money_per_take=200)
    last = Standing("s003", 0.5, scores=(0.1, 0.1, 0.1), money_per_take=10)
    chosen = allocate([first, later, last], Record(), left, 3)
    assert chosen.next == ("s001",)
    assert {shot: chosen.reasons[shot].kind for shot in ("s002", "s003")} == {"s002": "money", "s003": "kept"}
    rich = Remaining(money_micros=350, max_attempts=4, kept=Kept(money_micros=200))
    assert allocate([later], Record(), rich, 1).reasons["s002"].kind == "kept"
