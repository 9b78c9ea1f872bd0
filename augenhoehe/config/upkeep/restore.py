"""Bringing a backup back: unpacked beside, examined, and only then put in its place."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from augenhoehe.config.upkeep import archive
from augenhoehe.config.upkeep.backup import postgres_environment
from augenhoehe.foundation.occupancy import Occupancy

Say = Callable[[str], object]


class CannotRestore(Exception):
    """The file or the data folder does not allow it; `str()` says why."""


def restore(source: Path, *, force: bool, say: Say) -> None:
    """Replace database, media and keys by those of a backup."""
    occupancy = Occupancy(settings.DATA_DIR)
    if not occupancy.take_alone():
        raise CannotRestore("A server is at work on this data folder; stop it first.")
    if not force and _is_in_use():
        raise CannotRestore("The data folder is not empty; --force sets aside what is there.")
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=settings.DATA_DIR) as folder:
        unpacked = Path(folder)
        say("Unpacking …")
        _unpack(source, unpacked)
        _examine(unpacked)
        connection.close()
        _set_aside(say)
        _put_in_place(unpacked)
    occupancy.leave()


def _is_in_use() -> bool:
    return bool(connection.introspection.table_names()) or any(_files(settings.DATA_DIR / "media"))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as tar:
            for member in tar:
                _unpack_member(tar, member, folder)
    except FileNotFoundError:
        raise CannotRestore(f"There is no file {source}.") from None
    except (tarfile.TarError, EOFError, OSError) as error:
        raise CannotRestore(f"{source} cannot be read as a backup: {error}.") from None


def _unpack_member(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    if not archive.is_expected(member):
        raise CannotRestore(f"The backup contains something it should not: {member.name!r}.")
    content = tar.extractfile(member)
    if content is None:
        return
    if member.size > shutil.disk_usage(folder).free:
        raise CannotRestore("There is not enough room on the disk.")
    target = folder / member.name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with target.open("xb") as file:
        shutil.copyfileobj(content, file, 1 << 20)
    # Passwords and addresses are in the database, secrets in the keys; pictures are served.
    target.chmod(0o644 if member.name.startswith("media/") else 0o600)


def _examine(folder: Path) -> None:
    """Only a complete backup of the right kind, with a sound database, is put in place."""
    try:
        manifest = json.loads((folder / archive.MANIFEST).read_text())
    except (OSError, ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict):
        raise CannotRestore("The file is not a backup of this program.")
    if manifest.get("format") != archive.FORMAT:
        raise CannotRestore("The backup was written by another version; use that one.")
    if manifest.get("database") != connection.vendor:
        raise CannotRestore(
            f"The backup holds a {manifest.get('database')} database, but the settings name "
            f"{connection.vendor}."
        )
    if connection.vendor == "sqlite":
        _examine_sqlite(folder / archive.SQLITE)


def _examine_sqlite(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as database:
            verdict = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
            orphan = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        verdict, orphan = str(error), None
    if verdict != "ok" or orphan:
        reason = verdict if verdict != "ok" else f"a row of {orphan[0]} refers to nothing"
        raise CannotRestore(f"The database in the backup is damaged: {reason}.")


def _set_aside(say: Say) -> None:
    """Keep what is there now; throwing it away is the operator's decision."""
    present = [path for path in _places().values() if path.exists()]
    aside = settings.DATA_DIR / time.strftime("before-restore-%Y%m%d-%H%M%S")
    aside.mkdir(mode=0o700)
    for path in present:
        for part in (path, *path.parent.glob(f"{path.name}-*")):
            part.rename(aside / part.name)
    say(f"What was there before is in {aside}.")


def _places() -> dict[str, Path]:
    places = {name: Path(settings.DATA_DIR / name) for name in archive.FOLDERS}
    if connection.vendor == "sqlite":
        places[archive.SQLITE] = Path(str(connection.settings_dict["NAME"]))
    return places


def _put_in_place(folder: Path) -> None:
    for name, place in _places().items():
        if (folder / name).exists():
            shutil.move(folder / name, place)
    if connection.vendor != "sqlite":
        _load_postgres(folder / archive.POSTGRES)


def _load_postgres(dump: Path) -> None:
    environment = postgres_environment()
    if not shutil.which("pg_restore"):
        raise CannotRestore("The database is PostgreSQL and pg_restore is not installed.")
    command = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error"]
    command += ["--single-transaction", f"--dbname={environment['PGDATABASE']}", str(dump)]
    run = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise CannotRestore(f"pg_restore failed: {run.stderr.strip()}")
