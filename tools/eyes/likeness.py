"""How alike two pictures are to a model of pictures (SigLIP, DINO): the same person, the same place, a near-repeat.

A cosine means little by itself and differs from model to model, so it is only compared with other cosines of the same
model: whose sheet is this frame nearest to, and by how much.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from director.errors import ProviderError, SetupError

Pixels = NDArray[np.uint8]
"""(h, w, 3) RGB, 0-255."""


@dataclass(frozen=True)
class Nearest:
    """Whose sheets the frames resemble most."""

    subject: str
    cosine: float
    """Mean over the frames of the best match among the subject's sheets."""
    margin: float
    """By how much it is nearer than the next subject; 0 where there is only one."""


class Likeness:
    """Turns pictures into vectors of length 1 and compares them."""

    def __init__(self, source: str | Path, device: str = "") -> None:
        """Keep where the model lies: a folder, or a name on the hub. It is loaded at the first question."""
        self._source = source
        self._device = device
        self._loaded: tuple[Any, Any, Any] | None = None
        self._one = threading.Lock()

    def vectors(self, pictures: Sequence[Pixels]) -> NDArray[np.float32]:
        """Return (n, d) vectors of length 1.

        Raises:
            SetupError: torch or transformers is not installed.
            ProviderError: the model cannot be loaded.
            ValueError: there are no pictures.
        """
        if not pictures:
            raise ValueError("no pictures to compare")
        with self._one:  # several takes are judged at one time
            if self._loaded is None:
                self._loaded = _load(self._source, self._device)
            torch, processor, model = self._loaded
        inputs = processor(images=list(pictures), return_tensors="pt").to(model.device)
        with torch.inference_mode():
            found = model.get_image_features(**inputs) if hasattr(model, "get_image_features") else model(**inputs)
        rows = found if torch.is_tensor(found) else found.pooler_output
        if rows is None:  # DINO without a pooler: the class token stands for the picture
            rows = found.last_hidden_state[:, 0]
        plain: NDArray[np.float32] = rows.float().cpu().numpy()
        unit: NDArray[np.float32] = plain / np.maximum(np.linalg.norm(plain, axis=1, keepdims=True), 1e-12)
        return unit

    def alike(self, one: Sequence[Pixels], other: Sequence[Pixels]) -> float:
        """Return the greatest cosine between any picture of one and any of the other: 1 is the same picture."""
        return float((self.vectors(one) @ self.vectors(other).T).max())

    def nearest(self, frames: Sequence[Pixels], sheets: Mapping[str, Sequence[Pixels]]) -> Nearest:
        """Return whose sheets these frames resemble most. Raises ValueError without sheets."""
        seen = self.vectors(frames)
        scores = {who: float((seen @ self.vectors(theirs).T).max(axis=1).mean()) for who, theirs in sheets.items()}
        if not scores:
            raise ValueError("no sheets to compare with")
        ranked = sorted(scores, key=lambda who: (-scores[who], who))
        margin = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else 0.0
        return Nearest(ranked[0], scores[ranked[0]], margin)


def _load(source: str | Path, device: str) -> tuple[Any, Any, Any]:
    try:
        import torch
        import transformers
    except ImportError as error:
        raise SetupError("likeness needs torch and transformers: pip install 'director[gpu]'") from error
    here = device or ("cuda" if torch.cuda.is_available() else "cpu")
    kept = Path(source).is_dir()
    hub: Any = transformers  # half of it is untyped
    try:
        processor = hub.AutoImageProcessor.from_pretrained(str(source), local_files_only=kept)
        model = hub.AutoModel.from_pretrained(str(source), dtype="auto", local_files_only=kept)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ProviderError(f"the picture model {source} cannot be loaded: {error}", retryable=False) from error
    return torch, processor, model.to(here).eval()
