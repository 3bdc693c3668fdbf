"""Form and style: said in words, or concluded from what the brief names."""

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from director.crew.house.lexicon import Hit
from director.crew.house.narration import moments
from director.model import Brief, Form, Style
from director.words import say

_FORMS: tuple[Form, ...] = get_args(Form)
_STYLES: tuple[Style, ...] = get_args(Style)
_STAGES = frozenset({"stage", "concert_hall", "club", "studio"})
_PLAYERS = frozenset({"singer", "band", "guitarist", "drummer", "musician", "pianist", "dancer"})

# Which style a brief without a word about it most likely means, from what it names (the first that fits).
_CONCLUDED: tuple[tuple[Style, frozenset[str]], ...] = (
    ("synthwave", frozenset({"grid_plain", "far_future", "eighties"})),
    ("vhs", frozenset({"cassette", "static", "nineties", "acid"})),
    ("cartoon", frozenset({"skateboard", "balloon", "skatepark", "playground"})),
    ("surreal", frozenset({"dream_world", "void"})),
    ("painted", frozenset({"fantasy", "fairy_forest", "meadow", "owl", "fox", "childhood"})),
    ("synthwave", frozenset({"cyber_street", "future_city", "android", "hologram"})),
)


def choose_form(brief: Brief, wanted: Sequence[Hit]) -> tuple[Form, str]:
    """Return the form and why, in the artist's language: chosen, said, or concluded from the content."""
    language = brief.language
    if brief.form is not None:
        return brief.form, say("form_chosen", language)
    said = [h for h in wanted if h.kind == "form"]
    if said:
        return _said(said, wanted), say("form_said", language, words=said[0].words.lower())
    people = {h.term for h in wanted if h.kind in ("person", "animal")}
    places = {h.term for h in wanted if h.kind == "place"}
    events = sum(
        1 for m in moments(brief.text) if m.terms("action") and m.terms("person", "animal", "vehicle", "thing")
    )
    stage = bool(people & _PLAYERS) and (bool(places & _STAGES) or any(h.term in ("sing", "play") for h in wanted))
    if stage:
        return ("mixed", say("form_mixed", language)) if events > 2 else ("performance", say("form_stage", language))
    changes = len({h.term for h in wanted if h.kind == "world"})
    if people and (events or changes >= 2):
        return "story", say("form_events", language)
    return "mood", say("form_no_events", language)


def _said(said: Sequence[Hit], wanted: Sequence[Hit]) -> Form:
    """Return the form that the words ask for. 'No story' and 'one take' outrank a passing 'story'."""
    names = {h.term for h in said}
    if "one-take" in names:
        return "one-take"
    if "mixed" in names or {"story", "performance"} <= names:
        return "mixed"
    denies_story = any(h.term == "mood" and len(h.words.split()) > 1 for h in said)
    if "story" in names and not denies_story:
        return "story"
    if "performance" in names:
        return "performance"
    tells = sum(1 for h in wanted if h.kind == "action") >= 4 and not denies_story
    return "story" if tells else "mood"


def choose_style(brief: Brief, wanted: Sequence[Hit]) -> Style:
    """Return the style: chosen, said most often (the first said wins a tie), or concluded from what is named."""
    if brief.style is not None:
        return brief.style
    said = Counter(h.term for h in wanted if h.kind == "style")
    if said:
        best = max(said.values())
        return next(style for style in map(_style, said) if style is not None and said[style] == best)
    named = {h.term for h in wanted}
    for style, terms in _CONCLUDED:
        if named & terms:
            return style
    return "photoreal" if len(named) >= 6 else "painted"


def _style(name: str) -> Style | None:
    return next((style for style in _STYLES if style == name), None)
