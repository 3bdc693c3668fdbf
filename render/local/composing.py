"""Music by a model, in a process of its own that owns the card meanwhile and leaves nothing on it."""

import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from director.errors import ArtistError, SetupError
from render.local.owning import of_this_card
from tools.composing.by_model import made
from tools.composing.piece import Piece
from tools.composing.playing import Floats

if TYPE_CHECKING:
    from tools.composing.by_model import Play

PATIENCE_S = 5.0
"""How long a card is waited for: an owner with nothing to do gives it back within two seconds; a film takes hours."""


def played(
    piece: Piece, source: str, *, play: "Play" = made, lock: Path | None = None, patience_s: float = PATIENCE_S
) -> tuple[Floats, int]:
    """Return a piece as a model plays it and its rate, as `tools.composing.by_model.made` does in this process.

    `play` is sent to the other process by name. `lock` is used instead of the card's own, which is waited for so long.

    Raises:
        ArtistError: 'card_taken', a film is being made on the card.
        SetupError: the packages or the weights are not here, the card is too small, or the process died.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_play, args=(theirs, play, piece, source, lock, patience_s), name="music", daemon=True
    )
    process.start()
    theirs.close()
    try:
        what, *rest = ours.recv()
    except EOFError as died:
        raise SetupError("the process that makes the music died; its memory may not have been enough") from died
    finally:
        process.join(timeout=1)
        if process.is_alive():
            process.kill()
            process.join(timeout=5)
    match what:
        case "taken":
            raise ArtistError("card_taken")
        case "failed":
            raise SetupError(str(rest[0]))
        case _:
            return rest[0], rest[1]


def _play(line: Connection, play: "Play", piece: Piece, source: str, lock: Path | None, patience_s: float) -> None:
    """Be the process: take the card, play, tell, and end, by which the system frees all of the card's memory."""
    import signal

    from render.local.work import bind

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this one
    bind()
    owned = of_this_card(lock)
    until = time.monotonic() + patience_s
    if owned is not None and not owned.take(lambda: time.monotonic() < until):
        line.send(("taken",))
        return
    line.send(_tried(lambda: play(piece, source)))


def _tried(play: Callable[[], tuple[Floats, int]]) -> tuple[str, object, *tuple[object, ...]]:
    try:
        return ("made", *play())
    except SetupError as fault:
        return ("failed", str(fault))
    except Exception as fault:  # told to the parent, which reports it
        return ("failed", f"{type(fault).__name__}: {fault}")
