"""Nothing in the tests reaches a network beyond this machine."""

import os
import socket
from typing import Any

import pytest
from hypothesis import settings

from render.headless import ready

ready()  # some tests draw with skia before they import a renderer
settings.register_profile("same every run", derandomize=True)
settings.load_profile("same every run")

OWN = ("OPENAI_", "DIRECTOR_")
"""What the operator has set on this machine changes no test."""


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take keys and settings of this machine out of the environment."""
    for name in [name for name in os.environ if name.startswith(OWN)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nowhere")


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that is not to this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
