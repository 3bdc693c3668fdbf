"""Measures on decoded frames: typed in, typed out, no opinions. What is good enough is the critic's business."""

from tools.frames.exposure import Exposure, exposure
from tools.frames.mix import Mix, apart
from tools.frames.motion import Motion, motion, shake
from tools.frames.palette import Colour, colour, oklab
from tools.frames.repeats import Print, fingerprint, nearest, unlike
from tools.frames.sharpness import acutance
from tools.frames.steady import Steadiness, steadiness
from tools.frames.strip import HEIGHT, Strip, flat, numbers, skippable
from tools.frames.subject import Subject, subject

__all__ = [
    "HEIGHT",
    "Colour",
    "Exposure",
    "Mix",
    "Motion",
    "Print",
    "Steadiness",
    "Strip",
    "Subject",
    "acutance",
    "apart",
    "colour",
    "exposure",
    "fingerprint",
    "flat",
    "motion",
    "nearest",
    "numbers",
    "oklab",
    "shake",
    "skippable",
    "steadiness",
    "subject",
    "unlike",
]
