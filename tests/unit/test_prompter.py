"""Orders as long as their clips need, and revisions that are always something else."""

from fractions import Fraction

import pytest

from director.crew.house.prompter import HousePrompter, body
from director.model import (
    Brief,
    Clip,
    Cut,
    Finding,
    Fix,
    FixKind,
    Order,
    Palette,
    Presence,
    Reference,
    Requirement,
    Shot,
    Storyboard,
    Title,
    Transition,
    Verdict,
)


def a_shot(**changes: object) -> Shot:
    return Shot.model_validate({
        "id": "s001", "section": 0, "world": "w", "place": "p", "place_term": "tundra", "time": "night",
        "weather": "blizzard", "palette": Palette(colours=("#102030", "#ffffff")), "style": "ink", "text": "Идёт.",
        "who": (Presence(term="captain", character="c", action="walk", emotion="resolve", facing="right"),),
        "framing": "full", "emotion": "resolve", "requirements": (Requirement(id="x", kind="exposure", text="?"),),
        **changes,
    })  # fmt: skip


def a_board(shot: Shot, *, fade: int = 0) -> Storyboard:
    other = a_shot(id="s002")
    clips = (
        Clip(id="c001", shot="s001", start=0, end=50),
        Clip(id="c002", shot="s002", start=50, end=90),
        Clip(id="c003", shot="s001", start=90, end=120, take_in=50),
        Clip(id="c004", shot="s002", start=120, end=200, take_in=40),
    )
    fades = (Transition(clip="c004", kind="crossfade", frames=fade),) if fade else ()
    return Storyboard(shots=(shot, other), cut=Cut(frames=200, clips=clips, transitions=fades))


BRIEF = Brief(text="-", language="ru", must_not=("car",))


async def an_order(shot: Shot | None = None, brief: Brief = BRIEF, fade: int = 0) -> Order:
    shot = shot or a_shot()
    return await HousePrompter().order(brief, a_board(shot, fade=fade), shot, "animatic", "1")


def a_verdict(order: Order, *fixes: FixKind) -> Verdict:
    findings = tuple(
        Finding(requirement=f"r{n}", kind="exposure", met="no", evidence="-", fix=Fix(kind=kind))
        for n, kind in enumerate(fixes)
    )
    return Verdict(take=order.key(), findings=findings, score=0.2, decision="retry")


async def tries(order: Order, *fixes: FixKind) -> list[Order]:
    prompter, verdicts, made = HousePrompter(), [a_verdict(order, *fixes)], [order]
    while (following := await prompter.revise(made[-1], tuple(verdicts))) is not None:
        made.append(following)
        verdicts.append(a_verdict(following, *fixes))
        assert len(made) < 30
    return made


async def test_an_order_is_as_long_as_its_clips_with_an_entry_at_each() -> None:
    order = await an_order()
    assert order.frames == 80
    assert order.keyframes == (50,)
    assert order.handles == 12
    assert (order.width, order.height, order.fps) == (1280, 720, Fraction(24))


@pytest.mark.parametrize(("fade", "frames"), [(24, 80), (60, 83)])
async def test_a_long_crossfade_lengthens_the_body_beyond_the_handles(fade: int, frames: int) -> None:
    order = await an_order(fade=fade)
    assert order.frames == frames
    needed, marks = body(a_board(a_shot(), fade=fade), "s002")
    assert needed == 120
    assert 40 in marks


@pytest.mark.parametrize(
    ("kind", "clip", "mark"),
    [("crossfade", "c003", 50 + 8), ("dip to white", "c003", 50 + 8), ("fade from black", "c001", 16)],
)
def test_what_is_copied_starts_a_group_of_pictures(kind: str, clip: str, mark: int) -> None:
    board = a_board(a_shot())
    mixed = Transition.model_validate({"clip": clip, "kind": kind, "frames": 16})
    title = Title(text="Song", start=4, end=31)
    cut = board.cut.model_copy(update={"transitions": (mixed,), "titles": (title,)})
    _, marks = body(board.model_copy(update={"cut": cut}), "s001")
    assert mark in marks
    assert 31 in marks


