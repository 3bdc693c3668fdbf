"""The one way in which a function becomes machine code: compiled once and kept on disk, without the interpreter's lock.

Numba takes the types from the first call and reads no annotations; they are for readers and for the type checker.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba as nb

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over arrays and numbers; it is called like the function itself."""
    return cast(Callable[P, R], nb.njit(cache=True, nogil=True)(function))
