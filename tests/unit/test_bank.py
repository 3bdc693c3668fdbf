"""The reference bank, consent, and where faces come from."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawing import order_of, shot_of
from PIL import Image

from director.crew.llm.referencing import ReferencingPrompter, missing, referenced, sheets_for
from director.errors import ArtistError
from director.model import (
    Brief,
    Capability,
    Character,
    Clip,
    Cut,
    Finding,
    Met,
    Mode,
    Order,
    Palette,
    Place,
    Presence,
    Quote,
    Reference,
    ReferenceBank,
    SectionPlan,
    Sheet,
    SheetOrigin,
    Shot,
    Storyboard,
    Take,
    Treatment,
    Verdict,
    World,
    digest_of,
)
from director.steps.references import BankWork, fill_bank, join_keyframe
from render.base import Progress, Rendered
from tools.bank import file_of, keep_bank, keep_picture, read_bank
from tools.chat.scripted import Scripted
from tools.consent import consents, provenance_of, require_consent, with_consent
from tools.eyes import ChatEyes
from tools.media import FilmWriter

HOUSE = Capability(name="animatic", techniques=("drawn",), max_frames=999, as_of="2026-11-22")
MODEL = HOUSE.model_copy(update={"name": "m", "execution": "hosted", "modes": (Mode(kind="r2v", references=3),)})
PALETTE = Palette(colours=("#203040", "#8090a0"))


def png(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (24, 32), colour).save(out, "PNG")
    return out.getvalue()


def photo(name: str, consent: bool | None = None, role: Any = "person") -> Reference:
    return Reference(
        name=name, digest=digest_of(name.encode()), kind="photo", role=role, width=10, height=10, consent=consent
    )


def sheet(of: str, view: Any = "front", met: Met = "yes", origin: SheetOrigin = "drawn") -> Sheet:
    picture = photo(f"{of}-{view}.png", role="person")
    return Sheet(
        of=of, kind="character", view=view, origin=origin, label=f"{of}, red coat", picture=picture, verified=met
    )


def acted(*cast: str, place: str = "park") -> Shot:
    return shot_of(who=tuple(Presence(term="girl", character=c) for c in cast), place=place)


def board_of(*shots: Shot) -> Storyboard:
    shots = tuple(s.model_copy(update={"id": f"s{n:03d}"}) for n, s in enumerate(shots, 1))
    clips = tuple(Clip(id=f"c{n:03d}", shot=s.id, start=24 * n - 24, end=24 * n) for n, s in enumerate(shots, 1))
    return Storyboard(shots=shots, cut=Cut(frames=24 * len(shots), clips=clips))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("согласие: мама.jpg", {"мама.jpg": True}),
        ("Согласие на показ лица: все", {"мама.jpg": True, "anna.png": True}),
        ("История о маме.\n- consent: anna\nКонец", {"anna.png": True}),
        ("consent: no", {"мама.jpg": False, "anna.png": False}),
        ("согласие: все, кроме anna", {"мама.jpg": True, "anna.png": False}),
        ("согласие: мама не давала", {"мама.jpg": False}),
        ("согласие: мама.jpg\nсогласие: мама - нет", {"мама.jpg": False}),
        ("мама согласна, честно", {}),
        ("согласие: папа.jpg", {}),
    ],
)
def test_consent_is_a_line_of_the_brief(line: str, expected: dict[str, bool]) -> None:
    found = consents(line, ["мама.jpg", "anna.png"])
    assert {name: said.given for name, said in found.items()} == expected
    assert all(said.line in line for said in found.values())


def test_a_face_made_anew_needs_consent_and_a_moved_photo_is_noted() -> None:
    order = order_of().model_copy(update={"references": (photo("мама.jpg"),)})
    with pytest.raises(ArtistError) as fault:
        require_consent(order, MODEL, "ru")
    assert fault.value.key == "consent_needed"
    line = str(fault.value.values["line"])
    assert consents(line, ["мама.jpg"])["мама.jpg"].given, "the sentence that is asked for is understood"
    assert [n.key for n in require_consent(order, HOUSE, "ru")] == ["consent_unsaid"]
    brief = with_consent(
        Brief(text=line, language="ru", references=(photo("мама.jpg"), photo("сад.jpg", role="place")))
    )
    assert [r.consent for r in brief.references] == [True, None]
    assert require_consent(order.model_copy(update={"references": brief.references}), MODEL, "ru") == ()
    refused = order.model_copy(update={"references": (photo("мама.jpg", consent=False),)})
    with pytest.raises(ArtistError, match="consent_refused"):
        require_consent(refused, HOUSE, "ru")


def test_a_line_of_consent_leaves_the_story_and_counts_for_every_photo_that_it_names() -> None:
    text = "О маме.\n\nсогласие: мама.jpg\n\nВесна."
    brief = with_consent(Brief(text=text, language="ru", references=(photo("мама.jpg", role="thing"),)))
    assert brief.text == "О маме.\n\nВесна."
    assert brief.consents == ("согласие: мама.jpg",)
    assert brief.references[0].consent
    assert with_consent(brief) == brief, "what was said stays said"
    plain = Brief(text=brief.text, language="ru", references=(photo("мама.jpg", role="thing"),))
    assert brief.wish() == plain.wish(), "a yes makes no other film"


def test_a_sheet_made_after_a_photo_stands_for_the_person(tmp_path: Path) -> None:
    given = photo("a1.jpg", True)
    mine = sheet("anna", origin="given").model_copy(update={"picture": given})
    later = sheet("anna", "face", origin="keyframe")
    bank = ReferenceBank(sheets=(mine, later, sheet("boris", origin="generated")))
    brief = Brief(text="", consents=("consent: a1",), language="en", references=(given,))
    order = order_of(acted("anna", "boris")).model_copy(
        update={"references": (later.picture, bank.of("boris")[0].picture)}
    )
    faces = {f.of: f for f in provenance_of(order, MODEL, brief, bank).faces}
    assert (faces["anna"].how, faces["anna"].consent) == ("reconstructed", "consent: a1")
    assert faces["boris"].how == "invented", "a sheet of nobody reconstructs nobody"


def test_a_face_made_after_photos_is_called_reconstructed_and_keeps_the_line() -> None:
    pictures = (photo("a1.jpg", True), photo("a2.jpg", True))
    bank = ReferenceBank(
        sheets=tuple(sheet("anna", origin="given").model_copy(update={"picture": picture}) for picture in pictures)
    )
    order = order_of(acted("anna", "boris")).model_copy(update={"references": pictures})
    brief = Brief(text="согласие: все", language="ru", references=pictures)
    faces = {f.of: f for f in provenance_of(order, MODEL, brief, bank).faces}
    assert (faces["anna"].how, faces["anna"].sources, faces["anna"].consent) == ("reconstructed", 2, "согласие: все")
    assert faces["boris"].how == "invented"
    assert {f.of: f.how for f in provenance_of(order_of(acted("boris")), HOUSE, brief, bank).faces} == {
        "boris": "drawn"
    }


def test_a_picture_is_kept_once_under_its_digest_and_a_changed_one_is_an_error(tmp_path: Path) -> None:
    one = keep_picture(tmp_path, png("red"), ".png", "person")
    assert one == keep_picture(tmp_path, png("red"), ".png", "person")
    assert [p.name for p in (tmp_path / "references").iterdir()] == [one.name]
    assert one.name.startswith(one.digest)
    bank = ReferenceBank().having(sheet("anna"))
    keep_bank(tmp_path, bank)
    assert read_bank(tmp_path) == bank
    file_of(tmp_path, one).write_bytes(png("blue"))
    with pytest.raises(ArtistError, match="reference_gone"):
        file_of(tmp_path, one)
    (tmp_path / "references/bank.json").write_text("{")
    with pytest.raises(ArtistError, match="bank_damaged"):
        read_bank(tmp_path)


def test_what_was_found_wrong_is_never_sent_and_given_goes_before_drawn() -> None:
    bank = ReferenceBank(
        sheets=(
            sheet("anna", "back", "no"),
            sheet("anna", "front"),
            sheet("anna", "face", origin="given"),
            sheet("boris"),
        )
    )
    assert [s.view for s in bank.of("anna")] == ["face", "front"]
    assert [(s.of, s.view) for s in sheets_for(acted("anna", "boris"), bank, 3)] == [
        ("anna", "face"), ("boris", "front"), ("anna", "front"),
    ]  # fmt: skip
    order = referenced(order_of(acted("anna", "boris")), bank, 2)
    assert [r.name for r in order.references] == ["anna-face.png", "boris-front.png"]
    assert "Reference picture 1 shows anna, red coat." in order.prompt
    assert "Reference picture 2 shows boris, red coat." in order.prompt
    assert referenced(order, bank, 2) == order
    assert referenced(order_of(acted("anna")), bank, 0) == order_of(acted("anna"))


def test_a_missing_reference_is_named_before_anything_is_spent() -> None:
    board = board_of(acted("anna"), acted("boris"))
    bank = ReferenceBank(sheets=(sheet("anna"), sheet("boris", met="no")))
    gaps = missing(board, bank, 3)
    assert {shot: [v.got for v in found] for shot, found in gaps.items()} == {"s002": ["boris"]}
    assert missing(board, bank, 0) == {}


class Words:
    """A prompter that leaves the shot's words alone."""

    async def order(self, brief: Any, board: Any, shot: Shot, renderer: str, renderer_version: str) -> Order:
        return order_of(shot).model_copy(update={"renderer": renderer})

    async def again(self, order: Order) -> Order:
        return order.model_copy(update={"seed": order.seed + 1})

    async def revise(self, order: Order, verdicts: Any) -> Order | None:
        return order.model_copy(update={"seed": order.seed + 1, "prompt": "other words"})


