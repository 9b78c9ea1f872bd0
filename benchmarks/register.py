"""What a register of 500,000 entries costs: its pages, its file, and checking it.

    .venv/bin/python -m benchmarks.register [--keep FOLDER] [--entries N]

Starts a server of its own on a loopback port with a folder of its own, and prints a table.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from benchmarks._measure import HEADER, Call, measure, resident_mb
from benchmarks.web_pages import server

ENTRIES = 500_000
PAGES = {
    "first page": "/register",
    "in the middle": "/register?before={middle}",
    "one kind": "/register?kind=remove_post",
    "criticism in a year": "/register?criticism=yes&year=2025",
    "a rare sort, old": "/register?kind=lawsuit&year=2023",
    "nothing at all": "/register?kind=lawsuit&ground=unlawful",
    "feed": "/register.atom",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="build the database here once and keep it")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (chosen.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "built").exists():
            _python(folder, "-m", "benchmarks._register_build", str(chosen.entries))
            (folder / "built").touch()
        _pages(folder, chosen.entries)
        _checks(folder)


def _pages(folder: Path, entries: int) -> None:
    with server(folder) as (port, pid):
        print(HEADER)
        for name, path in PAGES.items():
            call = Call("GET", path.format(middle=entries // 2), {})
            print(measure(name, port, pid, lambda _n, call=call: call, n=100).row())
        before = resident_mb(pid)
        target = folder / "register.json"
        urllib.request.urlretrieve(f"http://127.0.0.1:{port}/register.json", target)
        print(
            f"\nregister.json: {target.stat().st_size / 1e6:.0f} MB; the server held "
            f"{before:.0f} MB before and {resident_mb(pid):.0f} MB after"
        )


def _checks(folder: Path) -> None:
    verifier = "augenhoehe/domain/moderation/register/verifier/verify_register.py"
    used = _python(folder, "-I", verifier, str(folder / "register.json"))
    print(f"the plain verifier on the file: {used:.1f} s CPU")
    check = (
        "import django; django.setup()\n"
        "from augenhoehe.domain.moderation.register.verification import check_chain\n"
        "print(check_chain()[2])"
    )
    print(f"the server on its database: {_python(folder, '-c', check):.1f} s CPU")


def _python(folder: Path, *arguments: str) -> float:
    """Run Python on this folder; the CPU seconds it took."""
    environment = os.environ | {
        "AUGENHOEHE_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "augenhoehe.config.settings",
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
