"""What a conversation shows: the board as a table, the ideas that were weighed, a change before it is made."""

import textwrap
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from director.crew.base import FilmView
from director.foresight import Difference, Foreseen, ShotChange
from director.model import Language, Quote, Realise, Replace, Retake, Settle, Shot, Take, Treatment, Turn, shot_number
from director.session import Standing
from director.store import NEWEST
from director.words import say

_INDENT = 8
_MOST = 12
"""Shots of a change that are told one by one."""
CONTACT = "contact.png"


def board_lines(standing: Standing, view: FilmView, quote: Quote, folder: Path, width: int) -> Iterator[str]:
    """Yield the board in the order of the cut: clock, size and text of each shot, its take and where the file lies."""
    language, fps = view.brief.language, view.brief.format.fps
    board, cut = view.board, view.board.cut
    yield say("talk_board_head", language, shots=len(board.shots), length=_clock(cut.frames, fps))
    part, shown = -1, set()
    for clip in cut.clips:
        shot = board.shot(clip.shot)
        if shot.section != part:
            part = shot.section
            yield ""
            yield f"  {say(f'section_{view.song.sections[part].label}', language)} ({part + 1})"
        seconds = say("talk_seconds", language, seconds=_seconds(clip.frames, fps, language))
        framing = say(f"page_framing_{shot.framing.replace(' ', '_')}", language)
        head = f"{shot_number(shot.id):>5}  {_clock(clip.start, fps)}  {seconds}  {framing}"
        if shot.id in shown:
            yield f"{head}, {say('talk_again', language)}"
            continue
        shown.add(shot.id)
        yield head
        yield from _wrapped(shot.text, width)
        yield " " * _INDENT + "; ".join(_state(standing, view, shot))
    yield ""
    yield _left(view, quote, str(standing.totals.spent))
    yield say("talk_board_page", language, board=(folder / "storyboard.html").resolve())
    if (folder / CONTACT).exists():
        yield say("talk_contact", language, sheet=(folder / CONTACT).resolve())


def pitch_lines(page: Treatment, language: Language, width: int) -> Iterator[str]:
    """Yield the ideas that were weighed, the chosen one marked; what is not recorded is not told."""
    if not page.pitches:
        yield say("talk_no_pitches", language, logline=page.logline)
        return
    for pitch in page.pitches:
        told = say("talk_pitch", language, mark="✓" if pitch.chosen else "·", title=pitch.title, idea=pitch.idea)
        yield from textwrap.wrap(told, width, subsequent_indent="    ")
        if pitch.image:
            told = say("talk_pitch_image", language, image=pitch.image)
            yield from textwrap.wrap(told, width, initial_indent="    ", subsequent_indent="    ")
        if pitch.reason:
            yield from textwrap.wrap(pitch.reason, width, initial_indent="    ", subsequent_indent="    ")


def change_lines(turn: Turn, foreseen: Foreseen, view: FilmView) -> Iterator[str]:
    """Yield what a turn would change, shot by shot, and its price; one line where nothing would be different."""
    language = view.brief.language
    told = _by_shot(turn, foreseen, view)
    if isinstance(turn, Realise) and turn.stage == "film" and foreseen.nothing:
        yield say("talk_no_models", language)
        return
    if foreseen.nothing and not told:
        yield say("talk_nothing", language)
        return
    yield say("talk_would", language)
    for shot, what in list(told.items())[:_MOST]:
        yield say("talk_diff", language, shot=shot_number(shot), what=", ".join(what))
    if len(told) > _MOST:
        yield say("talk_diff_many", language, n=len(told) - _MOST)
    if foreseen.takes:
        quote = foreseen.quote
        key = "talk_cost" if quote.money.micros else "talk_cost_free"
        seconds = max(1, round(quote.seconds))
        yield say(key, language, n=foreseen.takes, price=quote.money, seconds=seconds)
        yield from spending_lines(foreseen, language)
    else:
        yield say("talk_cost_none", language)
    if foreseen.needs_yes:
        yield say("talk_needs_yes", language)


def spending_lines(foreseen: Foreseen, language: Language) -> Iterator[str]:
    """Yield what is in a price besides takes, what of it comes first, and how far weak takes may raise it."""
    if foreseen.sheets:
        yield say("talk_cost_sheets", language, n=foreseen.sheets)
    if foreseen.stills:
        yield say("talk_cost_stills", language, n=foreseen.stills)
    if foreseen.tests:
        shots = ", ".join(shot_number(shot) for shot in foreseen.tests)
        yield say("talk_cost_tests", language, shots=shots, n=len(foreseen.tests), price=foreseen.tests_quote.money)
    if foreseen.quote.money.micros:
        if foreseen.most is None:
            yield say("talk_cost_no_limit", language)
        else:
            yield say("talk_cost_limit", language, limit=foreseen.most)


