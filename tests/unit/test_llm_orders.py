"""Prompts in every dialect, polished by a model where it is worth it; and the editor at the whole cut."""

from typing import Any

import pytest
from contract_ground import a_brief, a_song, made, model_crew
from plain_mind import plain_mind

from director.crew.llm.dialects import dialect_of
from director.crew.llm.editor import LlmEditor
from director.model import Finding, Fix, Order, Storyboard, Verdict
from tools.chat.base import Picture
from tools.chat.scripted import Scripted

SONG = a_song(40.0, 90.0, 4)
WAN = "wan2.2-t2v-a14b"


async def ordered(chat: Scripted, renderer: str) -> tuple[Storyboard, list[Order]]:
    crew, brief = model_crew(chat), a_brief()
    _, _, board = await made(crew, brief, SONG)
    return board, [await crew.prompter.order(brief, board, shot, renderer, "1") for shot in board.shots]


def times(chat: Scripted, prompt: str) -> int:
    return sum(q.prompt == prompt for q in chat.asked)


@pytest.mark.parametrize(
    ("renderer", "family", "reads"),
    [
        ("wan2.2-t2v-a14b", "Wan", "video"), ("wan2.2-i2v-a14b", "image-to-video", "motion"), ("ltx-2", "LTX", "video"),
        ("hunyuanvideo-1.5-t2v", "HunyuanVideo", "video"), ("kling-v3", "Veo, Kling, Sora or Seedance", "video"),
        ("sdxl-controlnet", "tags", "tags"), ("z-image-turbo", "still pictures", "still"), ("animatic", "none", "none"),
        ("svd-xt", "none", "none"), ("some-new-model", "a video model", "video"),
    ],
)  # fmt: skip
def test_every_renderer_has_a_dialect(renderer: str, family: str, reads: str) -> None:
    assert (dialect_of(renderer).family, dialect_of(renderer).reads) == (family, reads)


@pytest.mark.parametrize(
    "renderer", [WAN, "ltx-2", "hunyuanvideo-1.5-t2v", "veo-3.1", "cogvideox-5b", "some-new-model"]
)
async def test_prompts_repeat_looks_and_places_word_for_word_and_mark_the_instants(renderer: str) -> None:
    _, orders = await ordered(plain_mind(), renderer)
    for order in orders:
        assert order.shot.script is not None
        for fixed in (*order.shot.script.cast, *order.shot.script.things, order.shot.script.place):
            assert fixed.lower() in order.prompt.lower()
        marks = [order.prompt.index(mark) for mark in ("First,", "Then,", "At the end,")]
        assert marks == sorted(marks)
        assert "rain" in order.negative
        assert "rain" not in order.prompt.lower().split()


async def test_families_put_the_same_shot_in_their_own_order() -> None:
    by_family = {r: (await ordered(plain_mind(), r))[1][0].prompt for r in (WAN, "ltx-2", "veo-3.1", "sdxl", "wan-i2v")}
    assert len(set(by_family.values())) == len(by_family)
    assert by_family["ltx-2"].startswith("First,")
    assert by_family["veo-3.1"].startswith("Wide shot")
    assert len(by_family["sdxl"].split()) <= 55
    assert "First," not in by_family["sdxl"]
    assert "braid" not in by_family["wan-i2v"]


async def test_a_section_is_polished_in_one_question_and_drawings_in_none() -> None:
    chat = plain_mind()
    board, _ = await ordered(chat, WAN)
    assert times(chat, "prompter/polish") == len({s.section for s in board.shots})
    drawn = plain_mind()
    await ordered(drawn, "animatic")
    assert times(drawn, "prompter/polish") == 0


async def test_a_polish_that_loses_a_look_goes_back_and_is_not_taken() -> None:
    def short(answer: dict[str, Any], _: int) -> dict[str, Any]:
        answer["prompts"][0]["prompt"] = "A woman in a field."
        return answer

    chat = plain_mind(polish=short)
    _, orders = await ordered(chat, WAN)
    back = [q.user for q in chat.asked if q.prompt == "prompter/polish"]
    assert "these words have to stand as they are: 'the lamp bearer, a tall woman with a grey braid" in back[1]
    assert "a tall woman with a grey braid" in orders[0].prompt.lower()


