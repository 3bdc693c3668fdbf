"""Text encoders are asked once for the same words: the pieces of a long take, its tries, the film's negative prompt.

A text encoder can be larger than the model that makes the picture, and where parts come to the card in turn it would
come for every piece.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

MOST = 32
"""Answers kept: some megabytes each, in main memory."""
_PLAIN = (str, int, float, bool, type(None))


def remember_words(pipe: Any) -> None:
    """Let a pipeline keep what its text encoders said; asked in any other way than by plain words, they are asked."""
    if hasattr(pipe, "encode_prompt"):
        pipe.encode_prompt = Remembered(pipe.encode_prompt)


class Remembered:
    """A pipeline's `encode_prompt` with a memory."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        """`ask` is the pipeline's own."""
        self._ask = ask
        self._known: OrderedDict[str, Any] = OrderedDict()

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Return what the text encoders say, from memory where they were asked the same before."""
        key = _key(given, named)
        if key is None:
            return self._ask(*given, **named)
        if key not in self._known:
            said = self._ask(*given, **named)
            where = _device(said)
            if where is None:
                return said
            self._known[key] = (_moved(said, "cpu"), where)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
            return said
        self._known.move_to_end(key)
        kept, where = self._known[key]
        return _moved(kept, where)


def _key(given: tuple[Any, ...], named: dict[str, Any]) -> str | None:
    """Return what was asked as text; None where a picture or a tensor is part of it."""
    import torch

    plain = (*_PLAIN, torch.device, torch.dtype)

    def is_plain(value: Any) -> bool:
        return all(map(is_plain, value)) if isinstance(value, (list, tuple)) else isinstance(value, plain)

    values = (*given, *named.values())
    return repr((given, sorted(named.items(), key=lambda item: item[0]))) if all(map(is_plain, values)) else None


def _device(said: Any) -> Any:
    """Return where the tensors of an answer lie; None where it holds anything but tensors, or lies in two places."""
    import torch

    found: set[Any] = set()

    def look(value: Any) -> bool:
        if isinstance(value, (list, tuple)):
            return all(map(look, value))
        if isinstance(value, torch.Tensor):
            found.add(value.device)
        return value is None or isinstance(value, torch.Tensor)

    return next(iter(found)) if look(said) and len(found) == 1 else None


def _moved(said: Any, where: Any) -> Any:
    """Return a copy of an answer elsewhere: pipelines may change what they are given."""
    if isinstance(said, (list, tuple)):
        return type(said)(_moved(one, where) for one in said)
    return said if said is None else said.detach().to(where, copy=True)
