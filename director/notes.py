"""Everything that has to be told about a film: what was altered, guessed, is missing, or stands for someone's face."""

from collections.abc import Sequence

from director.crew.house.names import name_of, sort_of
from director.crew.house.terms import term
from director.ledger import Ledger
from director.model import FaceOrigin, Language, Note, Verdict, shot_number
from director.store import Project, Store, still_refused

CANNOT_DRAW = "treat_cannot_draw"
"""The screenwriter's note on words that no painter knows; told together with what the renderers cannot draw."""


TOLD = 8
"""Things that are told by name before the rest is counted."""


def verdicts_in_cut(store: Store, project: Project) -> dict[str, Verdict]:
    """Return the last verdict on the take that is in the cut, by shot id."""
    found: dict[str, Verdict] = {}
    for shot, take_id in (project.draft.takes if project.draft else {}).items():
        take = store.take(take_id)
        verdict = store.last_verdict(take) if take else None
        if verdict is not None:
            found[shot] = verdict
    return found


def undrawn(project: Project) -> tuple[str, ...]:
    """Return the names of everything that was asked for and cannot be drawn, each once, in the artist's language."""
    heard = {h.words.lower(): h.term for h in project.reading.heard} if project.reading else {}
    notes = project.treatment.notes if project.treatment else ()
    named = [word for note in notes if note.key == CANNOT_DRAW for word in str(note.values["words"]).split(", ")]
    terms = [heard.get(word, word) for word in named]
    terms += [term for shot_terms in project.not_drawn.values() for term in shot_terms]
    return tuple(dict.fromkeys(name_of(term, project.brief.language) for term in terms))


def planning_notes(project: Project) -> tuple[Note, ...]:
    """Return what was altered, guessed or cannot be drawn, as known before the shooting; each once, by steps."""
    sources: Sequence[tuple[Note, ...]] = (
        project.notes,
        project.song.notes if project.song else (),
        project.treatment.notes if project.treatment else (),
        project.board.notes if project.board else (),
    )
    notes = {note.fingerprint(): note for notes in sources for note in notes if note.key != CANNOT_DRAW}
    missing = undrawn(project)
    return (
        *notes.values(),
        *lifted_notes(project),
        *reference_notes(project),
        *performance_notes(project),
        *_missing_notes(missing),
    )


def _missing_notes(missing: Sequence[str]) -> tuple[Note, ...]:
    """Return what cannot be drawn in a sentence that can be read: all of it stands with its shot in the storyboard."""
    if len(missing) <= TOLD:
        return (Note(key="not_drawn", values={"terms": ", ".join(missing)}),) if missing else ()
    told = {"terms": ", ".join(missing[:TOLD]), "n": len(missing) - TOLD}
    return (Note(key="not_drawn_many", values=told),)


def lifted_notes(project: Project) -> tuple[Note, ...]:
    """Return what the brief seems to forbid and the crew read as no ban, unless it was forbidden since.

    Moods and forms are left out: that tenderness may appear is no news.
    """
    if project.reading is None:
        return ()
    unbanned = (word for word in project.reading.allowed if word not in project.brief.must_not)
    still = [word for word in unbanned if sort_of(word) is not None or term(word) is None or _whole(word)]
    whole = [word for word in still if _whole(word)]
    names = [name_of(word, project.brief.language) for word in whole or still]
    return (Note(key="ban_lifted", values={"words": ", ".join(names), "n": len(names)}),) if names else ()


def _whole(word: str) -> bool:
    """Whether a word stands for a whole kind, such as people."""
    known = term(word)
    return known is not None and bool(known.group)


def reference_notes(project: Project) -> tuple[Note, ...]:
    """Return who has no reference picture, and what the bank had to make do with; the missing first."""
    missing: dict[str, list[str]] = {}
    for shot, names in project.lacking.items():
        for name in names:
            missing.setdefault(name, []).append(shot_number(shot))
    lacking = (
        Note(key="bank_lacking", values={"who": who, "shots": ", ".join(shots), "n": len(shots)})
        for who, shots in missing.items()
    )
    told = (note for note in project.bank_notes if note.key != "bank_missing" or note.values["who"] not in missing)
    return (*lacking, *told)


