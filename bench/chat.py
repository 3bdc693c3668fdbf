"""The chat client and the model crew on a real model that mostly writes nonsense (SmolLM2, 135 million parameters).

    python -m bench.chat [--runs 20] [--seconds 20] [--threads 1] [--room 400] [--timeout 45]

First small questions, each on its own: how many are answered at once, after repair, not at all. Then whole plans: each
run reads another brief, writes the page and draws up the board of a film of about eight shots. A run is valid when the
board covers the film without gap or overlap and every clip begins on a legal cut point. Repairs and falling back to the
house are counted: they are what makes the runs valid, the model does not. Weak places are what the model crew's own
checker would send back.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from director.crew.base import Footing
from director.crew.llm.checks_board import Ground, board_faults
from director.crew.llm.crew import model_crew
from director.errors import ProviderError
from director.ledger import Ledger
from director.model import Brief
from director.settings import Settings
from director.store import Project, Store
from tests.small_model import small_model
from tools.chat.base import Question
from tools.chat.client import ModelChat
from tools.chat.kept import kept_questions
from tools.composing import compose, piece_from
from tools.timeline import check_cover, film_frames

FPS = Fraction(24)
WHO = ("a girl with a lantern", "an old sailor", "two brothers", "a dancer in red", "a boy and his dog")
WHERE = ("on a snow road", "in an empty train station", "by the night sea", "on the roofs of a city")


class Light(BaseModel):
    colour: Literal["red", "blue", "gold", "white"]
    strength: int = Field(ge=0, le=10)


class Idea(BaseModel):
    title: str = Field(min_length=1, max_length=60)
    mood: Literal["calm", "joy", "fear"]
    lights: list[Light] = Field(min_length=1, max_length=3)


def brief(number: int) -> str:
    return f"{WHO[number % len(WHO)]} {WHERE[number // len(WHO) % len(WHERE)]}. At the end there is light."


async def questions(chat: ModelChat, runs: int) -> None:
    ends: Counter[str] = Counter()
    for number in range(runs):
        asked = Question("prompter", "bench/idea", 1, "You plan music videos.", f"A film: {brief(number)}", Idea)
        try:
            await chat.ask(asked)
            ends["answered"] += 1
        except ProviderError as failure:
            ends[str(getattr(failure, "cause", "failed"))] += 1
    print(f"small questions: {dict(ends)} of {runs}")


async def plan(chat: ModelChat, store: Store, number: int, seconds: float) -> list[str]:
    """Make one plan and return what is wrong with it."""
    crew = model_crew(chat, "en", store, None)
    sound, song = compose(piece_from(["forest"], ["calm"], seconds, number))
    text = Brief(text=brief(number), language="en", seed=number)
    reading = await crew.screenwriter.read(text)
    page = await crew.screenwriter.treat(text, reading, song)
    footing = Footing(fps=FPS, frames=film_frames(song, FPS))
    board = await crew.storyboarder.board(text, reading, page, song, footing)
    ground = Ground(text, reading, page, song, footing)
    wrong = [*check_cover(board.cut)]
    wrong += [f"{clip.id} begins off the clock" for clip in board.cut.clips if clip.start not in ground.legal]
    weak = len(board_faults(ground, board))
    length = len(sound.samples) / sound.rate
    print(
        f"  run {number}: {len(board.shots)} shots, {length:.0f} s; {wrong or 'valid'}, {weak} weak places", flush=True
    )
    return wrong


async def main(given: argparse.Namespace) -> None:
    began = time.monotonic()
    stores: list[Store] = []
    with tempfile.TemporaryDirectory() as folder, small_model(8192, given.threads) as url:
        settings = Settings(base_url=url, max_tokens=given.room, timeout=given.timeout, stall=60)
        valid = 0
        for number in range(-1, given.runs):
            store = Store(Path(folder) / str(number))
            store.create(Project(song_file="s.wav", brief=Brief(text="b", language="en")))
            ledger = Ledger(store.folder / "state.db")
            chat = ModelChat(settings, store, ledger)
            if number < 0:
                await questions(chat, given.runs)
            else:
                valid += not await plan(chat, store, number, given.seconds)
            await chat.close()
            ledger.close()
            if number >= 0:
                stores.append(store)
            else:
                tell([store], f"small questions, {time.monotonic() - began:.0f} s")
        print(f"valid plans: {valid} of {given.runs}")
        tell(stores, "plans")
    print(f"{time.monotonic() - began:.0f} s")


def tell(stores: list[Store], what: str) -> None:
    asked = [kept for store in stores for kept in kept_questions(store)]
    made = [each for kept in asked for each in kept.exchanges]
    slips = Counter[str]()
    for store in stores:
        for slip in store.slips():
            slips[f"{slip.role}: {slip.cause}"] += slip.times
    facts = {
        "questions": len(asked),
        "answered": sum(kept.answer is not None for kept in asked),
        "requests": len(made),
        "repairs": sum(bool(each.mending) for each in made),
        "cut by length": sum(each.finish == "length" for each in made),
        "faults": dict(Counter(each.fault.split(":")[0] for each in made if each.fault)),
        "tokens": sum(each.completion_tokens for each in made),
        "house stepped in": dict(slips),
    }
    print(f"{what}: {facts}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--room", type=int, default=400)
    parser.add_argument("--timeout", type=float, default=45)
    asyncio.run(main(parser.parse_args()))
