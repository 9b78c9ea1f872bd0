"""The empty database all tests begin with, laid once for every state of the migrations.

Laying it takes a quarter of a minute; copying it takes nothing. It lies in the virtual
environment, under a name that says what it was made of.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def copy_laid_database(target: Path) -> None:
    """Put the empty database at `target`; whoever comes first lays it, the others wait."""
    template = Path(sys.prefix) / f"tests-{_state()}.sqlite3"
    with template.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            _forget_others(template)
            _lay(template)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template, target)


def _state() -> str:
    """What the database depends on: migrations, what they read, and the libraries' versions."""
    parts = hashlib.sha256(sys.version.encode())
    files = [
        *ROOT.glob("augenhoehe/**/migrations/*.py"),
        *ROOT.glob("augenhoehe/domain/codex/*.yaml"),
        *ROOT.glob("augenhoehe/domain/codex/first/**/*.*"),
        *ROOT.glob("requirements/*.txt"),
        ROOT / "augenhoehe/foundation/fulltext.py",
    ]
    for file in sorted(files):
        parts.update(file.name.encode() + file.read_bytes())
    return parts.hexdigest()[:16]


def _lay(template: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("AUGENHOEHE_")}
        clean |= {"AUGENHOEHE_DATA_DIR": folder, "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
        clean |= {"DJANGO_SETTINGS_MODULE": "augenhoehe.config.settings"}
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=clean, check=True
        )
        made = Path(folder) / "augenhoehe.sqlite3"
        with sqlite3.connect(made) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        draft = template.with_suffix(f".{os.getpid()}")
        shutil.copyfile(made, draft)
        draft.rename(template)


def _forget_others(template: Path) -> None:
    for other in template.parent.glob("tests-*.sqlite3"):
        other.unlink(missing_ok=True)
