"""What a brief does not want: how far 'without', 'never show' and 'not' reach."""

from collections.abc import Set
from dataclasses import dataclass

from director.crew.house.lexicon import Heard, Hit, Mark, Token, common
from director.crew.house.preferring import THAN, disliked, milder

_ENDS = frozenset(".!?;:…\n—–()")
_STOPS = frozenset(".!?;…\n")
_JOINS = frozenset({"и", "или", "ни", "and", "or", "nor"})
_NARRATED = ("action", "mood", "form", "world")
"""What a plain 'not' merely denies: nobody forbids crying by 'she does not cry'."""
_WAS = frozenset({"был", "была", "было", "были", "was", "were", "existed"})
_THEN = frozenset(
    {"тогда", "раньше", "прежде", "ещё", "еще", "времена", "годы", "then", "days", "yet", "times", "years"}
)
_WISHED = frozenset({"чтобы", "чтоб", "пусть", "should", "must", "let"})
_NOBODY = frozenset({"никого", "никто", "никому", "ничего", "ничто", "нигде", "никаких", "никакого", "никакой"})
_INSTEAD = frozenset({"но", "а", "только", "лишь", "зато", "пусть", "хочу", "but", "only", "just", "let", "want"})
"""Words after which the same sentence says what is wished."""
_THIRD = frozenset({"он", "она", "оно", "они", "he", "she", "they", "him", "her", "them"})
_ABOUT = frozenset({"про", "о", "об"})
_SOLID = frozenset({"place", "person", "animal", "vehicle", "thing"})
_PHRASE = 4
"""So far from 'not a' its noun may stand ('not a very big city')."""
_MANNER = frozenset(
    {"shot", "angle", "close-up", "closeup", "footage", "video", "clip", "montage", "zoom", "pan", "cut",
     "кадр", "план", "ракурс", "съемка", "видео", "клип", "ролик", "монтаж", "наезд", "склейка"}
)  # fmt: skip
"""Ways of filming: with a word before it ('hero shots') it is the way that is refused, not who is filmed."""
_FILM = frozenset({"video", "clip", "видео", "клип", "ролик"})
_OWN_WAY = frozenset({"close-up", "closeup", "ракурс", "zoom", "pan", "наезд"})
"""Ways that need no such word."""
_WHERE = frozenset({"in", "on", "at", "near", "inside", "behind", "beside", "under", "from"})
_ANY = frozenset({"a", "an", "the", "any", "more", "of", "those", "these", "such", "your", "обычных", "таких", "этих"})
_SKIPPED = 3
"""So many qualifiers may stand between 'without' and what is missing ('without any of the usual faces')."""


@dataclass(frozen=True)
class Refused:
    """What is denied in a text."""

    absent: tuple[Hit, ...] = ()
    """Must never be shown."""
    denied: tuple[Hit, ...] = ()
    """Is said not to be so ('she does not cry'): not heard, but not forbidden either."""
    unknown: tuple[Token, ...] = ()
    """Words without a term that must never be shown."""


def refused(heard: Heard) -> Refused:
    """Return everything in the text that a no reaches."""
    behind = disliked(heard)
    less = milder(heard)
    solid = (*_SOLID, "weather", "time")
    absent = {n: hit for n, hit in behind.items() if n not in less and hit.kind in solid}
    denied: dict[int, Hit] = {}
    unknown: dict[int, Token] = {}
    lesser = {n: hit for n, hit in behind.items() if n not in absent}
    for mark in heard.marks:
        if mark.kind in ("forbid", "lack") and (_told_of_the_past(heard, mark) or _is_an_exception(heard, mark)):
            continue
        match mark.kind:
            case "forbid":
                _qualified(heard, mark, absent, lesser)
                hits, words = _whole_clause(heard, mark)
                absent.update(_before(heard, mark) or hits)
                unknown.update(words)
            case "lack" | "instead":
                _qualified(heard, mark, absent, lesser)
                hits, words = _listed(heard, mark)
                told = {n for n, h in hits.items() if h.kind in _NARRATED and heard.tokens[h.first].tag == "verb"}
                absent.update((n, h) for n, h in hits.items() if n not in told)
                denied.update((n, h) for n, h in hits.items() if n in told)
                unknown.update(words)
            case "less" if not _compares(heard, mark):
                lesser.update(_next(heard, mark))
            case "deny":
                denied.update(_next(heard, mark))
                lesser.update(_complements(heard, mark))
    for hit in list(absent.values()):
        lesser.update({part.first: part for part in _compound(heard, hit)})
    seen = {n: hit for n, hit in denied.items() if n not in absent}
    visible = {n: hit for n, hit in seen.items() if hit.kind not in _NARRATED}
    banned = {n: hit for n, hit in {**absent, **visible}.items() if n not in lesser}
    gone = lesser | {n: hit for n, hit in seen.items() if n not in visible}
    wished = {n: hit for n, hit in banned.items() if _wished_after_all(heard, hit, {**banned, **gone})}
    return Refused(
        absent=tuple(hit for n, hit in sorted(banned.items()) if n not in wished),
        denied=(*(hit for _, hit in sorted(gone.items())), *_implied(heard, {**banned, **gone}.keys() - wished.keys())),
        unknown=tuple(word for _, word in sorted(unknown.items())),
    )


