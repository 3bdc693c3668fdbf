"""The reference bank in the film: made once, through the ledger, seen before the spend; and whose faces may be made."""

import json
from pathlib import Path
from typing import Any

import pytest
from film_room import PAINTER, House, begun, vendor
from PIL import Image
from stand_ins import song

from director.commission import Commission, take_on
from director.errors import ArtistError
from director.model import Approve, Limits, Money, Realise
from director.store import Store
from tools.bank import read_bank
from tools.chat.scripted import Scripted
from tools.eyes import ChatEyes

PLENTY = Limits(budget=Money(micros=100_000_000))
R2V = vendor(vendor().modes[1])


def seeing() -> ChatEyes:
    def answer(question: Any) -> dict[str, object]:
        ids = [part.split(":")[0] for part in question.user.split("\n- ")[1:]]
        met = "no" if "Boris" in question.user else "yes"
        return {"seen": "", "answers": [{"id": i, "met": met, "evidence": "centre", "frames": ["A"]} for i in ids]}

    return ChatEyes(Scripted({"critic/check": answer}))


async def test_sheets_are_made_once_verified_sent_and_what_is_missing_is_said_before_the_spend(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film", PLENTY), shots=4, able=R2V, eyes=seeing())
    async with house.open() as session:
        await session.finish()
        await session.answer(Realise())
        project = Store(house.folder).load()
        assert not house.film.orders, "nothing is paid for yet"
        bank = read_bank(house.folder)
        assert {s.of for s in bank.sheets if s.verified == "yes"} == {"anna", "p"}
        assert bank.of("boris") == ()
        assert project.lacking == {"s002": ("Boris",), "s004": ("Boris",)}
        page = (house.folder / "storyboard.html").read_text()
        assert "No reference picture of Boris: the look may drift in shots 2, 4." in page
        sheets = len(house.painter.orders)
        await session.finish()
    sent = {order.shot.id: order for order in house.film.orders}
    assert len(sent["s001"].references) == 2
    assert "Reference picture 1 shows Anna, girl, grey eyes." in sent["s001"].prompt
    assert "Boris" not in sent["s002"].prompt
    assert {r.digest for r in sent["s002"].references} <= {s.picture.digest for s in bank.of("p")}
    made = house.made()
    (house.folder / "checkpoint.db").unlink()
    (house.folder / "references/bank.json").unlink()
    again = House(house.folder, shots=4, able=R2V, eyes=seeing())
    async with again.open() as session:
        await session.finish()
    assert again.made() == made, "sheets and takes are found again"
    people = [o for o in house.painter.orders if "Character reference" in o.prompt]
    assert len(people) == sheets - 4, "the others are three key stills and a place"


async def test_sheets_that_cost_money_wait_for_the_yes_and_go_through_the_ledger(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film", PLENTY), shots=4, able=R2V, still_price=7_000)
    async with house.open() as session:
        await session.answer(Realise()) if (await session.go()).project.stage == "film" else None
        await session.finish()
        stills = len(house.painter.orders)
        await session.answer(Realise())
        assert len(house.painter.orders) == stills
        assert read_bank(house.folder).sheets == ()
        assert "7" in (house.folder / "storyboard.html").read_text()
        quoted = (await session.quote()).money.micros
        assert quoted == 4 * 100_000 + (7 + 1) * 7_000, "takes, sheets, and the one still that the draft had not made"
        before = (await session.standing()).totals.spent.micros
        await session.finish()
        spent = (await session.standing()).totals.spent.micros - before
    assert spent == 7_000 * (len(house.painter.orders) - stills) + 100_000 * len(house.film.orders)
    assert len(read_bank(house.folder).sheets) == 7


async def test_without_a_maker_of_stills_the_drawing_room_makes_plain_sheets_and_says_so(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film", PLENTY), shots=4, able=R2V, stills=False)
    async with house.open() as session:
        await session.finish()
        await session.answer(Realise())
    assert {s.origin for s in read_bank(house.folder).sheets} == {"drawn"}
    keys = {note.key for note in Store(house.folder).load().bank_notes}
    assert keys == {"bank_drawn", "bank_unseen"}


def given(folder: Path, text: str) -> Path:
    """A film whose artist gave a photo of Anna."""
    begun(folder, PLENTY)
    refs = folder.parent / "refs"
    refs.mkdir(exist_ok=True)
    Image.new("RGB", (48, 64), "#a08070").save(refs / "anna.jpg")
    out = folder.parent / "given"
    take_on(Commission(song=folder / "song.wav", brief=text, out=out, refs=refs, limits=PLENTY, size="360p"))
    return out


async def test_nobody_is_made_anew_before_the_brief_records_a_yes(tmp_path: Path) -> None:
    text = "a quiet field by the sea\nconsent: boris.jpg"
    refused = given(tmp_path / "film", text)
    brief = Store(refused).load().brief
    assert brief.text == "a quiet field by the sea"
    assert brief.consents == ("consent: boris.jpg",)
    store = Store(refused)
    project = store.load()
    store.save(project.model_copy(update={"song": song(), "composed": True}))
    house = House(refused, shots=4, able=R2V, stills=False, reference="anna.jpg")
    async with house.open() as session:
        await session.finish()
        await session.answer(Realise())
        with pytest.raises(ArtistError) as fault:
            await session.answer(Approve())
    assert fault.value.key == "consent_needed"
    line = str(fault.value.values["line"])
    assert line == "consent: anna.jpg"
    assert house.film.orders == []

    # The very line that was asked for, in the same brief, is the same film with a yes.
    again = given(tmp_path / "film", f"{text}\n{line}")
    assert again == refused
    assert [r.consent for r in Store(again).load().brief.references] == [True]
    house = House(again, shots=4, able=R2V, stills=False, reference="anna.jpg")
    async with house.open() as session:
        await session.finish()
    takes = {t.shot: t for t in Store(again).all_takes() if t.order.renderer == "vendor"}
    face = next(f for f in takes["s001"].provenance.faces if f.of == "anna")
    assert (face.how, face.sources, face.consent) == ("reconstructed", 1, line)
    assert {f.how for f in takes["s002"].provenance.faces} == {"invented"}
    report = json.loads((again / "report.json").read_text())
    assert report["consents"] == ["consent: boris.jpg", line]
    assert [f["of"] for f in report["faces"]] == ["anna"]
    page = (again / "report.html").read_text()
    assert "It is not the person." in page
    assert line in page


async def test_a_drawn_draft_makes_no_bank(tmp_path: Path) -> None:
    house = House(begun(tmp_path / "film", PLENTY), shots=4, able=R2V)
    async with house.open() as session:
        await session.finish()
    assert not (house.folder / "references/bank.json").exists()
    assert {o.renderer for o in house.painter.orders} == {PAINTER}
    assert len(house.painter.orders) == 3, "the three key stills of a draft"
