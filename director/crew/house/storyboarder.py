"""From the treatment to shots and their places on the song's clock."""

from itertools import pairwise

from director.crew.base import FilmView, Footing
from director.model import Brief, Clip, Cut, Reading, Shot, SongMap, Storyboard, Treatment, Turn
from tools.timeline import Pacing, cut_points, passages, spread

FRAMINGS = ("wide", "medium", "insert", "full", "close")


class HouseStoryboarder:
    """Covers each place as an editor would want it."""

    async def board(
        self, brief: Brief, reading: Reading, treatment: Treatment, song: SongMap, footing: Footing
    ) -> Storyboard:
        """Write the shot list; every cut lies on a legal cut point and the clips cover the film."""
        points = cut_points(song, footing.fps, footing.frames)
        parts = passages(song, footing.fps, footing.frames)
        plans = {p.section: p for p in treatment.sections}
        pacings = [Pacing(p.start, p.end, plans.get(p.section, treatment.sections[-1]).cuts_per_minute) for p in parts]
        starts = spread(pacings, points, float(60 * footing.fps), brief.seed)
        clips, shots = [], []
        for number, (start, end) in enumerate(pairwise([*starts, footing.frames])):
            section = max((p.section for p in parts if p.start <= start), default=0)
            plan = plans.get(section, treatment.sections[-1])
            place = next(p for p in treatment.places if p.id == plan.places[number % len(plan.places)])
            shot = Shot(
                id=f"s{number + 1:03d}", section=section, world=place.world, place=place.id, place_term=place.term,
                time=plan.time, weather=plan.weather, palette=plan.palette, style=treatment.style,
                text=f"{place.name}: {plan.idea}", framing=FRAMINGS[number % len(FRAMINGS)], emotion=plan.emotion,
            )  # fmt: skip
            shots.append(shot)
            clips.append(Clip(id=f"c{number + 1:03d}", shot=shot.id, start=start, end=end))
        return Storyboard(shots=tuple(shots), cut=Cut(frames=footing.frames, clips=tuple(clips)))

    async def restage(self, view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
        """Carry out the artist's turn on the board."""
        return view.board
