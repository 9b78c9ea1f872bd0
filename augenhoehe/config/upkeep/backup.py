"""Writing a backup while the server runs: database, media and keys in one file.

The database is copied first and consistently. Media that come later do no harm; what the
copy of the database mentions is there.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from augenhoehe.config.upkeep import archive

Say = Callable[[str], object]
_TELL_EVERY = 500  # files


class CannotBackUp(Exception):
    """There is something the backup needs and does not find; `str()` says what."""


def back_up(target: Path, *, say: Say) -> int:
    """Write a backup to `target`, complete or not at all; the result is its size."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _private_tar(draft) as tar:
            _add_manifest(tar)
            say("Copying the database …")
            _add_database(tar, draft)
            for folder in archive.FOLDERS:
                _add_folder(tar, folder, say)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


@contextmanager
def _private_tar(path: Path) -> Iterator[tarfile.TarFile]:
    """A file nobody else may read, on the disk when the block ends."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        # Pictures are compressed already; more effort would only take time.
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=2) as tar:
            yield tar
        file.flush()
        os.fsync(file.fileno())


def _add_manifest(tar: tarfile.TarFile) -> None:
    content = json.dumps(
        {"format": archive.FORMAT, "database": connection.vendor, "server": settings.BASE_URL}
    ).encode()
    entry = tarfile.TarInfo(archive.MANIFEST)
    entry.size, entry.mtime, entry.mode = len(content), int(time.time()), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _add_database(tar: tarfile.TarFile, draft: Path) -> None:
    copy = draft.with_suffix(".database")
    try:
        if connection.vendor == "sqlite":
            _copy_sqlite(copy)
            tar.add(copy, archive.SQLITE, filter=_plain)
        else:
            _dump_postgres(copy)
            tar.add(copy, archive.POSTGRES, filter=_plain)
    finally:
        copy.unlink(missing_ok=True)


def _copy_sqlite(copy: Path) -> None:
    source = Path(str(connection.settings_dict["NAME"]))
    if not source.exists():
        raise CannotBackUp(f"There is no database yet at {source}.")
    copy.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(copy)) as target,
    ):
        original.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def _dump_postgres(copy: Path) -> None:
    if not shutil.which("pg_dump"):
        raise CannotBackUp(
            "The database is PostgreSQL and pg_dump is not installed; install PostgreSQL's "
            "client programs."
        )
    command = ["pg_dump", "--format=custom", f"--file={copy}"]
    run = subprocess.run(  # noqa: S603
        command, env=postgres_environment(), capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise CannotBackUp(f"pg_dump failed: {run.stderr.strip()}")


def postgres_environment() -> dict[str, str]:
    """How PostgreSQL's own programs find the database; passwords stay off command lines."""
    known: dict[str, Any] = connection.settings_dict
    names = {"NAME": "DATABASE", "USER": "USER", "PASSWORD": "PASSWORD"}
    names |= {"HOST": "HOST", "PORT": "PORT"}
    given = {f"PG{theirs}": str(known[ours]) for ours, theirs in names.items() if known[ours]}
    return {**os.environ, **given}


def _add_folder(tar: tarfile.TarFile, folder: str, say: Say) -> None:
    root: Path = settings.DATA_DIR / folder
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    for count, path in enumerate(files):
        if count and count % _TELL_EVERY == 0:
            say(f"{folder}: {count} of {len(files)} files …")
        try:
            tar.add(path, f"{folder}/{path.relative_to(root).as_posix()}", filter=_plain)
        except FileNotFoundError:  # deleted meanwhile, with its post
            continue


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the names of this machine's users."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
