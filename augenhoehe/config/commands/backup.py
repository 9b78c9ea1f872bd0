"""`augenhoehe backup`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, Refused, add, say


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    parser = add(parsers, "backup", _do, "Write database, media and keys into one file.")
    parser.add_argument("file", metavar="FILE", type=Path, help="for example augenhoehe.tar.gz")


def _do(options: Namespace) -> None:
    from augenhoehe.config.upkeep.backup import CannotBackUp, back_up

    try:
        size = back_up(options.file, say=say)
    except CannotBackUp as reason:
        raise Refused(str(reason)) from None
    except OSError as error:
        raise Refused(f"The backup could not be written: {error}.") from None
    say(f"Wrote {options.file} ({max(1, size // 1_000_000)} MB). Keep it safe: it holds the keys.")
