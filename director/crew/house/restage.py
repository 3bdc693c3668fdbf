"""The artist's turn carried out on the board: only what it touches changes, locked shots never do."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

from director.crew.base import FilmView, Footing
from director.crew.house import camera, recut
from director.crew.house.coverage import FRAMINGS, step
from director.crew.house.desk import Desk
from director.crew.house.names import name_of
from director.crew.house.own_material import shown
from director.crew.house.performances import able
from director.crew.house.prompter import HANDLES, body
from director.crew.house.proof import proven
from director.crew.house.requirements import with_requirements
from director.crew.house.unseen import without
from director.crew.house.wording import kind_of, worded
from director.errors import ArtistError
from director.model import (
    Clip,
    Lock,
    Never,
    Note,
    Pace,
    Perform,
    Reference,
    Remove,
    Repaint,
    Replace,
    Restage,
    Shot,
    Storyboard,
    Stretch,
    Swap,
    Turn,
    shot_number,
)


def restaged(  # noqa: PLR0911 - one way out for each kind of turn
    view: FilmView, turn: Turn, footing: Footing
) -> Storyboard:
    """Return the board after a turn. Turns that do not change a board (a retake, a pick, a question) leave it equal.

    Raises ArtistError for a shot that is not on the board and for a file that is not among the references.
    """
    desk = Desk(brief=view.brief, treatment=view.treatment, song=view.song, footing=footing)
    board = view.board
    _known(board, turn)
    match turn:
        case Restage():
            return _changed(desk, board, turn.shots, lambda shot: _look(desk, shot, turn))
        case Repaint():
            asked = [s.id for s in board.shots if s.section in turn.sections]
            return _changed(desk, board, asked, lambda shot: shot.model_copy(update={"palette": turn.palette}))
        case Never():
            return _never(desk, board, turn)
        case Replace():
            own = _own(view.brief.references, turn.file)
            return _changed(desk, board, (turn.shot,), lambda shot: shown(shot, own))
        case Lock():
            return _locked(board, turn)
        case Perform():
            return _performed(board, turn, view.brief.references)
        case Pace() | Remove() | Swap() | Stretch():
            return _recut(desk, view, turn)
        case _:
            return board


def _locked(board: Storyboard, turn: Lock) -> Storyboard:
    shots = (s.model_copy(update={"locked": turn.locked}) if s.id in turn.shots else s for s in board.shots)
    return board.model_copy(update={"shots": tuple(shots)})


def _performed(board: Storyboard, turn: Perform, references: Sequence[Reference]) -> Storyboard:
    """Return the board with an actor's footage for some shots, or without; how they are drawn stays as it is."""
    actor = _own(references, turn.file) if turn.file else None
    if actor is not None and actor.kind != "footage":
        raise ArtistError("performance_photo", file=actor.name)
    asked = [n for n, shot in enumerate(board.shots) if shot.id in turn.shots]
    fit = able(board.shots) if actor is not None else asked
    shots, notes = list(board.shots), list(board.notes)
    for n in asked:
        if shots[n].locked:
            notes.append(Note(key="board_locked", values={"shot": shots[n].id}))
        elif n in fit:
            shots[n] = shots[n].model_copy(update={"performance": actor.name if actor else ""})
    left = [shot_number(shots[n].id) for n in asked if n not in fit]
    if left and len(left) == len(asked):
        raise ArtistError("performance_nobody", shots=", ".join(left))
    if left:
        notes.append(Note(key="board_performance_nobody", values={"shots": ", ".join(left), "n": len(left)}))
    return board.model_copy(update={"shots": tuple(shots), "notes": tuple(_once(notes))})


def _known(board: Storyboard, turn: Turn) -> None:
    """Refuse a turn about a shot that the board does not have."""
    ids = {shot.id for shot in board.shots}
    match turn:
        case Restage() | Remove() | Lock() | Perform():
            asked: tuple[str, ...] = turn.shots
        case Replace() | Stretch():
            asked = (turn.shot,)
        case Swap():
            asked = (turn.first, turn.second)
        case _:
            asked = ()
    for shot in asked:
        if shot not in ids:
            raise ArtistError("storyboard_no_shot", shot=shot)


