"""How the film begins, turns and ends: importance, the answer to the first picture, fades and the title."""

from itertools import pairwise

from director.crew.house import camera
from director.crew.house.coverage import cuts_well, subject_term
from director.crew.house.desk import Desk
from director.crew.house.names import sort_of
from director.crew.house.shot_list import ShotList
from director.model import Clip, Presence, Shot, Title, Transition

TITLE_S = 4.0
"""How long the title stands, seconds."""


def answer(desk: Desk, shots: ShotList) -> None:
    """Replace the last clip's picture by the first one's frame, as it looks at the end of the film.

    Same place, framing and angle; the hour, the light and the people are those of the last section, and the camera
    leaves the way it came.
    """
    if len(shots.clips) < 3:
        return
    first, clip = shots.shot(shots.clips[0].shot), shots.clips[-1]
    old, before = shots.shot(clip.shot), shots.shot(shots.clips[-2].shot)
    if old.id in shots.tells:
        _answer_told(shots, first, old, before)
        return
    plan = desk.plan(old.section)
    place = desk.place(first.place)
    world = desk.world(first.world)
    known = {p.character for p in first.who}
    # Whom the hero has found by then stands in the last picture too.
    found = tuple(p for p in old.who if p.character and p.character not in known and sort_of(p.term) != "thing")
    who = (*(_as_now(p, old) for p in first.who), *(_as_now(p, old) for p in found))
    echo = first.model_copy(update={
        "section": old.section,
        "time": plan.time,
        "weather": old.weather if old.place == first.place else desk.weather(plan),
        "palette": plan.palette,
        "texture": world.texture,
        "who": who,
        "props": (*first.props, *(p for p in old.props if p.term not in {f.term for f in (*first.props, *who)})),
        "emotion": plan.emotion,
        "light": camera.light(plan, place, desk.treatment.style),
        "move": first.move.model_copy(update={"kind": camera.reverse(first.move.kind), "amount": 0.35}),
        "motif": "",
        "motif_change": None,
        "locked": False,
    })  # fmt: skip
    _drop_last(shots)
    echo = shots.add(echo, shots.kinds[first.id])
    shots.answers.add(echo.id)
    if not cuts_well(before, echo) and len(shots.clips) > 1:
        _reframe_before(shots, before, echo)
    shots.clips.append(clip.model_copy(update={"shot": echo.id, "take_in": 0}))
    shots.used[echo.id] = clip.frames


def _answer_told(shots: ShotList, first: Shot, old: Shot, before: Shot) -> None:
    """Show the story's last moment in the frame of the first picture, if it plays at the same place."""
    near = first.framing in ("close", "extreme close", "insert")
    if (
        old.place != first.place
        or sum(c.shot == old.id for c in shots.clips) > 1
        or (near and subject_term(old) != subject_term(first))
    ):
        return
    who = old.who
    if who and first.who and subject_term(old) == subject_term(first):
        who = (who[0].model_copy(update={"count": first.who[0].count}), *who[1:])
    echo = old.model_copy(update={
        "who": who,
        "framing": first.framing,
        "angle": first.angle,
        "lens": first.lens,
        "move": first.move.model_copy(update={"kind": camera.reverse(first.move.kind), "amount": 0.35}),
    })  # fmt: skip
    shots.shots[int(old.id[1:4]) - 1] = echo
    shots.answers.add(old.id)
    if not cuts_well(before, echo):
        _reframe_before(shots, before, echo)


def _as_now(presence: Presence, last: Shot) -> Presence:
    """Return someone of the first picture with the feeling of the last; who stood turned towards us turns away."""
    if not presence.character:
        return presence
    facing = "away" if presence.facing == "toward" else presence.facing
    return presence.model_copy(update={"emotion": last.emotion, "facing": facing, "state": ()})


def _drop_last(shots: ShotList) -> None:
    """Take the last clip away, and its shot if nothing else shows it."""
    clip = shots.clips.pop()
    shots.used[clip.shot] -= min(shots.used[clip.shot], clip.frames)
    if all(c.shot != clip.shot for c in shots.clips) and shots.shots[-1].id == clip.shot:
        shots.shots.pop()
        del shots.kinds[clip.shot]


