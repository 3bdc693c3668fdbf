"""What a question may cost at most, and what it did cost, in the film's currency, rounded up."""

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from director.errors import SetupError
from director.model import Currency, Money
from director.settings import ModelPrice, Settings, settings_file

OVERHEAD = 400
"""Tokens an endpoint may add around messages and schema."""

_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")


class PriceList(BaseModel):
    """The prices that come with director."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: date
    source: str
    models: dict[str, ModelPrice]
    cautious_rates: dict[Currency, dict[Currency, float]]


@dataclass(frozen=True)
class Usage:
    """Tokens of one exchange, as the endpoint counted them."""

    prompt: int
    completion: int
    cached: int = 0
    """Of the prompt, found in the vendor's cache."""


@dataclass(frozen=True)
class Tariff:
    """A model's price in the film's currency."""

    price: ModelPrice
    rate: float
    currency: Currency

    def most(self, letters: int, pictures: int, room: int) -> Money:
        """Return what an exchange may cost at most.

        A token of a byte-level vocabulary is at least one byte, so `letters`, the bytes of all that is sent, bounds the
        tokens of the prompt whatever the tokenizer.
        """
        prompt = letters + OVERHEAD + pictures * self.price.picture_tokens
        return self._money(prompt * self.price.input + room * self.price.output)

    def cost(self, usage: Usage) -> Money:
        """Return what an exchange did cost by the tokens counted."""
        kept = min(usage.cached, usage.prompt)
        kept_price = self.price.input if self.price.cached is None else self.price.cached
        return self._money(
            (usage.prompt - kept) * self.price.input + kept * kept_price + usage.completion * self.price.output
        )

    def _money(self, millionths: float) -> Money:
        # tokens x price for a million tokens = micro-units of the vendor's currency
        return Money(micros=math.ceil(millionths * self.rate - 1e-9), currency=self.currency)


@cache
def price_list() -> PriceList:
    """Return the prices that come with director."""
    return PriceList.model_validate(yaml.safe_load((files("tools.chat") / "prices.yaml").read_text("utf-8")))


def tariff(model: str, settings: Settings, currency: Currency) -> Tariff | None:
    """Return a model's tariff, from the settings or the price list; None when its price is not known.

    Raises:
        SetupError: nobody knows the rate between the vendor's currency and the film's.
    """
    price = price_of(model, settings)
    if price is None:
        return None
    return Tariff(price, _rate(price.currency, currency, settings), currency)


def price_of(model: str, settings: Settings) -> ModelPrice | None:
    """Return a model's price, from the settings or the price list; None when it is not known."""
    return settings.prices.get(model) or _listed(model)


def _listed(model: str) -> ModelPrice | None:
    listed = price_list().models
    bare = model.removeprefix("openai/")
    return listed.get(bare) or listed.get(_DATED.sub("", bare))


def _rate(vendor: Currency, film: Currency, settings: Settings) -> float:
    if vendor == film:
        return 1.0
    own = settings.rates.get(vendor, {}).get(film)
    rate = own or price_list().cautious_rates.get(vendor, {}).get(film)
    if rate is None:
        raise SetupError(f"set what 1 {vendor} is in {film}: [rates] {vendor} = {{{film} = ...}} in {settings_file()}")
    return rate
