"""What the commands do with a film: one function a command, each returns the exit code."""

import asyncio
import os
import sys
import tempfile
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from director.cli.progress import Progress, speak
from director.errors import ArtistError, BudgetExhausted, DirectorError, ProviderError, SetupError
from director.model import CrewKind, Language, Pin, Stage
from director.words import say

if TYPE_CHECKING:
    from director.cli.film import Film

STOPPED = 130


@dataclass(frozen=True)
class Wish:
    """The options of `make` as typed."""

    song: Path | None
    brief: str
    refs: Path | None = None
    remake: Path | None = None
    lyrics: Path | None = None
    bpm: float | None = None
    bar_one: str | None = None
    metre: str | None = None
    sections: tuple[str, ...] = ()
    out: Path | None = None
    form: str | None = None
    style: str | None = None
    aspect: str = "16:9"
    size: str = "720p"
    fps: str = "24"
    window: str | None = None
    seed: int = 1
    budget: str | None = None
    max_attempts: int = 4
    crew: CrewKind | None = None
    lang: Language | None = None


def make(wish: Wish, *, preview: bool, yes: bool) -> int:
    """Check everything, make the folder, show the board and its price, shoot, cut and export."""

    def begin() -> Path:
        from director.cli.wishes import commission_of
        from director.commission import beside, take_on

        return take_on(commission_of(wish)) if wish.out else beside(commission_of(wish))

    language = wish.lang or _guess(wish.brief)
    folder = guarded(language, begin)
    if isinstance(folder, int):
        return folder
    return _film(folder, lambda film: film.whole(ask=not yes and _terminal(), preview=preview))


def resume(folder: Path | None, *, yes: bool, lang: Language | None) -> int:
    """Go on where the film stopped; what failed is tried anew."""
    return _film(folder, lambda film: film.whole(ask=not yes and _terminal(), preview=False), lang)


def status(folder: Path | None, *, lang: Language | None) -> int:
    """Print where the film stands, also while it is being made."""
    from director.ledger import Ledger, currency_of
    from director.report import weakest
    from director.store import Store

    def say_it() -> int:
        store = Store(folder or latest())
        project = store.load()
        language = lang or project.brief.language
        stage = "draft" if project.draft else "shooting" if project.approved else "board" if project.board else "begun"
        ledger = Ledger(store.folder / "state.db", currency_of(project.brief.limits))
        shots = len(project.board.shots) if project.board else 0
        takes, spent = sum(1 for _ in store.all_takes()), ledger.totals().spent
        ledger.close()
        speak(say(f"status_{stage}", language, folder=store.folder, shots=shots, takes=takes, spent=spent))
        if project.draft:
            speak(weakest(store))
        return 0

    code = guarded(lang or spoken(), say_it)
    assert isinstance(code, int)
    return code


def turn(folder: Path, sentence: str, *, lang: Language | None) -> int:
    """Carry out a sentence, or ask back."""
    return _film(folder, lambda film: film.turn(sentence), lang)


def export(folder: Path | None, *, lang: Language | None) -> int:
    """Write the film's papers anew."""
    return _film(folder, lambda film: film.export(), lang)


def run_scenarios(
    name: str | None, *, every: bool, out: Path, size: str | None, crew: CrewKind | None, lang: Language | None
) -> int:
    """Make the films of one scenario or of all; the worst exit code counts."""
    import scenarios
    from director.cli.scenario import commission_of_scenario
    from director.cli.wishes import crew_kind, size_of
    from director.commission import take_on

    language: Language = lang or "ru"
    names = scenarios.names() if every else [name] if name else []
    if not names:
        speak(say("scenario_which", language, names=", ".join(scenarios.names())))
        return ArtistError.exit_code
    wanted = guarded(language, lambda: (size_of(size) if size else None, crew_kind(crew)))
    if isinstance(wanted, int):
        return wanted
    size_wanted, kind = wanted

    def begin(each: str) -> Path:
        with tempfile.TemporaryDirectory() as refs:
            commission = commission_of_scenario(each, out / each, size_wanted, language, Path(refs))
            return take_on(replace(commission, crew=kind, crew_named=crew is not None))

    codes: dict[str, int] = {}
    for each in names:
        try:
            folder = guarded(language, partial(begin, each))
            codes[each] = folder if isinstance(folder, int) else _film(folder, _unasked)
        except Exception:  # a fault of ours in one film must not stop the others of --all
            if not every:
                raise
            traceback.print_exc()
            codes[each] = DirectorError.exit_code
        if codes[each] == STOPPED:
            break
    for each, code in codes.items() if every else ():
        key = "scenario_done" if code == 0 else "scenario_not_done"
        speak(say(key, language, name=each, folder=out / each, code=code))
    return max(codes.values())


