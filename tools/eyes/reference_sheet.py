"""A sheet of the reference bank as a picture that is laid before a model."""

from pathlib import Path

from PIL import Image

from director.model import Sheet
from tools.chat.base import Picture
from tools.eyes.sheet import jpeg
from tools.media import read_photo

LONGEST = 640
"""px: enough for a face in a front view, a third of a sheet of frames."""


def as_picture(path: Path, sheet: Sheet) -> Picture:
    """Return the sheet as JPEG with its label as caption. Raises ArtistError if the file cannot be read."""
    image = Image.fromarray(read_photo(path))
    return Picture(jpeg(image, LONGEST), f"Reference, {sheet.view}: {sheet.label}")
