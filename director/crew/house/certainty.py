"""When the house needs nobody's help with a sentence: one thing is asked, and every word of it is accounted for."""

from collections.abc import Set as AbstractSet

from director.crew.house.lexicon import Heard, Token, common
from director.crew.house.sentence import Pointed, asks
from director.model import Ask, Lock, Never, Turn

_NOT = frozenset({"не", "нет", "ни", "без", "not", "no", "don't", "dont", "never", "without"})
"""Words that turn a sentence round: only turns that are about keeping and never showing are sure with them."""

_BUT = frozenset({"но", "кроме", "только", "если", "пока", "but", "except", "only", "unless", "until", "if"})
"""Words after which only a part is meant, or not now."""

_SMALL = frozenset({"это", "мне", "нам", "it", "this", "me", "us", "please"})
"""Words that add nothing to what is asked."""

_COUNTED = frozenset({
    "два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "двадцать", "тридцать",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
})  # fmt: skip
"""Numbers in words: they may be the number of a shot, and the house reads figures and ordinals only."""

_TOGETHER = (
    frozenset({"never", "remove"}), frozenset({"pick", "retake"}), frozenset({"status", "cost"}),
    frozenset({"swap", "replace"}), frozenset({"film", "approve"}),
)  # fmt: skip
"""Intents whose words lie in one another; the first that fits is meant."""


def certain(turn: Turn, asked: AbstractSet[str], heard: Heard, pointed: Pointed) -> bool:
    """Return whether a turn is all that its sentence asks for.

    `asked` are the intents whose words stand in the sentence. A question is no order, a negation turns an order round,
    and a word that nothing accounts for may change what is meant.
    """
    if len(asked) > 1 and not any(asked <= pair for pair in _TOGETHER):
        return False
    if _questioned(heard) and not isinstance(turn, Ask):
        return False
    if not isinstance(turn, Lock | Never) and _denied(heard):
        return False
    if any(token.text.lower() in _BUT for token in heard.tokens):
        return False
    covered = heard.covered()
    named = f" {pointed.file} {pointed.renderer} ".lower()
    return all(
        number in covered or _plain(token) or token.text.lower() in named
        for number, token in enumerate(heard.tokens)
        if token.tag != "mark"
    )


def doubtful(heard: Heard) -> bool:
    """Return whether a sentence asks or denies, so that no order to shoot may be read from it."""
    return _questioned(heard) or _denied(heard)


def _questioned(heard: Heard) -> bool:
    return any("?" in token.text for token in heard.tokens)


def _denied(heard: Heard) -> bool:
    return any(token.text.lower().replace("’", "'") in _NOT for token in heard.tokens)


def _plain(token: Token) -> bool:
    if token.text.lower() in _COUNTED:
        return False
    return (
        token.text.lower() in _SMALL or any(letter.isdigit() for letter in token.text) or asks(token) or common(token)
    )