def realise(folder: Path | None, stage: Stage, *, yes: bool, lang: Language | None) -> int:
    """Make a film with this machine's models, or go back to its drawn draft."""
    ask = not yes and _terminal()
    return _film(folder, lambda film: film.realise(stage, ask=ask), lang, filming=stage == "film")


def chat(folder: Path | None, *, yes: bool, lang: Language | None) -> int:
    """Talk about a film until the artist leaves; the film waits."""

    async def talk(film: "Film") -> int:
        from director.cli.chat import Conversation

        return await Conversation(film, yes=yes, alone=not sys.stdin.isatty()).run()

    return _film(folder, talk, lang, filming=True)


def pin(folder: Path | None, turn: Pin, *, lang: Language | None) -> int:
    """Have shots made by the renderer that the artist names."""
    return _film(folder, lambda film: film.pin(turn), lang)


async def _unasked(film: "Film") -> int:
    return await film.whole(ask=False, preview=False)


def latest() -> Path:
    """Return the folder of the film under films/ that was worked on last.

    Raises:
        ArtistError: there is none.
    """
    found = sorted(Path("films").glob("*/project.json"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise ArtistError("no_films")
    return found[-1].parent


def _film(
    given: Path | None,
    act: Callable[["Film"], Awaitable[int]],
    lang: Language | None = None,
    *,
    filming: bool = False,
) -> int:
    """Open the film in a folder (the latest by default) and act on it; errors become a sentence and an exit code.

    The machine's models are looked at only for a film that is made with them, or is about to be (`filming`).
    """
    from director.store import Store

    found = guarded(lang or spoken(), lambda: (folder := given or latest(), Store(folder).load()))
    if isinstance(found, int):
        return found
    folder, project = found
    language = lang or project.brief.language

    async def work() -> int:
        from director.cli.film import Film
        from director.crew.llm.crew import crew_of
        from director.session import opened
        from director.settings import load_settings
        from director.steps.base import Models
        from director.studio import helpers_here, models_here, renderers_here

        settings = load_settings()
        card = settings.card
        models = models_here(card) if filming or project.stage == "film" else Models()
        if project.crew.kind == "model":
            speak(say("doctor_crew_model", language))
        with Progress(language) as progress:
            crew = crew_of(project.crew.kind, load_settings, language, progress.heard)
            renderers = renderers_here(models, card)
            helpers = helpers_here(settings.hearing)
            async with opened(folder, crew, renderers, progress.event, models, helpers) as session:
                return await act(Film(session, folder, language))

    code = guarded(language, lambda: asyncio.run(work()), folder)
    assert isinstance(code, int)
    return code


def guarded(language: Language, act: Callable[[], Any], folder: Path | None = None) -> Any:
    """Return what `act` returns; an error becomes a sentence to the person and its exit code."""
    try:
        return act()
    except KeyboardInterrupt:
        speak(say("stopped", language, folder=str(folder)) if folder else say("stopped_early", language))
        return STOPPED
    except ArtistError as error:
        speak(say(error.key, language, **error.values))
        return error.exit_code
    except SetupError as error:
        speak(say("setup_error", language, what=str(error)))
        return error.exit_code
    except ProviderError as error:
        speak(say("provider_error", language, what=str(error), folder=str(folder or "")))
        return error.exit_code
    except BudgetExhausted as error:
        speak(say("budget_exhausted", language, what=str(error)))
        return error.exit_code


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def spoken() -> Language:
    """Return the language in which this computer speaks to its owner."""
    return "ru" if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("ru") else "en"


def _guess(brief: str) -> Language:
    cyrillic = sum("а" <= letter <= "я" for letter in brief.lower())
    return "ru" if cyrillic * 3 > len(brief) else spoken()
