"""Eyes of a vision-language model on this machine, for anyone with its weights and the extra `gpu`.

A small model is asked one question at a time, and its answer is read from how probable 'Yes' and 'No' are as its first
word (as in VQAScore, Lin et al. 2024), not from what it writes: it need not keep to any format, and its doubt is seen.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase
from typing import Any, TypeVar, get_args

from PIL import Image

from director.errors import ProviderError, SetupError
from director.model import Emotion, Fix, FixKind, Framing, Met, RequirementKind, ShotFunction
from tools.chat.base import Picture
from tools.eyes.base import Answer, Asked, Beat, Liking, Look, Made, Preference

SURE = 0.7
"""Probability of 'Yes' (of 'No') from which it is an answer; less is 'unsure'. A choice, calibrated on no model."""

BETTER = 0.6
"""Probability of one of two takes from which it is the better one."""

_WORDS = 40
"""Tokens of a sentence that the model writes."""

_MADE: dict[Made, str] = {
    "generated": "Frames of one film shot.",
    "drawn": "Frames of one shot of a drawn draft; plain drawing is its style.",
    "photo": "Frames of one photo, set in motion.",
}
_FIX: dict[RequirementKind, FixKind] = {
    "no stray text": "remove text", "subject": "bigger subject", "subject contrast": "separate subject",
    "motion": "correct move", "not frozen": "add life",
}  # fmt: skip

T = TypeVar("T", bound=str)


@dataclass(frozen=True)
class _Loaded:
    processor: Any
    model: Any
    torch: Any


class LocalEyes:
    """Asks a model of transformers (AutoModelForImageTextToText) about sheets of frames."""

    def __init__(self, source: str | Path, device: str = "") -> None:
        """Keep where the model lies: a folder, or a name on the hub. It is loaded at the first question.

        `device` is that of torch; empty: the first card, else the processor.
        """
        self._source = source
        self._device = device
        self._loaded: _Loaded | None = None
        self._one = asyncio.Lock()

    async def check(
        self,
        look: Look,
        asked: tuple[Asked, ...],
        *,
        wish: str,
        about: str,
        known: tuple[Picture, ...] = (),
        reading: int = 0,
        made: Made = "generated",
    ) -> tuple[Answer, ...]:
        """Answer every question by itself. Another reading is another look; the same look gives the same answers.

        Raises:
            SetupError: torch or transformers is not installed.
            ProviderError: the model cannot be loaded or fails.
        """
        sheets = "The first pictures are reference sheets, the last one shows the frames. " if known else ""
        head = f"{sheets}{_MADE[made]} It was meant to be: {wish}\n"
        pictures = [*known, look.picture]
        letters = tuple(sorted(m.letter for m in look.marks))
        return tuple([await self._run(self._answer, pictures, head, each, letters) for each in asked])

    async def compare(self, first: Look, second: Look, *, wish: str, about: str, reading: int = 0) -> Preference:
        """Say which of two takes serves the shot better, shown in this order. Raises like `check`."""
        question = f"Two takes of one film shot. It is meant to be: {wish}\nWhich serves it better? Answer 1 or 2."
        odds = await self._run(self._odds, [first.picture, second.picture], question, ("1", "2"))
        better: Liking = "first" if odds[0] >= BETTER else "second" if odds[1] >= BETTER else "same"
        return Preference(better, f"1: {odds[0]:.2f}, 2: {odds[1]:.2f}")

    async def tell(self, look: Look, *, about: str) -> Beat:
        """Say what a shot does for its film. Raises like `check`."""
        picture = [look.picture]
        told = "Frames of one film shot. In one sentence, without names, clothes or places: what happens?"
        beat = await self._run(self._sentence, picture, told)
        framing = await self._run(self._choice, picture, "How near is the camera?", get_args(Framing))
        function = await self._run(self._choice, picture, "What does this shot do in its film?", get_args(ShotFunction))
        emotion = await self._run(self._choice, picture, "What feeling does the picture carry?", get_args(Emotion))
        return Beat(beat, framing, function or "unknown", emotion)

    async def _run(self, work: Any, *given: Any) -> Any:
        async with self._one:
            return await asyncio.to_thread(work, *given)

    def _answer(self, pictures: list[Picture], head: str, asked: Asked, letters: tuple[str, ...]) -> Answer:
        question = f"{head}Question: {asked.text}\nAnswer Yes or No."
        yes, no = self._odds(pictures, question, ("Yes", "No"))
        met: Met = "yes" if yes >= SURE else "no" if no >= SURE else "unsure"
        if met != "no":
            return Answer(asked.id, met, f"p(yes) = {yes:.2f}")
        seen = self._sentence(pictures, f"{head}Question: {asked.text}\nThe answer is No. In one sentence, why?")
        fix = Fix(kind=_FIX.get(asked.kind, "new seed"))
        # A small model cannot point at a frame: the whole sheet is its evidence.
        return Answer(asked.id, "no", f"p(no) = {no:.2f} {seen}".strip(), letters, fix)

    def _choice(self, pictures: list[Picture], question: str, options: Sequence[T]) -> T | None:
        """Return the most probable option, None where none is twice as probable as a blind guess."""
        listed = "\n".join(f"{letter}. {option}" for letter, option in zip(ascii_uppercase, options, strict=False))
        odds = self._odds(pictures, f"{question}\n{listed}\nAnswer with one letter.", ascii_uppercase[: len(options)])
        best = max(range(len(options)), key=lambda i: odds[i])
        return options[best] if odds[best] >= 2 / len(options) else None

    def _odds(self, pictures: list[Picture], question: str, words: Sequence[str]) -> tuple[float, ...]:
        """Return how probable each word is as the first of the answer; they sum to 1."""
        loaded = self._ready()
        inputs = self._inputs(loaded, pictures, question)
        with loaded.torch.inference_mode():
            logits = loaded.model(**inputs).logits[0, -1].float()
        tokenizer = loaded.processor.tokenizer
        rows = []
        for word in words:
            # With and without a leading space: which of the two a tokenizer uses here differs from model to model.
            ids = {tokenizer(form, add_special_tokens=False)["input_ids"][0] for form in (word, f" {word}")}
            rows.append(loaded.torch.logsumexp(logits[sorted(ids)], dim=0))
        odds: list[float] = loaded.torch.softmax(loaded.torch.stack(rows), dim=0).tolist()
        return tuple(odds)

    def _sentence(self, pictures: list[Picture], question: str) -> str:
        loaded = self._ready()
        inputs = self._inputs(loaded, pictures, question)
        with loaded.torch.inference_mode():
            written = loaded.model.generate(**inputs, max_new_tokens=_WORDS, do_sample=False)
        new = written[0, inputs["input_ids"].shape[1] :]
        text: str = loaded.processor.tokenizer.decode(new, skip_special_tokens=True)
        return " ".join(text.split())

    def _inputs(self, loaded: _Loaded, pictures: list[Picture], question: str) -> Any:
        content = [{"type": "image"} for _ in pictures] + [{"type": "text", "text": question}]
        text = loaded.processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
        images = [Image.open(BytesIO(p.data)).convert("RGB") for p in pictures]
        inputs = loaded.processor(text=[text], images=[images], return_tensors="pt")
        return inputs.to(loaded.model.device)

    def _ready(self) -> _Loaded:
        if self._loaded is None:
            self._loaded = _load(self._source, self._device)
        return self._loaded


def _load(source: str | Path, device: str) -> _Loaded:
    try:
        import torch
        import transformers
    except ImportError as error:
        raise SetupError("local eyes need torch and transformers: pip install 'director[gpu]'") from error
    here = device or ("cuda" if torch.cuda.is_available() else "cpu")
    kept = Path(source).is_dir()
    hub: Any = transformers  # half of it is untyped
    try:
        processor = hub.AutoProcessor.from_pretrained(str(source), local_files_only=kept)
        model = hub.AutoModelForImageTextToText.from_pretrained(str(source), dtype="auto", local_files_only=kept)
        return _Loaded(processor, model.to(here).eval(), torch)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ProviderError(f"the vision model {source} cannot be loaded: {error}", retryable=False) from error
