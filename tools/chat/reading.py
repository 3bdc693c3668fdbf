"""From a model's text to a checked answer: nothing but the question's own type comes out, and its size is bounded."""

import json
import re

from pydantic import ValidationError

from tools.chat.base import A

LONGEST_ANSWER = 400_000
"""Characters. A film's whole shot list comes to some 60 000."""
LONGEST_TEXT = 20_000
"""Characters in one string of an answer."""
MOST_ITEMS = 1_000
"""Entries in one list or object of an answer."""
DEEPEST = 20
"""Levels of nesting."""
MOST_FAULTS = 20
"""Faults that are told to the model at once; more would only bury the first."""

_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)```", re.S)
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.S)


class Unreadable(ValueError):  # noqa: N818 - what the text is, and what the model is told about it
    """The text is not an answer of the wanted type. `faults` say exactly why, one line each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the faults for the repair turn."""
        self.faults = faults
        super().__init__("; ".join(faults))


def read_answer(text: str, kind: type[A]) -> A:
    """Return the answer that stands in a model's text: bare JSON, fenced JSON, or JSON amid prose.

    Raises:
        Unreadable: there is no JSON, it does not fit the type, or it is larger than any honest answer.
    """
    if len(text) > LONGEST_ANSWER:
        raise Unreadable((f"the answer has {len(text)} characters; at most {LONGEST_ANSWER} are read",))
    return check_answer(_json_in(text), kind)


def check_answer(content: object, kind: type[A]) -> A:
    """Return JSON content as an answer of this type.

    Raises:
        Unreadable: it does not fit the type or its bounds.
    """
    _bound(content, "answer", 0)
    try:
        return kind.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise Unreadable(_faults(error)) from error


def _json_in(text: str) -> object:
    plain = _THOUGHTS.sub("", text).strip()
    fenced = _FENCED.findall(plain)
    fault = "the answer is empty"
    for candidate in (plain, *fenced, _from_first_bracket(plain)):
        if not candidate.strip():
            continue
        try:
            content: object = json.loads(candidate)
        except (ValueError, RecursionError) as error:
            fault = f"the answer is not JSON: {error}"
        else:
            return content
    raise Unreadable((fault,))


def _from_first_bracket(text: str) -> str:
    """Return the part of a text from its first bracket to the last one that could close it."""
    starts = [place for place in (text.find("{"), text.find("[")) if place >= 0]
    if not starts:
        return ""
    start = min(starts)
    return text[start : text.rfind("}" if text[start] == "{" else "]") + 1]


def _bound(content: object, place: str, depth: int) -> None:
    if depth > DEEPEST:
        raise Unreadable((f"{place}: nested deeper than {DEEPEST} levels",))
    match content:
        case str() if len(content) > LONGEST_TEXT:
            raise Unreadable((f"{place}: {len(content)} characters; at most {LONGEST_TEXT} are read",))
        case list() | dict() if len(content) > MOST_ITEMS:
            raise Unreadable((f"{place}: {len(content)} entries; at most {MOST_ITEMS} are read",))
        case list():
            for number, item in enumerate(content):
                _bound(item, f"{place}.{number}", depth + 1)
        case dict():
            for name, item in content.items():
                _bound(item, f"{place}.{str(name)[:40]}", depth + 1)
        case _:
            pass


def _faults(error: ValidationError) -> tuple[str, ...]:
    """Return what is wrong and where, in words a model can act on; its own input is quoted in short."""
    lines = []
    for each in error.errors(include_url=False)[:MOST_FAULTS]:
        place = ".".join(str(part) for part in each["loc"]) or "answer"
        given = "" if each["type"] == "missing" else f" (given: {json.dumps(each['input'], default=str)[:120]})"
        lines.append(f"{place}: {each['msg']}{given}")
    more = error.error_count() - len(lines)
    return (*lines, f"and {more} more") if more > 0 else tuple(lines)