def _implied(heard: Heard, refused_: Set[int]) -> tuple[Hit, ...]:
    """Return what refused words bring along: a rainy street that is not wished brings no rain."""
    return tuple(hit for hit in heard.hits if not hit.entry and hit.first in refused_)


def _is_an_exception(heard: Heard, mark: Mark) -> bool:
    """'Никого, кроме девочки': whom a no leaves is wished."""
    if heard.tokens[mark.first].text.lower() != "кроме":
        return False
    start, _ = _sentence(heard, mark.first)
    return any(token.text.lower() in _NOBODY for token in heard.tokens[start : mark.first])


def _complements(heard: Heard, mark: Mark) -> dict[int, Hit]:
    """'Не история любви', 'не клип про любовь': what a denied noun is of or about is denied with it, not forbidden."""
    noun = mark.last + 1
    if heard.tokens[mark.first].text.lower() != "не" or noun >= len(heard.tokens) or heard.tokens[noun].tag != "noun":
        return {}
    starts, found, about = _starts(heard), dict[int, Hit](), False
    for at in range(noun + 1, len(heard.tokens)):
        token = heard.tokens[at]
        if token.text.lower() in _ABOUT:
            about = True
            continue
        if not (about or token.genitive) or token.tag not in ("noun", "adjective"):
            break
        if at in starts:
            found[at] = starts[at]
    return found


def _compound(heard: Heard, hit: Hit) -> list[Hit]:
    """'No drone postcards', 'без дрон-открыток': the other parts of one noun are neither wished nor forbidden."""
    starts, found, last = _starts(heard), [], hit.last
    while last + 1 in starts:
        part = starts[last + 1]
        token = heard.tokens[part.first]
        nouns = token.tag == "other" and token.text.isascii() and {hit.kind, part.kind} <= _SOLID
        if not (token.joined or nouns):
            break
        found.append(part)
        last = part.last
    return found


def _wished_after_all(heard: Heard, hit: Hit, refused_: dict[int, Hit]) -> bool:
    """'No sad girl at the window, let her laugh': who is spoken of again as wished is not forbidden."""
    _, end = _sentence(heard, hit.last)
    turns = [m.last for m in heard.marks if hit.last < m.first < end and _says(heard, m) in _INSTEAD]
    if not turns:
        return False
    again = (h for h in heard.hits if turns[0] < h.first < end and h.first not in refused_)
    if any(h.term == hit.term for h in again):
        return True
    after = turns[0] + 1
    return hit.kind in ("person", "animal") and after < end and heard.tokens[after].text.lower() in _THIRD


def _says(heard: Heard, mark: Mark) -> str:
    return heard.tokens[mark.first].text.lower()


def _sentence(heard: Heard, at: int) -> tuple[int, int]:
    """Return the token numbers [start, end) of the sentence in which a token stands."""
    start, end = at, at + 1
    while start > 0 and heard.tokens[start - 1].text not in _STOPS:
        start -= 1
    while end < len(heard.tokens) and heard.tokens[end].text not in _STOPS:
        end += 1
    return start, end


