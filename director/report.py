"""report.json: what was done, from recorded facts alone: nothing that is not in folder or ledger."""

from collections.abc import Mapping
from statistics import fmean

from director.crew.house.lexicon import lemmas
from director.crew.house.names import name_of
from director.ledger import Ledger
from director.model import (
    SCHEMA_VERSION,
    FaceOrigin,
    Heard,
    Shot,
    Storyboard,
    Take,
    TermKind,
    Value,
    Verdict,
)
from director.model_use import CrewFacts, crew_facts, crew_notes
from director.notes import (
    altered_notes,
    face_notes,
    faces,
    planning_notes,
    shooting_notes,
    undrawn,
    verdicts_in_cut,
)
from director.store import DRAFT, Project, Store
from director.words import say
from tools.timeline import cut_figures, film_frames

AS_SAID: tuple[TermKind, ...] = ("form", "style", "world", "action")
"""Kinds of words that are told back as they stand in the brief; all others are nouns."""


class SongFacts(Value):
    """The song, in seconds."""

    title: str
    artist: str
    duration_s: float
    tempo_bpm: float
    beats: tuple[float, ...]
    bars: tuple[float, ...]
    sections: tuple[dict[str, str | float], ...]


class VideoFacts(Value):
    """The film file."""

    file: str
    frames: int
    fps: str
    width: int
    height: int
    duration_error_frames: float
    gaps: int


class ClipFacts(Value):
    """A clip of the cut, frames [start_frame, end_frame)."""

    id: str
    shot: str
    start_frame: int
    end_frame: int
    transition_in: str


class ShotFacts(Value):
    """A shot and what became of it."""

    id: str
    technique: str
    backend: str
    attempts: int
    first_score: float | None
    score: float | None
    unsure: tuple[str, ...]
    decision: str
    reason: str
    cost: float
    text: str
    weak: str = ""
    """What the critic found wanting in the take that is in the cut."""
    beyond: tuple[str, ...] = ()
    """What the renderer of that take cannot show: it was not held to it."""


class CutFacts(Value):
    """How the cut lies on the song."""

    count: int
    on_beat: float
    on_bar: float
    on_section: float
    lift_on_beat: float
    lead_frames: int
    equal_run_share: float


class CriticFacts(Value):
    """What the critic saw over all takes."""

    takes: int
    rejected: int
    mean_first: float | None
    mean_final: float | None
    min_final: float | None
    unsure_share: float
    causes: dict[str, int]
    film_findings: tuple[str, ...]
    sent_back: tuple[str, ...] = ()
    """Shots that were made again because of a look at the whole film."""


class MoneyFacts(Value):
    """Money in units of the currency."""

    currency: str
    limit: float | None
    quoted: float
    reserved: float
    spent: float
    models: float = 0.0
    """Of what was spent, for chat models."""


class TimeFacts(Value):
    """Wall seconds by stage, summed over all runs of this film; rendering and critique overlap within `shoot`."""

    listen_s: float
    plan_s: float
    render_s: float
    critique_s: float
    cut_s: float
    total_s: float


class Report(Value):
    """Everything a run has to answer for."""

    schema_version: int = SCHEMA_VERSION
    song: SongFacts
    video: VideoFacts
    clips: tuple[ClipFacts, ...]
    shots: tuple[ShotFacts, ...]
    cuts: CutFacts
    critic: CriticFacts
    crew: CrewFacts = CrewFacts()
    money: MoneyFacts
    time: TimeFacts
    understood: tuple[str, ...]
    not_understood: tuple[str, ...]
    not_drawn: tuple[str, ...]
    consents: tuple[str, ...] = ()
    """Lines of the brief that record consent, as written."""
    faces: tuple[FaceOrigin, ...] = ()
    """Faces that a model made anew after photos of a real person."""
    notes: tuple[str, ...]


