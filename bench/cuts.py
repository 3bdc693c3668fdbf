"""Cuts in the delivered file: found again by an independent detector, and laid on the song's true beats.

python -m bench.cuts FOLDER_OF_FILMS [--truth FOLDER]: FOLDER holds finished films (made by `director make`); --truth a
folder with `<song>.beats.json` ({"beats": [...], "meter": 4}) named like the film.
"""

import argparse
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

WITHIN_FRAMES = 1


def planned(report: dict[str, Any]) -> list[int]:
    """Frames of the planned hard cuts."""
    return [clip["start_frame"] for clip in report["clips"][1:] if clip["transition_in"] == "cut"]


def detected(film: Path) -> list[int]:
    """Cuts by PySceneDetect's adaptive detector at its defaults, but for the shortest scene: clips flash 0.4 s here."""
    from scenedetect import AdaptiveDetector, detect

    detector = AdaptiveDetector(min_scene_len=4)
    return [scene[0].frame_num for scene in detect(str(film), detector)][1:]


def matched(one: list[int], other: list[int]) -> int:
    """How many of `one` have a partner of their own in `other` within a frame."""
    free, count = sorted(other), 0
    for frame in sorted(one):
        near = next((f for f in free if abs(f - frame) <= WITHIN_FRAMES), None)
        if near is not None:
            free.remove(near)
            count += 1
    return count


def on_truth(report: dict[str, Any], truth: dict[str, Any]) -> dict[str, float]:
    """Share of all cuts on a true beat and bar (|cut + lead - beat| <= 1 frame), and the lift over chance."""
    fps = float(Fraction(report["video"]["fps"]))
    lead, frames = report["cuts"]["lead_frames"], report["video"]["frames"]
    cuts = np.array([clip["start_frame"] for clip in report["clips"][1:]]) + lead
    beats = np.array(truth["beats"]) * fps
    bars = beats[:: int(truth.get("meter", 4))]
    near = np.abs(cuts[:, None] - beats[None, :]).min(axis=1) <= WITHIN_FRAMES + 1e-6
    near_bar = np.abs(cuts[:, None] - bars[None, :]).min(axis=1) <= WITHIN_FRAMES + 1e-6
    all_frames = np.arange(frames)
    chance = float((np.abs(all_frames[:, None] - beats[None, :]).min(axis=1) <= WITHIN_FRAMES).mean())
    return {"on_beat": float(near.mean()), "on_bar": float(near_bar.mean()), "lift": float(near.mean()) / chance}


def uniform_sections(report: dict[str, Any]) -> int:
    """Sections of at least four clips whose clips all have one length."""
    fps = float(Fraction(report["video"]["fps"]))
    count = 0
    for section in report["song"]["sections"]:
        inside = [
            clip["end_frame"] - clip["start_frame"]
            for clip in report["clips"]
            if section["start_s"] * fps - 2 <= clip["start_frame"] < section["end_s"] * fps - 2
        ]
        count += len(inside) >= 4 and max(inside) - min(inside) <= 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", type=Path)
    parser.add_argument("--truth", type=Path)
    given = parser.parse_args()
    print(
        f"{'film':28s} {'frames':>7s} {'err':>4s} {'gaps':>4s} {'cuts':>5s} {'recall':>7s} {'precis':>7s}"
        "  beats heard / true"
    )
    for folder in sorted(path.parent for path in given.films.glob("*/report.json")):
        report = json.loads((folder / "report.json").read_text())
        video, cuts = report["video"], report["cuts"]
        wanted, found = planned(report), detected(folder / "draft.mp4")
        soft = [clip["start_frame"] for clip in report["clips"] if clip["transition_in"] != "cut"]
        # A soft transition, the opening fade among them, may be reported too; it is neither a hit nor a false alarm.
        hard = [
            frame
            for frame in found
            if all(abs(frame - s) > 24 for s in soft) or any(abs(frame - w) <= 1 for w in wanted)
        ]
        hits = matched(wanted, hard)
        line = (
            f"{folder.name[:28]:28s} {video['frames']:7d} {video['duration_error_frames']:4.0f} {video['gaps']:4d}"
            f" {len(wanted):5d}"
            f" {hits / max(1, len(wanted)):7.3f} {hits / max(1, len(hard)):7.3f}  "
            f"{cuts['on_beat']:.2f} bar {cuts['on_bar']:.2f} lift {cuts['lift_on_beat']:.1f}"
            f" equal {cuts['equal_run_share']:.2f} uniform {uniform_sections(report)}"
        )
        truth = given.truth / f"{folder.name}.beats.json" if given.truth else None
        if truth is not None and truth.exists():
            real = on_truth(report, json.loads(truth.read_text()))
            line += f" / {real['on_beat']:.2f} bar {real['on_bar']:.2f} lift {real['lift']:.1f}"
        print(line)


if __name__ == "__main__":
    main()
