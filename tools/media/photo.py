"""Reading photographs as they are meant to be seen."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from director.errors import ArtistError
from director.model import Note

MOST_PIXELS = 80_000_000
_ORIENTATION = 0x0112  # EXIF tag


@dataclass(frozen=True)
class PhotoFacts:
    """Width and height in px as shown, after EXIF rotation, and notes on what reading will alter."""

    width: int
    height: int
    notes: tuple[Note, ...] = ()


def photo_facts(path: Path) -> PhotoFacts:
    """Read the facts of a photo from its header.

    Raises:
        ArtistError: 'photo_missing', 'photo_corrupt', 'photo_huge'.
    """
    with _opened(path) as image:
        sides = image.size
        turn = image.getexif().get(_ORIENTATION, 1)
        facts: list[str] = []
        if turn not in (0, 1):
            facts.append("photo_turned")
        if image.mode == "CMYK":
            facts.append("photo_cmyk")
        if _transparent(image):
            facts.append("photo_flattened")
        if image.mode.startswith("I") or image.mode == "F":
            facts.append("photo_16bit")
        if getattr(image, "is_animated", False):
            facts.append("photo_first_frame")
    width, height = sides[::-1] if turn in (5, 6, 7, 8) else sides
    return PhotoFacts(width, height, tuple(Note(key=key, values={"file": path.name}) for key in facts))


def read_photo(path: Path) -> NDArray[np.uint8]:
    """Decode a photo as (height, width, 3) sRGB, 0-255: turned by EXIF, CMYK converted, alpha laid over white.

    `photo_facts` says which of this happens to a file.

    Raises:
        ArtistError: 'photo_missing', 'photo_corrupt', 'photo_huge'.
    """
    with _opened(path) as image:
        try:
            image.load()
            plain = _eight_bit(ImageOps.exif_transpose(image))
            if _transparent(plain):
                layer = plain.convert("RGBA")
                plain = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
            else:
                plain = _managed(plain)
            return np.asarray(plain.convert("RGB"), np.uint8).copy()
        except (OSError, ValueError, SyntaxError, MemoryError) as error:
            raise ArtistError("photo_corrupt", file=path.name) from error


def _opened(path: Path) -> Any:
    if not path.is_file():
        raise ArtistError("photo_missing", file=str(path))
    try:
        with warnings.catch_warnings():
            # Size is judged below by our own limit, before anything is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(path)
    except Image.DecompressionBombError as error:
        raise ArtistError("photo_huge", file=path.name, megapixels=MOST_PIXELS // 1_000_000) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ArtistError("photo_corrupt", file=path.name) from error
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise ArtistError("photo_huge", file=path.name, megapixels=MOST_PIXELS // 1_000_000)
    return image


def _transparent(image: Any) -> bool:
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def _eight_bit(image: Any) -> Any:
    """Bring 16-bit and float greys to 8 bits; Pillow would clip them."""
    if not (image.mode.startswith("I") or image.mode == "F"):
        return image
    values = np.asarray(image, np.float64)
    top = 65535.0 if image.mode.startswith("I") else float(values.max()) or 1.0
    return Image.fromarray(np.clip(values * (255.0 / top) + 0.5, 0, 255).astype(np.uint8))


def _managed(image: Any) -> Any:
    """Convert by the embedded colour profile, if there is one that fits; plain conversion otherwise."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        return image
