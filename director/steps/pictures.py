"""Pictures that are no takes: stills, first frames, reference sheets. Kept like takes, and paid for once."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from director.errors import ArtistError, BudgetExhausted, DirectorError, ProviderError
from director.model import Order, Take
from director.steps.base import Deps, Share, unheard
from director.steps.shoot import make_take
from tools.media import read_frames, read_photo

PHOTO = frozenset({".png", ".jpg", ".jpeg", ".webp"})


async def made_picture(deps: Deps, order: Order, share: Share = unheard) -> Take:
    """Return the picture of an order, made now or found made; one that failed is not sent again unless forgiven.

    `share` is told how much of it is done.

    Raises:
        ArtistError: someone in its pictures has not agreed to be made anew.
        BudgetExhausted: its price would pass the limit; nothing was sent.
        ProviderError: it could not be made; it is written down in the ledger.
    """
    key = deps.store.keep_order(order)
    known = deps.store.take(key)
    if known is not None:
        return known
    job = deps.ledger.job(key)
    if job is not None and job.state == "failed":
        raise ProviderError(job.error, retryable=False)
    try:
        async with deps.shooting:
            return await make_take(deps, order, key, share)
    except (ArtistError, BudgetExhausted):
        raise
    except DirectorError as fault:
        deps.ledger.fail(key, str(fault))
        raise ProviderError(str(fault), retryable=False) from fault


def pixels_of(path: Path, frame: int = 0) -> NDArray[np.uint8]:
    """Return a picture as (h, w, 3) RGB: the file itself, or one frame of a film.

    Raises:
        ArtistError: it cannot be read.
    """
    return read_photo(path) if path.suffix.lower() in PHOTO else read_frames(path, [frame])[0]
