"""What one check found, before it is put into the artist's language."""

from dataclasses import dataclass, field

from director.model import Fix, FixKind, Met


@dataclass(frozen=True)
class Opinion:
    """One requirement, looked at. `quality` 0-1 counts only where `met` is not 'unsure'."""

    met: Met
    key: str
    """Of the sentence in the catalogue, its gaps filled by `values`."""
    values: dict[str, str | int | float] = field(default_factory=dict)
    value: float | None = None
    quality: float = 0.5
    fix: Fix | None = None
    mild: bool = False
    """Lowers the score but never discards a take."""


def opinion(
    name: str, value: float, quality: float, fix: FixKind, words: str = "", **values: str | int | float
) -> Opinion:
    """Return met or not by quality (0.5 is met), with a fix in English prompt words when not."""
    if quality >= 0.5:
        return Opinion("yes", f"critic_{name}_yes", values, round(value, 4), quality)
    amount = min(1.0, max(0.1, 1.0 - quality))
    return Opinion(
        "no", f"critic_{name}_no", values, round(value, 4), quality, Fix(kind=fix, amount=amount, words=words)
    )


def unsure(key: str, **values: str | int | float) -> Opinion:
    """Return that nobody could tell, and why."""
    return Opinion("unsure", key, values)
