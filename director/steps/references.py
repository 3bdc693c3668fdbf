"""The reference bank is made before the first take: one picture of everyone and of every place that returns."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from director.crew.house.names import sort_of
from director.crew.house.prompter import seed_for
from director.crew.llm.referencing import subjects_of
from director.errors import ProviderError
from director.model import (
    Brief,
    CameraMove,
    Character,
    Light,
    Note,
    Order,
    Place,
    Presence,
    ReferenceBank,
    ReferenceRole,
    Sheet,
    Shot,
    Storyboard,
    Take,
    Treatment,
    Verdict,
    View,
)
from director.steps.pictures import pixels_of
from render.base import Renderer
from tools.bank import keep_bank, keep_picture, read_bank
from tools.consent import OF_PEOPLE
from tools.eyes import Asked, Eyes, Made, Moments, confirmed
from tools.media import read_frames, read_photo

VIEWS: tuple[View, ...] = ("front", "three-quarter", "profile")
DRAWN_VIEWS: tuple[View, ...] = ("three-quarter", "face")
"""The drawing room turns its people a quarter away; another word for the same drawing would be a lie."""
TRIES = 2
"""Pictures made of one view before it is left out: a sheet that is wrong harms every shot."""
KEYFRAMES = 2
"""Good frames of the film that join the bank for one subject."""
_SIZE = (768, 1024)
"""px, upright, for a whole figure; places are turned."""
_BACKDROP = 190.0
"""Grey, 0-255, on which a drawn figure stands: a model must not take a place over from a sheet of a person."""


@dataclass(frozen=True)
class BankWork:
    """Everything that making a bank works with."""

    project: Path
    brief: Brief
    treatment: Treatment
    board: Storyboard
    artist: Renderer
    """Whose pictures they are: a maker of stills where there is one, else the drawing room."""
    make: Callable[[Order], Awaitable[tuple[Path, Path | None]]]
    """Has an order made, once, and gives the picture (or a film of it) and the subject's matte."""
    eyes: Eyes | None = None
    """Who verifies; without anyone every sheet stays 'unsure', noted."""


async def fill_bank(work: BankWork) -> ReferenceBank:
    """Make what the bank lacks, keep it and return it. What is there is not made again.

    Raises:
        ArtistError: a picture cannot be kept or read.
        BudgetExhausted: a picture, or looking at it, might pass the film's limit.
    """
    bank = with_given(read_bank(work.project), work.brief, work.treatment)
    notes: list[Note] = []
    for subject in _lacking(work, bank):
        for view in _views(work, subject):
            for sheet in await _made(work, subject, view):
                bank = bank.having(sheet)
        if any(sheet.origin == "drawn" for sheet in bank.of(subject.id)):
            notes.append(Note(key="bank_drawn", values={"who": subject.name}))
        if not bank.of(subject.id):
            notes.append(Note(key="bank_missing", values={"who": subject.name}))
        keep_bank(work.project, bank)
    if work.eyes is None and any(s.verified == "unsure" for s in bank.sheets):
        notes.append(Note(key="bank_unseen"))
    bank = bank.model_copy(update={"notes": (*bank.notes, *(note for note in notes if note not in bank.notes))})
    keep_bank(work.project, bank)
    return bank


def planned_sheets(work: BankWork) -> tuple[Order, ...]:
    """Return the orders by which the sheets that the bank lacks are made, if each of them is good at once."""
    bank = with_given(read_bank(work.project), work.brief, work.treatment)
    return tuple(_order(work, s, view, 0) for s in _lacking(work, bank) for view in _views(work, s))


