"""From options as typed to a commission; what cannot be read is refused with what would be right."""

import asyncio
import difflib
import re
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from director.cli.films import Wish
from director.commission import Commission, language_of, read_brief
from director.errors import ArtistError
from director.model import Aspect, CrewKind, Currency, Form, Limits, Money, Size, Style, Window
from director.settings import load_settings
from tools.composing import Piece
from tools.listening.said import overrules_of

_CLOCK = re.compile(r"^(?:(\d+):)?(\d+(?:\.\d+)?)$")
_MONEY = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*([A-Za-z€$₽]{1,3})\s*$")
_SIGNS: dict[str, Currency] = {"€": "EUR", "$": "USD", "₽": "RUB"}
SLOWEST, FASTEST = Fraction(1), Fraction(120)


def commission_of(wish: Wish) -> Commission:
    """Read the options.

    Raises:
        ArtistError: an option cannot be read; the sentence names the nearest right value.
    """
    song = wish.song if wish.song is not None else _composed(wish)
    stem = wish.song.stem if wish.song is not None else "composed"
    return Commission(
        song=song,
        brief=wish.brief,
        out=wish.out or Path("films") / stem,
        refs=wish.refs,
        remake=wish.remake,
        lyrics=wish.lyrics,
        overrules=overrules_of(wish.bpm, wish.bar_one, wish.metre, wish.sections),
        form=_choice("--form", wish.form, Form) if wish.form else None,
        style=_choice("--style", wish.style, Style) if wish.style else None,
        aspect=_choice("--format", wish.aspect, Aspect),
        size=size_of(wish.size),
        fps=_fps(wish.fps),
        window=window_of(wish.window) if wish.window else None,
        limits=Limits(budget=_money(wish.budget) if wish.budget else None, max_attempts=wish.max_attempts),
        seed=wish.seed,
        language=wish.lang,
        music=_music() if wish.song is None else "",
        crew=crew_kind(wish.crew),
        crew_named=wish.crew is not None,
    )


def _music() -> str:
    """Return where the model lies that the operator has set for music, once its terms are accepted; empty for none.

    Raises:
        ArtistError: its licence has conditions, or is not known, and was not accepted.
    """
    from director.cli.sounds import source_of

    card = load_settings().card
    return source_of(card.music, card) if card.music else ""


def crew_kind(named: CrewKind | None) -> CrewKind:
    """Return which crew makes the film: as asked for, else by the settings.

    Raises:
        SetupError: a model is to make it and there is nobody to ask, or the settings cannot be read.
    """
    if named == "house":
        return named
    settings = load_settings()
    kind = named or settings.kind
    if kind == "model":
        settings.endpoint("screenwriter")
    return kind


def size_of(given: str) -> Size:
    """Read a picture size."""
    size: Size = _choice("--size", given, Size)
    return size


def _choice(option: str, given: str, kind: Any) -> Any:
    allowed = get_args(kind)
    if given in allowed:
        return given
    near = difflib.get_close_matches(given, allowed, 1, 0.3)
    raise ArtistError(
        "option_unknown", option=option, given=given, near=near[0] if near else allowed[0], allowed=", ".join(allowed)
    )


def _fps(given: str) -> Fraction:
    try:
        fps = Fraction(given)
    except (ValueError, ZeroDivisionError) as error:
        raise ArtistError("fps_unreadable", given=given) from error
    # 23.976 and its like are meant as the broadcast rates.
    for nominal in (24, 30, 60, 120):
        if abs(fps - Fraction(nominal * 1000, 1001)) < Fraction(1, 200) and fps.denominator != 1:
            return Fraction(nominal * 1000, 1001)
    if not SLOWEST <= fps <= FASTEST:
        raise ArtistError("fps_unreadable", given=given)
    return fps


def window_of(given: str) -> Window:
    """Read a part of the song, such as 0:30-1:00."""
    first, dash, last = given.replace("–", "-").partition("-")
    start, end = _seconds(first), _seconds(last)
    if not dash or start is None or end is None or end <= start:
        raise ArtistError("window_unreadable", given=given)
    return Window(start_s=start, end_s=end)


def _seconds(clock: str) -> float | None:
    match = _CLOCK.match(clock.strip())
    return int(match[1] or 0) * 60 + float(match[2]) if match else None


def _money(given: str) -> Money:
    match = _MONEY.match(given)
    currency = _SIGNS.get(match[2], match[2].upper()) if match else ""
    if match is None or currency not in get_args(Currency):
        raise ArtistError("budget_unreadable", given=given, allowed=", ".join(get_args(Currency)))
    return Money(micros=round(float(match[1].replace(",", ".")) * 1e6), currency=currency)


def _composed(wish: Wish) -> Piece:
    from director.crew.house.composer import piece_for

    text = read_brief(wish.brief)
    return asyncio.run(piece_for(text, wish.lang or language_of(text), wish.seed))