def report_of(store: Store, ledger: Ledger) -> Report:
    """Gather the facts about the film as it stands; a draft must have been made."""
    project = store.load()
    board, song, draft = project.board, project.song, project.draft
    assert board is not None
    assert song is not None
    assert draft is not None
    fps = project.brief.format.fps
    frames = film_frames(song, fps)
    width, height = project.brief.format.pixels
    verdicts = verdicts_in_cut(store, project)
    figures = cut_figures(board.cut, song, fps)
    return Report(
        song=SongFacts(
            title=project.brief.title,
            artist=project.brief.artist,
            duration_s=song.duration_s,
            tempo_bpm=song.tempo_bpm,
            beats=song.beats,
            bars=song.bars,
            sections=tuple(s.model_dump(mode="json") for s in song.sections),
        ),
        video=VideoFacts(
            file=DRAFT,
            frames=draft.frames,
            fps=str(fps),
            width=width,
            height=height,
            duration_error_frames=draft.frames - frames,
            gaps=sum(clip.shot not in draft.takes for clip in board.cut.clips),
        ),
        clips=_clips(board),
        shots=tuple(_shot(store, project, shot, verdicts.get(shot.id)) for shot in board.shots),
        cuts=CutFacts(
            count=figures.count,
            on_beat=figures.on_beat,
            on_bar=figures.on_bar,
            on_section=figures.on_section,
            lift_on_beat=figures.lift_on_beat,
            lead_frames=figures.lead_frames,
            equal_run_share=figures.equal_run_share,
        ),
        critic=_critic(store, project, verdicts),
        crew=crew_facts(store),
        money=_money(project, ledger),
        time=_time(project, store),
        understood=understood(project),
        not_understood=project.reading.not_understood if project.reading else (),
        not_drawn=undrawn(project),
        consents=project.brief.consents,
        faces=faces(store),
        notes=tuple(
            say(note.key, project.brief.language, **note.values)
            for note in (
                *planning_notes(project),
                *crew_notes(store, project.brief.language),
                *draft.notes,
                *face_notes(store),
                *altered_notes(store),
                *shooting_notes(store, ledger),
            )
        ),
    )


def weakest(store: Store) -> str:
    """Return one sentence on the weakest shot in the cut: lowest score weighed by importance, with the reason."""
    project = store.load()
    board = project.board
    language = project.brief.language
    verdicts = verdicts_in_cut(store, project)
    if board is None or not verdicts:
        return say("weakest_unknown", language)
    shot = max(
        (shot for shot in board.shots if shot.id in verdicts),
        key=lambda shot: ((1 - verdicts[shot.id].score) * (0.3 + shot.importance), shot.id),
    )
    verdict = verdicts[shot.id]
    failed = [finding.evidence for finding in verdict.findings if finding.met == "no"]
    if not failed:
        return say("weakest_none", language, unsure=_unsure_share(verdicts))
    return say("weakest_shot", language, shot=shot.number, score=round(100 * verdict.score), why=failed[0])


def _clips(board: Storyboard) -> tuple[ClipFacts, ...]:
    entering = {t.clip: t.kind for t in board.cut.transitions if t.kind != "fade to black"}
    return tuple(
        ClipFacts(
            id=clip.id,
            shot=clip.shot,
            start_frame=clip.start,
            end_frame=clip.end,
            transition_in=entering.get(clip.id, "cut"),
        )
        for clip in board.cut.clips
    )


def _shot(store: Store, project: Project, shot: Shot, verdict: Verdict | None) -> ShotFacts:
    takes = store.takes(shot)
    first = store.last_verdict(takes[0]) if takes else None
    take = store.take(project.draft.takes.get(shot.id, "")) if project.draft else None
    return ShotFacts(
        id=shot.id,
        technique=shot.technique,
        backend=take.order.renderer if take else "",
        attempts=len(takes),
        first_score=first.score if first else None,
        score=verdict.score if verdict else None,
        unsure=verdict.unsure if verdict else (),
        decision=verdict.decision if verdict else "missing",
        reason=project.reasons.get(shot.id, ""),
        cost=sum(each.cost.micros for each in takes) / 1e6,
        text=shot.text,
        weak=" ".join(finding.evidence for finding in verdict.findings if finding.met == "no") if verdict else "",
        beyond=verdict.beyond if verdict else (),
    )


