"""Cuts a subject out of a photograph: GrabCut from seeds, edges led by the photo's own."""

import cv2
import numpy as np
from numpy.typing import NDArray

from render.plates.saliency import Map

_ROUNDS = 4


def cut_out(small: NDArray[np.uint8], seeds: Map) -> NDArray[np.uint8] | None:
    """Return the subject of a small RGB photo, 0 or 1; None if nothing is left.

    `seeds` (h, w) says how likely each spot belongs to it, 0-1. GrabCut: Rother, Kolmogorov, Blake (2004).
    """
    mask = np.full(seeds.shape, cv2.GC_PR_BGD, np.uint8)
    mask[seeds > 0.42] = cv2.GC_PR_FGD
    mask[seeds > 0.86] = cv2.GC_FGD
    mask[seeds < 0.06] = cv2.GC_BGD
    if not (mask == cv2.GC_PR_FGD).any() or not (mask == cv2.GC_BGD).any():
        return None
    cv2.setRNGSeed(11)
    picture = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(picture, mask, None, background, foreground, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    found = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    return _tidied(found, seeds)


def _tidied(found: NDArray[np.uint8], seeds: Map) -> NDArray[np.uint8] | None:
    """Keep the main pieces, close holes, open threads."""
    reach = max(1, round(min(found.shape) / 90))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    found = np.asarray(cv2.morphologyEx(found, cv2.MORPH_OPEN, kernel), np.uint8)
    count, labels, _, _ = cv2.connectedComponentsWithStats(found)
    if count < 2:
        return None
    weights = [float(seeds[labels == n].sum()) for n in range(1, count)]
    kept = [n + 1 for n, w in enumerate(weights) if w > 0.25 * max(weights)]
    found = np.isin(labels, kept).astype(np.uint8)
    found = np.asarray(cv2.morphologyEx(found, cv2.MORPH_CLOSE, kernel, iterations=2), np.uint8)
    outer, _ = cv2.findContours(1 - found, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for hole in outer:
        if cv2.contourArea(hole) < 0.004 * found.size:
            cv2.drawContours(found, [hole], -1, 1, -1)
    return found


def refine(photo: NDArray[np.uint8], rough: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a soft matte (h, w), 0-255, of the photo's size, whose edge lies on the photo's own.

    Guided filter (He, Sun, Tang, Guided Image Filtering, 2010) on luma, in the band around the rough outline.
    """
    high, wide = photo.shape[:2]
    guide = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    alpha = cv2.resize(rough.astype(np.float32), (wide, high), interpolation=cv2.INTER_CUBIC)
    alpha = np.clip(cv2.GaussianBlur(alpha, (0, 0), 0.5 * high / rough.shape[0]), 0, 1)
    radius = max(3, round(1.6 * high / rough.shape[0]))
    soft = _guided(guide, alpha, radius, 8e-4)
    # Steeper than the filter leaves it, so that no veil of the background is carried along.
    steep = np.clip((soft - 0.5) * 2.2 + 0.5, 0, 1)
    return np.asarray(np.round(255 * steep), np.uint8)


def _guided(guide: Map, alpha: Map, radius: int, epsilon: float) -> Map:
    box = (2 * radius + 1, 2 * radius + 1)
    mean_i, mean_p = cv2.blur(guide, box), cv2.blur(alpha, box)
    variance = cv2.blur(guide * guide, box) - mean_i * mean_i
    slope = (cv2.blur(guide * alpha, box) - mean_i * mean_p) / (variance + epsilon)
    offset = mean_p - slope * mean_i
    return np.asarray(cv2.blur(slope, box) * guide + cv2.blur(offset, box), np.float32)


def trust(photo: NDArray[np.uint8], rough: NDArray[np.uint8]) -> float:
    """Return how far a cut-out may be believed, 0-1: how different the two sides of its outline are.

    Over the outline, the distance in 8-bit Lab of the colours a little inside and outside; stretches without any
    difference count double, since there an outline is only guessed.
    """
    lab = cv2.GaussianBlur(cv2.cvtColor(photo, cv2.COLOR_RGB2LAB), (0, 0), 1.0).astype(np.float32)
    soft = cv2.GaussianBlur(rough.astype(np.float32), (0, 0), 2.0)
    gx, gy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    eroded = cv2.erode(rough, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_REPLICATE)
    y, x = np.nonzero((rough > 0) & (eroded == 0))
    if len(y) < 12:
        return 0.0
    normal = np.stack([gx[y, x], gy[y, x]], 1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
    high, wide = rough.shape
    inner = (np.stack([x, y], 1) + 2.5 * normal).round().astype(int).clip(0, [wide - 1, high - 1])
    outer = (np.stack([x, y], 1) - 3.0 * normal).round().astype(int).clip(0, [wide - 1, high - 1])
    away = np.linalg.norm(lab[inner[:, 1], inner[:, 0]] - lab[outer[:, 1], outer[:, 0]], axis=1)
    strong = float(np.mean(np.clip((away - 6) / 22, 0, 1)))
    return strong * (1.0 - min(1.0, 2.0 * float(np.mean(away < 8))))
