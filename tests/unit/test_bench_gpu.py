"""The measurement of the worker runs from end to end on tiny models: it is known to work where a card is."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from bench import full_size, gpu
from bench.card_queue import MODELS


@pytest.mark.full
def test_every_measurement_runs_on_a_processor_with_tiny_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gpu, "FAST_ORDERS", 3)
    bench = gpu.Bench(tmp_path / "weights", tmp_path, tiny=True, orders_=4)
    out = tmp_path / "out.json"
    told = gpu.measure(bench, ("overhead", "rungs", "limits", "fast"), out, 9.0)
    assert json.loads(out.read_text())["overhead"]["wall_s"] == told["overhead"]["wall_s"]
    assert told["overhead"]["loads"] == len(MODELS), "each model is loaded once, though the orders alternate"
    assert {row["model"] for row in told["overhead"]["rungs"]} == set(MODELS)
    assert told["overhead"]["bare_s"] > 0
    assert not [row for row in (*told["rungs"], *told["limits"]) if "failed" in row]
    assert [row["limit_gb"] for row in told["limits"]] == [24.0, 12.0]
    assert len(told["fast"]["fast"]) == 3
    assert any(one.startswith("diffusers==") for one in gpu.needs())


def test_a_fault_in_one_measurement_and_the_end_of_the_time_lose_no_other(tmp_path: Path) -> None:
    class Broken:
        tiny = True

        def rungs(self) -> Any:
            raise RuntimeError("no memory")

        def limits(self) -> Any:
            return ["done"]

    out = tmp_path / "out.json"
    told = gpu.measure(Broken(), ("rungs", "limits"), out, 9.0)  # type: ignore[arg-type]  # what measure asks of it
    assert "no memory" in told["rungs"]["failed"]
    assert json.loads(out.read_text())["limits"] == ["done"]
    assert "no time" in gpu.measure(Broken(), ("limits",), None, -1.0)["limits"]  # type: ignore[arg-type]  # as above


def test_schedulers_are_made_where_numpy_can_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a card all weights are made there in 16 bits, and a scheduler made so would fail."""
    from contextlib import contextmanager

    @contextmanager
    def elsewhere() -> Any:
        torch.set_default_dtype(torch.bfloat16)
        try:
            with torch.device("meta"):
                yield
        finally:
            torch.set_default_dtype(torch.float32)

    monkeypatch.setattr(full_size, "_made_on_the_card", elsewhere)
    for pipe in (full_size._wan(tiny=True), full_size._sdxl(tiny=True)):
        assert next(pipe.text_encoder.parameters()).device.type == "meta"
        pipe.scheduler.set_timesteps(3)
        assert pipe.scheduler.timesteps.device.type == "cpu"
