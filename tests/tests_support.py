"""Small inputs that several suites need."""

from pathlib import Path

import cv2
import numpy as np

from director.model import Reference, ReferenceRole, digest_of


def photo_in(folder: Path, name: str, role: ReferenceRole = "old photograph") -> Reference:
    """Write a noisy picture into a project's references and return it as one."""
    picture = np.random.default_rng(len(name)).integers(0, 255, (48, 96, 3), dtype=np.uint8)
    (folder / "references").mkdir(parents=True, exist_ok=True)
    path = folder / "references" / name
    cv2.imwrite(str(path), picture)
    return Reference(name=name, digest=digest_of(path.read_bytes()), kind="photo", role=role, width=96, height=48)
