"""What the model could not mend on the board is repaired in code: lengths, jumps, twins, what is forbidden."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product
from typing import get_args

from director.crew.house.coverage import FRAMINGS, cuts_well, signature, step
from director.crew.house.desk import Desk
from director.crew.house.names import name_of
from director.crew.house.pacing import FLASH_S
from director.crew.house.requirements import with_requirements
from director.crew.house.unseen import without as without_terms
from director.crew.house.wording import kind_of, worded
from director.crew.llm.boarding import Boarding, Trial
from director.crew.llm.checks_board import EQUAL_SHARE, FEWEST_PAIRS, clip_beats, evenness, texts
from director.crew.llm.forbidden import said_in
from director.crew.llm.mended_page import without
from director.crew.llm.stretches import Stretch
from director.model import Angle, Presence, Requirement, Shot

MOST_MOVED_S = 1.5
"""A cut is moved by a beat or two, not into another part of the music; seconds."""

_ANGLES: tuple[Angle, ...] = get_args(Angle)


def repaired(board: Boarding, stretch: Stretch, trial: Trial) -> Trial:
    """Return a trial that can stand: clips long enough to be seen, neighbours that cut, nothing forbidden."""
    starts = _readable(board.desk, stretch, trial.starts)
    if board.desk.treatment.form != "one-take":
        starts = _uneven(board, stretch, starts)
    used = {shot for _, shot in starts}
    kept = [shot for shot in trial.shots if shot.id in used]
    order = [shot for _, shot in starts]
    kept.sort(key=lambda shot: order.index(shot.id))
    names = {shot.id: f"s{len(board.shots) + n:03d}" for n, shot in enumerate(kept, start=1)}
    shots = [allowed(board.desk, shot.model_copy(update={"id": names[shot.id]})) for shot in kept]
    starts = [(frame, names.get(shot, shot)) for frame, shot in starts]
    if board.desk.treatment.form != "one-take":
        shots = _joined(board, shots, [shot for _, shot in starts])
    drafts = {draft: names[old] for draft, old in trial.names.items() if old in names}
    return replace(trial, shots=tuple(shots), starts=tuple(starts), names=drafts)


def _readable(desk: Desk, stretch: Stretch, starts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the clips without those too short to be seen: the one before goes on, at the start the next begins."""
    least = desk.frames(FLASH_S)
    found: list[tuple[int, str]] = []
    for (start, shot), (end, _) in pairwise([*starts, (stretch.end, "")]):
        if found and (end - start < least or found[-1][1] == shot):
            continue
        if found and start - found[-1][0] < least:
            found[-1] = (found[-1][0], shot)
            continue
        found.append((start, shot))
    return found