def score_of(view: FilmView, take: Take) -> int | None:
    """Return a take's score out of 100, None where nobody has looked."""
    verdict = next((verdict for verdict in view.verdicts if verdict.take == take.id), None)
    return None if verdict is None else round(100 * verdict.score)


def _by_shot(turn: Turn, foreseen: Foreseen, view: FilmView) -> dict[str, list[str]]:
    """Return in words what happens to each shot, in the order of the board."""
    language = view.brief.language
    told: dict[str, list[str]] = {}

    def add(shot: str, what: str) -> None:
        told.setdefault(shot, []).append(what)

    for change in foreseen.changes:
        for words in _changed(change, view):
            add(change.shot, words)
    for shot in foreseen.moved:
        add(shot, say("talk_diff_moved", language))
    for shot in foreseen.removed:
        add(shot, say("talk_diff_removed", language))
    for shot in foreseen.added:
        add(shot, say("talk_diff_added", language))
    attempts = {take.id: take.attempt for take in view.takes}
    for shot, take in (foreseen.picked or {}).items():
        newest = take == NEWEST or take not in attempts
        add(
            shot,
            say("talk_diff_newest", language) if newest else say("talk_diff_picked", language, take=attempts[take]),
        )
    for shot, route in foreseen.routes:
        add(shot, say("talk_diff_renderer", language, renderer=route.renderer))
    for shot, what in _told(turn, language):
        add(shot, what)
    order = {shot.id: number for number, shot in enumerate(view.board.shots)}
    return dict(sorted(told.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def _told(turn: Turn, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what a turn does that no plan of a shot shows."""
    match turn:
        case Retake():
            yield from ((shot, say("talk_diff_again", language)) for shot in turn.shots)
        case Replace():
            yield turn.shot, say("talk_diff_file", language, file=turn.file)
        case Settle():
            yield turn.shot, say("talk_diff_closed", language)
        case _:
            pass


def _changed(change: ShotChange, view: FilmView) -> Iterator[str]:
    language, fps = view.brief.language, view.brief.format.fps
    for difference in change.seen:
        yield _difference(difference, language)
    if change.frames_before != change.frames_after:
        before, after = (_seconds(n, fps, language) for n in (change.frames_before, change.frames_after))
        told = say("talk_seconds", language, seconds=after)
        yield say("talk_from_to", language, before=before, after=told)


def _difference(difference: Difference, language: Language) -> str:
    before, after = difference.before.replace(" ", "_"), difference.after.replace(" ", "_")
    match difference.what:
        case "time":
            words = say(f"heard_time_{before}", language), say(f"heard_time_{after}", language)
        case "weather":
            words = say(f"heard_weather_{before}", language), say(f"heard_weather_{after}", language)
        case "framing":
            words = say(f"page_framing_{before}", language), say(f"page_framing_{after}", language)
        case "locked":
            return say("talk_diff_locked" if difference.after == "True" else "talk_diff_unlocked", language)
        case "palette":
            return say("talk_diff_palette", language)
        case "performance":
            key = "talk_diff_performance" if difference.after else "talk_diff_no_performance"
            return say(key, language, file=difference.after)
        case "place":
            return say("talk_diff_place", language)
        case "text":
            return difference.after
    return say("talk_from_to", language, before=words[0], after=words[1])


def _state(standing: Standing, view: FilmView, shot: Shot) -> Iterator[str]:
    """Yield what is recorded of a shot: its take in the cut, its score, its file."""
    language = view.brief.language
    take = next((take for take in view.takes if take.id == view.in_cut.get(shot.id)), None)
    if shot.locked:
        yield say("talk_locked", language)
    if take is None:
        yield say("talk_not_shot", language)
    else:
        score = score_of(view, take)
        key = "talk_take" if score is not None else "talk_take_unjudged"
        yield say(key, language, take=take.attempt, score=score)
        yield take.file
    still = standing.project.keyframes.get(shot.id)
    if still is not None:
        yield say("talk_still", language, file=f"references/{still.name}")


def _left(view: FilmView, quote: Quote, spent: str) -> str:
    language = view.brief.language
    missing = sum(all(take.shot != shot.id for take in view.takes) for shot in view.board.shots)
    if not missing:
        return say("talk_all_shot", language, spent=spent)
    minutes = max(1, round(quote.seconds / 60))
    return say("talk_price_left", language, n=missing, price=quote.money, minutes=minutes, spent=spent)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=" " * _INDENT, subsequent_indent=" " * _INDENT)


def _seconds(frames: int, fps: Fraction, language: Language) -> str:
    told = f"{float(frames / fps):.1f}"
    return told.replace(".", ",") if language == "ru" else told


def _clock(frames: int, fps: Fraction) -> str:
    tenths = int(frames * 10 / fps)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
