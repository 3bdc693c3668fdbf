"""What the draft cannot show is not asked of it and not forgotten; a generated take is held to it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reel import make_take
from test_seeing_critic import critic, met, table

from director.crew.base import Screening
from director.crew.house.thresholds import ACCEPT
from director.crew.llm.asking import wish
from director.crew.llm.unshown import Unshown, asked_of
from director.model import Cutout, Order, Presence, Requirement, Script, Shape, Shot, Verdict

MITTEN = "a child's bright red knitted mitten with a ribbed cuff"
LOST = ("red knitted mitten",)
CUTOUT = Cutout(
    id="mitten", name="варежка", name_en="red mitten", height_m=0.2,
    shapes=(Shape(kind="ellipse", points=((-0.5, 0.0), (0.5, 1.0)), colour="#c01010"),),
)  # fmt: skip


def a_table(folder: Path, renderer: str = "animatic", **changes: object) -> Screening:
    """The driver lifts the mitten from the seat; the draft has no mitten."""
    plain = table(folder)
    told: dict[str, object] = {
        "who": ({"term": "woman", "character": "driver", "action": "reach"},), "framing": "medium", "motif": "mitten",
        "action": ("the mitten lies on the seat", "her hand comes down to it", "the seat is empty, the mitten gone"),
        "change": "the mitten was on the seat and is in her hand", "beyond": LOST, "text": "She finds a mitten.",
        "script": Script(picture="the driver at the seat", beats=("a", "b", "c"), things=(MITTEN,)),
        "requirements": (
            Requirement(id="thing", kind="story", text="Is it there: the mitten?", weight=0.5, hard=False),
            Requirement(id="asked-1", kind="story", text="Is a small mitten in her hand?", weight=0.5, hard=False),
            Requirement(id="asked-2", kind="story", text="Does she look down?", weight=0.5, hard=False),
        ),
    }  # fmt: skip
    shot = Shot.model_validate(plain.shot.model_dump() | told | changes)
    order = make_take(shot, plain.media).order.model_copy(update={"renderer": renderer})
    take = plain.take.model_copy(update={"order": order.model_copy(update={
        "width": plain.take.order.width, "height": plain.take.order.height,
        "frames": plain.take.order.frames, "fps": plain.take.order.fps,
    })})  # fmt: skip
    return replace(plain, shot=shot, take=take, matte=None)


def asked(shot: Shot, order: Order) -> tuple[set[str], set[str]]:
    held, vain = asked_of(shot, order, frozenset(r.id for r in shot.requirements), frozenset())
    return {r.id for r in held}, {r.id for r, _ in vain}


LACKS = {"thing", "asked-1", "eyes-begins", "eyes-middle", "eyes-ends", "eyes-changes", "eyes-motif", "eyes-needed"}


async def judged(screening: Screening) -> tuple[Verdict, str]:
    """The verdict of eyes that see nothing of what hangs on the mitten, and all they were asked."""
    seeing, chat = critic(lambda each: "no" if each in LACKS else "yes")
    return await seeing.judge(screening), "\n".join(q.user for q in chat.asked)


async def test_a_draft_is_not_refused_for_what_it_cannot_draw_and_says_what_was_not_asked(tmp_path: Path) -> None:
    verdict, said = await judged(a_table(tmp_path))
    assert verdict.decision == "accept"
    assert "in her hand?" not in said.partition("Answer every question")[2]
    left = {f.requirement for f in verdict.findings if not f.held}
    assert left == {"thing", "asked-1", "eyes-begins", "eyes-middle", "eyes-ends", "eyes-changes", "eyes-needed"}
    assert verdict.beyond == ("The draft cannot show this: red knitted mitten. A generated take will be held to it.",)
    assert verdict.beyond[0] in verdict.reason
    assert not left & set(verdict.unsure), "what nobody asks is no open question"
    assert {f.fix for f in verdict.findings if not f.held} == {None}, "another take is not made for it"
    assert met(verdict)["asked-2"] == met(verdict)["eyes-does"] == "yes", "the rest is asked, and what was ordered"


async def test_a_generated_take_of_the_same_shot_is_held_to_all_of_it(tmp_path: Path) -> None:
    verdict, said = await judged(a_table(tmp_path, "wan2.2-t2v-a14b"))
    assert verdict.decision == "retry"
    assert verdict.beyond == ()
    assert "Is a small mitten in her hand?" in said
    assert "cannot show" not in said
    assert "made by a video model" in (await _system(a_table_again(tmp_path, "wan2.2-t2v-a14b")))


async def test_a_draft_without_the_thing_that_it_can_draw_is_refused(tmp_path: Path) -> None:
    drawn: dict[str, Any] = {"props": (Presence(term=CUTOUT.term, cutout=CUTOUT),), "beyond": ()}
    verdict, _ = await judged(a_table(tmp_path, **drawn))
    assert verdict.decision == "retry"
    table_ = a_table_again(tmp_path, "animatic", **drawn)
    seeing, _ = critic(lambda each: "no" if each == "thing" else "yes")
    only = await seeing.judge(table_)
    assert only.decision == "retry", "the one thing that the shot is for is enough"
    assert only.score < ACCEPT
    made = (tmp_path / "made").absolute()
    made.mkdir()
    seeing, _ = critic(lambda each: "no" if each == "thing" else "yes")
    assert (await seeing.judge(a_table(made, "wan2.2-t2v-a14b", **drawn))).decision == "accept", "a model is paid"


async def test_among_neighbours_the_same_questions_count(tmp_path: Path) -> None:
    table_ = a_table(tmp_path)
    seeing, _ = critic(lambda each: "no" if each == "eyes-does" else "yes")
    verdict = await seeing.judge(table_)
    placed = await seeing.place(verdict, table_)
    assert (placed.score, placed.decision, placed.beyond) == (verdict.score, verdict.decision, verdict.beyond)


async def test_eyes_know_what_kind_of_picture_it_is_and_what_it_cannot_show(tmp_path: Path) -> None:
    table_ = a_table(tmp_path)
    system = await _system(table_)
    assert "This is a drawn draft" in system
    assert "made by a video model" not in system
    assert "What this drawing cannot show: red knitted mitten." in wish(table_.shot, table_.take.order)


def test_what_hangs_on_a_thing_that_is_not_drawn_is_told_by_the_thing(tmp_path: Path) -> None:
    shot = a_table(tmp_path, beyond=("old city bus (drawn as a tram)", "half a bread roll", "door lever of a bus")).shot
    unshown = Unshown(shot)
    for question in ("Is the bus at the pier?", "Does the man hold the bread?", "the lever is half pulled"):
        assert unshown.named_in(question), question
    for question in ("Does the old man walk?", "Is the woman at the wheel of the tram?", "Does she reach?"):
        assert not unshown.named_in(question), question


@pytest.mark.parametrize(
    ("question", "vain"),
    [
        ("Does the mitten hang from the mirror?", True), ("Is the mitten near the mirror?", False),
        ("Is the mirror in the picture?", False), ("Does the lace swing?", True),
    ],
)  # fmt: skip
def test_of_things_that_are_drawn_only_their_relation_is_beyond(tmp_path: Path, question: str, vain: bool) -> None:
    props = (Presence(term=CUTOUT.term, cutout=CUTOUT), Presence(term="mirror"))
    beyond = ("mitten hanging from the mirror on a lace",)
    assert bool(Unshown(a_table(tmp_path, props=props, beyond=beyond).shot).named_in(question)) is vain


def test_a_russian_film_names_it_in_russian_and_its_look_in_english(tmp_path: Path) -> None:
    table_ = a_table(
        tmp_path, beyond=("красная варежка на руке водителя",), change="варежка была на сиденье, теперь в руке",
        action=("варежка лежит на сиденье", "она тянется к ней", "рука с варежкой поднята"),
        requirements=(
            Requirement(id="identity", kind="identity", text="Узнаётся ли по облику: водитель?", hard=False),
            Requirement(id="asked-1", kind="story", text="Водитель смотрит вниз?", hard=False),
        ),
    )  # fmt: skip
    held, vain = asked(table_.shot, table_.take.order)
    assert {"eyes-begins", "eyes-middle", "eyes-ends", "eyes-changes", "eyes-motif"} <= vain
    assert "asked-1" in held, "whose mitten it is can be drawn"


def test_without_anything_beyond_everything_is_asked(tmp_path: Path) -> None:
    table_ = a_table(tmp_path, beyond=())
    held, vain = asked(table_.shot, table_.take.order)
    assert vain == set()
    assert {"thing", "asked-1", "eyes-middle", "eyes-needed"} <= held
    assert "eyes-does" not in held


def test_each_thing_that_comes_back_is_asked_for_by_its_own_look(tmp_path: Path) -> None:
    mirror = "a small round driver's mirror"
    script = Script(picture="p", beats=("a", "b", "c"), things=(MITTEN, mirror))
    table_ = a_table(tmp_path, beyond=(), script=script, requirements=())
    held, _ = asked_of(table_.shot, table_.take.order, frozenset(), frozenset())
    texts = {r.id: r.text for r in held}
    assert MITTEN in texts["eyes-motif"]
    assert mirror in texts["eyes-motif-2"]
    assert "kind and main colour suffice" in texts["eyes-motif"]


async def _system(screening: Screening) -> str:
    seeing, chat = critic(lambda each: "yes")
    await seeing.judge(screening)
    return chat.asked[0].system


def a_table_again(folder: Path, renderer: str, **changes: object) -> Screening:
    again = folder / "again"
    again.mkdir()
    return a_table(again, renderer, **changes)
