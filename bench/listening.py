"""Listening against truth, side by side with other trackers: python -m bench.listening [clock|form|voice|key|cost|all].

`clock`: beats (F within 70 ms; AMLt: half, double and off-beat allowed) and bars, on charts, on the same charts
resampled, and on composed pieces. `form`: section boundaries (3 s) and labels. `voice`: frame AUC. `key`: MIREX
weighted score. `cost`: processor seconds a minute and peak memory. Songs lie in FOLDER, see bench/truth.py.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import mir_eval
import numpy as np
from scipy.stats import rankdata

from bench.composed import Half
from bench.truth import Song, charts, composed, sung, turns
from director.model import Section
from tools.composing import Piece, compose
from tools.listening import listen
from tools.listening.spectrum import spectrum_in
from tools.listening.voice import PER_SECOND

Tracker = Callable[[Song], tuple[np.ndarray, np.ndarray]]


def rivals() -> dict[str, Tracker]:
    found: dict[str, Tracker] = {"librosa beat_track": _beat_track, "librosa plp": _plp}
    try:
        # A yardstick only, and no dependency: its models are not free for all uses.
        import madmom.features.downbeats as downbeats  # type: ignore[import-not-found]
    except ImportError:
        return found

    def _madmom(song: Song) -> tuple[np.ndarray, np.ndarray]:
        likely = downbeats.RNNDownBeatProcessor()(_mono(song, 44_100))
        rows = downbeats.DBNDownBeatTrackingProcessor(beats_per_bar=[3, 4], fps=100)(likely)
        return rows[:, 0], rows[rows[:, 1] == 1, 0]

    return {**found, "madmom RNN+DBN": _madmom}


def _mono(song: Song, rate: int) -> np.ndarray:
    import soxr  # type: ignore[import-untyped]  # ships no types

    return np.asarray(soxr.resample(song.sound.samples.mean(axis=1), song.sound.rate, rate), dtype=np.float32)


def _beat_track(song: Song) -> tuple[np.ndarray, np.ndarray]:
    from librosa.beat import beat_track

    return beat_track(y=_mono(song, 22_050), sr=22_050, units="time")[1], np.zeros(0)


def _plp(song: Song) -> tuple[np.ndarray, np.ndarray]:
    import librosa
    from librosa.beat import plp

    pulse = plp(y=_mono(song, 22_050), sr=22_050)
    return librosa.frames_to_time(np.flatnonzero(librosa.util.localmax(pulse)), sr=22_050), np.zeros(0)


def beat_scores(song: Song, beats: np.ndarray, bars: np.ndarray) -> tuple[float, float, float]:
    """Return beat F, AMLt and bar F; the first five seconds do not count, as everywhere (mir_eval)."""
    truth, ours = (mir_eval.beat.trim_beats(np.asarray(times, float)) for times in (song.beats, beats))
    true_bars, our_bars = (mir_eval.beat.trim_beats(np.asarray(times, float)) for times in (song.bars, bars))
    f = mir_eval.beat.f_measure
    return f(truth, ours), mir_eval.beat.continuity(truth, ours)[3], f(true_bars, our_bars)


def clock(name: str, songs: Iterable[Song], *, side_by_side: bool, verbose: bool) -> None:
    trackers = rivals() if side_by_side else {}
    ours: list[tuple[float, float, float]] = []
    theirs: dict[str, list[tuple[float, float, float]]] = {rival: [] for rival in trackers}
    rows: list[tuple[float, str]] = []
    sure: list[tuple[float, bool]] = []
    for song in songs:
        heard = listen(song.sound)
        scores = beat_scores(song, np.array(heard.beats), np.array(heard.bars))
        ours.append(scores)
        rows.append(
            (min(scores[0], scores[2]), f"{song.name}: F {scores[0]:.3f} AMLt {scores[1]:.3f} bar {scores[2]:.3f}")
        )
        pace = np.median(np.diff(heard.beats)) / np.median(np.diff(song.beats)) if len(heard.beats) > 1 else 0.0
        sure.append((heard.octave_confidence, bool(abs(pace - 1) < 0.1)))
        if verbose:
            print(f"    {rows[-1][1]} octave {heard.octave_confidence:.2f} meter {heard.meter}/{heard.division}")
        for rival, track in trackers.items():
            theirs[rival].append(beat_scores(song, *track(song)))
    if not ours:
        print(f"{name}: no songs with truth in the folder")
        return
    print(f"{name}: {len(ours)} songs; worst {min(rows)[1]}")
    for who, all_scores in {"director": ours, **theirs}.items():
        means = np.mean(all_scores, axis=0)
        print(f"  {who:20s} beat F {means[0]:.3f}  AMLt {means[1]:.3f}  bar F {means[2]:.3f}")
    right = [confidence for confidence, good in sure if good]
    wrong = [confidence for confidence, good in sure if not good]
    firm = [score[0] for score, (confidence, _) in zip(ours, sure, strict=True) if confidence >= 0.5]
    print(f"  octave: right {len(right)} (confidence {_mean(right)}), wrong {len(wrong)} ({_mean(wrong)}); "
          f"beat F where it is at least 0.5 sure: {_mean(firm)} of {len(firm)}")  # fmt: skip


def form(name: str, songs: Iterable[Song]) -> None:
    """Boundaries within 3 s and 0.5 s, without the song's own ends; frame accuracy of labels where truth has them."""
    rows: dict[str, list[tuple[float, float]]] = {"director": [], "every 8 bars": [], "director with lyrics": []}
    labels: list[float] = []
    worst = (2.0, "")
    for song in songs:
        truth = _intervals(song.sections) if song.sections else turns(song)
        if len(truth) < 3:
            continue
        heard = listen(song.sound)
        grid = np.array([0.0, *[bar for bar in heard.bars if bar > 1][7::8], heard.duration_s])
        rows["director"].append(_turned(truth, _intervals(heard.sections)))
        rows["every 8 bars"].append(_turned(truth, np.column_stack([grid[:-1], grid[1:]])))
        worst = min(worst, (rows["director"][-1][0], song.name))
        if song.lines:
            rows["director with lyrics"].append(_turned(truth, _intervals(listen(song.sound, song.lines).sections)))
        if song.sections:
            labels.append(_label_accuracy(song.sections, heard.sections))
    if not rows["director"]:
        print(f"{name}: no songs with truth in the folder")
        return
    print(f"{name}: {len(rows['director'])} songs; worst {worst[1]} {worst[0]:.2f}")
    for who, scores in rows.items():
        if scores:
            print(f"  {who:20s} HR3F {np.mean(scores, axis=0)[0]:.3f}  HR.5F {np.mean(scores, axis=0)[1]:.3f}")
    if labels:
        print(f"  labels right in {np.mean(labels):.3f} of the time")