def join_keyframe(project: Path, take: Take, verdict: Verdict) -> ReferenceBank:
    """Let a good frame of an accepted take join the bank, for everyone whom eyes have recognised in it.

    Raises:
        ArtistError: the picture cannot be kept or the take not be read.
    """
    bank = read_bank(project)
    known = [f for f in verdict.findings if f.kind == "identity" and f.how == "seen" and f.requirement != "eyes-place"]
    cast = [p.character for p in take.order.shot.who if p.character]
    recognised = bool(known) and all(f.met == "yes" for f in known)
    if verdict.decision != "accept" or not recognised or len(set(cast)) != 1:
        return bank
    label = next((s.label for s in bank.of(cast[0])), "")
    if not label or sum(s.of == cast[0] and s.origin == "keyframe" for s in bank.sheets) >= KEYFRAMES:
        return bank
    middle = take.handles + (take.frames - 2 * take.handles) // 2
    picture = keep_picture(project, encoded(pixels_of(project / take.file, middle)), ".png", "person")
    evidence = known[0].evidence
    view: View = "face" if take.order.shot.framing in ("close", "extreme close") else "front"
    bank = bank.having(
        Sheet(of=cast[0], kind="character", view=view, origin="keyframe", label=label, picture=picture,
              verified="yes", evidence=evidence)
    )  # fmt: skip
    keep_bank(project, bank)
    return bank


def label_of(subject: Character | Place) -> str:
    """Return who or what it is in English, the same words in every prompt."""
    if isinstance(subject, Place):
        described = dict.fromkeys(w for w in (subject.name, subject.term.replace("_", " "), subject.look_en) if w)
        return ", ".join(described)
    wardrobe = subject.wardrobe_en or subject.wardrobe
    term = subject.term.replace("_", " ")
    said = dict.fromkeys(w for w in (subject.name, term, subject.look_en or subject.look) if w)
    return ", ".join(said) + (f", wearing {wardrobe}" if wardrobe else "")


def _lacking(work: BankWork, bank: ReferenceBank) -> list[Character | Place]:
    """Return whom and what drawn shots show and the bank does not: people first, in order of appearance."""
    shown = list(dict.fromkeys(s for shot in work.board.shots if shot.technique == "drawn" for s in subjects_of(shot)))
    people = {c.id: c for c in work.treatment.characters}
    places = {p.id: p for p in work.treatment.places}
    known = {sheet.of for sheet in bank.sheets}
    return [each[s] for each in (people, places) for s in shown if s in each and s not in known]


def _views(work: BankWork, subject: Character | Place) -> tuple[View, ...]:
    people = VIEWS if work.artist.capability().stills else DRAWN_VIEWS
    return people if isinstance(subject, Character) else ("whole",)


def with_given(bank: ReferenceBank, brief: Brief, treatment: Treatment) -> ReferenceBank:
    """Put the artist's own pictures of the film's people into the bank: she knows who it is."""
    files = {r.name: r for r in brief.references}
    for character in treatment.characters:
        picture = files.get(character.reference)
        if picture is not None and picture.kind == "photo" and picture.consent is not False:
            if sort_of(character.term) == "person" and picture.role not in OF_PEOPLE:
                picture = picture.model_copy(update={"role": "person"})  # whatever it was given as, it is a face
            bank = bank.having(
                Sheet(of=character.id, kind="character", view="face", origin="given", label=label_of(character),
                      picture=picture, verified="yes", evidence=picture.name)
            )  # fmt: skip
    return bank


async def _made(work: BankWork, subject: Character | Place, view: View) -> tuple[Sheet, ...]:
    """Return the sheets of one view that were tried, the last of them the one that was not found wrong, if any was."""
    label = label_of(subject)
    role: ReferenceRole = "person" if isinstance(subject, Character) else "place"
    tried: list[Sheet] = []
    for attempt in range(TRIES):
        try:
            pixels = await _picture(work, _order(work, subject, view, attempt))
        except ProviderError:
            continue
        picture = keep_picture(work.project, encoded(pixels), ".png", role)
        sheet = Sheet(
            of=subject.id, kind="character" if isinstance(subject, Character) else "place", view=view,
            origin="generated" if work.artist.capability().stills else "drawn", label=label, picture=picture,
        )  # fmt: skip
        sheet = await _verified(work, sheet, read_photo(work.project / "references" / picture.name))
        tried.append(sheet)
        if sheet.verified != "no":
            break
    return tuple(tried)


