"""How crisp the crispest edges are."""

import cv2
import numpy as np

from tools.frames.strip import Strip


def acutance(strip: Strip) -> float:
    """Return the steepest edges' rise a pixel, as a share of the picture's whole range of luma; median over the groups.

    About 0.5 where an edge is one pixel wide at strip size, falling with blur. Relative to range, so that mist is not
    called blur; the 99.7th percentile, so that a sharp face before a soft ground is sharp.
    """
    values = []
    for index in strip.firsts[::2]:
        luma = strip.luma[index]
        rise = np.hypot(cv2.Sobel(luma, cv2.CV_32F, 1, 0), cv2.Sobel(luma, cv2.CV_32F, 0, 1)) / 8
        low, high = np.percentile(luma, (0.5, 99.5))
        values.append(float(np.percentile(rise, 99.7)) / max(0.02, float(high - low)))
    return float(np.median(values))
