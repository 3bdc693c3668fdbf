"""Files that appear whole or not at all."""

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from director.errors import ArtistError

PART = ".part"
"""Ending of every unfinished file; a process that was killed leaves at most such files, `.{name}.{random}.part`."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR}


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path in the same folder; rename it to `path` when the block ends well, else remove it.

    Raises:
        ArtistError: 'disk_full' or 'folder_unwritable', from any OSError of that kind inside the block.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield part
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _for_artist(error, path) from error


def _for_artist(error: OSError, path: Path) -> Exception:
    if error.errno in _FULL:
        return ArtistError("disk_full", folder=str(path.parent))
    if error.errno in _UNWRITABLE:
        return ArtistError("folder_unwritable", folder=str(path.parent))
    return error
