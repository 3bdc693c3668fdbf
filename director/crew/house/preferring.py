"""What somebody likes less: 'rather a train than a plane', 'I'd take snow over rain', 'предпочитаю лес городу'.

Only the artist's own preference counts: whoever in the story prefers the sea forbids no mountains.
"""

from collections.abc import Iterator, Sequence

from director.crew.house.lexicon import Heard, Hit, Token, morphology

_STOPS = frozenset(".!?;…\n")
_RATHER = frozenset({"лучше", "скорее", "rather", "better", "sooner"})
THAN = frozenset({"чем", "нежели", "than"})
_LESS = frozenset({"меньше", "less"})
_MORE = frozenset({"больше", "сильнее", "more"})
_WE = frozenset({"i", "we", "i'd", "we'd", "я", "мы", "мне", "нам"})
_LIKES = frozenset({"нравиться", "любить", "хотеть", "like", "love", "want"})
_OURS = frozenset({"i", "we", "i'd", "we'd", "i'll", "we'll", "would", "will", "always", "much"})
_TAKES = frozenset({"take", "choose", "pick", "prefer", "favour", "favor"})
_OVER = frozenset({"over", "to"})
_PREFERS = frozenset({"предпочитать", "предпочесть"})
_ACROSS = frozenset({"bridge", "road", "path", "way"})
"""What lies over something: 'the bridge over the river' compares nothing."""
_LINKS = frozenset({"to", "in", "on", "at", "into", "onto", "through", "from", "with", "for", "across", "by", "of"})
_REACH = 4
"""So many words may stand between 'than' and the noun: 'than another rainy street'."""


def disliked(heard: Heard) -> dict[int, Hit]:
    """Return by first token what a comparison leaves behind."""
    found: dict[int, Hit] = {}
    for first, end in _sentences(heard):
        said = [token.text.lower() for token in heard.tokens[first:end]]
        for at in range(first, end):
            word = said[at - first]
            if word in THAN:
                found.update(_left_by_than(heard, first, at, end))
            elif word in _OVER and (verb := _we_prefer(said[: at - first], word)) is not None:
                found.update(_alike(heard, first + verb, at, _next(heard, at, end)))
            elif _PREFERS & set(heard.tokens[at].lemmas) and _first_person(heard.tokens[at]):
                found.update(_in_the_dative(heard, at, end))
    return found


def _left_by_than(heard: Heard, first: int, than: int, end: int) -> dict[int, Hit]:
    """'Rather a train than a plane' leaves the plane; 'I like rain less than fog' leaves the rain."""
    before = heard.tokens[first:than]
    words = {token.text.lower() for token in before}
    named = {hit.first: hit for hit in heard.hits if hit.entry and hit.kind != "mood" and first <= hit.first < than}
    ours = bool(named and words & _WE and any(_LIKES & set(token.lemmas) for token in before))
    if words & _RATHER or (ours and words & _MORE):
        return _next(heard, than, end)
    return named if ours and words & _LESS else {}


def milder(heard: Heard) -> frozenset[int]:
    """Return the first tokens of what 'I love X more than Y' leaves behind: a place or a thing less loved may be shown.

    Of weather there is only one at a time: there the other is not wanted.
    """
    found: set[int] = set()
    for first, end in _sentences(heard):
        for at in range(first, end):
            words = {token.text.lower() for token in heard.tokens[first:at]}
            if heard.tokens[at].text.lower() in THAN and words & _MORE and not words & _RATHER:
                left = _left_by_than(heard, first, at, end)
                found |= {n for n, hit in left.items() if hit.kind not in ("weather", "time")}
    return frozenset(found)


def _we_prefer(said: Sequence[str], word: str) -> int | None:
    """Return where the words before 'over' or 'to' say 'I'd take' or 'we prefer'; 'to' goes with 'prefer' alone."""
    at = next((n for n, w in enumerate(said) if w in _TAKES), None)
    if at is None or (word == "to" and said[at] != "prefer"):
        return None
    ours = [w for w in said[:at] if w.isalpha() or "'" in w]
    return at if ours and set(ours) <= _OURS and len(said) - at <= 2 * _REACH else None


def _alike(heard: Heard, verb: int, over: int, left: dict[int, Hit]) -> dict[int, Hit]:
    """Return what is left where something of its kind follows the verb: 'snow over rain', not 'her over the mountains'.

    'I prefer to walk to the station' compares nothing.
    """
    between = [token.text.lower() for token in heard.tokens[verb + 1 : over]]
    if _LINKS & set(between) or _ACROSS & set(between[-1:]):
        return {}
    taken = {hit.kind for hit in heard.hits if hit.entry and verb < hit.first and hit.last < over}
    return {n: hit for n, hit in left.items() if hit.kind in taken}


def _first_person(token: Token) -> bool:
    return any("1per" in p.tag or "past" in p.tag for p in morphology().parse(token.text.lower()))


def _in_the_dative(heard: Heard, verb: int, end: int) -> dict[int, Hit]:
    """'Предпочитаю лес городу': the second noun, in the dative."""
    named = [hit for hit in heard.hits if hit.entry and verb < hit.first < end]
    dative = (
        h for h in named[1:] if any("datv" in p.tag for p in morphology().parse(heard.tokens[h.last].text.lower()))
    )
    return {hit.first: hit for hit in dative}


def _next(heard: Heard, at: int, end: int) -> dict[int, Hit]:
    starts = {hit.first: hit for hit in heard.hits if hit.entry}
    for number in range(at + 1, min(at + 1 + _REACH, end)):
        if heard.tokens[number].tag == "mark":
            break
        if number in starts:
            return {number: starts[number]}
    return {}


def _sentences(heard: Heard) -> Iterator[tuple[int, int]]:
    """Yield token ranges [first, end)."""
    first = 0
    for number, token in enumerate(heard.tokens):
        if token.text in _STOPS:
            yield first, number
            first = number + 1
    yield first, len(heard.tokens)