async def test_a_sheet_that_came_later_goes_with_the_next_order() -> None:
    bank = ReferenceBank(sheets=(sheet("anna"),))
    prompter = ReferencingPrompter(Words(), lambda: bank, lambda name: MODEL if name == "m" else HOUSE)
    shot, brief = acted("anna"), Brief(text="x", language="en")
    board = board_of(shot)
    assert (await prompter.order(brief, board, shot, "animatic", "1")).references == ()
    order = await prompter.order(brief, board, shot, "m", "1")
    assert len(order.references) == 1
    bank = bank.having(sheet("anna", "face", origin="keyframe"))
    revised = await prompter.revise(order, ())
    assert revised is not None
    assert [r.name for r in revised.references] == ["anna-face.png", "anna-front.png"]
    assert revised.prompt.count("Reference picture 1") == 1


class Painter:
    """Paints one colour a picture, and says which were asked for."""

    name, version = "painter", "1"

    def __init__(self, folder: Path) -> None:
        self.folder, self.orders = folder, []  # type: tuple[Path, list[Order]]

    def capability(self) -> Capability:
        return MODEL.model_copy(update={"modes": (Mode(kind="t2i"),)})

    def quote(self, order: Order) -> Quote:
        return Quote()

    async def submit(self, order: Order, folder: Path) -> str:
        self.orders.append(order)
        return str(len(self.orders))

    async def poll(self, job: str) -> Progress:
        return Progress("done")

    async def fetch(self, job: str) -> Rendered:
        media = self.folder / f"{job}.png"
        Image.new("RGB", (24, 32), (int(job) * 9, 40, 40)).save(media)
        return Rendered(media)


