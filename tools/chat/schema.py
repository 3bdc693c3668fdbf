"""JSON Schemas of an answer's type: as pydantic writes it, and in the narrow dialect of strict endpoints.

Strict is the subset that every enforcing vendor takes: every object closed, every field required, `anyOf` for unions,
no defaults, no lengths, ranges and patterns (openai-python pull request 2734), no open maps and no tuples. What it
cannot say is still checked by the type itself when the answer comes.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from pydantic import BaseModel

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Schema = dict[str, Json]

_LEFT_OUT = frozenset({
    "default", "title", "minLength", "maxLength", "pattern", "format", "discriminator", "examples",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems",
})  # fmt: skip
"""Words of a schema that one strict endpoint or another refuses; the bounds among them go into the description."""
_TOLD = {
    "minLength": "at least {} characters", "maxLength": "at most {} characters", "minimum": "at least {}",
    "maximum": "at most {}", "exclusiveMinimum": "more than {}", "exclusiveMaximum": "less than {}",
    "minItems": "at least {} items", "maxItems": "at most {} items", "pattern": "matching {}",
}  # fmt: skip


class Inexpressible(ValueError):  # noqa: N818 - a property of the type
    """The strict dialect cannot say this type."""


@cache
def name_of(kind: type[BaseModel]) -> str:
    """Return the type's name as endpoints accept it: letters, digits, underscores, at most 64."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in kind.__name__)[:64]


@cache
def full_schema(kind: type[BaseModel]) -> Schema:
    """Return the schema as pydantic writes it, bounds and all; it is kept, and not to be changed."""
    schema: Schema = kind.model_json_schema()
    return schema


def strict_schema(kind: type[BaseModel]) -> Schema:
    """Return the schema in the strict dialect.

    Raises:
        Inexpressible: the type holds an open map or a tuple.
    """
    schema = _strict(full_schema(kind))
    assert isinstance(schema, dict)
    return schema


def schema_text(kind: type[BaseModel]) -> str:
    """Return the schema as a model reads it in a prompt."""
    return json.dumps(full_schema(kind), ensure_ascii=False, separators=(",", ":"))


def _strict(node: Json) -> Json:
    match node:
        case list():
            return [_strict(each) for each in node]
        case dict():
            return _strict_object(node)
        case _:
            return node


def _strict_object(node: Schema) -> Schema:
    if "prefixItems" in node or isinstance(node.get("additionalProperties"), dict):
        raise Inexpressible("an open map or a tuple")
    made: Schema = {}
    for word, value in node.items():
        match word:
            case "properties" | "$defs":
                assert isinstance(value, dict)
                made[word] = {name: _strict(below) for name, below in value.items()}
            case "oneOf":
                made["anyOf"] = _strict(value)
            case "const":
                made["enum"] = [value]
            case _ if word not in _LEFT_OUT:
                made[word] = _strict(value)
            case _:
                pass
    told = _bounds(node)
    if told and "$ref" not in made:
        described = made.get("description")
        made["description"] = f"{described}; {told}" if described else told
    if node.get("type") == "object":
        properties = made.setdefault("properties", {})
        assert isinstance(properties, dict)
        made["required"] = list(properties)
        made["additionalProperties"] = False
    if "$ref" in made:  # a reference stands alone in the strict dialect
        return {"$ref": made["$ref"]}
    return made


def _bounds(node: Mapping[str, Json]) -> str:
    return ", ".join(words.format(node[word]) for word, words in _TOLD.items() if word in node)
