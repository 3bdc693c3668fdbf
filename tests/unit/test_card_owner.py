"""One process owns a card: films and music of other processes wait for it or are told, and an idle owner lends it."""

import os
import time
from pathlib import Path
from typing import Any

import card_players
import numpy as np
import pytest
from test_local_models import order, tiny
from tiny_models import save

from director import commission
from director.errors import ArtistError, SetupError
from render.local.composing import played
from render.local.owning import Ownership, of_this_card
from render.local.worker import Card, CardQueue
from tools.composing import Piece
from tools.composing.playing import Floats

WAN = "wan2.1-t2v-1.3b"
PIECE = Piece(style="synthwave", bpm=120, key=0, mode="minor", seconds=4.0)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(WAN, tmp_path_factory.mktemp("weights"))


def until(found: Any, patience: float = 60.0) -> None:
    end = time.monotonic() + patience
    while not found():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_without_a_card_there_is_nothing_to_own() -> None:
    assert of_this_card() is None


def test_a_card_has_one_owner_who_sees_that_it_is_wanted(tmp_path: Path) -> None:
    first, second = Ownership(tmp_path / "card.lock"), Ownership(tmp_path / "card.lock")
    assert first.take(lambda: False)
    assert not first.wanted()
    asked: list[bool] = []

    def once() -> bool:
        asked.append(first.wanted())
        return len(asked) < 2

    assert not second.take(once)
    assert asked == [True, True]
    assert not first.wanted(), "who has given up wants it no longer"
    first.give()
    assert second.take(lambda: False)
    assert not first.mine


def test_music_is_made_by_a_process_of_its_own_that_ends_with_it(tmp_path: Path) -> None:
    lock = tmp_path / "card.lock"
    samples, rate = played(PIECE, "x", play=card_players.hum, lock=lock)
    assert rate == 8000
    assert int(samples[0, 0]) not in (0, os.getpid())
    assert Ownership(lock).take(lambda: False), "the card is free again"


def test_a_commission_has_its_music_made_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def play(piece: Piece, source: str) -> tuple[Floats, int]:
        asked.append(source)
        return np.random.default_rng(1).normal(0, 0.1, (4 * 22050, 1)).astype(np.float32), 22050

    monkeypatch.setattr(commission, "played", play)
    wish = commission.Commission(song=PIECE, brief="night", out=tmp_path / "film", music="folder")
    assert commission.take_on(wish) == wish.out
    assert asked == ["folder"]


def test_what_goes_wrong_in_that_process_is_said_here(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="x is not here"):
        played(PIECE, "x", play=card_players.missing)
    with pytest.raises(SetupError, match="died"):
        played(PIECE, "x", play=card_players.dying)


def test_music_is_refused_while_a_film_is_made_on_the_card(tmp_path: Path) -> None:
    film = Ownership(tmp_path / "card.lock")
    assert film.take(lambda: False)
    with pytest.raises(ArtistError) as refused:
        played(PIECE, "x", play=card_players.hum, lock=tmp_path / "card.lock", patience_s=0.5)
    assert refused.value.key == "card_taken"


def test_a_film_waits_for_the_card_and_an_idle_film_lends_it(weights: Path, tmp_path: Path) -> None:
    lock = tmp_path / "card.lock"
    other = Ownership(lock)
    assert other.take(lambda: False)
    queue = CardQueue(Card({WAN: tiny(WAN)}, {WAN: weights}, tmp_path / "cards.json", lock=lock))
    try:
        ask = order(WAN, tmp_path)
        key = queue.submit(ask, tmp_path)
        until(other.wanted)
        assert queue.poll(key).state == "running"
        assert queue.loads == 0
        other.give()
        until(lambda: queue.poll(key).state == "done")
        # Idle now: the card is given to who wants it, and taken again for the next take.
        assert other.take(lambda: True)
        again = queue.submit(order(WAN, tmp_path, seed=5), tmp_path)
        until(other.wanted)
        other.give()
        until(lambda: queue.poll(again).state == "done")
        until(lambda: queue.loads == 2)
    finally:
        queue.close()
