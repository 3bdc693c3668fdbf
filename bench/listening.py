"""Beats and bars against truth: python bench/listening.py FOLDER (songs beside their NAME.beats.json).

Prints per song the beat F-measure (70 ms), AMLt (half, double and off-beat allowed), the bar F-measure, the median
signed error of matched beats, and seconds of CPU per minute of sound.
"""

import argparse
import json
import time
from pathlib import Path

import mir_eval
import numpy as np

from tools.listening import listen
from tools.media import read_sound


def measure(song: Path, truth: Path) -> dict[str, float]:
    sound = read_sound(song)
    began = time.process_time()
    heard = listen(sound)
    spent = time.process_time() - began
    known = json.loads(truth.read_text("utf-8"))
    beats, bars = np.array(known["beats"]), np.array(known["downbeats"])
    ours, our_bars = np.array(heard.beats), np.array(heard.bars)
    trimmed = [mir_eval.beat.trim_beats(times) for times in (beats, ours)]
    nearest = np.array([min(beats - beat, key=abs) for beat in ours]) if len(ours) else np.zeros(1)
    return {
        "tempo": heard.tempo_bpm,
        "truth": known["bpm"],
        "beat_F": mir_eval.beat.f_measure(*trimmed),
        "AMLt": mir_eval.beat.continuity(*trimmed)[3],
        "bar_F": mir_eval.beat.f_measure(mir_eval.beat.trim_beats(bars), mir_eval.beat.trim_beats(our_bars)),
        "late_ms": -1000 * float(np.median(nearest)),
        "sections": len(heard.sections),
        "cpu_s_per_min": spent / sound.duration_s * 60,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = []
    for truth in sorted(parser.parse_args().folder.glob("*.beats.json")):
        song = next(
            f for f in truth.parent.iterdir() if f.stem == truth.name.removesuffix(".beats.json") and f != truth
        )
        row = measure(song, truth)
        rows.append(row)
        print(f"{song.stem:24s}" + "".join(f"  {name} {value:.3f}" for name, value in row.items()))
    print(
        f"{'mean':24s}"
        + "".join(f"  {name} {np.mean([row[name] for row in rows]):.3f}" for name in ("beat_F", "AMLt", "bar_F"))
    )


if __name__ == "__main__":
    main()
