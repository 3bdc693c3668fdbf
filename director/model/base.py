"""What every noun shares: frozen, closed values that can be named by the hash of their content."""

import hashlib
import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1
"""Version of every file a project saves. A project of a newer version is refused, an older one upgraded."""

Unit = Annotated[float, Field(ge=0.0, le=1.0)]
"""A share, score or confidence, 0-1."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""128 bits of BLAKE2b as hex: the name of a content."""

FrameNo = Annotated[int, Field(ge=0)]
"""A frame number at the film's frame rate."""


class Value(BaseModel):
    """A frozen value. Unknown fields are refused, so that a misspelt field is never lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")

    def fingerprint(self) -> str:
        """Return the hash of this value's canonical JSON: equal values have equal digests in every process."""
        return digest_of(self.model_dump(mode="json"))


def digest_of(content: Any) -> str:
    """Return the 32 hex digits that name a JSON-able content, or bytes.

    Keys are sorted and floats written by `repr`, so the digest does not depend on insertion order or process.
    """
    if isinstance(content, bytes):
        data = content
    else:
        data = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Note(Value):
    """Something to tell the artist: a key of the words catalogue and what fills its gaps."""

    key: str
    values: dict[str, str | int | float] = {}

    def __hash__(self) -> int:
        """Hash by content, which a dict does not do: what holds notes may stand in sets."""
        return hash((self.key, *sorted(self.values.items())))
