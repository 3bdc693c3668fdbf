"""The card's commands as an artist reads them, in this process: the card, the models, who makes which shot, a pin."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from film_room import House, begun

from director.cli import cards
from director.errors import ArtistError, SetupError
from director.model import Capability
from director.settings import CardSettings
from director.steps.base import Models
from director.store import Store
from render import catalog
from render.local.adapters import few_steps
from render.local.measured import Measured, Measurements
from render.machine import Card, Machine

Said = Callable[[], str]
WAN, HUNYUAN = "wan2.1-t2v-1.3b", "hunyuanvideo-1.5-t2v"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings and no measurements of whoever runs the tests."""
    (tmp_path / "settings.toml").write_text("")
    monkeypatch.setenv("DIRECTOR_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out


def on(monkeypatch: pytest.MonkeyPatch, machine: Machine, **changed: Capability) -> None:
    known = {name: catalog.capability(name) for name in catalog.names()} | {
        name.replace("_", "-"): model for name, model in changed.items()
    }
    monkeypatch.setattr("director.studio.models_here", lambda settings: Models(known, machine))


def lines(text: str, words: str) -> list[str]:
    return [line for line in text.splitlines() if words in line]


def test_without_a_card_it_says_so_and_still_lists_what_a_model_needs(
    monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    on(monkeypatch, Machine(ram_gb=16))
    assert cards.gpu("en") == 0
    text = said()
    row = lines(text, f"({WAN})")[0]
    assert "needs" in row
    assert "GB" in row
    assert not lines(text, "(animatic)"), "what draws needs no card"
    assert not lines(text, "(sora-2)"), "what has no open weights is no model for a card"


def test_a_card_its_free_memory_the_rung_that_fits_and_what_was_measured(
    monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    card = Card("Test 24", 24.0, 22.5)
    on(monkeypatch, Machine(card=card, ram_gb=64, packages=True, weights=frozenset({WAN})))
    Measurements()._path.parent.mkdir(parents=True)
    measured = Measured(
        card="Test 24", model=WAN, peak_gb=8.5, seconds_a_frame=1.25, takes=3, on="2026-11-22"
    ).model_dump_json()
    Measurements()._path.write_text(f"[{measured}]")
    assert cards.gpu("ru") == 0
    text = said()
    assert "Test 24" in text
    assert "22.5" in text
    row = text.splitlines().index(lines(text, f"({WAN})")[0])
    assert "8.5" in text.splitlines()[row + 1]
    assert "2026-11-22" in text.splitlines()[row + 1]
    assert cards.gpu("en") == 0
    english = said()
    assert "here" in lines(english, f"({WAN})")[0]
    assert "sora" not in english


def test_settings_that_cannot_be_read_are_a_sentence_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    def broken(settings: CardSettings) -> Models:
        raise SetupError("the catalog file ink.yaml cannot be read")

    monkeypatch.setattr("director.studio.models_here", broken)
    assert cards.gpu("en") == SetupError.exit_code
    assert "ink.yaml" in said()


async def film(folder: Path) -> None:
    async with House(folder, shots=4).open() as session:
        await session.go()


def test_who_would_make_each_shot_is_told_with_the_reason_before_anything_is_spent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    folder = begun(tmp_path / "film")
    asyncio.run(film(folder))
    on(monkeypatch, Machine(ram_gb=64))
    before = sorted(path.name for path in folder.rglob("*"))
    assert cards.route(folder, 80.0, "en") == 0
    rows = said().splitlines()
    heads = [row for row in rows if row[:4].strip().isdigit()]
    assert [int(row[:4]) for row in heads] == [1, 2, 3, 4]
    assert all("shot" in row for row in heads)
    models = {row.split()[1] for row in heads}
    assert models <= set(catalog.names())
    assert "animatic" not in models, "with such a card a model makes them"
    assert all(rows[rows.index(row) + 1].startswith("      ") for row in heads)
    assert any("[" in row for row in heads), "precision and offload of the rung"
    assert cards.route(folder, 24.0, "ru") == 0
    changes = [row for row in said().splitlines() if row.startswith("      ")]
    assert any("кадр" in row and "отрежется" in row for row in changes)
    assert not any("trim" in row or "make" in row for row in changes), "in the artist's language"
    assert cards.route(folder, None, "en") == 0
    assert {row.split()[1] for row in said().splitlines() if row[:4].strip().isdigit()} == {"animatic"}
    assert sorted(path.name for path in folder.rglob("*")) == before, "nothing is written"


def test_a_film_without_a_board_or_no_film_at_all_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    folder = begun(tmp_path / "film")
    assert cards.route(folder, None, "ru") == ArtistError.exit_code
    assert "раскадровки" in said()
    monkeypatch.chdir(tmp_path)
    assert cards.route(None, None, "en") == ArtistError.exit_code


def test_a_pin_is_kept_for_shots_parts_or_the_film_and_taken_back_by_a_dash(tmp_path: Path, said: Said) -> None:
    folder = begun(tmp_path / "film")
    asyncio.run(film(folder))
    assert cards.pin(folder, "animatic", ("3",), (), "en") == 0
    assert cards.pin(folder, "animatic", (), (1,), "en") == 0
    assert Store(folder).load().pins == {"s003": "animatic", "section 0": "animatic"}
    said()
    assert cards.pin(folder, "-", ("3",), (), "en") == 0
    assert cards.pin(folder, "animatic", (), (), "en") == 0
    assert Store(folder).load().pins == {"section 0": "animatic", "film": "animatic"}
    assert cards.pin(folder, "animatik", ("1",), (), "en") == ArtistError.exit_code
    assert "animatic?" in said()


def test_a_model_is_fetched_only_after_a_yes_to_its_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    on(monkeypatch, Machine(ram_gb=64, packages=True, weights=frozenset({"ltx-video"})))
    fetched: list[str] = []

    def fetch(model: Capability) -> Path:
        fetched.append(model.name)
        return tmp_path / model.name

    monkeypatch.setattr("render.local.loading.fetch", fetch)
    monkeypatch.setattr(cards, "agreed", lambda question: False)
    assert cards.warm(WAN, "en", yes=False) == 0
    assert "Apache-2.0" in said()
    assert fetched == []
    monkeypatch.setattr(cards, "agreed", lambda question: True)
    assert cards.warm(WAN, "en", yes=False) == 0
    assert str(tmp_path / WAN) in said()
    assert cards.warm(WAN, "en", yes=True) == 0
    assert cards.warm("ltx-video", "en", yes=True) == 0
    assert fetched == [WAN, WAN], "what is here is not fetched"
    said()
    assert cards.warm("no-such-model", "en", yes=True) == ArtistError.exit_code
    text = said()
    assert "no-such-model" in text
    assert WAN in text
    assert cards.warm("make-a-video", "en", yes=True) == ArtistError.exit_code
    assert cards.warm("sora-2", "en", yes=True) == ArtistError.exit_code
    assert fetched == [WAN, WAN]


def test_a_few_step_lora_is_told_and_fetched_along_or_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    twice = "wan2.2-i2v-a14b"
    fetched: list[tuple[str, tuple[str, ...]]] = []

    def snapshot(repo: str, allow_patterns: list[str], **_: object) -> str:
        fetched.append((repo, tuple(allow_patterns)))
        return str(tmp_path)

    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot)
    monkeypatch.setattr("diffusers.WanImageToVideoPipeline.download", lambda repo: fetched.append((repo, ())) or "here")
    (lora,) = few_steps(catalog.capability(twice))
    on(monkeypatch, Machine(ram_gb=64, packages=True))
    assert cards.warm(twice, "en", yes=True) == 0
    assert fetched == [("Wan-AI/Wan2.2-I2V-A14B-Diffusers", ()), (lora.lora, lora.files)]
    text = said()
    assert lora.lora in text
    assert lora.licence in text
    fetched.clear()
    on(monkeypatch, Machine(ram_gb=64, packages=True, weights=frozenset({twice})))
    assert cards.warm(twice, "en", yes=True) == 0
    assert fetched == [(lora.lora, lora.files)], "the model itself is here"
    assert "GB" not in said()
    monkeypatch.setattr("render.local.adapters._all_here", lambda one: True)
    assert cards.warm(twice, "en", yes=True) == 0
    assert len(fetched) == 1


def test_where_a_licence_is_not_valid_nothing_is_fetched_and_no_shot_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    monkeypatch.setattr("render.local.loading.fetch", lambda model: tmp_path)
    folder = begun(tmp_path / "film")
    asyncio.run(film(folder))
    on(monkeypatch, Machine(ram_gb=64, territory="DE", accepted=frozenset({HUNYUAN})))
    assert cards.warm(HUNYUAN, "en", yes=True) == ArtistError.exit_code
    assert "DE" in said()
    assert cards.route(folder, 80.0, "ru") == 0
    assert lines(said(), HUNYUAN)[0].endswith("лицензия не действует на вашей территории (DE; исключены: EU, GB, KR).")
    on(monkeypatch, Machine(ram_gb=64))
    assert cards.warm(HUNYUAN, "en", yes=True) == 0
    assert "card.territory" in said(), "before the first use it is asked"
    assert cards.route(folder, 80.0, "en") == 0
    assert "card.territory" in lines(said(), HUNYUAN)[0]
    on(monkeypatch, Machine(ram_gb=64, territory="RU"))
    assert cards.warm(HUNYUAN, "en", yes=True) == 0
    assert "card.territory" not in said()
    assert cards.route(folder, 80.0, "en") == 0
    assert not lines(said(), f"{HUNYUAN}:")


def test_a_retired_model_names_what_takes_its_place(monkeypatch: pytest.MonkeyPatch, said: Said) -> None:
    old = catalog.capability("zeroscope-v2")
    retired = old.model_copy(update={"lifecycle": "deprecated", "successors": (WAN,)})
    on(monkeypatch, replace(Machine(), ram_gb=16), **{"zeroscope_v2": retired})
    assert cards.gpu("en") == 0
    assert WAN in lines(said(), "(zeroscope-v2)")[0]
