"""An old clip as a source: its shots are found, measured and, where there are eyes, told; its pictures stay behind.

Cuts are found by PySceneDetect's adaptive detector (content change of a frame against its neighbours, Brandon
Castellano): a fast pan is no cut to it. Near-fades and dissolves count as one cut at their strongest change.
"""

import asyncio
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from director.errors import ArtistError, ProviderError
from director.model import Note, SourceClip, SourceShot, digest_of
from tools.eyes import Eyes, frame_height, lay_out, moments
from tools.frames import Print, Strip, fingerprint, flat, motion, nearest, numbers
from tools.media import probe, read_frames

SHORTEST_S = 0.3
"""A shorter shot is a flash within its neighbour: nobody reads a picture faster (0.4 s for a known close-up)."""

RETURNS = 0.1
"""Difference of prints below which a shot shows the picture of an earlier one again (the critic's line for repeats)."""

LONGEST_S = 1200.0
"""s. Longer footage is no clip."""

_MEASURED_HEIGHT = 180
_COLOURS = 4


@dataclass(frozen=True)
class Stretch:
    """One shot of the clip in frames [start, end)."""

    start: int
    end: int


async def read_old_clip(path: Path, eyes: Eyes | None = None) -> SourceClip:
    """Read a clip's shots, their lengths, movement, light and colours, and what each does, if there are eyes.

    Raises:
        ArtistError: the file cannot be read, or 'old_clip_long'.
        BudgetExhausted: looking might pass the film's limit.
    """
    clip, stretches = await asyncio.to_thread(_read, path)
    return clip if eyes is None else await _told(clip, path, stretches, eyes)


def _read(path: Path) -> tuple[SourceClip, tuple[Stretch, ...]]:
    facts = probe(path)
    fps = float(facts.fps)
    if facts.frames / fps > LONGEST_S:
        raise ArtistError("old_clip_long", file=path.name, minutes=round(LONGEST_S / 60))
    stretches = find_shots(path)
    clip = SourceClip(
        name=path.name,
        digest=digest_of(path.read_bytes()),
        duration_s=round(stretches[-1].end / fps, 3),
        fps=fps,
        shots=_measured(path, stretches, fps),
        notes=(Note(key="old_clip_measured", values={"file": path.name}),),
    )
    return clip, stretches


def find_shots(path: Path) -> tuple[Stretch, ...]:
    """Return the shots of a file in order, without gap or overlap.

    Raises:
        ArtistError: the file cannot be read.
    """
    from scenedetect import AdaptiveDetector, detect

    facts = probe(path)
    least = max(2, round(SHORTEST_S * float(facts.fps)))
    scenes = detect(str(path), AdaptiveDetector(min_scene_len=least))
    cuts = sorted({scene[0].frame_num for scene in scenes if 0 < scene[0].frame_num < facts.frames})
    edges = [0, *cuts, facts.frames]
    return tuple(Stretch(a, b) for a, b in pairwise(edges))


def _measured(path: Path, stretches: tuple[Stretch, ...], fps: float) -> tuple[SourceShot, ...]:
    shots: list[SourceShot] = []
    prints: list[Print] = []
    for number, stretch in enumerate(stretches, start=1):
        groups = numbers(stretch.start, stretch.end - stretch.start)
        frames = read_frames(path, flat(groups), _MEASURED_HEIGHT)
        strip = Strip(frames, groups, fps)
        own = fingerprint(strip.spread)
        same = next((n for n, other in enumerate(prints, start=1) if nearest(own, other) < RETURNS), None)
        prints.append(own)
        length = (stretch.end - stretch.start) / fps
        shots.append(
            SourceShot(
                number=number,
                start_s=round(stretch.start / fps, 3),
                end_s=round(stretch.end / fps, 3),
                brightness=round(float(strip.luma.mean()), 3),
                motion=round(motion(strip).passing / length, 3) if len(groups) > 1 else 0.0,
                colours=_colours(strip.spread),
                returns=same,
            )
        )
    return tuple(shots)