async def test_the_prompt_says_what_the_shot_says_in_english() -> None:
    order = await an_order()
    for words in ("Full shot", "captain", "tundra", "night", "blizzard", "walks", "Ink", "#102030", "fixed camera"):
        assert words in order.prompt, words
    assert "car" in order.negative.split(", ")
    assert not any("а" <= c <= "я" for c in order.prompt.lower())


async def test_seeds_follow_brief_shot_and_revision() -> None:
    first = await an_order()
    assert first == await an_order()
    others = [
        await an_order(brief=BRIEF.model_copy(update={"seed": 2})),
        await an_order(a_shot(revision=1)),
        (await HousePrompter().order(BRIEF, a_board(a_shot()), a_shot(id="s002"), "animatic", "1")),
    ]
    assert len({first.seed, *(o.seed for o in others)}) == 4


async def test_another_take_asks_the_same_with_other_chance() -> None:
    order = await an_order()
    again = await HousePrompter().again(order)
    assert (again.prompt, again.shot) == (order.prompt, order.shot)
    assert again.key() != order.key()
    assert (await HousePrompter().again(again)).key() not in {order.key(), again.key()}


@pytest.mark.parametrize("fixes", [(), ("new seed",), ("more light",), ("more light", "bigger subject", "sharper")])
async def test_revisions_are_never_tried_before_and_end(fixes: tuple[FixKind, ...]) -> None:
    made = await tries(await an_order(), *fixes)
    assert len({o.key() for o in made}) == len(made) >= 5
    assert [o.attempt for o in made] == list(range(1, len(made) + 1))
    assert all(o.shot == made[0].shot for o in made)


async def test_what_was_tried_in_another_order_is_not_tried_again() -> None:
    prompter, order = HousePrompter(), await an_order()
    first = await prompter.revise(order, ())
    assert first is not None
    known = Verdict(take=first.key(), findings=(), score=0.1, decision="retry")
    second = await prompter.revise(order, (known,))
    assert second is not None
    assert second.key() != first.key()


async def test_a_finding_changes_the_next_order_by_its_fix() -> None:
    order = await an_order()
    revised = await HousePrompter().revise(order, (a_verdict(order, "more light", "bigger subject", "sharper"),))
    assert revised is not None
    assert {f.kind for f in revised.fixes} == {"more light", "bigger subject"}
    assert "Brighter exposure" in revised.prompt
    assert revised.prompt != order.prompt


async def test_a_fault_of_chance_gets_another_seed_first() -> None:
    order = await an_order()
    revised = await HousePrompter().revise(order, (a_verdict(order, "new seed"),))
    assert revised is not None
    assert revised.seed != order.seed
    assert revised.fixes == ()


async def test_what_failed_twice_comes_first() -> None:
    order = await an_order()
    once = a_verdict(order, "more light")
    second = order.model_copy(update={"seed": 5})
    finding = Finding(requirement="r9", kind="sharpness", met="no", evidence="-", fix=Fix(kind="sharper"))
    old = once.model_copy(update={"findings": (*once.findings, finding)})
    extra = [Finding(requirement=f"a{n}", kind="motion", met="no", evidence="-", fix=Fix(kind=k))
             for n, k in enumerate(("stronger move", "hold palette"))]  # fmt: skip
    now = Verdict(take=second.key(), findings=(*extra, finding), score=0.1, decision="retry")
    revised = await HousePrompter().revise(second, (old, now))
    assert revised is not None
    assert "sharper" in {f.kind for f in revised.fixes}


@pytest.mark.parametrize("hero", [True, False])
async def test_only_ordinary_shots_are_made_simpler(hero: bool) -> None:
    made = await tries(await an_order(a_shot(hero=hero)), "simpler", "more light")
    simplified = any(f.kind in ("simpler", "other framing") for o in made for f in o.fixes)
    assert simplified is not hero


async def test_a_photo_shot_carries_its_reference() -> None:
    reference = Reference(name="old", digest="0" * 32, kind="photo", role="person", width=9, height=9)
    brief = BRIEF.model_copy(update={"references": (reference,)})
    order = await an_order(a_shot(technique="photo", reference="old"), brief)
    assert order.references == (reference,)
