"""What was measured on this machine's cards: which rung held, peak memory, seconds a frame. Kept between films."""

import json
import os
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from director.model import Footprint, Value


class Measured(Value):
    """One model on one card."""

    card: str
    model: str
    rung: int = Field(0, ge=0, description="index in the ladder of the fastest rung that held")
    peak_gb: float = Field(0.0, ge=0, description="most memory of the card that a generation took, GiB")
    seconds_a_frame: float = Field(0.0, ge=0, description="of a native frame, in the last take")
    load_s: float = Field(0.0, ge=0)
    takes: int = Field(0, ge=0)
    failed: dict[int, float] = Field({}, description="rung that ran out of memory -> GiB that were free for it then")
    on: str = Field("", description="ISO date of the last take")


_CLEARLY_MORE_GB = 0.5
_ALL = TypeAdapter(tuple[Measured, ...])


class Measurements:
    """The file of measurements; a damaged one is begun anew, because it can be measured again."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the file; by default in the user's cache folder."""
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self._path = path or cache / "director" / "cards.json"

    def all(self) -> tuple[Measured, ...]:
        """Return everything measured so far."""
        try:
            return _ALL.validate_json(self._path.read_bytes())
        except (OSError, ValidationError, json.JSONDecodeError):
            return ()

    def of(self, card: str, model: str) -> Measured:
        """Return what is known of a model on a card; nothing measured is a fresh entry."""
        known = (m for m in self.all() if (m.card, m.model) == (card, model))
        return next(known, Measured(card=card, model=model))

    def first_rung(
        self, card: str, model: str, ladder: tuple[Footprint, ...], free_gb: float, ram_gb: float = inf
    ) -> int | None:
        """Return the rung to try first: the fastest that fits the free memory and never ran out of as much.

        Only rungs that `ram_gb` of main memory can bear; the last of them where none fits the card, None where there is
        none.
        """
        known = self.of(card, model)
        able = [number for number, rung in enumerate(ladder) if rung.ram_gb <= ram_gb]
        for number in able:
            rung = ladder[number]
            need = known.peak_gb if known.takes and number == known.rung else rung.gpu_gb
            # What failed while another program held the card may hold when the card is free again.
            had = known.failed.get(number)
            if need <= free_gb and (had is None or had + _CLEARLY_MORE_GB <= free_gb):
                return number
        return able[-1] if able else None

    def failed(self, card: str, model: str, rung: int, free_gb: float) -> None:
        """Remember that a rung ran out of this much memory, so that it is not tried again with no more."""
        known = self.of(card, model)
        self._keep(known.model_copy(update={"failed": {**known.failed, rung: round(free_gb, 2)}}))

    def held(self, card: str, model: str, rung: int, *, peak_gb: float, seconds_a_frame: float, load_s: float) -> None:
        """Remember a take that was made."""
        known = self.of(card, model)
        update = {
            "rung": rung,
            "peak_gb": round(max(peak_gb, known.peak_gb if rung == known.rung else 0.0), 2),
            "seconds_a_frame": round(seconds_a_frame, 4),
            "load_s": round(load_s or known.load_s, 2),
            "takes": known.takes + 1,
            "on": datetime.now(UTC).date().isoformat(),
        }
        self._keep(known.model_copy(update=update))

    def _keep(self, one: Measured) -> None:
        others = tuple(m for m in self.all() if (m.card, m.model) != (one.card, one.model))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        part.write_bytes(_ALL.dump_json((*others, one), indent=1))
        part.replace(self._path)
