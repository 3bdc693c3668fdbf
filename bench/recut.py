"""How long a film takes to put together: ours, MoviePy's export and a plain ffmpeg re-encode of the same clips.

    python bench/recut.py [--clips 40] [--seconds 3]

Forty takes of three seconds at 720p24 are shot (a photograph-like texture under a moving camera, with grain), then in
one run: our first assembly, our second with nothing changed, our re-cut after one changed take, ffmpeg's concat with
re-encoding, MoviePy's concatenate and write. All encode with x264 veryfast, crf 20.
"""

import argparse
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
import soundfile

from director.model import Clip, Cut, Order, Palette, Shot, Take, Title, Transition, digest_of
from tools.editing import Assembly, assemble
from tools.media import FilmWriter, probe

WIDTH, HEIGHT, FPS = 1280, 720, Fraction(24)


def shoot(project: Path, number: int, frames: int, seed: int, handles: int = 12) -> Take:
    rng = np.random.default_rng(seed)
    ground = cv2.resize(rng.integers(0, 256, (90, 160, 3), np.uint8), (1600, 900), interpolation=cv2.INTER_CUBIC)
    grain = rng.normal(0, 3, (8, HEIGHT, WIDTH, 1))
    file = project / "takes" / f"{number}-{seed}.mp4"
    with FilmWriter(file, WIDTH, HEIGHT, FPS, keyframes=(handles, handles + frames)) as writer:
        for i in range(frames + 2 * handles):
            view = ground[i : i + HEIGHT, 2 * i : 2 * i + WIDTH]
            writer.write(np.clip(view + grain[i % 8], 0, 255).astype(np.uint8))
    shot = Shot(
        id=f"s{number:03}", section=0, world="w", place="p", place_term="sea", time="day", weather="clear",
        palette=Palette(colours=("#101010", "#f0f0f0")), style="photoreal", text="", framing="wide", emotion="calm",
    )  # fmt: skip
    order = Order(
        shot=shot, renderer="bench", renderer_version="1", prompt="", width=WIDTH, height=HEIGHT, fps=FPS,
        frames=frames, handles=handles, seed=seed,
    )  # fmt: skip
    return Take(
        id=order.key(), shot=shot.id, attempt=1, order=order, media=digest_of(file.read_bytes()),
        file=str(file.relative_to(project)), frames=frames + 2 * handles, handles=handles,
    )  # fmt: skip


def timed(what: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    result = what()
    return time.perf_counter() - began, result


def by_ffmpeg(project: Path, takes: list[Take], frames: int, song: Path, out: Path) -> None:
    parts = ""
    for take in takes:
        first, last = float(take.handles / FPS), float((take.handles + frames) / FPS)
        parts += f"file '{project / take.file}'\ninpoint {first}\noutpoint {last}\n"
    (project / "list.txt").write_text(parts)
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-y",
        "-f",
        "concat",
        "-safe",
        "0",
        "-i",
        project / "list.txt",
    ]
    command += ["-i", song, "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac", "-shortest", out]
    subprocess.run([str(part) for part in command], check=True)


def by_moviepy(project: Path, takes: list[Take], frames: int, song: Path, out: Path) -> None:
    from moviepy import AudioFileClip, VideoFileClip, concatenate_videoclips

    clips = [
        VideoFileClip(str(project / take.file)).subclipped(
            float(take.handles / FPS), float((take.handles + frames) / FPS)
        )
        for take in takes
    ]
    film = concatenate_videoclips(clips).with_audio(AudioFileClip(str(song)))
    film.write_videofile(
        str(out),
        fps=24,
        codec="libx264",
        preset="veryfast",
        ffmpeg_params=["-crf", "20"],
        audio_codec="aac",
        logger=None,
    )
    for clip in clips:
        clip.close()


def counts(result: object) -> str:
    if not isinstance(result, Assembly):
        return ""
    made = f"made {result.segments_made} segments, {result.transitions_made} drawn pieces"
    return f"{made}; reused {result.segments_reused}, {result.transitions_reused}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=3.0)
    asked = parser.parse_args()
    frames = round(asked.seconds * FPS)
    project = Path(tempfile.mkdtemp())
    try:
        print(f"shooting {asked.clips} takes of {frames} frames ...", flush=True)
        shooting, takes = timed(lambda: [shoot(project, n, frames, n) for n in range(asked.clips)])
        print(f"shooting (drawing and encoding, one thread): {shooting:.1f} s")
        run(project, list(takes), frames)
    finally:
        shutil.rmtree(project)


def run(project: Path, takes: list[Take], frames: int) -> None:
    total = frames * len(takes)
    song = project / "song.wav"
    soundfile.write(song, np.random.default_rng(1).normal(0, 0.1, (int(total / FPS * 44_100), 2)), 44_100)
    clips = tuple(Clip(id=f"c{n:03}", shot=t.shot, start=n * frames, end=(n + 1) * frames) for n, t in enumerate(takes))
    hard = Cut(frames=total, clips=clips)
    soft = hard.model_copy(
        update={
            "transitions": tuple(Transition(clip=c.id, kind="crossfade", frames=12) for c in clips[4::4]),
            "titles": (Title(text="Bench", under="Nobody", start=24, end=96),),
        }
    )
    by_shot = {take.shot: take for take in takes}

    def ours(cut: Cut) -> object:
        return assemble(cut, by_shot, project, song, project / "ours.mp4", FPS, (WIDTH, HEIGHT))

    rows = [("ours, hard cuts, first time", *timed(lambda: ours(hard)))]
    rows.append(("ours, nothing changed", *timed(lambda: ours(hard))))
    by_shot[takes[7].shot] = shoot(project, 7, frames, seed=1007)
    rows.append(("ours, one shot changed", *timed(lambda: ours(hard))))
    rows.append(("ours, crossfades and a title, first time", *timed(lambda: ours(soft))))
    by_shot[takes[8].shot] = shoot(project, 8, frames, seed=1008)
    rows.append(("ours, one shot with a crossfade changed", *timed(lambda: ours(soft))))
    rows.append(
        ("ffmpeg concat, re-encoded", *timed(lambda: by_ffmpeg(project, takes, frames, song, project / "f.mp4")))
    )
    rows.append(
        ("MoviePy concatenate, export", *timed(lambda: by_moviepy(project, takes, frames, song, project / "m.mp4")))
    )
    base = rows[2][1]
    print(f"\n{total} frames, {float(total / FPS):.0f} s of film")
    for name, seconds, result in rows:
        print(f"{name:45} {seconds:8.2f} s  {seconds / base:8.1f} x  {counts(result)}")
    for name in ("ours", "f", "m"):
        facts = probe(project / f"{name}.mp4")
        print(f"{name}.mp4: {facts.frames} frames, {(project / f'{name}.mp4').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
