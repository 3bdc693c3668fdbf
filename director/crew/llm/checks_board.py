"""A plan checked in code: shots and their places on the song's clock. One checker for every crew."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from director.crew.base import Footing
from director.crew.house.coverage import cuts_well, signature
from director.crew.house.desk import LEAD
from director.crew.house.musts import shown_as, terms_of
from director.crew.house.names import sort_of
from director.crew.house.one_take import LONGEST_S
from director.crew.house.pacing import FLASH_S
from director.crew.llm.checks import FEWEST_RETURNS, Fault
from director.crew.llm.forbidden import never, said_in
from director.model import Brief, Reading, Shot, SongMap, Storyboard, Treatment
from tools.timeline import beat_lengths, check_cover, cut_points, passages

EQUAL_SHARE = 0.4
"""Share of neighbouring clips of one length in beats from which a cut sounds like a metronome."""

FEWEST_PAIRS = 4
"""With fewer joins a share says nothing."""

LIKE = 0.75
"""Share of common words from which two pictures are one picture told twice."""


@dataclass(frozen=True)
class Ground:
    """What a board is held against."""

    brief: Brief
    reading: Reading | None
    treatment: Treatment
    song: SongMap
    footing: Footing
    longest_s: float = LONGEST_S
    """The longest clip that can be filmed, seconds."""

    @property
    def legal(self) -> frozenset[int]:
        """Frames on which a clip may begin."""
        frames = self.footing.frames
        points = cut_points(self.song, self.footing.fps, frames, LEAD)
        parts = passages(self.song, self.footing.fps, frames, LEAD)
        return frozenset((0, *(p.frame for p in points), *(p.start for p in parts)))


def rhythm(starts: Sequence[int], ground: Ground, end: int | None = None) -> Iterator[Fault]:
    """Yield what is wrong when too many neighbouring clips last equally many beats, up to frame `end`."""
    lengths = clip_beats(starts, ground.footing.frames if end is None else end, ground.song, ground.footing)
    pairs, equal = len(lengths) - 1, evenness(lengths)
    if pairs >= FEWEST_PAIRS and equal > EQUAL_SHARE * pairs:
        counted = ", ".join(f"{n:g}" for n in lengths)
        yield Fault(
            "rhythm", "cuts",
            f"{equal} of {pairs} neighbouring clips last equally many beats ({counted}): a metronome; move cuts by a "
            f"point or more until at most {int(EQUAL_SHARE * pairs)} do",
        )  # fmt: skip


def clip_beats(starts: Sequence[int], end: int, song: SongMap, footing: Footing) -> list[float]:
    """Return the lengths of clips in beats, to the nearest half."""
    return beat_lengths([*starts, end], song, footing.fps)


def evenness(lengths: Sequence[float]) -> int:
    """Return how many clips are as long as the one before."""
    return sum(one == other for one, other in pairwise(lengths))


def board_faults(ground: Ground, board: Storyboard) -> tuple[Fault, ...]:
    """Return what is wrong with a shot list and its cut."""
    return (
        *(Fault("cover", "cut", wrong) for wrong in check_cover(board.cut)),
        *_order(board),
        *_clips(ground, board),
        *_neighbours(board),
        *rhythm([clip.start for clip in board.cut.clips], ground),
        *twins(board.shots, _ends(board)),
        *(fault for shot in board.shots for fault in shot_faults(ground, shot)),
        *_motifs(ground.treatment, board),
        *_musts(ground, board),
    )


def _order(board: Storyboard) -> Iterator[Fault]:
    shots = [shot.id for shot in board.shots]
    seen = list(dict.fromkeys(clip.shot for clip in board.cut.clips))
    yield from (
        Fault("unknown", clip, "the cut shows a shot that is not on the list") for clip in seen if clip not in shots
    )
    yield from (Fault("order", shot, "this shot is nowhere in the cut") for shot in shots if shot not in seen)
    known = [shot for shot in seen if shot in shots]
    if known != sorted(known):
        yield Fault("order", "shots", f"they are numbered in order of first appearance; they appear as {known}")


def _clips(ground: Ground, board: Storyboard) -> Iterator[Fault]:
    fps = ground.footing.fps
    shortest, longest, legal = int(FLASH_S * fps) - 1, ground.longest_s * fps, ground.legal
    for clip in board.cut.clips:
        seconds = float(clip.frames / fps)
        if clip.start not in legal:
            yield Fault("cut point", clip.id, f"it begins on frame {clip.start}, which is no legal cut point")
        if clip.frames < shortest and len(board.cut.clips) > 1:
            yield Fault("short", clip.id, f"{seconds:.2f} s cannot be read")
        if clip.frames > longest:
            yield Fault("long", clip.id, f"{seconds:.1f} s is more than the {ground.longest_s:g} s that can be filmed")


def _neighbours(board: Storyboard) -> Iterator[Fault]:
    soft = {t.clip for t in board.cut.transitions if t.kind == "crossfade"}
    by_id = {shot.id: shot for shot in board.shots}
    for one, other in pairwise(board.cut.clips):
        if other.id in soft or one.shot not in by_id or other.shot not in by_id:
            continue
        if one.shot == other.shot:
            yield Fault("jump", other.id, f"{other.shot} follows itself: one longer clip, or another shot between")
        elif not cuts_well(by_id[one.shot], by_id[other.shot]):
            yield Fault("jump", other.shot, jump(by_id[one.shot], by_id[other.shot]))


def jump(one: Shot, other: Shot) -> str:
    """Say why two neighbours do not cut, and what would."""
    return (
        f"jump cut after {one.id}: {one.framing}/{one.angle} and {other.framing}/{other.angle} at {other.place}; "
        "the same subject needs two sizes' difference, or another size and another angle; another subject another "
        "size, angle or place"
    )


def _ends(board: Storyboard) -> tuple[str, str]:
    """Return the shots of the first and of the last clip."""
    clips = board.cut.clips
    return (clips[0].shot, clips[-1].shot) if clips else ("", "")


def twins(shots: tuple[Shot, ...], ends: tuple[str, str] = ("", "")) -> Iterator[Fault]:
    """Yield pictures that a viewer would take for one another.

    The last picture of `ends` (first and last shot) answers the first: it may be told in its words.
    """
    seen: dict[tuple[str, ...], str] = {}
    words: list[tuple[str, frozenset[str]]] = []
    for shot in shots:
        name = signature(shot)
        if shot.technique == "drawn" and name in seen:
            yield Fault(
                "twin", shot.id,
                f"the same picture as {seen[name]} (place, size, angle, subject, action, hour): return to {seen[name]} "
                "instead, or film it from another size and angle",
            )  # fmt: skip
        seen.setdefault(name, shot.id)
        if shot.script is None:
            continue
        own = frozenset(re.findall(r"[a-z]{3,}", shot.script.picture.lower()))
        for other, others in words:
            if (other, shot.id) == ends:
                continue
            if own and len(own & others) / len(own | others) > LIKE:
                yield Fault("twin", shot.id, f"its picture is told in nearly the words of {other}: show something else")
                break
        words.append((shot.id, own))


def shot_faults(ground: Ground, shot: Shot) -> Iterator[Fault]:
    """Yield what is wrong with one shot by itself."""
    page = ground.treatment
    for sort, name, known in (
        ("place", shot.place, {p.id for p in page.places}),
        ("world", shot.world, {w.id for w in page.worlds}),
        ("motif", shot.motif, {"", *(m.id for m in page.motifs)}),
    ):
        if name not in known:
            yield Fault("unknown", shot.id, f"{sort} {name!r} is not on the page")
    by_id = {c.id: c for c in page.characters}
    for presence in (*shot.who, *shot.props):
        character = by_id.get(presence.character)
        if presence.character and character is None:
            yield Fault("unknown", shot.id, f"character {presence.character!r} is not on the page")
        elif character is not None and not presence.wears and presence.colour != character.colour:
            yield Fault(
                "wardrobe", shot.id, f"{character.id} wears {presence.colour}, the page says {character.colour}"
            )
    banned = never(ground.brief, ground.reading)
    for term in sorted(terms_of(shot) & banned):
        yield Fault("forbidden", shot.id, f"{term!r} must never be seen")
    for text in texts(shot):
        for word in said_in(text, banned):
            yield Fault("forbidden", shot.id, f"{word!r} must never be seen, and this text names it: {text[:80]!r}")


def texts(shot: Shot) -> tuple[str, ...]:
    """Return everything of a shot that somebody reads as what is in the picture."""
    script = shot.script
    spoken = (script.picture, *script.beats, *script.cast, script.place, *script.things) if script else ()
    return tuple(t for t in (shot.text, *shot.action, *shot.beyond, *spoken) if t)


def _motifs(page: Treatment, board: Storyboard) -> Iterator[Fault]:
    for motif in page.motifs:
        shows = [s for s in board.shots if s.motif == motif.id or motif.term in {p.term for p in (*s.who, *s.props)}]
        seen = {shot.id for shot in shows}
        times = sum(clip.shot in seen for clip in board.cut.clips)
        wanted = min(FEWEST_RETURNS, len(motif.returns))
        if times < wanted:
            yield Fault(
                "motif", f"motif {motif.id}", f"it is seen {times} times; the page lets it return {wanted} times"
            )


def _musts(ground: Ground, board: Storyboard) -> Iterator[Fault]:
    banned = never(ground.brief, ground.reading)
    for word in ground.reading.must if ground.reading else ():
        term = shown_as(word, ground.treatment.cutouts)
        seen = any(term in terms_of(shot) for shot in board.shots)
        if sort_of(term) is not None and term not in banned and not seen:
            yield Fault("must", "film", f"the artist insists on {term!r}, and no shot shows it")
