"""From the treatment to shots and their places on the song's clock."""

import asyncio
from collections.abc import Sequence

from director.crew.base import FilmView, Footing
from director.crew.house import bookends, one_take
from director.crew.house.continuity import carried
from director.crew.house.desk import LEAD, Desk
from director.crew.house.musts import with_musts
from director.crew.house.names import name_of
from director.crew.house.own_material import placed
from director.crew.house.pacing import pacings
from director.crew.house.proof import proven
from director.crew.house.requirements import with_requirements
from director.crew.house.restage import restaged
from director.crew.house.shot_list import ShotList
from director.crew.house.slots import slots
from director.crew.house.together import share
from director.crew.house.wording import Moment, worded
from director.model import (
    Brief,
    Note,
    Reading,
    SongMap,
    Storyboard,
    Transition,
    Treatment,
    Turn,
)
from tools.timeline import cut_points, spread


class HouseStoryboarder:
    """Covers each place as an editor would want it, and cuts on the song's clock."""

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        """Write the shot list; every cut lies on a legal cut point and the clips cover the film."""
        desk = Desk(brief=brief, treatment=treatment, song=song, footing=footing, reading=reading)
        return await asyncio.to_thread(_board, desk)

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        """Carry out the artist's turn on the board; untouched and locked shots stay equal, byte for byte.

        Raises ArtistError for a shot that is not there and for a file that is not among the references.
        """
        return await asyncio.to_thread(restaged, view, turn, footing)


def _board(desk: Desk) -> Storyboard:
    if desk.treatment.form == "one-take":
        parts, notes = one_take.pieces(desk)
        shots, joins = one_take.film(desk, parts)
        return _finished(desk, shots, notes, joins)
    paces, notes = pacings(desk)
    points = cut_points(desk.song, desk.footing.fps, desk.footing.frames, LEAD)
    starts = spread(paces, points, float(60 * desk.footing.fps), desk.brief.seed)
    shots = ShotList(desk)
    for slot in slots(desk, starts):
        shots.fill(slot)
    bookends.answer(desk, shots)
    share(desk, shots)
    return _finished(desk, shots, notes, None)


def _finished(desk: Desk, shots: ShotList, notes: Sequence[Note], joins: tuple[Transition, ...] | None) -> Storyboard:
    """Weigh, fill in what the artist brought and asked for, carry states over, and put everything into words."""
    listed = bookends.weigh(desk, shots)
    listed, unused = placed(desk, listed)
    listed, missing = with_musts(desk, listed)
    listed = carried(listed)
    moments: dict[str, Moment] = {shots.clips[0].shot: "opening"}
    if joins is not None:
        moments = dict.fromkeys(shots.kinds, "journey")
    if shots.clips[-1].shot in shots.answers:
        moments[shots.clips[-1].shot] = "ending"
    done = [with_requirements(desk, worded(desk, s, shots.kinds[s.id], moments.get(s.id))) for s in listed]
    transitions = bookends.transitions(desk, done, shots.clips) if joins is None else joins
    weather = {desk.plan(p.section).weather for p in desk.parts} & desk.avoid
    language = desk.brief.language
    changed = [Note(key="board_weather_changed", values={"weather": name_of(w, language)}) for w in sorted(weather)]
    cut = proven(desk.footing.frames, shots.clips, transitions, bookends.titles(desk, done, shots.clips))
    return Storyboard(shots=tuple(done), cut=cut, notes=(*notes, *unused, *missing, *changed))
