"""The editor who looks at the whole cut at once."""

from typing import Literal

from director.crew.llm.editor_answers import ReviewAnswer, ReviewFinding
from director.crew.llm.page import LANGUAGES
from director.crew.llm.settling import question
from director.crew.llm.song_sheet import song_sheet
from director.model import Cut, Finding, Fix, Language, RequirementKind, SongMap, Storyboard
from tools.chat.base import Chat, Picture

MOST = 8
"""Findings of one look: more are not acted upon."""

About = Literal["story", "repeat", "weak picture", "rhythm", "continuity"]
_KIND: dict[About, RequirementKind] = {
    "story": "story", "repeat": "distinct", "weak picture": "subject", "rhythm": "story", "continuity": "story",
}  # fmt: skip


class LlmEditor:
    """Says where the story is lost, what repeats, which shots are weak and where the rhythm sags."""

    def __init__(self, chat: Chat, language: Language) -> None:
        """Findings are said in `language`."""
        self._chat = chat
        self._language: Language = language

    async def review(self, board: Storyboard, cut: Cut, sheet: Picture, song: SongMap) -> tuple[Finding, ...]:
        """Look at a contact sheet of the whole cut (one numbered row a clip, in cut order) and return what is wrong.

        A finding's requirement is 'film-<about>-<shot id>', so that what was found twice is known as the same.
        Raises ProviderError without a usable answer.
        """
        asked = question("editor", "review", ReviewAnswer, {
            "language": LANGUAGES[self._language], "film": _film(board), "song": song_sheet(song),
            "clips": _clips(board, cut, song), "sheet": sheet.caption,
        }, pictures=(sheet,))  # fmt: skip
        answer = await self._chat.ask(asked)
        found: dict[str, Finding] = {}
        for said in answer.findings:
            if 1 <= said.clip <= len(cut.clips) and said.evidence:
                finding = _finding(said, cut.clips[said.clip - 1].shot)
                found.setdefault(finding.requirement, finding)
        return tuple(found.values())[:MOST]


def _finding(said: ReviewFinding, shot: str) -> Finding:
    fix = Fix(kind=said.fix, words=said.fix_en) if said.fix is not None else None
    return Finding(
        requirement=f"film-{said.about.replace(' ', '-')}-{shot}",
        kind=_KIND[said.about],
        met=said.met,
        evidence=f"{said.clip}: {said.evidence}",
        fix=fix if said.met == "no" else None,
        how="seen",
    )


def _film(board: Storyboard) -> str:
    """Return what each shot is for, as far as the board says it."""
    told = (f"{s.id}: {s.change}" + (f" [{s.motif}: {s.motif_change}]" if s.motif_change else "") for s in board.shots)
    return "\n".join(told)


def _clips(board: Storyboard, cut: Cut, song: SongMap) -> list[dict[str, object]]:
    """Return the cut as a list with seconds; the song's length gives the clock."""
    second = cut.frames / song.duration_s if song.duration_s else 24.0
    shots = {s.id: s for s in board.shots}
    rows: list[dict[str, object]] = []
    for number, clip in enumerate(cut.clips, start=1):
        shot = shots.get(clip.shot)
        rows.append({
            "number": number, "start_s": clip.start / second, "end_s": clip.end / second,
            "seconds": clip.frames / second, "shot": clip.shot, "framing": shot.framing if shot else "-",
            "place": shot.place if shot else "-", "time": shot.time if shot else "-",
            "text": shot.text if shot else "missing", "beyond": "; ".join(shot.beyond) if shot else "",
        })  # fmt: skip
    return rows