def _uneven(board: Boarding, stretch: Stretch, starts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the clips with cuts moved by a beat or so where too many neighbours last equally long."""
    desk, borders = board.desk, {part.start for part in board.desk.parts}
    before, least = [clip.start for clip in board.clips], desk.frames(FLASH_S * 2)
    points, found = [mark.frame for mark in stretch.marks], [frame for frame, _ in starts]

    def even(frames: Sequence[int]) -> int:
        return evenness(clip_beats([*before, *frames], stretch.end, desk.song, desk.footing))

    pairs = len(before) + len(found) - 1
    while pairs >= FEWEST_PAIRS and even(found) > EQUAL_SHARE * pairs:
        moved = [
            [*found[:n], point, *found[n + 1 :]]
            for n in range(1, len(found))
            for point in points
            if found[n] not in borders
            and found[n - 1] + least <= point <= ([*found, stretch.end][n + 1]) - least
            and abs(point - found[n]) <= desk.frames(MOST_MOVED_S)
        ]
        best = min(moved, key=lambda frames: (even(frames), frames), default=found)
        if even(best) >= even(found):
            break
        found = best
    return [(frame, shot) for frame, (_, shot) in zip(found, starts, strict=True)]


def _joined(board: Boarding, shots: Sequence[Shot], order: Sequence[str]) -> list[Shot]:
    """Return the new shots with size or angle changed where they would jump or repeat another picture."""
    by_id = {s.id: s for s in (*board.shots, *shots)}
    seen = {signature(s) for s in board.shots}
    line = [*([board.last.id] if board.last else []), *order]
    for shot in shots:
        before = [by_id[a] for a, b in pairwise(line) if b == shot.id and a != shot.id]
        after = [by_id[b] for a, b in pairwise(line) if a == shot.id and b != shot.id]
        by_id[shot.id] = next(
            (v for v in _variants(shot) if signature(v) not in seen and _cuts(v, before, after)), shot
        )
        seen.add(signature(by_id[shot.id]))
    return [by_id[shot.id] for shot in shots]


def _cuts(shot: Shot, before: Sequence[Shot], after: Sequence[Shot]) -> bool:
    return all(cuts_well(one, shot) for one in before) and all(cuts_well(shot, other) for other in after)


def _variants(shot: Shot) -> Iterator[Shot]:
    """Yield the shot as it is, then from other angles, then nearer or wider, the smallest change first."""
    yield shot
    sizes = sorted(FRAMINGS[:6], key=lambda f: (abs(step(f) - step(shot.framing)), step(f)))
    angles = [shot.angle, *(a for a in _ANGLES if a != shot.angle)]
    for framing, angle in product(sizes, angles):
        if (framing, angle) != (shot.framing, shot.angle):
            yield shot.model_copy(update={"framing": framing, "angle": angle})


def allowed(desk: Desk, shot: Shot) -> Shot:
    """Return the shot without anything that the brief forbids, in its terms and in its words."""
    clean = without_terms(desk, shot, ())
    if not any(said_in(text, desk.avoid) for text in texts(clean)):
        return clean
    script = clean.script
    if script is not None:
        begins, goes, ends = (without(beat, desk.avoid) for beat in script.beats)
        script = script.model_copy(update={
            "picture": without(script.picture, desk.avoid),
            "beats": (begins, goes, ends),
            "cast": tuple(w for w in (without(text, desk.avoid) for text in script.cast) if w),
            "place": without(script.place, desk.avoid),
            "things": tuple(t for t in script.things if not said_in(t, desk.avoid)),
        })  # fmt: skip
        script = script if script.picture else None
    told = worded(desk, clean, kind_of(clean)).text
    first, middle, last = (without(part, desk.avoid) for part in clean.action)
    return clean.model_copy(update={
        "text": without(clean.text, desk.avoid) or told,
        "action": (first, middle, last),
        "beyond": tuple(b for b in clean.beyond if not said_in(b, desk.avoid)),
        "script": script,
    })  # fmt: skip


def with_motifs(desk: Desk, shots: Sequence[Shot]) -> list[Shot]:
    """Return the shots with every motif in the sections where the page lets it return and no picture shows it."""
    found = list(shots)
    for motif in desk.treatment.motifs:
        if motif.term in desk.avoid:
            continue
        for back in motif.returns:
            here = [n for n, s in enumerate(found) if s.section == back.section and s.technique == "drawn"]
            shows = [n for n in here if motif.id == found[n].motif or motif.term in _terms(found[n])]
            if shows or not here:
                continue
            free = [n for n in here if not found[n].motif] or here
            at = min(free, key=lambda n: (len(found[n].props), found[n].importance, n))
            shot = found[at]
            script = shot.script
            if script is not None and motif.look_en:
                script = script.model_copy(update={"things": (*script.things, motif.look_en)})
            found[at] = shot.model_copy(update={
                "props": (*shot.props, Presence(term=motif.term)),
                "motif": shot.motif or motif.id,
                "motif_change": shot.motif_change or back.change,
                "motif_term": shot.motif_term or motif.term,
                "script": script,
            })  # fmt: skip
    return found


def _terms(shot: Shot) -> set[str]:
    return {p.term for p in (*shot.who, *shot.props)}


def with_questions(desk: Desk, shot: Shot, asked: Sequence[str]) -> Shot:
    """Return the shot with the house's requirements and the crew's own yes/no questions about it."""
    full = with_requirements(desk, shot)
    own = tuple(
        Requirement(id=f"asked-{n}", kind="story", text=text, weight=0.5, hard=False)
        for n, text in enumerate(asked, start=1)
    )
    return full.model_copy(update={"requirements": (*full.requirements, *own)})


def retold(desk: Desk, before: Shot, now: Shot) -> Shot:
    """Return a shot into which something had to be put, with words that say so."""
    if before.who != now.who:
        return worded(desk, now, kind_of(now)).model_copy(update={"script": None})
    added = tuple(name_of(p.term, "en") for p in now.props if p not in before.props)
    if not added or now.script is None:
        return now
    script = now.script.model_copy(update={"things": (*now.script.things, *added)})
    return now.model_copy(update={"script": script})
