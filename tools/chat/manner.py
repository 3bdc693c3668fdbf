"""How an endpoint wants to be asked. Nobody publishes it reliably: the manner is found by asking, and remembered.

The ladder of answers: `schema` (the full JSON Schema is enforced), `strict` (the narrow dialect of it), `object` (any
JSON object), `text`. Below `strict` the schema stands in the prompt.
"""

import re
from typing import Literal

from director.model import Value
from director.settings import OPENAI

Rung = Literal["schema", "strict", "object", "text"]
_LOWER: dict[Rung, Rung | None] = {"schema": "strict", "strict": "object", "object": "text", "text": None}

_NOT_KNOWN = re.compile(r"unsupported|not support|unrecognized|unknown|unexpected|extra|not permitted|instead|invalid")
_TOO_MUCH = re.compile(r"context|too large|too long|exceed|at most|maximum|greater than|less than or equal")
_PICTURES = re.compile(r"image|mmproj|vision|multimodal")
_FILTERED = re.compile(r"content[_ ]?(filter|policy|management)|moderation|safety system")


class Manner(Value):
    """What one endpoint and model accept."""

    rung: Rung = "schema"
    room_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    streams: bool = True
    counts: bool = True
    """Takes `stream_options` and tells the tokens used in the last chunk."""
    tempered: bool = True
    """Takes a temperature."""


def first_manner(base_url: str) -> Manner:
    """Return how to ask an endpoint for the first time."""
    if base_url.rstrip("/") == OPENAI:
        return Manner(rung="strict", room_field="max_completion_tokens")
    return Manner()


def lower(manner: Manner) -> Manner | None:
    """Return the manner one rung down, or None at the lowest."""
    rung = _LOWER[manner.rung]
    return manner.model_copy(update={"rung": rung}) if rung else None


def milder(manner: Manner, message: str) -> Manner | None:
    """Return what to try after a request was refused as malformed (400, 422, 501); None when nothing is left.

    `message` is the endpoint's own; where it names the field that it does not know, only that is changed.
    """
    said = message.lower()
    changes: dict[str, object] | None = None
    if manner.streams and manner.counts and ("stream_options" in said or "include_usage" in said):
        changes = {"counts": False}
    elif manner.tempered and "temperature" in said:
        changes = {"tempered": False}
    elif manner.room_field == "max_tokens" and "max_completion_tokens" in said:
        changes = {"room_field": "max_completion_tokens"}
    elif manner.room_field == "max_completion_tokens" and "max_completion_tokens" in said and _NOT_KNOWN.search(said):
        changes = {"room_field": "max_tokens"}
    elif manner.streams and re.search(r"\bstream(ing)?\b", said):
        changes = {"streams": False}
    if changes is not None:
        return manner.model_copy(update=changes)
    return lower(manner)


def wants_less_room(message: str) -> bool:
    """Whether a request was refused because prompt and answer together do not fit the model."""
    said = message.lower()
    return ("token" in said or "context" in said) and bool(_TOO_MUCH.search(said))


def blind(message: str) -> bool:
    """Whether a request was refused because the model takes no pictures."""
    return bool(_PICTURES.search(message.lower()))


def filtered(message: str) -> bool:
    """Whether a request was refused by a content filter."""
    return bool(_FILTERED.search(message.lower()))
