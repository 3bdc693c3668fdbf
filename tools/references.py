"""The artist's own photos and footage: what a file is, checked by reading it."""

from pathlib import Path
from typing import Literal

from director.errors import ArtistError
from director.model import Reference, ReferenceRole, digest_of
from tools.media import probe, read_photo

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif"})
FOOTAGE = frozenset({".mp4", ".mov", ".mkv", ".avi", ".webm", ".m4v"})


def kind_of(path: Path) -> Literal["photo", "footage"] | None:
    """Return what a file is by its name; None for what is neither."""
    suffix = path.suffix.lower()
    return "photo" if suffix in PHOTOS else "footage" if suffix in FOOTAGE else None


def reference_of(path: Path, role: ReferenceRole | None = None) -> Reference:
    """Return the reference that a photo or footage file is.

    Raises:
        ArtistError: the file is missing, is neither photo nor footage, or cannot be read.
    """
    kind = kind_of(path)
    if not path.is_file():
        raise ArtistError("reference_missing", file=str(path))
    if kind is None:
        raise ArtistError("reference_unknown", file=path.name, allowed=", ".join(sorted(PHOTOS | FOOTAGE)))
    digest = digest_of(path.read_bytes())
    if kind == "photo":
        height, width = read_photo(path).shape[:2]
        return Reference(name=path.name, digest=digest, kind=kind, role=role or "thing", width=width, height=height)
    facts = probe(path)
    return Reference(
        name=path.name,
        digest=digest,
        kind=kind,
        role=role or "footage",
        width=facts.width,
        height=facts.height,
        frames=max(1, facts.frames),
    )