def _reframe_before(shots: ShotList, before: Shot, echo: Shot) -> None:
    """Let the picture before the ending stand well beside it, if it stands nowhere else."""
    if sum(c.shot == before.id for c in shots.clips) > 1:
        return
    neighbour = shots.shot(shots.clips[-2].shot)
    for framing in ("close", "full", "medium", "wide"):
        tried = before.model_copy(update={"framing": framing})
        if cuts_well(tried, echo) and cuts_well(neighbour, tried):
            shots.shots[int(before.id[1:4]) - 1] = tried
            return


def weigh(desk: Desk, shots: ShotList) -> list[Shot]:
    """Return the shots with their importance (0-1); the opening, the turn and the ending are the film's heroes."""
    first, last = shots.clips[0].shot, shots.clips[-1].shot
    turning = [c for c in shots.clips if shots.shot(c.shot).section == desk.treatment.turn_section]
    turn = max(turning, key=lambda c: (_felt(shots.shot(c.shot)), c.frames, -c.start)).shot if turning else ""
    times = {s.id: sum(c.shot == s.id for c in shots.clips) for s in shots.shots}
    found = []
    for shot in shots.shots:
        close = shot.framing in ("close", "extreme close")
        weight = 0.45 + 0.15 * close + 0.15 * bool(shot.motif) + 0.05 * min(3, times[shot.id] - 1)
        weight += 0.1 * (shot.section == desk.treatment.turn_section)
        named = {first: 0.9, last: 0.95, turn: 1.0}
        hero = shot.id in (first, last, turn)
        weight = max(weight, named.get(shot.id, 0.0))
        found.append(shot.model_copy(update={"importance": round(min(1.0, weight), 2), "hero": hero}))
    return found


def transitions(desk: Desk, shots: list[Shot], clips: list[Clip]) -> tuple[Transition, ...]:
    """Return fades at both ends where the film is calm there, and crossfades where time passes or memory begins."""
    by_id = {shot.id: shot for shot in shots}
    frames = _even(desk.frames(1.0))
    found: list[Transition] = []
    if clips[0].frames > 2 * frames and desk.plan(by_id[clips[0].shot].section).tension < 0.55 and not desk.vertical:
        found.append(Transition(clip=clips[0].id, kind="fade from black", frames=frames))
    for before, after in pairwise(clips):
        one, two = by_id[before.shot], by_id[after.shot]
        passes = one.place == two.place and one.time != two.time
        remembers = one.world != two.world and "old film" in (one.texture, two.texture)
        calm = desk.plan(two.section).tension < 0.7
        short = _even(desk.frames(0.8))
        if (
            (passes or remembers)
            and calm
            and one.section != two.section
            and min(before.frames, after.frames) > 3 * short
        ):
            found.append(Transition(clip=after.id, kind="crossfade", frames=short))
    room = clips[-1].frames
    if room > frames:
        found.append(
            Transition(clip=clips[-1].id, kind="fade to black", frames=min(_even(desk.frames(1.5)), _even(room // 2)))
        )
    return tuple(found)


def titles(desk: Desk, shots: list[Shot], clips: list[Clip]) -> tuple[Title, ...]:
    """Return the song's name and artist in the first seconds, over the first clip that shows no face."""
    text = desk.brief.title or desk.song.title
    if not text:
        return ()
    by_id = {shot.id: shot for shot in shots}
    early = [c for c in clips if c.start < desk.frames(12)]
    faceless = [
        c for c in early if by_id[c.shot].framing not in ("close", "extreme close") and c.frames >= desk.frames(1)
    ]
    start = (faceless[0] if faceless else clips[0]).start + min(desk.frames(0.7), desk.footing.frames // 8)
    end = min(start + desk.frames(TITLE_S), desk.footing.frames)
    face = next(
        (c.start for c in clips if c.start > start and by_id[c.shot].framing in ("close", "extreme close")), end
    )
    if face - start >= desk.frames(1.5):
        end = min(end, face)
    if end - start < desk.frames(0.8):
        return ()
    return (Title(text=text, under=desk.brief.artist or desk.song.artist, start=start, end=end),)


def _felt(shot: Shot) -> int:
    """Rank who a turn can happen to: someone with a face, then a motif, then anything, then an empty place."""
    if shot.subject is None:
        return 0
    if shot.subject.character:
        return 3
    return 2 if shot.motif else 1


def _even(frames: int) -> int:
    return max(2, frames - frames % 2)
