"""A question as the messages of the chat-completions protocol."""

import base64
import json
from dataclasses import dataclass

from openai.types.chat import (
    ChatCompletionContentPartParam,
    ChatCompletionMessageParam,
    completion_create_params,
)
from pydantic import BaseModel

from tools.chat.base import A, Picture, Question
from tools.chat.manner import Rung
from tools.chat.schema import Inexpressible, full_schema, name_of, schema_text, strict_schema

LONGEST_QUOTE = 6_000
"""Characters of a bad answer that are shown to the model again."""


@dataclass(frozen=True)
class Mending:
    """A bad answer, and what is wrong with it."""

    answer: str
    faults: tuple[str, ...]

    @property
    def turn(self) -> str:
        """What the model is told."""
        lines = "\n".join(f"- {fault}" for fault in self.faults)
        return (
            "Your answer cannot be used:\n" + lines + "\n"
            "Write the whole answer again as one JSON object with exactly these faults mended and nothing else changed."
        )


def messages(question: Question[A], rung: Rung, mending: Mending | None) -> list[ChatCompletionMessageParam]:
    """Return the conversation: the question, and a repair turn where the answer to it was bad."""
    system = question.system
    if rung != "strict":  # servers that enforce a schema by grammar do not show it to the model
        system += "\n\nAnswer with one JSON object that fits this JSON Schema, and with nothing else:\n" + schema_text(
            question.answer
        )
    said: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": system},
        {"role": "user", "content": _parts(question) if question.pictures else question.user},
    ]
    if mending is not None:
        said.append({"role": "assistant", "content": mending.answer[:LONGEST_QUOTE] or "(nothing)"})
        said.append({"role": "user", "content": mending.turn})
    return said


def response_format(kind: type[BaseModel], rung: Rung) -> completion_create_params.ResponseFormat | None:
    """Return what makes the endpoint keep to the answer's type on this rung; None for plain text."""
    match rung:
        case "schema":
            schema, strict = full_schema(kind), False
        case "strict":
            try:
                schema, strict = strict_schema(kind), True
            except Inexpressible:
                schema, strict = full_schema(kind), False
        case "object":
            return {"type": "json_object"}
        case "text":
            return None
    described: dict[str, object] = {**schema}
    return {"type": "json_schema", "json_schema": {"name": name_of(kind), "schema": described, "strict": strict}}


def size_of(question: Question[A], said: list[ChatCompletionMessageParam]) -> int:
    """Return the bytes of everything that is sent but the pictures: a bound for the tokens of the prompt."""
    pictures = sum(len(_data_url(picture)) for picture in question.pictures)
    whole = len(json.dumps(said, ensure_ascii=False).encode()) + len(schema_text(question.answer).encode())
    return whole - pictures


def _parts(question: Question[A]) -> list[ChatCompletionContentPartParam]:
    parts: list[ChatCompletionContentPartParam] = [{"type": "text", "text": question.user}]
    for picture in question.pictures:
        parts.append({"type": "text", "text": picture.caption})
        parts.append({"type": "image_url", "image_url": {"url": _data_url(picture), "detail": "high"}})
    return parts


def _data_url(picture: Picture) -> str:
    kind = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture.data).decode()}"