def treatment(*people: Character) -> Treatment:
    plan = SectionPlan(
        section=0, role="turn", idea="i", world="w", places=("park",), time="day", weather="clear", palette=PALETTE,
        emotion="calm", cuts_per_minute=20,
    )  # fmt: skip
    return Treatment(
        form="story", style="painted", logline="l", arc="a", worlds=(World(id="w", name="w", palette=PALETTE),),
        characters=people, places=(Place(id="park", name="park", term="park", world="w"),), sections=(plan,),
        turn_section=0, turn_reason="r", ending="e",
    )  # fmt: skip


def work(folder: Path, painter: Painter, eyes: ChatEyes | None, brief: Brief, *people: Character) -> BankWork:
    board = board_of(*(acted(p.id) for p in people))

    async def make(order: Order) -> tuple[Path, Path | None]:
        return (await painter.fetch(await painter.submit(order, folder))).media, None

    return BankWork(folder, brief, treatment(*people), board, painter, make, eyes)  # type: ignore[arg-type]


ANNA = Character(id="anna", name="Anna", term="girl", look_en="grey eyes", wardrobe_en="a red coat")


def seeing(met: Met) -> ChatEyes:
    def answer(question: Any) -> dict[str, object]:
        ids = [part.split(":")[0] for part in question.user.split("\n- ")[1:]]
        return {"seen": "", "answers": [{"id": i, "met": met, "evidence": "centre", "frames": ["A"]} for i in ids]}

    return ChatEyes(Scripted({"critic/check": answer}))


