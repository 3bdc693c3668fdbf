"""A worker of the card that takes its orders and never answers."""

import time
from typing import Any


def silent(line: Any, _card: Any) -> None:
    line.recv()
    time.sleep(60)