def _critic(store: Store, project: Project, in_cut: Mapping[str, Verdict]) -> CriticFacts:
    assert project.board is not None
    by_shot: list[tuple[Take, ...]] = [store.takes(shot) for shot in project.board.shots]
    judged = [verdict for takes in by_shot for take in takes if (verdict := store.verdict(take))]
    first = [verdict.score for takes in by_shot if takes and (verdict := store.last_verdict(takes[0]))]
    final = [verdict.score for verdict in in_cut.values()]
    causes: dict[str, int] = {}
    for finding in (f for verdict in judged if verdict.decision != "accept" for f in verdict.findings if f.met == "no"):
        causes[finding.kind] = causes.get(finding.kind, 0) + 1
    film = store.last_review()
    return CriticFacts(
        takes=len(judged),
        rejected=sum(verdict.decision == "retry" for verdict in judged),
        mean_first=round(fmean(first), 4) if first else None,
        mean_final=round(fmean(final), 4) if final else None,
        min_final=round(min(final), 4) if final else None,
        unsure_share=_unsure_share(in_cut),
        causes=dict(sorted(causes.items())),
        film_findings=tuple(finding.evidence for finding in film if finding.met == "no"),
        sent_back=_made_again(store, project),
    )


def _made_again(store: Store, project: Project) -> tuple[str, ...]:
    """Return the shots whose take after the look at the film is there: not all that were sent back can be made."""
    looked, made = project.looked, []
    for name, wanted in looked.takes.items() if looked else ():
        seen, route = store.take(looked.wanting.get(name, "")) if looked else None, project.routes.get(name)
        takes = store.takes(seen.order.shot) if seen else ()
        if looked and looked.of == "film" and route:
            takes = tuple(take for take in takes if take.own or take.order.renderer == route.renderer)
        if len(takes) >= wanted:
            made.append(name)
    return tuple(made)


def _unsure_share(verdicts: Mapping[str, Verdict]) -> float:
    findings = [finding for verdict in verdicts.values() for finding in verdict.findings if finding.held]
    return round(sum(finding.met == "unsure" for finding in findings) / max(1, len(findings)), 3)


def _money(project: Project, ledger: Ledger) -> MoneyFacts:
    totals, budget = ledger.totals(), project.brief.limits.budget
    return MoneyFacts(
        currency=totals.currency,
        limit=budget.micros / 1e6 if budget else None,
        quoted=totals.quoted.micros / 1e6,
        reserved=totals.reserved.micros / 1e6,
        spent=totals.spent.micros / 1e6,
        models=totals.answers.micros / 1e6,
    )


def _time(project: Project, store: Store) -> TimeFacts:
    spent = project.seconds
    return TimeFacts(
        listen_s=spent.get("listen", 0.0),
        plan_s=spent.get("plan", 0.0),
        render_s=round(sum(take.seconds for take in store.all_takes()), 3),
        critique_s=spent.get("critique", 0.0),
        cut_s=spent.get("cut", 0.0),
        total_s=spent.get("total", 0.0),
    )


def understood(project: Project) -> tuple[str, ...]:
    """Return what was understood of the brief, in the artist's words, each once; Russian nouns in the nominative."""
    return tuple(dict.fromkeys(_in_own_words(heard) for heard in project.reading.heard)) if project.reading else ()


def _in_own_words(heard: Heard) -> str:
    words = heard.words.lower()
    if heard.kind in AS_SAID or not words.isalpha() or words.isascii():
        return words
    nominative, name = lemmas(words)[0], name_of(heard.term, "ru")
    return name if name.replace("ё", "е") == nominative else nominative