def verdict(order: Order, *findings: Finding) -> Verdict:
    return Verdict(take=order.key(), findings=findings, score=0.3, decision="retry")


async def test_what_eyes_saw_changes_the_words_and_what_was_measured_takes_the_ladder() -> None:
    chat = plain_mind()
    crew, brief = model_crew(chat), a_brief()
    _, _, board = await made(crew, brief, SONG)
    order = await crew.prompter.order(brief, board, board.shots[0], WAN, "1")
    dark = Finding(requirement="exposure", kind="exposure", met="no", evidence="0.1", fix=Fix(kind="more light"))
    lit = await crew.prompter.revise(order, (verdict(order, dark),))
    assert lit is not None
    assert times(chat, "prompter/revise") == 0
    assert lit.prompt.startswith(order.prompt)
    assert lit.key() != order.key()
    seen = Finding(
        requirement="asked-1", kind="story", met="no", evidence="the lantern is out", how="seen",
        fix=Fix(kind="new seed", words="the lantern burns"),
    )  # fmt: skip
    changed = await crew.prompter.revise(order, (verdict(order, seen),))
    assert changed is not None
    asked = next(q for q in chat.asked if q.prompt == "prompter/revise")
    assert "the lantern is out; instead: the lantern burns" in asked.user
    assert changed.prompt.startswith("Sharper: ")
    assert changed.key() != order.key()
    drawn = await crew.prompter.order(brief, board, board.shots[0], "animatic", "1")
    await crew.prompter.revise(drawn, (verdict(drawn, seen),))
    assert times(chat, "prompter/revise") == 1


async def test_words_of_earlier_fixes_do_not_pile_up() -> None:
    crew, brief = model_crew(), a_brief()
    _, _, board = await made(crew, brief, SONG)
    order = await crew.prompter.order(brief, board, board.shots[0], WAN, "1")
    dark = Finding(requirement="exposure", kind="exposure", met="no", evidence="0.1", fix=Fix(kind="more light"))
    one = await crew.prompter.revise(order, (verdict(order, dark),))
    assert one is not None
    two = await crew.prompter.revise(one, (verdict(order, dark), verdict(one, dark)))
    assert two is not None
    assert two.prompt.count("Brighter exposure") == 1
    assert two.key() not in {order.key(), one.key()}


async def test_the_editor_points_at_clips_that_exist_and_gives_a_fix() -> None:
    def review(answer: dict[str, Any], _: int) -> dict[str, Any]:
        one = {
            "clip": 2, "about": "weak picture", "met": "no", "evidence": "the hand is lost", "fix": "show the thing",
            "fix_en": "the hand fills the frame",
        }  # fmt: skip
        return {"story": "x", "findings": [one, one, one | {"clip": 99}, one | {"clip": 3, "met": "unsure"}]}

    chat = plain_mind(review=review)
    board, _ = await ordered(chat, "animatic")
    first = board.shots[0].model_copy(update={"beyond": ("a knot",)})
    board = board.model_copy(update={"shots": (first, *board.shots[1:])})
    found = await LlmEditor(chat, "ru").review(board, board.cut, Picture(b"png", "the whole cut"), SONG)
    question = chat.asked[-1]
    assert "In Russian: story" in question.system
    assert question.pictures[0].caption == "the whole cut"
    assert board.shots[1].text in question.user
    assert question.user.count("the draft cannot show: a knot") == sum(c.shot == first.id for c in board.cut.clips)
    shots = [clip.shot for clip in board.cut.clips]
    assert [f.requirement for f in found] == [f"film-weak-picture-{shots[1]}", f"film-weak-picture-{shots[2]}"]
    assert found[0].fix == Fix(kind="show the thing", words="the hand fills the frame")
    assert (found[0].met, found[1].met, found[1].fix) == ("no", "unsure", None)
