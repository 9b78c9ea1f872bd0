"""What a backup file looks like inside: the names `backup` writes and `restore` accepts."""

from __future__ import annotations

import tarfile
from pathlib import PurePosixPath

MANIFEST = "manifest.json"
SQLITE = "database.sqlite3"
POSTGRES = "database.pgdump"
FOLDERS = ("media", "keys")
FORMAT = 1


def is_expected(member: tarfile.TarInfo) -> bool:
    """Whether a member is one that `backup` would have written, and safe to write back."""
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or "\0" in member.name:
        return False
    if not (member.isreg() or member.isdir()):
        return False
    if len(path.parts) == 1 and member.isreg():
        return member.name in (MANIFEST, SQLITE, POSTGRES)
    return bool(path.parts) and path.parts[0] in FOLDERS
