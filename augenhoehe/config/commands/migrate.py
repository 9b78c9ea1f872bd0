"""`augenhoehe migrate`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, add, say


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    add(parsers, "migrate", _do, "Bring the database up to date. `serve` does it by itself.")


def _do(options: Namespace) -> None:
    from augenhoehe.config.server.preparing import prepare_database

    if not prepare_database(say=say):
        say("The database is up to date.")
