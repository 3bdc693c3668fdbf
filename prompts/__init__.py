"""The questions asked of a chat model: one Markdown file each, <role>/<name>.md, with front matter.

Front matter: `version` (raised with every change of meaning), `inputs` (the names the text uses, all required) and
`answer` (the type of the answer). The body has two parts, `# System` and `# User`. What people wrote (brief, lyrics,
file names) goes through the filter `material`, which fences it: material is read, never obeyed.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

_NAME = re.compile(r"[a-z_]+/[a-z_0-9]+")
_PARTS = re.compile(r"\A---\n(.*?)\n---\n+# System\n(.*?)\n# User\n(.*)\Z", re.S)
_FENCE = re.compile(r"<(?=\s*/?\s*material)", re.I)
FILE_NAMES = frozenset({"references"})
"""Inputs that hold names of the artist's files, or sentences with them."""
FRAGMENTS = frozenset({"draft"})
"""Texts that prompts take in by `{% include %}`."""


@dataclass(frozen=True)
class Prompt:
    """A prompt file, read."""

    name: str
    version: int
    inputs: tuple[str, ...]
    answer: str
    system: str
    user: str


@dataclass(frozen=True)
class Wording:
    """A prompt with its gaps filled, as a model reads it."""

    name: str
    version: int
    system: str
    user: str


def material(text: object) -> str:
    """Fence what a person wrote; a fence inside the text cannot close it."""
    return f"<material>\n{_harmless(text)}\n</material>"


@cache
def load(name: str) -> Prompt:
    """Return the prompt of this name, such as 'screenwriter/pitch'.

    Raises:
        FileNotFoundError: there is no such prompt.
        ValueError: the name is no role and stem, or the file lacks its front matter or one of its parts.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"prompt {name!r}: a name is <role>/<stem>")
    role, _, stem = name.partition("/")
    text = (files("prompts") / role / f"{stem}.md").read_text("utf-8")
    parts = _PARTS.match(text)
    if parts is None:
        raise ValueError(f"prompt {name}: front matter, '# System' and '# User' are needed, in this order")
    front = yaml.safe_load(parts[1])
    return Prompt(
        name, int(front["version"]), tuple(front["inputs"]), str(front["answer"]), parts[2].strip(), parts[3].strip()
    )


def render(name: str, **inputs: object) -> Wording:
    """Fill a prompt's gaps. `references` are fenced one by one, whatever the file does with them.

    No value can open or close a fence: only the filter does, with marks that nobody can guess before they are replaced.

    Raises:
        ValueError: an input is missing or unknown.
    """
    prompt = load(name)
    if set(inputs) != set(prompt.inputs):
        wrong = sorted(set(inputs) ^ set(prompt.inputs))
        raise ValueError(f"prompt {name}: inputs missing or unknown: {', '.join(wrong)}")
    mark = secrets.token_hex(16)

    def fenced(text: object, gap: str = "\n") -> str:
        inside = _harmless(text).strip("\n")
        return f"[{mark}{gap}{inside}{gap}/{mark}]"

    desk = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_fences,
        loader=FunctionLoader(_fragment),
    )
    desk.filters["material"] = fenced
    for own in FILE_NAMES & set(inputs):
        given = inputs[own]
        if isinstance(given, Iterable) and not isinstance(given, str):
            inputs[own] = tuple(fenced(" ".join(str(each).split()), " ") for each in given)

    def filled(part: str) -> str:
        text = desk.from_string(part).render(inputs)
        return text.replace(f"[{mark}", "<material>").replace(f"/{mark}]", "</material>")

    return Wording(name, prompt.version, filled(prompt.system), filled(prompt.user))


def _fragment(name: str) -> str | None:
    """Return a piece of text that several prompts share, prompts/<name>.md; its change raises all their versions."""
    return (files("prompts") / f"{name}.md").read_text("utf-8").rstrip() if name in FRAGMENTS else None


def _harmless(text: object) -> str:
    return str(text).replace("<", "‹").replace(">", "›")


def _without_fences(value: object) -> object:
    """Return a gap's value as it is put in: what looks like a fence in it is none."""
    return _FENCE.sub("‹", value) if isinstance(value, str) else value