def _colours(frames: NDArray[np.uint8]) -> tuple[str, ...]:
    """Return the main colours by k-means in CIE Lab, the most frequent first."""
    small = np.concatenate([cv2.resize(f, (32, 18), interpolation=cv2.INTER_AREA) for f in frames])
    points = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float32)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1.0)
    _, labels, centres = cv2.kmeans(points, _COLOURS, np.empty(0, np.int32), stop, 2, cv2.KMEANS_PP_CENTERS)
    order = np.argsort(-np.bincount(labels.ravel(), minlength=_COLOURS), kind="stable")
    rgb = cv2.cvtColor(centres[order][None].astype(np.uint8), cv2.COLOR_LAB2RGB)[0]
    return tuple(dict.fromkeys(f"#{r:02x}{g:02x}{b:02x}" for r, g, b in rgb.tolist()))


async def _told(clip: SourceClip, path: Path, stretches: tuple[Stretch, ...], eyes: Eyes) -> SourceClip:
    """Add what eyes see. A shot that returns is told once; where nobody could look, the measures stand alone."""
    shots: list[SourceShot] = []
    blind: list[str] = []
    facts = probe(path)
    height = frame_height(facts.width, facts.height)
    for shot, stretch in zip(clip.shots, stretches, strict=True):
        if shot.returns is not None:
            first = shots[shot.returns - 1]
            told = {"framing": first.framing, "function": first.function, "beat": first.beat, "emotion": first.emotion}
            shots.append(shot.model_copy(update=told))
            continue
        seen = moments(path, stretch.start, stretch.end - stretch.start, clip.fps, height, most=3)
        try:
            beat = await eyes.tell(lay_out(seen, f"Shot {shot.number}"), about=f"old clip {shot.number}")
        except ProviderError:
            blind.append(str(shot.number))
            shots.append(shot)
            continue
        told = {"framing": beat.framing, "function": beat.function, "beat": beat.beat, "emotion": beat.emotion}
        shots.append(shot.model_copy(update=told))
    if len(blind) == len(shots):
        return clip
    notes = (Note(key="old_clip_blind", values={"file": clip.name, "shots": ", ".join(blind)}),) if blind else ()
    return clip.model_copy(update={"shots": tuple(shots), "looked": "seen", "notes": notes})


def transposed(clip: SourceClip, seconds: float) -> tuple[SourceShot, ...]:
    """Return the clip's shots on another length: the same order, the same shares, the same rhythm of long and short.

    Where shots would become shorter than can be read, neighbours of the same function are joined.
    """
    scale = seconds / clip.duration_s
    joined: list[SourceShot] = []
    for shot in clip.shots:
        last = joined[-1] if joined else None
        short = last is not None and min(last.seconds, shot.seconds) * scale < SHORTEST_S
        if last is not None and short and last.function == shot.function:
            joined[-1] = last.model_copy(update={"end_s": shot.end_s, "beat": last.beat or shot.beat})
        else:
            joined.append(shot)
    return tuple(
        s.model_copy(update={"start_s": round(s.start_s * scale, 3), "end_s": round(s.end_s * scale, 3)})
        for s in joined
    )


def outline(clip: SourceClip, seconds: float, start_s: float = 0.0, end_s: float | None = None) -> str:
    """Return the clip as lines for a prompt: times on the new length, how each shot looks at things, what it does.

    English, without anything by which the old pictures could be copied. With `start_s` and `end_s` only the shots that
    lie, transposed, in that stretch of the new length, if only in part.
    """
    lines = [f"{len(clip.shots)} shots, {clip.cuts_per_minute:.1f} cuts a minute; on {seconds:.1f} s:"]
    for shot in transposed(clip, seconds):
        if shot.end_s <= start_s or (end_s is not None and shot.start_s >= end_s):
            continue
        moved = "still" if shot.motion < 0.05 else "gentle movement" if shot.motion < 0.4 else "much movement"
        light = "dark" if shot.brightness < 0.25 else "bright" if shot.brightness > 0.6 else "middle light"
        told = [
            f"{shot.start_s:.1f}-{shot.end_s:.1f} s",
            shot.framing or "framing unknown",
            shot.function,
            moved,
            light,
            f"feeling: {shot.emotion}" if shot.emotion else "",
            f"returns to shot {shot.returns}" if shot.returns else "",
        ]
        lines.append(f"{shot.number}. {', '.join(t for t in told if t)}" + (f": {shot.beat}" if shot.beat else ""))
    return "\n".join(lines)