def _told_of_the_past(heard: Heard, mark: Mark) -> bool:
    """'There were no bridges then', 'моста тогда не было': history, not a ban on bridges."""
    first, last = mark.first, mark.last
    while first > 0 and heard.tokens[first - 1].text.lower() not in _ENDS | {","}:
        first -= 1
    while last + 1 < len(heard.tokens) and heard.tokens[last + 1].text.lower() not in _ENDS | {","}:
        last += 1
    said = {token.text.lower() for token in heard.tokens[first : last + 1]}
    return bool(said & _WAS and said & _THEN) and not said & _WISHED


def _compares(heard: Heard, mark: Mark) -> bool:
    """'Less than snow': nothing is less wished that stands after it."""
    after = mark.last + 1
    return after < len(heard.tokens) and heard.tokens[after].text.lower() in THAN


def _whole_clause(heard: Heard, mark: Mark) -> tuple[dict[int, Hit], dict[int, Token]]:
    """'Never show faces or cars, the street is empty': everything to the end of the list."""
    found: dict[int, Hit] = {}
    unknown: dict[int, Token] = {}
    starts, wanted = _starts(heard), _wanted_again(heard)
    at, group = mark.last + 1, True
    while at < len(heard.tokens):
        text = heard.tokens[at].text.lower()
        if text in _ENDS or at in wanted:
            break
        if group and (way := _way(heard, at)):
            at, group = way, False
            continue
        group = text == "," or text in _JOINS
        if text == "," and not _list_goes_on(heard, at, starts):
            break
        if at in starts and not _qualifies(heard, starts[at]):
            found[at] = starts[at]
            at = starts[at].last + 1
            continue
        token = heard.tokens[at]
        if at not in starts and ((token.tag == "noun" and not common(token)) or _unknown_english(token)):
            unknown[at] = token
        at += 1
    return found, unknown


def _qualified(heard: Heard, mark: Mark, absent: dict[int, Hit], lesser: dict[int, Hit]) -> None:
    """'No crowd shots' forbids the crowd; 'no wedding video' wishes for no wedding, but does not forbid one."""
    noun = _manner(heard, mark.last + 1)
    if noun is not None:
        refused_ = lesser if _FILM & set(heard.tokens[noun].lemmas) else absent
        refused_.update({h.first: h for h in heard.hits if h.entry and mark.last < h.first < noun})


def _way(heard: Heard, at: int) -> int:
    """Return the end of the words that refuse a way of filming and begin here, 0 where none does."""
    noun = _manner(heard, at)
    if noun is None:
        return 0
    ends = (n for n in range(noun, len(heard.tokens)) if heard.tokens[n].text.lower() in _ENDS | _JOINS | {","})
    return next(ends, len(heard.tokens))


def _manner(heard: Heard, at: int) -> int | None:
    """Return the noun of a refused way of filming: 'no hero shots of the band'; 'no shots of the band' has none."""
    qualified = False
    for n in range(at, min(at + 1 + _SKIPPED, len(heard.tokens))):
        token = heard.tokens[n]
        if token.tag == "mark" or token.text.lower() in _WHERE:
            return None
        if _MANNER & set(token.lemmas):
            return n if qualified or _OWN_WAY & set(token.lemmas) else None
        qualified = qualified or token.text.lower() not in _ANY
    return None


def _before(heard: Heard, mark: Mark) -> dict[int, Hit]:
    """'Людей не надо': what stands before the no, when nothing follows it."""
    after = mark.last + 1
    text = heard.tokens[mark.first].text.lower()
    if text != "не" or (after < len(heard.tokens) and heard.tokens[after].tag != "mark"):
        return {}
    found: dict[int, Hit] = {}
    starts = _starts(heard)
    for at in range(mark.first - 1, -1, -1):
        if heard.tokens[at].tag == "mark":
            break
        if at in starts:
            found[at] = starts[at]
    return found


