"""What is worn is no thing of its own: 'in red boots' and 'в варежках' tell of clothes, 'a lost mitten' does not."""

from collections.abc import Sequence

_WORN = frozenset(("mitten", "glove", "boot", "shoe", "sock", "glasses", "crown"))
"""Things that are also worn."""
_CLOTHES = "clothes"
"""The term under which they are then part of somebody."""
_IN = frozenset(("in", "wearing", "wears", "в", "во"))
_ONE = frozenset(("the", "a", "an", "this", "that"))
"""Between 'in' and a thing: something is inside it."""
_ON_BOTH = ("ах", "ях", "короне")
"""How Russian ends what somebody goes about in: 'в варежках', but 'в варежке' is inside of one."""
_BACK = 3
"""How many words before the thing are looked at."""


def worn_as(term_id: str, words: str, before: Sequence[str]) -> str:
    """Return the term under which this is part of somebody, '' if it is spoken of as a thing.

    `words` is the thing as written, `before` all words and marks before it.
    """
    if term_id not in _WORN:
        return ""
    near = [word.lower() for word in before[-_BACK:]]
    at = next((n for n in reversed(range(len(near))) if near[n] in _IN), None)
    if at is None or any(not word.isalpha() for word in near[at:]):
        return ""
    russian = near[at] in ("в", "во")
    inside = not words.lower().endswith(_ON_BOTH) if russian else near[at] == "in" and bool(_ONE & set(near[at:]))
    return "" if inside and term_id != "crown" else _CLOTHES