async def _verified(work: BankWork, sheet: Sheet, pixels: NDArray[np.uint8]) -> Sheet:
    if work.eyes is None:
        return sheet
    asked = [Asked("whole", "subject", "Is exactly one figure in the picture, whole and clear to see?")]
    if sheet.kind == "place":
        asked = [Asked("empty", "subject", "Is this a place that can be read at once, with nobody in front of it?")]
    if sheet.origin != "drawn":
        asked.append(Asked("is", "identity", f"Does the picture show this in every particular: '{sheet.label}'?"))
    still = Moments(pixels[None], (0,), 0, 1, 1.0)
    made: Made = "drawn" if sheet.origin == "drawn" else "generated"
    about = f"sheet {sheet.of} {sheet.view}"
    answers = await confirmed(work.eyes, still, tuple(asked), wish=sheet.label, about=about, made=made)
    met = {a.met for a in answers}
    verified = "no" if "no" in met else "unsure" if "unsure" in met else "yes"
    return sheet.model_copy(update={"verified": verified, "evidence": " ".join(a.evidence for a in answers)})


async def _picture(work: BankWork, order: Order) -> NDArray[np.uint8]:
    media, matte = await work.make(order)
    frame = pixels_of(media, order.handles)
    if matte is None or not order.shot.who:
        return frame
    cover = read_frames(matte, [order.handles], frame.shape[0])[0][..., :1].astype(np.float32) / 255
    plain: NDArray[np.uint8] = (frame * cover + _BACKDROP * (1 - cover)).round().astype(np.uint8)
    return plain


def _order(work: BankWork, subject: Character | Place, view: View, attempt: int) -> Order:
    tall = isinstance(subject, Character)
    width, height = _SIZE if tall else _SIZE[::-1]
    turned = {"front": "facing the camera", "three-quarter": "turned a quarter to the right", "profile": "in profile"}
    asked = (
        f"Character reference sheet: {label_of(subject)}. One whole figure from head to feet, standing upright "
        f"{turned.get(view, '')}, arms at the sides, neutral face, plain grey background, even light."
        if tall
        else f"Location reference: {label_of(subject)}. The whole place, empty, eye level, even daylight."
    )
    return Order(
        shot=_posed(work, subject, view), renderer=work.artist.name, renderer_version=work.artist.version,
        prompt=asked, negative="text, letters, watermark, second person", width=width, height=height, fps=Fraction(24),
        frames=1, seed=seed_for(work.brief.seed, f"{subject.id} {view}", attempt), draw=attempt, still=True,
        attempt=attempt + 1,
    )  # fmt: skip


def _posed(work: BankWork, subject: Character | Place, view: View) -> Shot:
    """Return the shot that draws a sheet: someone standing plainly, or the place without anyone."""
    model = next(s for s in work.board.shots if subject.id in subjects_of(s))
    plain = {"requirements": (), "motif": "", "motif_change": None, "move": CameraMove(), "props": (), "script": None,
             "action": ("", "", ""), "change": "", "angle": "eye", "technique": "drawn"}  # fmt: skip
    if isinstance(subject, Place):
        return model.model_copy(update={**plain, "who": (), "framing": "wide", "time": "day", "weather": "clear"})
    worn = next(p for p in model.who if p.character == subject.id)
    pose = Presence(
        term=worn.term, character=subject.id, action="stand", colour=worn.colour, features=worn.features,
        facing="right" if view == "profile" else "toward",
    )  # fmt: skip
    return model.model_copy(update={
        **plain, "who": (pose,), "framing": "close" if view == "face" else "full", "place_term": "empty_room",
        "time": "day", "weather": "clear", "light": Light(key="sky", contrast=0.3, exposure=0.6),
    })  # fmt: skip


def encoded(pixels: NDArray[np.uint8]) -> bytes:
    """Return an (h, w, 3) RGB picture as PNG."""
    out = BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()