def _qualifies(heard: Heard, hit: Hit) -> bool:
    """Say whether a term only qualifies an unknown noun after it: 'hospital tubes' are not the hospital."""
    after = hit.last + 1
    if after >= len(heard.tokens) or any(h.first == after for h in heard.hits):
        return False
    token, last = heard.tokens[after], heard.tokens[hit.last]
    if token.tag == "noun":
        return last.tag == "adjective"
    return hit.kind != "person" and last.tag == "other" and _unknown_english(token)


def _listed(heard: Heard, mark: Mark) -> tuple[dict[int, Hit], dict[int, Token]]:
    """'Without people, cars or houses': the nouns that follow, as long as the list goes on."""
    found: dict[int, Hit] = {}
    unknown: dict[int, Token] = {}
    starts, wanted = _starts(heard), _wanted_again(heard)
    at, skipped, open_list = mark.last + 1, 0, True
    while at < len(heard.tokens) and at not in wanted:
        token = heard.tokens[at]
        text = token.text.lower()
        if text in _ENDS or (text in _WHERE and not found):
            break
        if open_list and (way := _way(heard, at)):
            at, open_list = way, False
            continue
        if text == "," or text in _JOINS:
            if text == "," and (mark.kind == "instead" or not _list_goes_on(heard, at, starts)):
                break
            open_list, skipped = True, 0
        elif not open_list:
            break
        elif at in starts and not _qualifies(heard, starts[at]):
            if not _fits_case(heard, starts[at], token):
                break
            found[at] = starts[at]
            at, open_list = starts[at].last, False
        elif (token.tag == "noun" and token.genitive and not common(token)) or _unknown_english(token):
            unknown[at] = token
            open_list = False
        else:
            skipped += 1
            if skipped > _SKIPPED or token.tag == "verb":
                break
        at += 1
    return found, unknown


def _fits_case(heard: Heard, hit: Hit, first: Token) -> bool:
    """In Russian what is missing stands in the genitive: 'ни людей', but 'не помнит ни дом'; 'без дрон-открыток'."""
    if first.tag == "other":
        return True
    last = hit.last
    while last + 1 < len(heard.tokens) and heard.tokens[last + 1].joined:
        last += 1
    return any(token.genitive for token in heard.tokens[hit.first : last + 1])


def _next(heard: Heard, mark: Mark) -> dict[int, Hit]:
    """'Not a forest', 'не плачет', 'not a love story': the one term that follows at once, or the noun it belongs to."""
    starts = _starts(heard)
    cyrillic = not heard.tokens[mark.first].text.isascii()
    after = mark.last + 1
    article = after < len(heard.tokens) and heard.tokens[after].text.lower() in ("a", "an")
    reach = 1 if cyrillic else _PHRASE if article else 2
    for at in range(after, min(after + reach, len(heard.tokens))):
        if at in starts:
            noun = starts.get(starts[at].last + 1)
            whole = article and noun is not None and noun.kind != "action"
            return {at: starts[at]} | ({noun.first: noun} if whole and noun is not None else {})
        if heard.tokens[at].tag == "mark":
            break
    return {}


def _list_goes_on(heard: Heard, comma: int, starts: dict[int, Hit]) -> bool:
    """Say whether the list of refused things goes on after this comma: a term in the right case, without a verb."""
    after = comma + 1
    if after < len(heard.tokens) and heard.tokens[after].text.lower() in _JOINS:
        return True
    if after not in starts:
        return False
    first, behind = heard.tokens[after], starts[after].last + 1
    if first.tag != "other" and not first.genitive:
        return False
    if behind >= len(heard.tokens):
        return True
    text = heard.tokens[behind].text.lower()
    if first.tag == "other":
        return text in _ENDS or text in _JOINS or text == ","
    return heard.tokens[behind].tag != "verb"


def _unknown_english(token: Token) -> bool:
    return token.tag == "other" and token.text.isascii() and token.text.isalpha() and not common(token)


def _starts(heard: Heard) -> dict[int, Hit]:
    """Return the hits by their first token; what is only implied gives way to what was said."""
    found: dict[int, Hit] = {}
    for hit in heard.hits:
        if hit.entry:
            found[hit.first] = hit
    return found


def _wanted_again(heard: Heard) -> frozenset[int]:
    return frozenset(m.first for m in heard.marks if m.kind in ("ends_a_no", "then", "must", "most"))
