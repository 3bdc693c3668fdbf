"""The artist's turn carried out on the board: only what it touches changes."""

from director.crew.base import FilmView, Footing
from director.model import Storyboard, Turn


def restaged(view: FilmView, turn: Turn, footing: Footing) -> Storyboard:
    """Return the board after the turn."""
    return view.board
