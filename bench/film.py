"""How long a film takes: seconds per stage, real-time factor, peak memory of all processes, ratio to a bare encode.

Where others use the machine too, wall time says little: the processor time of all processes is told beside it.

python -m bench.film [SONG] [--seconds 180] [--size 720p]: without a song, one of that length is composed.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil

BRIEF = (
    "A girl leaves the old house at night and walks a snow road through the forest; a lantern in her hand goes out in "
    "the blizzard and is lit again at dawn by the sea. Longing, then hope."
)


def composed(folder: Path, seconds: float) -> Path:
    import soundfile

    from tools.composing import compose, piece_from

    sound, _ = compose(piece_from(["snow_road", "forest"], ["longing"], seconds, 7))
    path = folder / "song.wav"
    soundfile.write(path, sound.samples, sound.rate)
    return path


class Memory(threading.Thread):
    """Peak of the summed unique memory (USS) of a process and all its children, bytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.root = psutil.Process(pid)
        self.peak = 0
        self.running = True

    def run(self) -> None:
        while self.running:
            total = 0
            try:
                for process in (self.root, *self.root.children(recursive=True)):
                    total += process.memory_full_info().uss
            except psutil.Error:
                pass
            self.peak = max(self.peak, total)
            time.sleep(0.25)


def bare_encode(film: Path) -> float:
    """CPU-and-wall honest floor: the same frames through x264 with the writer's own settings, both threads; seconds."""
    from tools.media import FilmWriter, each_frame, probe

    facts = probe(film)
    spent = 0.0
    with (
        tempfile.TemporaryDirectory() as folder,
        FilmWriter(Path(folder) / "bare.mp4", facts.width, facts.height, facts.fps, threads=2) as writer,
    ):
        for _, frame in each_frame(film):
            plane = np.ascontiguousarray(frame.to_ndarray(format="yuv420p"))
            start = time.perf_counter()
            writer.write_yuv(plane)
            spent += time.perf_counter() - start
    return spent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("song", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--size", default="720p")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        song = given.song or composed(folder, given.seconds)
        out = folder / "film"
        options = ["--brief", BRIEF, "--out", str(out), "--size", given.size, "--yes"]
        command = [sys.executable, "-m", "director.cli", "make", str(song), *options]
        start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        memory = Memory(run.pid)
        memory.start()
        code = run.wait()
        memory.running = False
        wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if code:
            sys.exit(f"the film was not made: exit code {code}")
        report = json.loads((out / "report.json").read_text())
        length = report["song"]["duration_s"]
        bare = bare_encode(out / "draft.mp4")
        print(f"song {length:.1f} s at {given.size}, {len(report['clips'])} clips, {len(report['shots'])} shots, "
              f"{report['critic']['takes']} takes ({report['critic']['rejected']} sent back)")  # fmt: skip
        print(f"wall {wall:.1f} s, real-time factor {wall / length:.2f}")
        print(f"processor time {spent:.1f} s, {spent / length:.2f} core seconds a second of film")
        for name, seconds in report["time"].items():
            print(f"  {name:12s} {seconds:8.2f}")
        print(f"peak memory of all processes {memory.peak / 2**20:.0f} MB")
        print(f"bare encode of the same frames {bare:.1f} s; film / bare encode = {wall / bare:.1f}")


if __name__ == "__main__":
    main()
