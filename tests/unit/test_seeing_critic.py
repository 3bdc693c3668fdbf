"""The critic with eyes: measured first, shown only what instruments let pass, decided on what repeats."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reel import Scene, make_take, screen

from director.crew.base import Screening
from director.crew.house.critic import HouseCritic
from director.crew.house.thresholds import ACCEPT
from director.crew.llm.asking import questions
from director.crew.llm.critic import LlmCritic
from director.errors import ProviderError
from director.model import Met, ReferenceBank, Requirement, Script, Sheet, Shot, Verdict
from tools.bank import keep_bank, keep_picture
from tools.chat.base import Question
from tools.chat.scripted import Scripted
from tools.eyes import ChatEyes
from tools.eyes.likeness import Nearest

FACE = "r face"
NOT_TOLD = ("eyes-begins", "eyes-ends", "eyes-changes", "eyes-reads", "eyes-needed", "story")
Rule = Callable[[str], Met]


def answering(rule: Rule) -> Callable[[Question[Any]], dict[str, object]]:
    def answer(question: Question[Any]) -> dict[str, object]:
        asked = [part.split(":")[0] for part in question.user.split("\n- ")[1:]]
        lines = [
            {"id": a, "met": rule(a), "evidence": f"{a} at the left", "frames": ["A"], "fix": "simpler"} for a in asked
        ]
        return {"seen": "a ball", "answers": lines}

    return answer


def critic(rule: Rule) -> tuple[LlmCritic, Scripted]:
    chat = Scripted({"critic/check": answering(rule)})
    return LlmCritic(chat, ChatEyes(chat), HouseCritic()), chat


def table(folder: Path, scene: Scene | None = None, **changes: object) -> Screening:
    (folder / "takes").mkdir()
    return screen(folder / "takes", scene or Scene(), **changes)


def met(verdict: Verdict) -> dict[str, Met]:
    return {f.requirement: f.met for f in verdict.findings}


async def test_what_instruments_left_open_is_answered_and_the_rest_stays_measured(tmp_path: Path) -> None:
    seeing, _ = critic(lambda asked: "yes")
    table_ = table(tmp_path)
    blind, verdict = await HouseCritic().judge(table_), await seeing.judge(table_)
    assert met(blind)[FACE] == "unsure"
    assert met(verdict)[FACE] == "yes"
    assert {f.requirement: f.value for f in blind.findings if f.value is not None} == {
        f.requirement: f.value for f in verdict.findings if f.value is not None
    }
    assert verdict.decision == "accept"
    assert verdict.unsure == ()


async def test_a_take_that_instruments_discard_is_not_shown_to_a_model(tmp_path: Path) -> None:
    seeing, chat = critic(lambda asked: "yes")
    verdict = await seeing.judge(table(tmp_path, Scene(gain=(0.1,))))
    assert verdict.decision == "retry"
    assert chat.asked == []


async def test_a_fault_seen_twice_discards_the_take_with_a_fix_and_once_does_not(tmp_path: Path) -> None:
    table_ = table(tmp_path, who=({"term": "girl"},))
    seeing, chat = critic(lambda asked: "no" if asked == "eyes-bodies" else "yes")
    verdict = await seeing.judge(table_)
    fault = next(f for f in verdict.findings if f.requirement == "eyes-bodies")
    assert (fault.met, fault.how) == ("no", "seen")
    assert fault.fix is not None
    assert verdict.decision == "retry"
    assert verdict.score < 0.5
    assert len(chat.asked) == 2
    readings = iter(["no", "yes"])
    seeing, _ = critic(lambda asked: next(readings) if asked == "eyes-bodies" else "yes")  # type: ignore[return-value]
    verdict = await seeing.judge(table_)
    assert met(verdict)["eyes-bodies"] == "unsure"
    assert verdict.decision == "accept"


async def test_a_sound_picture_that_does_not_tell_its_shot_is_shot_again(tmp_path: Path) -> None:
    table_ = table(tmp_path, action=("it rests", "it rolls", "it stops"), change="it has moved")
    silent, _ = critic(lambda asked: "no" if asked in NOT_TOLD else "yes")
    blind, verdict = await HouseCritic().judge(table_), await silent.judge(table_)
    assert blind.score >= 0.9, "as a picture it is sound"
    assert verdict.decision == "retry"
    assert verdict.score < ACCEPT, "the score is all that allocation and the cut see"
    telling, _ = critic(lambda asked: "no" if asked == "eyes-begins" else "yes")
    assert (await telling.judge(table_)).decision == "accept"


async def test_a_refused_take_never_outscores_an_accepted_one(tmp_path: Path) -> None:
    table_ = table(tmp_path, action=("it rests", "it rolls", "it stops"), change="it has moved")
    asked = [r.id for r in questions(table_.shot, table_.take.order, frozenset({FACE}))]
    scores: dict[str, list[float]] = {"accept": [], "retry": [], "ask the artist": []}
    for count in range(len(asked) + 1):
        for said in ("no", "unsure"):
            wrong = frozenset(asked[:count])
            seeing, _ = critic(lambda a, wrong=wrong, said=said: said if a in wrong else "yes")  # type: ignore[misc]
            verdict = await seeing.judge(table_)
            scores[verdict.decision].append(verdict.score)
    assert scores["accept"]
    assert scores["retry"]
    assert min(scores["accept"]) >= ACCEPT > max(scores["retry"])


async def test_what_eyes_could_not_tell_is_not_taken_for_fulfilled(tmp_path: Path) -> None:
    table_ = table(tmp_path, action=("it rests", "it rolls", "it stops"), change="it has moved")
    sure, _ = critic(lambda asked: "yes")
    doubting, _ = critic(lambda asked: "unsure" if asked in NOT_TOLD else "yes")
    forgetful = Scripted({"critic/check": lambda q: _without(answering(lambda asked: "yes")(q), NOT_TOLD)})
    told, doubted = await sure.judge(table_), await doubting.judge(table_)
    left_out = await LlmCritic(forgetful, ChatEyes(forgetful), HouseCritic()).judge(table_)
    assert doubted.score < told.score - 0.05
    assert left_out.score == doubted.score
    assert set(left_out.unsure) == set(doubted.unsure) >= {"eyes-begins", "eyes-reads"}
    assert {f.quality for f in doubted.findings if f.met == "unsure"} == {None}


async def test_doubts_alone_leave_a_take_to_the_artist_with_what_was_doubted(tmp_path: Path) -> None:
    table_ = table(tmp_path, action=("it rests", "it rolls", "it stops"), change="it has moved")
    table_ = replace(table_, shot=table_.shot.model_copy(update={"requirements": ()}))
    seeing, _ = critic(lambda asked: "unsure")
    verdict = await seeing.judge(table_)
    assert verdict.decision == "ask the artist"
    assert "eyes-middle at the left" in verdict.reason
    again = await seeing.place(verdict, table_)
    assert (again.score, again.decision) == (verdict.score, verdict.decision)


def _without(answer: dict[str, object], left_out: tuple[str, ...]) -> dict[str, object]:
    lines: Any = answer["answers"]
    return answer | {"answers": [line for line in lines if line["id"] not in left_out]}


async def test_the_artist_is_asked_where_eyes_cannot_tell_what_matters_most(tmp_path: Path) -> None:
    seeing, _ = critic(lambda asked: "unsure")
    verdict = await seeing.judge(table(tmp_path, who=({"term": "girl"},)))
    assert verdict.decision == "ask the artist"
    seeing, _ = critic(lambda asked: "unsure" if asked == "eyes-text" else "yes")
    assert (await seeing.judge(replace(table_of(tmp_path), shot=verdict_shot(tmp_path)))).decision == "accept"


def table_of(folder: Path) -> Screening:
    return screen(folder / "takes", Scene(), who=({"term": "girl"},))


def verdict_shot(folder: Path) -> Shot:
    return table_of(folder).shot


async def test_among_neighbours_what_was_seen_keeps_its_weight(tmp_path: Path) -> None:
    table_ = table(tmp_path, who=({"term": "girl"},))
    seeing, chat = critic(lambda asked: "no" if asked == "eyes-bodies" else "yes")
    verdict = await seeing.judge(table_)
    asked = len(chat.asked)
    other = screen(tmp_path, Scene(seed=9, colours=("#301010", "#704040", "#d0a0a0")))
    placed = await seeing.place(verdict, replace(table_, others=(("s009", other.media),)))
    assert met(placed)["eyes-bodies"] == "no"
    assert placed.score < 0.5
    assert met(placed)["house distinct"] == "yes"
    assert len(chat.asked) == asked, "place asks nobody"


async def test_nobody_is_asked_who_someone_is_without_a_sheet(tmp_path: Path) -> None:
    named = {"who": ({"term": "girl", "character": "anna"},)}
    own = (Requirement(id="identity", kind="identity", text="Is it Anna?", weight=0.6, hard=False),)
    table_ = table(tmp_path, **named)
    table_ = replace(table_, shot=table_.shot.model_copy(update={"requirements": own}))
    seeing, chat = critic(lambda asked: "yes")
    assert met(await seeing.judge(table_))["identity"] == "unsure"
    assert "Is it Anna?" not in chat.asked[0].user
    picture = keep_picture(tmp_path, _png(), ".png", "person")
    sheet = Sheet(of="anna", kind="character", view="front", origin="given", label="Anna, red coat", picture=picture)
    keep_bank(tmp_path, ReferenceBank(sheets=(sheet,)))
    assert met(await seeing.judge(table_))["identity"] == "yes"
    assert "Anna, red coat" in chat.asked[1].pictures[0].caption
    assert len(chat.asked[1].pictures) == 2


class Nearness:
    """Likeness by mean colour."""

    def nearest(self, frames: Any, sheets: Any) -> Nearest:
        def far(pictures: Any) -> float:
            return min(float(abs(frames[0].mean((0, 1)) - p.mean((0, 1))).sum()) for p in pictures)

        return Nearest(min(sheets, key=lambda who: far(sheets[who])), 0.9, 0.1)


async def test_a_likeness_to_another_character_raises_a_doubt_and_no_more(tmp_path: Path) -> None:
    table_ = table(tmp_path, who=({"term": "girl", "character": "anna"},))
    for own, met_ in (((90, 110, 140), "yes"), ((0, 255, 0), "unsure")):
        other = (0, 255, 0) if met_ == "yes" else (90, 110, 140)
        sheets = tuple(
            Sheet(of=who, kind="character", view="front", origin="given", label=who,
                  picture=keep_picture(tmp_path, _png(colour), ".png", "person"))
            for who, colour in (("anna", own), ("boris", other))
        )  # fmt: skip
        keep_bank(tmp_path, ReferenceBank(sheets=sheets))
        chat = Scripted({"critic/check": answering(lambda asked: "yes")})
        near: Any = Nearness()
        verdict = await LlmCritic(chat, ChatEyes(chat), HouseCritic(), likeness=near).judge(table_)
        assert met(verdict)["eyes-identity"] == met_
        assert met(verdict)["eyes-bodies"] == "yes"


async def test_another_place_than_the_sheets_discards_the_take_where_the_place_can_be_seen(tmp_path: Path) -> None:
    sheet = Sheet(of="p", kind="place", view="whole", origin="drawn", label="the field", picture=keep_picture(
        tmp_path, _png(), ".png", "place"))  # fmt: skip
    keep_bank(tmp_path, ReferenceBank(sheets=(sheet,)))
    seeing, chat = critic(lambda asked: "no" if asked == "eyes-place" else "yes")
    table_ = table(tmp_path)
    near = await seeing.judge(table_)
    assert "eyes-place" not in met(near)
    assert len(chat.asked[0].pictures) == 1, "a sheet that no question needs is not paid for"
    shot = table_.shot.model_copy(update={"framing": "full"})
    far = await seeing.judge(replace(table_, shot=shot))
    assert met(far)["eyes-place"] == "no"
    assert far.decision == "retry"


def test_yes_can_mean_one_thing_only(tmp_path: Path) -> None:
    own = (
        Requirement(id="text", kind="no stray text", text="Are there no letters?"),
        Requirement(id="story", kind="story", text="Change?"),
    )
    shot = table(tmp_path).shot.model_copy(update={"requirements": own, "change": "the ball falls"})
    order = make_take(shot, tmp_path / "x").order
    asked = {r.id: r.text for r in questions(shot, order, frozenset({"text", "story"}))}
    assert asked["text"].startswith("Is the picture free of")
    assert "to be so at the end: 'the ball falls'" in asked["story"]
    assert {"eyes-text", "eyes-changes"} & asked.keys() == set(), "nothing is asked twice"


async def test_two_takes_without_a_visible_difference_close_the_shot(tmp_path: Path) -> None:
    table_ = table(tmp_path)
    for readings, decision in ((("first", "first"), "ask the artist"), (("first", "second"), "accept")):
        lines = [{"only_in_first": "a", "only_in_second": "b", "better": said} for said in readings]
        chat = Scripted({"critic/compare": lines})
        preferred = await LlmCritic(chat, ChatEyes(chat), HouseCritic()).prefer(table_, table_)
        assert preferred.decision == decision
        assert preferred.take == (table_.take.id if decision == "accept" else "")


async def test_when_nobody_could_look_the_failure_is_passed_on(tmp_path: Path) -> None:
    chat = Scripted({"critic/check": ProviderError("down", retryable=True)})
    with pytest.raises(ProviderError):
        await LlmCritic(chat, ChatEyes(chat), HouseCritic()).judge(table(tmp_path))


def test_a_shot_asks_after_its_own_words(tmp_path: Path) -> None:
    script = Script(
        picture="Anna at the window", beats=("she looks up", "she opens the letter", "she lets it fall"),
        cast=("Anna, grey eyes, red coat",), things=("a letter with a red seal",), never=("blood",),
    )  # fmt: skip
    shot = table(tmp_path).shot.model_copy(update={"script": script, "motif": "letter", "requirements": ()})
    shot = Shot.model_validate(shot.model_dump() | {"who": ({"term": "girl"},)})
    order = make_take(shot, tmp_path / "x").order
    asked = {r.id: r.text for r in questions(shot, order, frozenset())}
    said = " ".join(asked.values())
    for words in (*script.beats, *script.cast, *script.things, *script.never):
        assert words in said
    drawn = {r.id for r in questions(shot, order.model_copy(update={"renderer": "animatic"}), frozenset())}
    assert "eyes-wardrobe-1" not in drawn
    assert "eyes-never" in drawn


async def test_a_generated_picture_of_another_place_or_style_is_discarded_a_drawing_is_not_asked(
    tmp_path: Path,
) -> None:
    table_ = table(tmp_path, framing="wide", place_term="forest", time="night", style="ink")
    order = table_.take.order
    asked = {r.id: r.text for r in questions(table_.shot, order, frozenset())}
    assert "forest" in asked["eyes-where"]
    assert "night" in asked["eyes-hour"]
    assert "ink" in asked["eyes-style"]
    near = table_.shot.model_copy(update={"framing": "insert"})
    assert "eyes-where" not in {r.id for r in questions(near, order, frozenset())}
    drawn = {r.id for r in questions(table_.shot, order.model_copy(update={"renderer": "animatic"}), frozenset())}
    assert not drawn & {"eyes-where", "eyes-hour", "eyes-style"}
    for wrong in ("eyes-where", "eyes-style"):
        seeing, _ = critic(lambda a, wrong=wrong: "no" if a == wrong else "yes")  # type: ignore[misc]
        assert (await seeing.judge(table_)).decision == "retry"


def test_own_footage_is_not_questioned_and_a_photo_only_for_what_moving_breaks(tmp_path: Path) -> None:
    shot = table(tmp_path).shot
    order = make_take(shot, tmp_path / "x").order
    film = shot.model_copy(update={"technique": "footage"})
    photo = shot.model_copy(update={"technique": "photo"})
    assert questions(film, order, frozenset({FACE})) == ()
    assert [r.id for r in questions(photo, order, frozenset({FACE}))] == ["eyes-untorn"]


def _png(colour: tuple[int, int, int] = (180, 30, 30)) -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 60), colour).save(out, "PNG")
    return out.getvalue()
