"""Money: the vendor's currency in integer micro-units."""

from typing import Literal, Self

from pydantic import Field

from director.model.base import Value

Currency = Literal["EUR", "USD", "RUB", "CNY"]


class Money(Value):
    """An amount in millionths of the currency's unit, so that sums are exact."""

    micros: int = Field(ge=0)
    currency: Currency = "EUR"

    def __add__(self, other: Self) -> "Money":
        """Add two amounts of one currency; raise ValueError for two currencies."""
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(micros=self.micros + other.micros, currency=self.currency)

    def __str__(self) -> str:
        """Return the amount for people, such as '5.00 EUR'."""
        return f"{self.micros / 1e6:.2f} {self.currency}"


class Quote(Value):
    """What one order will cost at most, before it is sent."""

    money: Money = Money(micros=0)
    seconds: float = Field(0.0, ge=0, description="expected wall time on this machine")
