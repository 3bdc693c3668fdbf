"""What the board means to come back is no repeat."""

from collections.abc import Sequence

from director.model import Shot


def meant_return(one: Shot, other: Shot, board: Sequence[Shot]) -> bool:
    """Whether two shots may show the same picture: a motif that returns, the ending that answers the opening.

    `board` in the order of first appearance.
    """
    if one.motif and one.motif == other.motif:
        return True
    return len(board) > 2 and {one.id, other.id} == {board[0].id, board[-1].id}
