"""The reference bank of a project: pictures under their digest in references/, and the list of what they show."""

from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from director.errors import ArtistError
from director.model import Reference, ReferenceBank, ReferenceRole, digest_of
from tools.media import whole_file
from tools.references import reference_of

FOLDER = "references"
LIST = f"{FOLDER}/bank.json"

Suffix = Literal[".png", ".jpg"]


def read_bank(project: Path) -> ReferenceBank:
    """Return the bank as saved; an empty one where none was made.

    Raises:
        ArtistError: 'bank_damaged': the list cannot be read.
    """
    path = project / LIST
    if not path.exists():
        return ReferenceBank()
    try:
        return ReferenceBank.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise ArtistError("bank_damaged", file=str(path)) from error


def keep_bank(project: Path, bank: ReferenceBank) -> None:
    """Write the list whole. Raises ArtistError: 'disk_full', 'folder_unwritable'."""
    with whole_file(project / LIST) as part:
        part.write_text(bank.model_dump_json(indent=1), "utf-8")


def keep_picture(project: Path, data: bytes, suffix: Suffix, role: ReferenceRole) -> Reference:
    """Keep an encoded picture under its digest and return it as a reference; the same picture is kept once.

    Raises:
        ArtistError: 'disk_full', 'folder_unwritable', or the data are no picture.
    """
    name = f"{digest_of(data)}{suffix}"
    path = project / FOLDER / name
    if not path.exists():
        with whole_file(path) as part:
            part.write_bytes(data)
    return reference_of(path, role)


def file_of(project: Path, reference: Reference) -> Path:
    """Return where a reference's file lies.

    Raises:
        ArtistError: 'reference_gone': it lies there no more, or is another picture now.
    """
    path = project / FOLDER / reference.name
    if not path.is_file() or digest_of(path.read_bytes()) != reference.digest:
        raise ArtistError("reference_gone", file=reference.name)
    return path
