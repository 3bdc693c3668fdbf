"""Measures on decoded frames: typed in, typed out, no opinions. What is good enough is the critic's business."""

from tools.frames.exposure import Exposure, exposure
from tools.frames.steady import Steadiness, steadiness
from tools.frames.strip import HEIGHT, Strip, flat, numbers

__all__ = ["HEIGHT", "Exposure", "Steadiness", "Strip", "exposure", "flat", "numbers", "steadiness"]
