"""What a hundred years do to a photograph."""

import numpy as np
from numpy.typing import NDArray


def aged_print(picture: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    """Return RGB (h, w, 3) as an old print of the same size."""
    rng = np.random.default_rng([seed, 41])
    luma = picture.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    luma = 40 + luma * 0.75 + rng.normal(0, 4, luma.shape).astype(np.float32)
    toned = luma[..., None] * np.array([1.04, 0.93, 0.74], np.float32)
    return np.clip(toned, 0, 255).astype(np.uint8)
