"""The card as torch sees it: its name, its memory, and what a full one raises. It works without a card too."""

import threading

GIB = 1024**3
BRINGING_IN = threading.RLock()
"""Held while packages and weights are brought in: two threads that import parts of one lazy package at the same moment
can each find it half there.
"""
CPU = "processor"
"""The name of the card where there is none: tiny models in tests, and the patient."""
_NO_LIMIT_GB = 1e6
"""Free memory of a processor, GiB: finite, so that it can be written to a file."""
_FULL = ("out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED")


def here() -> bool:
    """Whether torch has a card."""
    import torch

    return bool(torch.cuda.is_available())


def name() -> str:
    """Return the name of the card that torch uses."""
    import torch

    return torch.cuda.get_device_name(0) if here() else CPU


def free_gb() -> float:
    """Return what the driver has free and what this process holds unused, GiB."""
    import torch

    if not here():
        return _NO_LIMIT_GB
    held = torch.cuda.memory_reserved() - torch.cuda.memory_allocated()
    return float(torch.cuda.mem_get_info()[0] + held) / GIB


def ram_gb() -> float:
    """Return this machine's main memory, GiB; without a card nothing is offloaded to it, so it is no limit."""
    import psutil

    if not here():
        return _NO_LIMIT_GB
    return float(psutil.virtual_memory().total) / GIB


def peak_gb() -> float:
    """Return the most memory that was held since the last time this was asked, GiB."""
    import torch

    if not here():
        return 0.0
    peak = float(torch.cuda.max_memory_reserved()) / GIB
    torch.cuda.reset_peak_memory_stats()
    return peak


def give_back() -> None:
    """Collect what nobody holds any more and give it back to the card."""
    import gc

    import torch

    gc.collect()
    if here():
        torch.cuda.empty_cache()


def is_full(fault: BaseException) -> bool:
    """Whether a fault means that the card's memory ran out; the libraries under torch say it in their own words."""
    import torch

    if isinstance(fault, torch.OutOfMemoryError):
        return True
    return isinstance(fault, RuntimeError) and "CU" in str(fault) and any(words in str(fault) for words in _FULL)
