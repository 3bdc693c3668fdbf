"""Equal commissions give equal films; what renderers altered is told with the film."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from stand_ins import QuickRenderer, begin, crew

from director.commission import Commission, take_on
from director.crew.house.crew import house_crew
from director.model import Limits, Note, Order
from director.session import opened
from render.base import Rendered
from render.registry import renderer
from tools.composing import piece_from
from tools.media import each_frame


async def filmed(folder: Path) -> list[str]:
    """Make a film from scratch, with the house crew and the drawing room, and return a digest of each of its frames."""
    song = piece_from(["forest"], ["hope"], 4.0, 3)
    brief = "An owl flies over a misty forest at dawn; a girl looks up and laughs."
    take_on(Commission(song=song, brief=brief, out=folder, size="360p", limits=Limits(max_attempts=2)))
    async with opened(folder, house_crew("en"), {"animatic": renderer("animatic")}) as session:
        await session.finish()
    frames = each_frame(folder / "draft.mp4")
    return [hashlib.sha256(frame.to_ndarray(format="yuv420p").tobytes()).hexdigest() for _, frame in frames]


async def test_one_commission_made_twice_from_scratch_gives_the_same_film_frame_by_frame(tmp_path: Path) -> None:
    one, other = await filmed(tmp_path / "one"), await filmed(tmp_path / "other")
    assert len(one) == json.loads((tmp_path / "one" / "report.json").read_text())["video"]["frames"]
    assert len(set(one)) > 0.9 * len(one), "a film that stands still proves nothing"
    assert one == other


class Altering(QuickRenderer):
    """Alters every take a little, and says so; the first two shots by the same."""

    async def _work(self, order: Order, folder: Path) -> Rendered:
        done = await super()._work(order, folder)
        file = "old.mp4" if order.shot.id in ("s001", "s002") else f"{order.shot.id}.mp4"
        place = Note(key="render_plain_place", values={"shot": order.shot.number, "place": "school_corridor"})
        notes = (Note(key="plates_slowed", values={"file": file, "percent": 70}), *[place][: order.shot.id == "s003"])
        return replace(done, notes=notes)


async def test_what_a_renderer_altered_is_told_once_in_the_report_and_on_its_page(tmp_path: Path) -> None:
    folder = begin(tmp_path / "film")
    async with opened(folder, crew(3), {"quick": Altering(tmp_path / "calls.jsonl")}) as session:
        await session.finish()
    notes = json.loads((folder / "report.json").read_text())["notes"]
    slowed = [note for note in notes if "slowed to 70%" in note]
    assert [name for name in ("old.mp4", "s003.mp4") for note in slowed if name in note] == ["old.mp4", "s003.mp4"]
    assert len(slowed) == 2
    assert any("school corridor" in note and "shot 3" in note for note in notes)
    page = (folder / "report.html").read_text()
    assert all(note.split("“")[0] in page for note in slowed)
    assert "s003.mp4" in page