def performance_notes(project: Project) -> tuple[Note, ...]:
    """Return which shots footage of an actor leads, or why it leads nobody: a drawing follows none, nor most models."""
    found: dict[tuple[str, str], list[str]] = {}
    for shot in project.board.shots if project.board else ():
        route = project.routes.get(shot.id)
        if not shot.performance:
            continue
        if project.stage == "draft" or route is None:
            key = "performance_in_film"
        elif any(change.field == "performance" for change in route.changes):
            key = "performance_unmoved"
        else:
            key = "performance_leads"
        found.setdefault((key, shot.performance), []).append(shot.number)
    return tuple(
        Note(key=key, values={"file": file, "shots": ", ".join(shots), "n": len(shots)})
        for (key, file), shots in found.items()
    )


def faces(store: Store) -> tuple[FaceOrigin, ...]:
    """Return whose faces in the draft were made anew by a model after photos of a real person, each once."""
    project = store.load()
    takes = [store.take(take) for _, take in sorted(project.draft.takes.items())] if project.draft else []
    found = (face for take in takes if take is not None for face in take.provenance.faces)
    return tuple({face.of: face for face in found if face.how == "reconstructed"}.values())


def face_notes(store: Store) -> tuple[Note, ...]:
    """Return a sentence for every face that was made anew, with the line that records the consent."""
    treatment = store.load().treatment
    names = {c.id: c.name for c in treatment.characters} if treatment else {}
    return tuple(
        Note(
            key="faces_reconstructed" if face.consent else "faces_unconsented",
            values={"of": names.get(face.of, face.of), "sources": face.sources}
            | ({"consent": face.consent} if face.consent else {}),
        )
        for face in faces(store)
    )


def altered_notes(store: Store) -> tuple[Note, ...]:
    """Return what renderers had to alter in the takes that are in the draft, each once, in the order of the shots."""
    project = store.load()
    takes = [store.take(take) for _, take in sorted(project.draft.takes.items())] if project.draft else []
    notes = {note.fingerprint(): note for take in takes if take is not None for note in take.notes}
    return tuple(_in_words(note, project.brief.language) for note in notes.values())


def _in_words(note: Note, language: Language) -> Note:
    """Return a renderer's note with the place it names in the artist's language."""
    if "place" not in note.values:
        return note
    return note.model_copy(update={"values": note.values | {"place": name_of(str(note.values["place"]), language)}})


def shooting_notes(store: Store, ledger: Ledger) -> tuple[Note, ...]:
    """Return why shots are missing in the draft, and which ones nobody could judge."""
    project = store.load()
    assert project.board is not None
    assert project.draft is not None
    faults = {job.shot: job.error for job in ledger.jobs() if job.state == "failed"}
    notes: list[Note] = []
    left: dict[str, list[str]] = {}
    for shot in project.board.shots:
        if shot.id in project.draft.takes:
            continue
        if shot.id in faults:
            notes.append(Note(key="shot_failed", values={"shot": shot.number, "why": faults[shot.id]}))
        else:
            reason = project.reasons.get(shot.id, "")
            left.setdefault(reason if reason in ("money", "time") else "unknown", []).append(shot.number)
    notes += [Note(key=f"shots_missing_{why}", values={"shots": ", ".join(shots)}) for why, shots in left.items()]
    asked = [shot.number for shot in project.board.shots if project.reasons.get(shot.id) == "ask the artist"]
    if asked:
        notes.append(Note(key="shots_for_artist", values={"shots": ", ".join(asked)}))
    worded = [s.number for s in project.board.shots if still_refused(project, s)]
    if worded:
        notes.append(Note(key="first_frame_refused", values={"shots": ", ".join(worded), "n": len(worded)}))
    for shot_id, verdict in verdicts_in_cut(store, project).items():
        if not verdict.findings and verdict.reason:
            values = {"shot": project.board.shot(shot_id).number, "why": verdict.reason}
            notes.append(Note(key="shot_not_judged", values=values))
    return tuple(notes)
