"""Likeness: whose face may be shown, as the brief itself records it, and where the faces of a take come from.

The brief says it in a line of its own: 'согласие: мама.jpg, папа.jpg', 'consent: all', 'согласие: нет'. The line is the
record; nothing else counts as consent.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from director.errors import ArtistError
from director.model import (
    Brief,
    Capability,
    FaceOrigin,
    FaceSource,
    Language,
    Note,
    Order,
    Provenance,
    Reference,
    ReferenceBank,
    ReferenceRole,
)

OF_PEOPLE: frozenset[ReferenceRole] = frozenset({"person", "old photograph"})
"""Roles of pictures that show a real person."""

FILMED: frozenset[ReferenceRole] = OF_PEOPLE | {"performance"}
"""Roles of everything that shows a real person, whether or not its pictures are shown."""

_LINE = re.compile(r"(?im)^[\s>*•\-–—]*(?:согласи[ея]|consent)\b[^:\n]{0,60}:[ \t]*(\S.*?)\s*$")
_ALL = re.compile(r"(?i)\b(?:все|всех|всеми|all|everyone|everybody)\b")
_BUT = re.compile(r"(?i)\b(?:кроме|except|but not)\b")
_NO = re.compile(r"(?i)\b(?:нет|не|без|no|not|none|never|without)\b")


@dataclass(frozen=True)
class Consent:
    """What the brief records about one file."""

    given: bool
    line: str
    """The line as written."""


def consents(text: str, names: Iterable[str]) -> dict[str, Consent]:
    """Return what a brief records, by file name; files of which it says nothing are left out.

    A line names files (with or without their ending) or everyone. 'нет' and 'no' record a refusal. Of several lines on
    one file a refusal wins: doubt is for the person shown.
    """
    names = tuple(names)
    found: dict[str, Consent] = {}
    for match in _LINE.finditer(text):
        for name, given in _said(match[1], names).items():
            if name not in found or not given:
                found[name] = Consent(given, match[0].strip())
    return found


def _said(line: str, names: tuple[str, ...]) -> dict[str, bool]:
    """Return who a line names, and whether they agree; those after 'кроме' or 'except' do not."""
    said, *excepted = _BUT.split(line, maxsplit=1)
    apart = [name for name in names if excepted and _names(excepted[0], name)]
    named = [name for name in names if _names(said, name)]
    given = not _NO.search(_without(said, named))
    everyone = not named and (_ALL.search(said) is not None or not given)
    heard = dict.fromkeys(names if everyone else named, given)
    return heard | dict.fromkeys(apart, False)


def with_consent(brief: Brief) -> Brief:
    """Return the brief with what it says of consent written on its pictures of people, and of whom it names.

    The lines move from the text to `consents`: they are a record, not a part of the story.
    """
    lines = (*brief.consents, *(match[0].strip() for match in _LINE.finditer(brief.text)))
    people = [
        r.name
        for r in brief.references
        if r.role in FILMED or (r.kind == "photo" and any(_names(line, r.name) for line in lines))
    ]
    known = consents("\n".join(lines), people)
    marked = tuple(
        r.model_copy(update={"consent": known[r.name].given}) if r.name in known else r for r in brief.references
    )
    text = re.sub(r"\n{3,}", "\n\n", _LINE.sub("", brief.text)).strip()
    return brief.model_copy(update={"references": marked, "text": text, "consents": lines})


def record(brief: Brief) -> str:
    """Return everything in which a brief may record consent."""
    return "\n".join((brief.text, *brief.consents))


def faces_anew(capability: Capability) -> bool:
    """Whether a renderer makes faces itself; our own rooms draw figures or move photos as they are."""
    return capability.execution != "drawn here"


def require_consent(order: Order, capability: Capability, language: Language) -> tuple[Note, ...]:
    """Return what is to be told about the people in an order's references.

    A photo that is merely moved, and footage whose movement alone is followed, may go on without a word in the brief,
    noted. A face made anew may not.

    Raises:
        ArtistError: 'consent_needed' with the exact line to add, or 'consent_refused'.
    """
    people = [r for r in order.references if r.role in OF_PEOPLE]
    actors = [r for r in order.references if r.name == order.shot.performance]
    refused = [r.name for r in (*people, *actors) if r.consent is False]
    if refused:
        raise ArtistError("consent_refused", file=", ".join(refused))
    unsaid = [r.name for r in people if r.consent is None]
    if unsaid and faces_anew(capability):
        names = ", ".join(unsaid)
        line = f"согласие: {names}" if language == "ru" else f"consent: {names}"
        raise ArtistError("consent_needed", file=names, line=line)
    acted = [r.name for r in actors if r.consent is None]
    told = [Note(key="consent_unsaid", values={"file": name}) for name in unsaid]
    return (*told, *(Note(key="consent_actor_unsaid", values={"file": name}) for name in acted))


def provenance_of(order: Order, capability: Capability, brief: Brief, bank: ReferenceBank) -> Provenance:
    """Return where the faces of a take of this order come from.

    A face that a model makes after photos of a real person is 'reconstructed', however many photos there are: it is not
    hers. Without any photo it is nobody's, 'invented'; figures of the drawing room are 'drawn'.
    """
    anew = faces_anew(capability)
    photos = _photos_of(order, brief, bank)
    lines = consents(record(brief), [r.name for pictures in photos.values() for r in pictures])
    faces = [
        FaceOrigin(
            of=of,
            how="reconstructed" if anew else "photographed",
            sources=len(pictures),
            consent=next((lines[p.name].line for p in pictures if p.name in lines and lines[p.name].given), ""),
        )
        for of, pictures in photos.items()
    ]
    rest: FaceSource = "invented" if anew else "drawn"
    if order.shot.technique == "drawn":
        known = dict.fromkeys(p.character for p in order.shot.who if p.character and p.character not in photos)
        faces += [FaceOrigin(of=character, how=rest) for character in known]
    return Provenance(faces=tuple(faces), references=tuple(r.digest for r in order.references))


def _photos_of(order: Order, brief: Brief, bank: ReferenceBank) -> dict[str, list[Reference]]:
    """Return the artist's photos behind an order, by whom they show.

    A sheet or a first frame that was made after her photos stands for them: it has that face from nowhere else.
    """
    given = [sheet for sheet in bank.sheets if sheet.origin == "given"]
    owner = {sheet.picture.digest: sheet.of for sheet in given}
    theirs = {r.digest for r in brief.references if r.role in OF_PEOPLE}
    photos: dict[str, list[Reference]] = {}
    for reference in order.references:
        if reference.role in OF_PEOPLE and reference.digest in theirs | owner.keys():
            photos.setdefault(owner.get(reference.digest, reference.name), []).append(reference)
    sent = {r.digest for r in order.references}
    made = {sheet.of for sheet in bank.sheets if sheet.picture.digest in sent}
    if any(r.role == "first frame" for r in order.references):
        made |= {p.character for p in order.shot.who}
    for sheet in given:
        if sheet.of in made and sheet.of not in photos:
            photos[sheet.of] = [each.picture for each in given if each.of == sheet.of]
    return photos


def _names(said: str, name: str) -> bool:
    stem = name.rpartition(".")[0] or name
    return any(re.search(rf"(?i)(?<!\w){re.escape(each)}(?!\w)", said) for each in (name, stem) if len(each) > 1)


def _without(said: str, names: list[str]) -> str:
    for name in names:
        for each in (name, name.rpartition(".")[0]):
            if each:
                said = re.sub(re.escape(each), " ", said, flags=re.IGNORECASE)
    return said