def _turned(truth: np.ndarray, ours: np.ndarray) -> tuple[float, float]:
    three, half = (mir_eval.segment.detection(truth, ours, window=window, trim=True)[2] for window in (3.0, 0.5))
    return three, half


def _intervals(sections: Iterable[Section]) -> np.ndarray:
    return np.array([[section.start_s, section.end_s] for section in sections])


def _label_accuracy(truth: tuple[Section, ...], ours: tuple[Section, ...]) -> float:
    def at(sections: tuple[Section, ...], time_s: float) -> str:
        return next((section.label for section in sections if section.start_s <= time_s < section.end_s), "")

    times = np.arange(0.05, truth[-1].end_s, 0.1)
    return float(np.mean([at(truth, moment) == at(ours, moment) for moment in times]))


def voice(songs: Iterable[Song]) -> None:
    """Area under the curve: how often a sung frame scores above one that is not; and how often the spans are right."""
    areas: list[tuple[float, str]] = []
    agree: list[float] = []
    for song in songs:
        spectrum = spectrum_in(song.sound)
        truth = _framed(song.words, len(spectrum.voice))
        ranks = rankdata(spectrum.voice)
        count, rest = int(truth.sum()), int((~truth).sum())
        area = (ranks[truth].sum() - count * (count + 1) / 2) / (count * rest)
        areas.append((float(area), song.name))
        heard = [(span.start_s, span.end_s) for span in listen(song.sound).voice]
        agree.append(float(np.mean(_framed(heard, len(truth)) == truth)))
    if not areas:
        print("voice: no songs with truth in the folder")
        return
    print(f"voice: {len(areas)} songs; worst {min(areas)[1]} {min(areas)[0]:.2f}")
    print(f"  frame AUC {np.mean([area for area, _ in areas]):.3f}; spans right in {np.mean(agree):.3f} of the time")


