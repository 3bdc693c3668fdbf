"""MusicGen: up to 30 s of mono music from words, able to go on from what it made; keeps a tempo only roughly."""

from math import ceil
from typing import Any

import numpy as np

from tools.composing.piece import Piece
from tools.composing.playing import Floats

LONGEST_S = 30.0
"""What it was trained on."""
_GUIDANCE = 3.0


def words_of(piece: Piece) -> str:
    """Return a piece as MusicGen is asked for one."""
    rise = "building up" if piece.arc[-1] > piece.arc[0] else "calm ending"
    return f"{piece.style.replace('_', ' ')}, instrumental, {piece.mode}, {piece.bpm:g} bpm, {piece.meter}/4, {rise}"


class MusicGen:
    """The model, loaded for one piece."""

    longest_s = LONGEST_S

    def __init__(self, source: str, piece: Piece) -> None:
        """Load it from a folder or the hub's cache.

        Raises:
            ImportError: the packages are not here.
            OSError, ValueError: its files are not here, or are none of MusicGen's.
        """
        import torch
        from transformers import AutoProcessor, MusicgenForConditionalGeneration

        reader: Any = AutoProcessor
        self._processor = reader.from_pretrained(source, local_files_only=True)
        model: Any = MusicgenForConditionalGeneration.from_pretrained(source, local_files_only=True)
        self._model = model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
        self.rate = int(self._model.config.audio_encoder.sampling_rate)
        self._tokens_a_second = float(self._model.config.audio_encoder.frame_rate)
        self._words = words_of(piece)

    def play(self, seconds: float, before: Floats | None, seed: int) -> Floats:
        """Return this many seconds or a little more; with `before` they begin with it and go on from it."""
        import torch

        torch.manual_seed(seed)
        given: dict[str, Any] = {"text": [self._words], "padding": True, "return_tensors": "pt"}
        if before is not None:
            given |= {"audio": before[:, 0], "sampling_rate": self.rate}
        asked = self._processor(**given).to(self._model.device)
        new = seconds - (len(before) / self.rate if before is not None else 0.0)
        tokens = max(1, ceil(new * self._tokens_a_second))
        with torch.no_grad():
            made = self._model.generate(**asked, do_sample=True, guidance_scale=_GUIDANCE, max_new_tokens=tokens)
        return np.asarray(made[0, 0].float().cpu(), np.float32)[:, None]
