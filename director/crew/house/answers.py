"""What the assistant says: the turn as understood, and answers from recorded facts."""

from typing import assert_never

from director.crew.base import FilmView
from director.crew.house.lexicon import language_of
from director.crew.house.names import name_of
from director.model import (
    Approve,
    Ask,
    Export,
    Finding,
    Language,
    Lock,
    Never,
    Pace,
    Perform,
    Pick,
    Pin,
    Realise,
    Remove,
    Repaint,
    Replace,
    Restage,
    Retake,
    Settle,
    Stretch,
    Swap,
    Turn,
    Undo,
    Verdict,
)
from director.words import say


def echo(turn: Turn, view: FilmView) -> str:  # noqa: C901, PLR0911, PLR0912 - one sentence for each kind of turn
    """Return what was understood, as one sentence in the artist's language."""
    language = view.brief.language
    match turn:
        case Approve() | Export() | Undo():
            return say(f"heard_{turn.kind}", language)
        case Pace():
            key = "heard_faster" if turn.factor > 1 else "heard_calmer"
            return say(key, language, sections=_sections(turn.sections, view))
        case Restage():
            return say("heard_restage", language, shots=_numbers(turn.shots), how=_how(turn, language))
        case Repaint():
            return say("heard_repaint", language, sections=_sections(turn.sections, view))
        case Retake() | Remove():
            return say(f"heard_{turn.kind}", language, shots=_numbers(turn.shots))
        case Pick():
            key = "heard_pick" if turn.take is not None else "heard_pick_previous"
            return say(key, language, shot=_number(turn.shot), take=turn.take)
        case Lock():
            return say("heard_lock" if turn.locked else "heard_unlock", language, shots=_numbers(turn.shots))
        case Replace():
            return say("heard_replace", language, shot=_number(turn.shot), file=turn.file)
        case Perform():
            key = "heard_perform" if turn.file else "heard_perform_no_more"
            return say(key, language, shots=_numbers(turn.shots), n=len(turn.shots), file=turn.file)
        case Swap():
            return say("heard_swap", language, first=_number(turn.first), second=_number(turn.second))
        case Stretch():
            key = "heard_longer" if turn.beats > 0 else "heard_shorter"
            return say(key, language, shot=_number(turn.shot), beats=abs(turn.beats))
        case Never():
            foreign = language_of(turn.words) != language
            words = ", ".join(name_of(t, language) for t in turn.terms) if foreign and turn.terms else turn.words
            return say("heard_never", language, words=words)
        case Realise():
            return say(f"heard_{turn.stage}", language)
        case Pin():
            whole = say("heard_whole_film", language) if turn.film else ""
            named = say("heard_shots", language, shots=_numbers(turn.shots)) if turn.shots else ""
            where = ", ".join(w for w in (whole, _sections(turn.sections, view) if turn.sections else "", named) if w)
            return say("heard_pin" if turn.renderer else "heard_unpin", language, where=where, renderer=turn.renderer)
        case Settle():
            key = "heard_no_difference" if turn.why == "no difference" else "heard_taken"
            return say(key, language, shot=_number(turn.shot))
        case Ask():
            return ""
        case _:
            assert_never(turn)


def answered(question: Ask, view: FilmView) -> str:
    """Return the answer to a question, from recorded facts alone."""
    language = view.brief.language
    match question.about:
        case "cost":
            return say("answer_cost", language, spent=view.spent, takes=len(view.takes))
        case "status":
            return say(
                "answer_status", language, shots=len(view.board.shots), cut=len(view.in_cut), takes=len(view.takes)
            )
        case "why weak":
            return _why_weak(question.shot or _weakest(view), view)
        case "which take":
            return _which_take(question.shot or _weakest(view), view)
        case "film":
            return _told(question.shot, view)
        case _:
            assert_never(question.about)


def _why_weak(shot: str | None, view: FilmView) -> str:
    language = view.brief.language
    verdict = _verdict(shot, view) if shot else None
    if shot is None or verdict is None:
        return say("answer_not_judged", language, shot=_number(shot) if shot else "—")
    failed = [finding for finding in verdict.findings if finding.met == "no"]
    values = {"shot": _number(shot), "score": round(100 * verdict.score)}
    if failed:
        return say("answer_weak", language, **values, why=" ".join(finding.evidence for finding in failed))
    unsure = [finding for finding in verdict.findings if finding.met == "unsure" and finding.held]
    return say("answer_not_weak", language, **values, unsure=_questions(unsure, shot, view))


def _which_take(shot: str | None, view: FilmView) -> str:
    language = view.brief.language
    takes = [take for take in view.takes if take.shot == shot]
    scores = {verdict.take: verdict.score for verdict in view.verdicts}
    judged = sorted((t for t in takes if t.id in scores), key=lambda take: (-scores[take.id], take.attempt))
    if shot is None or not judged:
        return say("answer_not_judged", language, shot=_number(shot) if shot else "—")
    if len(judged) == 1:
        return say("answer_one_take", language, shot=_number(shot), score=round(100 * scores[judged[0].id]))
    row = ", ".join(say("answer_take", language, take=t.attempt, score=round(100 * scores[t.id])) for t in judged)
    shown = next((t.attempt for t in takes if t.id == view.in_cut.get(shot)), None)
    told = say("answer_takes", language, shot=_number(shot), takes=row)
    return f"{told} {say('answer_in_cut', language, take=shown)}" if shown is not None else told


def _told(shot: str | None, view: FilmView) -> str:
    """Return what the board or the page says: the house explains nothing that is not written there."""
    language = view.brief.language
    if shot is not None:
        return say("answer_shot", language, shot=_number(shot), text=view.board.shot(shot).text)
    return say("answer_film", language, logline=view.treatment.logline)


def _weakest(view: FilmView) -> str | None:
    judged = {shot: verdict for shot in view.in_cut if (verdict := _verdict(shot, view)) is not None}
    return min(judged, key=lambda shot: (judged[shot].score, shot), default=None)


def _verdict(shot: str, view: FilmView) -> Verdict | None:
    take = view.in_cut.get(shot)
    return next((verdict for verdict in view.verdicts if verdict.take == take), None)


def _questions(findings: list[Finding], shot: str, view: FilmView) -> str:
    texts = {requirement.id: requirement.text for requirement in view.board.shot(shot).requirements}
    return " ".join(texts.get(finding.requirement, finding.requirement) for finding in findings) or "—"


def _how(turn: Restage, language: Language) -> str:
    parts = [say(f"heard_time_{turn.time.replace(' ', '_')}", language)] if turn.time else []
    parts += [say(f"heard_weather_{turn.weather}", language)] if turn.weather else []
    parts += [say(f"page_framing_{turn.framing.replace(' ', '_')}", language)] if turn.framing else []
    parts += [say("heard_closer_plan", language)] if turn.step > 0 else []
    parts += [say("heard_wider_plan", language)] if turn.step < 0 else []
    return ", ".join(parts)


def _sections(sections: tuple[int, ...], view: FilmView) -> str:
    if len(sections) == len(view.song.sections):
        return say("heard_whole_film", view.brief.language)
    labels = [say(f"section_{view.song.sections[n].label}", view.brief.language) for n in sections]
    return ", ".join(f"{label} ({n + 1})" for n, label in zip(sections, labels, strict=True))


def _number(shot: str) -> str:
    return shot[1:].lstrip("0")


def _numbers(shots: tuple[str, ...]) -> str:
    return ", ".join(_number(shot) for shot in shots)
