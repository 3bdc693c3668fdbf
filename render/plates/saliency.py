"""What stands out in a photograph, from the photo alone: no learned weights."""

import cv2
import numpy as np
from numpy.typing import NDArray

Map = NDArray[np.float32]


def saliency(small: NDArray[np.uint8], person: bool) -> Map:
    """Return how much each spot of a small RGB photo (h, w, 3) stands out, 0-1.

    Three opinions are mixed: unlike the borders of the photo (background prior, after Wei et al., Geodesic Saliency
    Using Background Priors, 2012), unexpected in the spectrum (Hou and Zhang, Saliency Detection: A Spectral Residual
    Approach, 2007), and in focus. Where a `person` is expected, skin counts too. All lean to the middle.
    """
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    total = 0.5 * _unlike_borders(lab) + 0.25 * _residual(small) + 0.25 * _focus(lab[..., 0])
    if person:
        total = 0.8 * total + 0.3 * skin(small)
    high, wide = small.shape[:2]
    y, x = np.mgrid[0 : 1 : high * 1j, 0 : 1 : wide * 1j].astype(np.float32)
    middle = np.exp(-(((x - 0.5) / 0.36) ** 2) - ((y - 0.52) / 0.46) ** 2)
    return _stretched(total * (0.25 + 0.75 * middle.astype(np.float32)))


def skin(small: NDArray[np.uint8]) -> Map:
    """Return where the colour could be skin of any tone, 0-1; nothing in a photo without colour.

    Chroma box after Chai and Ngan (Face segmentation using skin-color map, 1999), widened for light of any warmth.
    """
    parts = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb).astype(np.float32)
    cr, cb = parts[..., 1], parts[..., 2]
    if monochrome(small):
        return np.zeros(cr.shape, np.float32)
    found = (cr > 135) & (cr < 176) & (cb > 78) & (cb < 128) & (parts[..., 0] > 50)
    return np.asarray(cv2.GaussianBlur(found.astype(np.float32), (0, 0), 2.0), np.float32)


def monochrome(small: NDArray[np.uint8]) -> bool:
    """Whether an RGB photo has one hue at most: black and white, or toned like sepia.

    Toned prints have one weak hue, whose strength follows from the tone.
    """
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32).reshape(-1, 3)
    hue = lab[:, 1:] - 128
    strength = np.hypot(hue[:, 0], hue[:, 1])
    if float(strength.mean()) < 2.0:
        return True
    if float(np.percentile(strength, 98)) > 36:
        return False
    tones = np.minimum(lab[:, 0] / 16, 15).astype(int)
    counts = np.maximum(np.bincount(tones, minlength=16), 1)
    means = np.stack([np.bincount(tones, hue[:, n], 16) / counts for n in range(2)], 1)
    return float(np.sqrt(np.square(hue - means[tones]).mean())) < 3.2


def _unlike_borders(lab: Map) -> Map:
    """Return the distance of each spot to the nearest of the borders' main colours; the lower border counts less."""
    high, wide = lab.shape[:2]
    edge = max(2, min(high, wide) // 24)
    border = np.concatenate([lab[:edge].reshape(-1, 3), lab[:, :edge].reshape(-1, 3), lab[:, -edge:].reshape(-1, 3),
                             lab[-edge:, :: 4].reshape(-1, 3)])  # fmt: skip
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    cv2.setRNGSeed(7)
    count = 5
    _, labels, centres = cv2.kmeans(border, count, np.empty(0), stop, 2, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels.ravel(), minlength=count) / len(border)
    weight = np.array([0.7, 1.2, 1.2], np.float32)
    away = [
        np.linalg.norm((lab - c) * weight, axis=2) + 18 * max(0.0, 0.12 - share) / 0.12
        for c, share in zip(centres, shares, strict=True)
    ]
    return _stretched(cv2.GaussianBlur(np.minimum.reduce(away).astype(np.float32), (0, 0), 1.5))


def _residual(small: NDArray[np.uint8]) -> Map:
    grey = cv2.resize(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (64, 64), interpolation=cv2.INTER_AREA)
    spectrum = np.fft.fft2(grey.astype(np.float64))
    size = np.log(np.abs(spectrum) + 1e-6)
    rest = size - cv2.blur(size, (3, 3))
    found = np.abs(np.fft.ifft2(np.exp(rest + 1j * np.angle(spectrum)))) ** 2
    soft = cv2.GaussianBlur(found, (0, 0), 3.0).astype(np.float32)
    return _stretched(cv2.resize(soft, small.shape[1::-1], interpolation=cv2.INTER_LINEAR))


def _focus(luma: Map) -> Map:
    detail = np.abs(cv2.Laplacian(cv2.GaussianBlur(luma, (0, 0), 0.8), cv2.CV_32F))
    return _stretched(cv2.GaussianBlur(np.sqrt(detail), (0, 0), luma.shape[0] / 28))


def _stretched(values: Map) -> Map:
    low, high = np.percentile(values, (4, 99))
    return np.asarray(np.clip((values - low) / max(1e-6, float(high - low)), 0, 1), np.float32)
