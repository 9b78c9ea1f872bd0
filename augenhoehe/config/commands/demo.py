"""`augenhoehe demo`"""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, Refused, add, say
from augenhoehe.config.commands.people import open_database

_SIGN_INS = "demo-sign-ins.txt"
_LOADED = "loaded\n"


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    parser = add(parsers, "demo", _do, "Fill an empty server with the bicycle maker Lindenrad.")
    parser.add_argument(
        "--fresh", action="store_true", help="throw the demo away first; refused on a real server"
    )


def _do(options: Namespace) -> None:
    from django.conf import settings

    mark = settings.DATA_DIR / "demo"
    if options.fresh:
        _throw_away(mark)
    open_database()
    if mark.exists() and mark.read_text() == _LOADED:
        say("The demo is loaded already; `augenhoehe demo --fresh` starts over.")
        return
    _refuse_on_a_real_server()
    _load(mark)


def _load(mark: Path) -> None:
    from augenhoehe.config.upkeep.canary import try_promise
    from augenhoehe.demo.load import load_demo

    # Marked before it is complete: what is half loaded can be thrown away, but not kept.
    mark.write_text("loading\n")
    load_demo(say)
    try_promise()
    mark.with_name(_SIGN_INS).write_text(_sign_ins(), encoding="utf-8")  # bin/run shows it
    mark.write_text(_LOADED)


def _sign_ins() -> str:
    from augenhoehe.demo.load import PASSWORD, demo_sign_ins

    lines = [f"{email:32} {name} ({part})" for name, _handle, email, part in demo_sign_ins()]
    return "\n".join([f"Sign in as one of these; the password is {PASSWORD}", "", *lines, ""])


def _refuse_on_a_real_server() -> None:
    from augenhoehe.domain.people.models import Account

    if Account.objects.exists():
        raise Refused("This server has accounts already; the demo needs an empty one.")


def _throw_away(mark: Path) -> None:
    """Remove database and media of the demo, and nothing else."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        raise Refused("Only a demo in SQLite can be thrown away; please empty the database.")
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if not database.exists():
        return
    if not mark.exists():
        raise Refused("The data folder holds no demo, so it is not thrown away.")
    _refuse_beside_a_server(settings.DATA_DIR)
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.DATA_DIR / "mail"):
        shutil.rmtree(folder, ignore_errors=True)
    mark.with_name(_SIGN_INS).unlink(missing_ok=True)
    mark.unlink()


def _refuse_beside_a_server(folder: Path) -> None:
    from augenhoehe.foundation.occupancy import Occupancy

    if not Occupancy(folder).take_alone():
        raise Refused("A server is at work on this data folder; stop it first.")