def _framed(spans: Iterable[tuple[float, float]], count: int) -> np.ndarray:
    frames = np.zeros(count, bool)
    for start, end in spans:
        frames[int(start * PER_SECOND) : int(np.ceil(end * PER_SECOND))] = True
    return frames


def key(name: str, songs: Iterable[Song]) -> None:
    rows = [(song.key, listen(song.sound)) for song in songs if song.key]
    named = [(truth, heard) for truth, heard in rows if heard.key]
    scores = [mir_eval.key.weighted_score(truth, heard.key) for truth, heard in named]
    firm = [score for score, (_, heard) in zip(scores, named, strict=True) if heard.key_confidence >= 0.6]
    print(f"{name}: {len(rows)} songs, {len(named)} named: weighted score {_mean(scores)}, "
          f"right {_mean([truth == heard.key for truth, heard in named])}; "
          f"{len(firm)} at least 0.6 sure: {_mean(firm)}")  # fmt: skip


_CHILD = """
import sys, time
from pathlib import Path
from tools.listening import listen
from tools.media import read_sound

def peak():
    rows = Path("/proc/self/status").read_text().splitlines()
    return next(int(row.split()[1]) // 1024 for row in rows if row.startswith("VmHWM"))

sound = read_sound(Path(sys.argv[1]))
read = peak()
began = time.process_time()
listen(sound)
print(f"{(time.process_time() - began) / sound.duration_s * 60:.2f} s of processor time a minute of sound, peak "
      f"{peak()} MB ({read} MB with the samples read)")
"""


def cost() -> None:
    """Ten minutes and an hour of composed music from a file, each in a process of its own (Linux)."""
    import soundfile

    piece, _ = compose(Piece("synthwave", 104, 2, "minor", 60, seed=3))
    with tempfile.TemporaryDirectory() as folder:
        for minutes in (10, 60):
            path = Path(folder) / f"{minutes}.flac"
            with soundfile.SoundFile(path, "w", piece.rate, 2) as file:
                for _ in range(minutes):
                    file.write(piece.samples)
            done = subprocess.run([sys.executable, "-c", _CHILD, path], check=True, capture_output=True, text=True)
            print(f"cost, {minutes} minutes: {done.stdout.strip()}")


def _mean(values: Iterable[float]) -> str:
    listed = list(values)
    return f"{np.mean(listed):.3f}" if listed else "-"


def stretched(folder: Path) -> Iterator[Song]:
    for factor in (0.88, 1.09):
        yield from charts(folder, factor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=("clock", "form", "voice", "key", "cost", "all"))
    parser.add_argument("--folder", type=Path, default=Path("songs"))
    parser.add_argument("--half", choices=("fit", "test"), default="test")
    parser.add_argument("--alone", action="store_true", help="without the other trackers")
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    half: Half = asked.half
    everything = asked.what == "all"
    if asked.what == "clock" or everything:
        both = not asked.alone
        clock("charts", charts(asked.folder), side_by_side=both, verbose=asked.verbose)
        clock("charts, resampled", stretched(asked.folder), side_by_side=both, verbose=asked.verbose)
        clock(f"composed ({half})", composed(half), side_by_side=both, verbose=asked.verbose)
    if asked.what == "form" or everything:
        for part, fit in (("test", False), ("fit", True)):
            songs = (song for song in sung(asked.folder) if song.lines and song.adjusted_on == fit)
            form(f"songs with paragraphs ({part})", songs)
        for kind in ("4/4", "3/4", "6/8"):
            form(f"composed in {kind} ({half})", composed(half, kind))
        form(f"composed ({half})", composed(half))
    if asked.what == "voice" or everything:
        voice(sung(asked.folder))
    if asked.what == "key" or everything:
        key("key of sung notes", sung(asked.folder))
        key(f"key of composed in four ({half})", composed(half, "4/4"))
    if asked.what == "cost" or everything:
        cost()


if __name__ == "__main__":
    main()