def _changed(desk: Desk, board: Storyboard, asked: Iterable[str], change: Callable[[Shot], Shot]) -> Storyboard:
    """Return the board with a change made to some shots: what becomes different is a new revision, told anew."""
    wanted = frozenset(asked)
    shots, notes = [], list(board.notes)
    for shot in board.shots:
        fresh = change(shot) if shot.id in wanted else shot
        if fresh == shot:
            shots.append(shot)
        elif shot.locked:
            shots.append(shot)
            notes.append(Note(key="board_locked", values={"shot": shot.id}))
        else:
            told = worded(desk, fresh.model_copy(update={"revision": shot.revision + 1}), kind_of(fresh))
            shots.append(with_requirements(desk, told))
    return board.model_copy(update={"shots": tuple(shots), "notes": tuple(_once(notes))})


def _never(desk: Desk, board: Storyboard, turn: Never) -> Storyboard:
    """Return the board without some terms, and say where the action went from forbidden places."""
    after = _changed(desk, board, [s.id for s in board.shots], lambda shot: without(desk, shot, turn.terms))
    notes = list(after.notes)
    for old, new in zip(board.shots, after.shots, strict=True):
        if old.place_term != new.place_term:
            language = desk.brief.language
            names = {"term": name_of(old.place_term, language), "place": name_of(new.place_term, language)}
            key = "board_never_place_none" if new.place_term == "void" else "board_never_place"
            notes.append(Note(key=key, values=names))
    return after.model_copy(update={"notes": tuple(_once(notes))})


def _look(desk: Desk, shot: Shot, turn: Restage) -> Shot:
    """Return the shot at another hour, in other weather, nearer or wider; its light follows the hour."""
    changes: dict[str, object] = {}
    if turn.framing is not None:
        changes["framing"] = turn.framing
    elif turn.step and shot.framing != "insert":
        changes["framing"] = FRAMINGS[min(5, max(0, step(shot.framing) + turn.step))]
    if turn.time is not None or turn.weather is not None:
        hour = {"time": turn.time or shot.time, "weather": turn.weather or shot.weather}
        plan = desk.plan(shot.section).model_copy(update={**hour, "emotion": shot.emotion})
        changes |= {**hour, "light": camera.light(plan, desk.place(shot.place), shot.style)}
    return shot.model_copy(update=changes)


def _own(references: Sequence[Reference], file: str) -> Reference:
    """Return the reference that the artist means by a file name, with or without its folder and ending."""
    path = PurePath(file)
    for reference in references:
        if reference.name in (file, path.name, path.stem) or PurePath(reference.name).stem == path.stem:
            return reference
    raise ArtistError("storyboard_no_file", file=file)


def _recut(desk: Desk, view: FilmView, turn: Pace | Remove | Swap | Stretch) -> Storyboard:
    board = view.board
    work = recut.Recut(desk, {shot.id: shot for shot in board.shots}, list(board.cut.clips), view.takes)
    match turn:
        case Pace():
            recut.pace_sections(work, turn)
        case Remove():
            recut.remove(work, turn)
        case Swap():
            recut.swap(work, turn)
        case Stretch():
            recut.stretch(work, turn)
    clips = _merged(work.clips, frozenset(s.id for s in board.shots if s.locked))
    seen = {clip.shot for clip in clips}
    cut = proven(board.cut.frames, clips, board.cut.transitions, board.cut.titles)
    kept = tuple(shot for shot in board.shots if shot.id in seen)
    fresh = board.model_copy(update={"shots": kept, "cut": cut, "notes": tuple(_once([*board.notes, *work.notes]))})
    return fresh.model_copy(update={"shots": tuple(_long_enough(shot, fresh, work) for shot in kept)})


def _merged(clips: Sequence[Clip], locked: frozenset[str]) -> list[Clip]:
    """Return the clips with neighbours of one shot made one: a shot is not cut into itself."""
    found: list[Clip] = []
    for clip in clips:
        if found and found[-1].shot == clip.shot and clip.shot not in locked:
            found[-1] = found[-1].model_copy(update={"end": clip.end})
        else:
            found.append(clip)
    return found


def _long_enough(shot: Shot, board: Storyboard, work: recut.Recut) -> Shot:
    """Return the shot as it is where its takes have all the frames that its clips want, else as a new revision."""
    filmed = work.body(shot.id)
    needed, _ = body(board, shot.id)
    if shot.locked or filmed is None or needed <= filmed + HANDLES:
        return shot
    return shot.model_copy(update={"revision": shot.revision + 1})


def _once(notes: Iterable[Note]) -> list[Note]:
    """Return the notes without repeats, in order."""
    return list({note.fingerprint(): note for note in notes}.values())
