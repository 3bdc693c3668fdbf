"""The film as it stands, as the assistant reads it: parts, shots, and numbered facts."""

from director.crew.base import FilmView
from director.model import Shot, shot_number
from director.words import say

_LONGEST = 160
"""Characters of a shot's text that are told: enough to know which one is meant."""


def parts(view: FilmView) -> tuple[str, ...]:
    """Return the parts of the song, numbered from 1 as on the pages, with their clock."""
    return tuple(
        f"{number}. {section.label}, {section.start_s:.1f}-{section.end_s:.1f} s, "
        f"shots {_range(view, number - 1) or 'none'}"
        for number, section in enumerate(view.song.sections, 1)
    )


def shot_lines(view: FilmView) -> str:
    """Return the board, a line for each shot in the order of the cut."""
    shots = {shot.id: shot for shot in view.board.shots}
    order = dict.fromkeys(clip.shot for clip in view.board.cut.clips)
    return "\n".join(_line(shots[shot], view) for shot in order if shot in shots)


def who_and_where(view: FilmView) -> str:
    """Return who and what the film's shots speak of, by the names that the artist knows."""
    page = view.treatment
    told = [
        page.logline,
        *(f"{c.name}: {c.called_en or c.term}" for c in page.characters),
        *(f"{place.name}: {place.description or place.term}" for place in page.places),
        *(f"{motif.name}: {motif.term}" for motif in page.motifs),
    ]
    return "\n".join(told)


def facts(view: FilmView) -> tuple[str, ...]:
    """Return everything recorded that a question may be answered from, one fact a line."""
    page, board, language = view.treatment, view.board, view.brief.language
    told = [
        f"Form {page.form}, style {page.style}.",
        f"Logline: {page.logline}",
        f"What is different at the end: {page.arc}",
        f"The turn of the film lies in part {page.turn_section + 1}: {page.turn_reason}",
        f"The ending: {page.ending}",
        f"The song: {view.song.duration_s:.1f} s, {view.song.tempo_bpm:.0f} bpm, {len(view.song.sections)} parts.",
        f"The film has {len(board.shots)} shots and {len(board.cut.clips)} clips; {len(view.in_cut)} shots have a "
        f"take in the cut; {len(view.takes)} takes were shot.",
        f"Spent so far: {view.spent or 'nothing is recorded'}.",
        *(f"Character {c.name}: {c.look} {c.wardrobe}".rstrip() for c in page.characters),
        *(f"Place {p.name}: {p.description}".rstrip(": ") for p in page.places),
        *(f"Motif {m.name} returns in parts {', '.join(str(r.section + 1) for r in m.returns)}." for m in page.motifs),
        *(f"Part {s.section + 1}: {s.idea}" for s in page.sections),
        *(
            f"Pitch '{p.title}' ({'taken' if p.chosen else 'not taken'}): {p.idea} {p.reason}".rstrip()
            for p in page.pitches
        ),
        *(_line(shot, view) for shot in board.shots),
        *_verdicts(view),
        *(f"Noted: {say(note.key, language, **note.values)}" for note in board.notes),
    ]
    return tuple(" ".join(line.split()) for line in told)


def _range(view: FilmView, section: int) -> str:
    return ", ".join(shot_number(shot.id) for shot in view.board.shots if shot.section == section)


def _line(shot: Shot, view: FilmView) -> str:
    takes = [take for take in view.takes if take.shot == shot.id]
    shown = next((take.attempt for take in takes if take.id == view.in_cut.get(shot.id)), None)
    state = [f"takes shot: {len(takes)}"] if takes else ["not shot yet"]
    state += [f"take {shown} in the cut"] if shown is not None else []
    state += ["locked"] if shot.locked else []
    return (
        f"Shot {shot_number(shot.id)} (part {shot.section + 1}, {shot.framing}, {shot.time}, {shot.weather}; "
        f"{', '.join(state)}): {shot.text[:_LONGEST]}"
    )


def _verdicts(view: FilmView) -> list[str]:
    """Return what the critic said of every take, from the verdicts alone."""
    verdicts = {verdict.take: verdict for verdict in view.verdicts}
    told = []
    for take in view.takes:
        verdict = verdicts.get(take.id)
        if verdict is None:
            continue
        why = " ".join(finding.evidence for finding in verdict.findings if finding.met == "no")
        score = f"{round(100 * verdict.score)} out of 100"
        told.append(f"Shot {shot_number(take.shot)}, take {take.attempt}: {score}. {why}".rstrip())
    return told
