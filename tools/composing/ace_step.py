"""ACE-Step 1.5 of diffusers: a whole piece in one generation, stereo, told its tempo, key, metre and length."""

from math import ceil
from typing import Any

import numpy as np

from tools.composing.piece import LONGEST_S, Piece
from tools.composing.playing import Floats

CLASS = "AceStepPipeline"
_SHORTEST_S = 10.0
"""Shorter pieces are cut out of this: the model was trained on 10 s to 10 minutes."""
_SPARE_S = 0.1
"""Made too long by this at least: the decoder gives a few samples less than it is asked for."""
_INSTRUMENTAL = "[Instrumental]"
"""Lyrics that mean that nobody sings; the wording of ACE-Step's own programs."""
_WHOLE_GB = 20.0
"""Free memory of the card from which the whole model stays there; its makers' recommendation for the XL model."""
_TURBO_STEPS, _STEPS, _GUIDANCE = 8, 50, 7.0
_NOTES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def asked_for(piece: Piece) -> dict[str, Any]:
    """Return a piece in ACE-Step's own words: its tempo is a whole number, six eighths are counted in six."""
    rise = "building up to the end" if piece.arc[-1] > piece.arc[0] else "calm ending"
    return {
        "prompt": f"{piece.style.replace('_', ' ')}, instrumental, {piece.mode}, steady tempo, {rise}",
        "lyrics": _INSTRUMENTAL,
        "bpm": round(piece.bpm),
        "keyscale": f"{_NOTES[piece.key % 12]} {piece.mode}",
        "timesignature": str(piece.meter),
        "audio_duration": max(_SHORTEST_S, float(ceil(piece.seconds + _SPARE_S))),
    }


class AceStep:
    """The pipeline, loaded for one piece."""

    longest_s = LONGEST_S

    def __init__(self, source: str, piece: Piece) -> None:
        """Load it from a folder or the hub's cache, whole onto a card with room for it, else part by part.

        Raises:
            ImportError: the packages are not here.
            OSError, ValueError: its files are not here, or not all of them.
        """
        import torch
        from diffusers import AceStepPipeline

        card = torch.cuda.is_available()
        reader: Any = AceStepPipeline
        dtype = torch.bfloat16 if card else torch.float32
        pipe = reader.from_pretrained(source, dtype=dtype, local_files_only=True)
        pipe.set_progress_bar_config(disable=True)
        pipe.vae.enable_tiling()  # minutes of samples at once would take more memory than the model itself
        if card and torch.cuda.mem_get_info()[0] >= _WHOLE_GB * 1024**3:
            pipe.to("cuda")
        elif card:
            pipe.enable_model_cpu_offload()
        self._pipe = pipe
        self._asked = asked_for(piece)
        self.rate = int(pipe.sample_rate)

    def play(self, seconds: float, before: Floats | None, seed: int) -> Floats:
        """Return the piece at its own length; `seconds` and `before` are those of a whole piece and of none."""
        import torch

        turbo = bool(self._pipe.is_turbo)
        made = self._pipe(
            **self._asked,
            num_inference_steps=_TURBO_STEPS if turbo else _STEPS,
            guidance_scale=1.0 if turbo else _GUIDANCE,
            generator=torch.Generator("cpu").manual_seed(seed),
            output_type="np",
        )
        return np.ascontiguousarray(made.audios[0].T, np.float32)
