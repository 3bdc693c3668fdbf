"""The measurement of the worker runs from end to end on tiny models: it is known to work where a card is."""

import pytest

from bench import gpu


@pytest.mark.full
def test_the_measurement_runs_on_a_processor_with_tiny_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu, "ORDERS", 4)
    told = gpu.real(tiny=True, limit=0.0, fast=False)
    assert told["loads"] == len(gpu.MODELS), "each model is loaded once, though the orders alternate"
    assert {row["model"] for row in told["rungs"]} == set(gpu.MODELS)
    assert told["bare_s"] > 0
    assert told["wall_s"] > 0
