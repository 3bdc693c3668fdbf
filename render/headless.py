"""Lets skia be loaded on a computer without a screen.

Its wheel is linked against libGL and libEGL, though drawing into memory calls neither, and a Debian without a desktop
has neither. What is missing is stood in for by an empty library: every name that skia looks for, leading to a function
that returns 0. A system that has the real ones keeps them. Layout of such a file: System V ABI, chapters 4 and 5.
"""

import ctypes
import os
import struct
import sys
from importlib.util import find_spec
from pathlib import Path

LINKED = {"libEGL.so.1": b"egl", "libGL.so.1": b"gl"}
"""The libraries by the names that programs are linked against, and how their functions' names begin."""

_RETURN_0 = {62: bytes.fromhex("31c0c3"), 183: bytes.fromhex("000080d2c0035fd6")}
"""By ELF machine: x86-64 `xor eax, eax; ret`, AArch64 `mov x0, 0; ret`."""

_PAGE = 0x10000
"""Bytes; the largest page of the systems above."""

_kept: list[ctypes.CDLL] = []
"""Stay loaded as long as the process runs."""


def ready() -> tuple[str, ...]:
    """Load a stand-in for each library that skia is linked against and the system lacks; return their names."""
    if sys.platform != "linux":
        return ()
    missing = tuple(name for name in LINKED if not _loads(name))
    if missing and (spec := find_spec("skia")) and spec.origin and spec.origin.endswith(".so"):
        linked = Path(spec.origin).read_bytes()
        for name in missing:
            names = [each for each in undefined(linked) if each.startswith(LINKED[name])]
            _kept.append(_load(stand_in(name, names, machine=_machine(linked))))
    return missing


def undefined(elf: bytes) -> list[bytes]:
    """Return the names that a 64-bit little-endian shared object looks for in others."""
    at, size, count = *struct.unpack_from("<Q", elf, 0x28), *struct.unpack_from("<HH", elf, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", elf, at + n * size) for n in range(count)]
    found: list[bytes] = []
    for _, kind, _, _, offset, length, link, *_ in sections:
        if kind != 11:  # SHT_DYNSYM
            continue
        names = sections[link][4]
        for symbol in range(offset, offset + length, 24):
            name, _, _, defined_in = struct.unpack_from("<IBBH", elf, symbol)
            if not defined_in and name:
                found.append(elf[names + name : elf.index(b"\0", names + name)])
    return found


def stand_in(name: str, functions: list[bytes], machine: int) -> bytes:
    """Return a shared object of this name whose functions all return 0.

    Raises KeyError for another machine than x86-64 (62) and AArch64 (183).
    """
    strings, starts = b"\0", []
    for each in (*functions, name.encode()):
        starts.append(len(strings))
        strings += each + b"\0"
    count = len(functions) + 1
    hashed = struct.pack(
        f"<{3 + count}I", 1, count, min(1, count - 1), 0, *range(2, count), *([0] if count > 1 else [])
    )
    parts, at = {}, 64 + 4 * 56
    for key, length in (("hash", len(hashed)), ("symbols", 24 * count), ("strings", len(strings))):
        parts[key] = at
        at += -(-length // 8) * 8
    code = at
    symbols = bytes(24) + b"".join(struct.pack("<IBBHQQ", start, 0x12, 0, 1, code, 0) for start in starts[:-1])
    dynamic = struct.pack(
        "<14Q",
        14,
        starts[-1],
        4,
        parts["hash"],
        5,
        parts["strings"],
        6,
        parts["symbols"],
        10,
        len(strings),
        11,
        24,
        0,
        0,
    )
    readable = code + len(_RETURN_0[machine])
    writable = -(-readable // _PAGE) * _PAGE
    segments = (
        (1, 5, 0, readable, _PAGE), (1, 6, writable, len(dynamic), _PAGE), (2, 6, writable, len(dynamic), 8),
        (0x6474E551, 6, 0, 0, 16),  # PT_GNU_STACK: no code on the stack
    )  # fmt: skip
    head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    head += struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, 64, 0, 0, 64, 56, len(segments), 64, 0, 0)
    for kind, rights, offset, length, aligned in segments:
        head += struct.pack("<IIQQQQQQ", kind, rights, offset, offset, offset, length, length, aligned)
    body = bytearray(head.ljust(code, b"\0"))
    for key, content in (("hash", hashed), ("symbols", symbols), ("strings", strings)):
        body[parts[key] : parts[key] + len(content)] = content
    return bytes(body) + _RETURN_0[machine].ljust(writable - code, b"\0") + dynamic


def _machine(elf: bytes) -> int:
    return int(struct.unpack_from("<H", elf, 0x12)[0])


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _load(library: bytes) -> ctypes.CDLL:
    """Load from memory, so that nothing is left on the disk; its file stays open, for the loader knows it by number."""
    memory = os.memfd_create("stand-in")
    os.write(memory, library)
    return ctypes.CDLL(f"/proc/self/fd/{memory}")
