"""How much sound a file says it holds, and whether it was cut off on the way."""

from pathlib import Path
from typing import Any

_HEADED = frozenset({"mov", "matroska", "wav", "flac", "w64", "aiff", "caf", "asf", "avi"})
"""Containers whose header states the length. For others PyAV's duration is an estimate or what was found."""


def promised_seconds(path: Path, container: Any, stream: Any) -> float | None:
    """Return the length that the file's header states for the sound track; None where it states none."""
    formats = set(container.format.name.split(","))
    if "mp3" in formats:
        return _xing_seconds(path, stream.codec_context.sample_rate)
    if not formats & _HEADED:
        return None
    if stream.duration:
        return float(stream.duration * stream.time_base)
    if container.duration and len(container.streams) == 1:
        return float(container.duration) / 1_000_000
    return None


def is_cut_off(path: Path) -> bool:
    """Say whether an mp4 box, a RIFF chunk or the last Ogg page claims more bytes than the file has."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[4:8] == b"ftyp":
            return _boxes_overrun(file, size)
        if head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "):
            claimed = int.from_bytes(head[4:8], "little")
            return claimed not in (0, 0xFFFFFFFF) and claimed + 8 > size + 1
        if head[:4] == b"OggS":
            file.seek(max(0, size - 65_307 * 2))
            return _last_page_overruns(file.read())
    return False


def _boxes_overrun(file: Any, size: int) -> bool:
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0:
            return False
        at += max(length, 8)
    return at != size


def _last_page_overruns(tail: bytes) -> bool:
    """An Ogg page is 27 bytes, a table of segment lengths, and the segments (RFC 3533, section 6)."""
    at = tail.rfind(b"OggS")
    if at < 0 or at + 27 > len(tail):
        return True
    table = tail[at + 27 : at + 27 + tail[at + 26]]
    return len(table) < tail[at + 26] or at + 27 + len(table) + sum(table) > len(tail)


def _xing_seconds(path: Path, rate: int) -> float | None:
    """Read the frame count that LAME and others write into the first MP3 frame ('Xing' or 'Info' header)."""
    with path.open("rb") as file:
        head = file.read(10)
        skip = 0
        if head[:3] == b"ID3":
            # ID3v2 sizes are four bytes of seven bits.
            skip = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        file.seek(skip)
        first = file.read(2048)
    at = max(first.find(b"Xing"), first.find(b"Info"))
    if at < 0 or not first[at + 7] & 1 or not rate:
        return None
    per_frame = 1152 if rate >= 32_000 else 576
    return int.from_bytes(first[at + 8 : at + 12], "big") * per_frame / rate