async def test_sheets_are_made_verified_and_not_made_again(tmp_path: Path) -> None:
    painter, brief = Painter(tmp_path), Brief(text="x", language="en")
    bank = await fill_bank(work(tmp_path, painter, seeing("yes"), brief, ANNA))
    assert [(s.of, s.view, s.verified) for s in bank.sheets] == [
        ("anna", "front", "yes"), ("anna", "three-quarter", "yes"), ("anna", "profile", "yes"),
        ("park", "whole", "yes"),
    ]  # fmt: skip
    assert bank.sheets[0].label == "Anna, girl, grey eyes, wearing a red coat"
    assert all(file_of(tmp_path, s.picture) for s in bank.sheets)
    made = len(painter.orders)
    assert await fill_bank(work(tmp_path, painter, seeing("yes"), brief, ANNA)) == bank
    assert len(painter.orders) == made


async def test_a_sheet_seen_wrong_is_made_once_more_then_said_to_be_missing(tmp_path: Path) -> None:
    painter = Painter(tmp_path)
    bank = await fill_bank(work(tmp_path, painter, seeing("no"), Brief(text="x", language="en"), ANNA))
    assert bank.of("anna") == ()
    assert {n.values["who"] for n in bank.notes if n.key == "bank_missing"} == {"Anna", "park"}
    assert len({o.seed for o in painter.orders if "Anna" in o.prompt}) == 6
    made = len(painter.orders)
    assert len(bank.sheets) == made, "what was wrong stays listed"
    await fill_bank(work(tmp_path, painter, seeing("no"), Brief(text="x", language="en"), ANNA))
    assert len(painter.orders) == made, "and is not paid for again"


async def test_the_artists_own_picture_is_the_sheet_and_without_eyes_nobody_has_looked(
    tmp_path: Path,
) -> None:
    given = keep_picture(tmp_path, png("green"), ".png", "person")
    painter = Painter(tmp_path)
    boris = Character(id="boris", name="Boris", term="man")
    anna = ANNA.model_copy(update={"reference": given.name})
    brief = Brief(text="x", language="en", references=(given,))
    bank = await fill_bank(work(tmp_path, painter, None, brief, anna, boris))
    assert [(s.origin, s.picture) for s in bank.of("anna")] == [("given", given)]
    assert {s.verified for s in bank.of("boris")} == {"unsure"}
    assert "bank_unseen" in {n.key for n in bank.notes}


def test_a_good_frame_joins_the_bank_once_someone_was_recognised_in_it(tmp_path: Path) -> None:
    keep_bank(tmp_path, ReferenceBank(sheets=(sheet("anna"),)))
    order = order_of(acted("anna"))
    (tmp_path / "takes").mkdir()
    with FilmWriter(tmp_path / "takes/t.mp4", 64, 36, order.fps) as film:
        for n in range(32):
            film.write(np.full((36, 64, 3), (n * 4, 90, 20), np.uint8))
    take = Take(
        id=order.key(), shot="s001", attempt=1, order=order, media="0" * 32, file="takes/t.mp4", frames=32, handles=4
    )

    def verdict(met: Met, how: Any = "seen") -> Verdict:
        found = Finding(requirement="eyes-identity", kind="identity", met=met, evidence="red coat", how=how)
        return Verdict(take=take.id, findings=(found,), score=0.9, decision="accept")

    for refused in (
        verdict("unsure"),
        verdict("yes", "measured"),
        verdict("yes").model_copy(update={"decision": "retry"}),
    ):
        assert len(join_keyframe(tmp_path, take, refused).sheets) == 1
    bank = join_keyframe(tmp_path, take, verdict("yes"))
    assert [s.origin for s in bank.sheets] == ["drawn", "keyframe"]
    assert len(join_keyframe(tmp_path, take, verdict("yes")).sheets) == 2
    assert file_of(tmp_path, bank.sheets[1].picture).is_file()
