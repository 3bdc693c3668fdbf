"""The film in stretches that one answer can hold, with the legal cut points of each, numbered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from director.crew.house import one_take
from director.crew.house.desk import LEAD, Desk
from director.model import Change, SectionPlan
from tools.timeline import CutPoint, Passage, cut_points

MOST_CLIPS = 9
"""Clips asked for in one answer: longer answers are cut off, and shots written in a row get careless."""
HELD_S, SHORTEST_S = 3.0, 0.8
"""Seconds that the film's last clip is held, and that any clip before it needs."""
STRONG = 0.72
"""Weight (0-1) from which a cut point is marked as strong."""


@dataclass(frozen=True)
class Mark:
    """A legal cut point under its number in the film."""

    number: int
    frame: int
    seconds: float
    what: str
    until: float
    """Where the stretch ends, seconds."""


@dataclass(frozen=True)
class Back:
    """A motif that returns."""

    motif: str
    change: Change
    note: str


@dataclass(frozen=True)
class Sung:
    """A lyric line and what the picture does with it."""

    point: int
    text: str
    how: str
    note: str


@dataclass(frozen=True)
class Part:
    """A section, or a piece of one, inside a stretch."""

    plan: SectionPlan
    label: str
    energy: float
    shots: int
    returns: tuple[Back, ...]
    lines: tuple[Sung, ...]


@dataclass(frozen=True)
class Stretch:
    """Neighbouring sections boarded in one answer: frames [start, end)."""

    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    """The first is where the stretch begins: its first clip starts there."""
    start: int
    end: int
    wanted: int

    @property
    def name(self) -> str:
        """What the stretch is called in a recording."""
        sections = [part.plan.section for part in self.parts]
        return f"sections {sections[0]}-{sections[-1]} from frame {self.start}"


@dataclass(frozen=True)
class _Piece:
    """What cannot be divided between two answers."""

    section: int
    start: int
    end: int
    wanted: int


def stretches(desk: Desk) -> tuple[Stretch, ...]:
    """Return the film in stretches of whole sections; a section of many shots is divided at strong points."""
    points = cut_points(desk.song, desk.footing.fps, desk.footing.frames, LEAD)
    if desk.treatment.form == "one-take":
        pieces = [_Piece(p.section, p.start, p.end, 1) for p in one_take.pieces(desk)[0]]
        groups = [[piece] for piece in pieces]
    else:
        pieces = [piece for part in desk.parts for piece in _pieces(desk, part, points)]
        groups = _grouped(pieces)
    found, number = [], 0
    for group in groups:
        stretch = _stretch(desk, group, points, number)
        number = stretch.marks[-1].number + 1
        found.append(stretch)
    return tuple(found)


def wanted_in(desk: Desk, part: Passage) -> int:
    """Return how many clips a section is planned to have."""
    rate, seconds = desk.plan(part.section).cuts_per_minute / 60, desk.seconds(part.end - part.start)
    wanted = max(1, round(rate * seconds))
    return wanted if part.end < desk.footing.frames else min(wanted, most_at_the_end(seconds))


def most_at_the_end(seconds: float) -> int:
    """Return how many clips a closing section of this length has room for: its last is held, others share the rest."""
    return 1 + max(0, int((seconds - HELD_S) / SHORTEST_S))


def _pieces(desk: Desk, part: Passage, points: Sequence[CutPoint]) -> Iterator[_Piece]:
    wanted = wanted_in(desk, part)
    count = -(-wanted // MOST_CLIPS)
    starts = [part.start]
    for k in range(1, count):
        place = part.start + (part.end - part.start) * k / count
        near = [p for p in points if starts[-1] < p.frame < part.end and abs(p.frame - place) < desk.frames(2)]
        if near:
            starts.append(min((-p.weight, abs(p.frame - place), p.frame) for p in near)[2])
    for start, end in zip(starts, [*starts[1:], part.end], strict=True):
        share = max(1, round(wanted * (end - start) / (part.end - part.start)))
        yield _Piece(part.section, start, end, share)


def _grouped(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and sum(p.wanted for p in groups[-1]) + piece.wanted <= MOST_CLIPS * 2 // 3:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _stretch(desk: Desk, group: Sequence[_Piece], points: Sequence[CutPoint], number: int) -> Stretch:
    start, end = group[0].start, group[-1].end
    wanted = sum(piece.wanted for piece in group)
    marks = _marks(desk, group, points, number, wanted=wanted)
    parts = tuple(_part(desk, piece, marks) for piece in group)
    return Stretch(parts=parts, marks=marks, start=start, end=end, wanted=wanted)


def _marks(
    desk: Desk, group: Sequence[_Piece], points: Sequence[CutPoint], number: int, *, wanted: int
) -> tuple[Mark, ...]:
    """Return the numbered points of a stretch; breaths beside the pulse only where there is little else."""
    start, end = group[0].start, group[-1].end
    until = desk.seconds(end)
    borders = {piece.start: f"section {piece.section} begins" for piece in group}
    if desk.treatment.form == "one-take":
        inside: list[CutPoint] = []
    else:
        inside = [p for p in points if start < p.frame < end and p.kinds != {"breath"}]
        if len(inside) < 3 * wanted:
            inside = [p for p in points if start < p.frame < end]
    said = {p.frame: _what(p) for p in inside} | borders
    frames = sorted({start, *said})
    return tuple(
        Mark(number + k, frame, desk.seconds(frame), said.get(frame, "here it goes on"), until)
        for k, frame in enumerate(frames)
    )


def _what(point: CutPoint) -> str:
    kinds = [kind for kind in ("section", "bar", "beat", "line", "accent", "silence", "breath") if kind in point.kinds]
    if "bar" in kinds and "beat" in kinds:
        kinds.remove("beat")
    # Where nobody sings a breath would be looked for in vain: it is a place between two beats.
    return " ".join(kinds).replace("breath", "off the beat") + (" *" if point.weight >= STRONG else "")


def _part(desk: Desk, piece: _Piece, marks: Sequence[Mark]) -> Part:
    plan = desk.plan(piece.section)
    section = desk.song.sections[min(piece.section, len(desk.song.sections) - 1)]
    returns = tuple(
        Back(motif.id, back.change, back.note)
        for motif in desk.treatment.motifs
        for back in motif.returns
        if back.section == piece.section
    )
    treated = {t.line: t for t in desk.treatment.lyrics}
    lines = []
    for number, line in enumerate(desk.song.lines):
        frame = desk.frames(line.start_s)
        if piece.start <= frame < piece.end and number in treated:
            point = max((m for m in marks if m.frame <= frame), key=lambda m: m.frame).number
            lines.append(Sung(point, line.text, treated[number].how, treated[number].note))
    return Part(plan, section.label, section.energy, piece.wanted, returns, tuple(lines))
