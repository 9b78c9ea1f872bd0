"""`augenhoehe restore`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, Refused, add, say


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    parser = add(parsers, "restore", _do, "Bring back what `backup` wrote.")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--force", action="store_true", help="replace what is in the data folder now"
    )


def _do(options: Namespace) -> None:
    from augenhoehe.config.upkeep.restore import CannotRestore, restore

    try:
        restore(options.file, force=options.force, say=say)
    except CannotRestore as reason:
        raise Refused(str(reason)) from None
    except OSError as error:
        raise Refused(f"The backup could not be restored: {error}.") from None
    say("Restored. Start the server with `augenhoehe serve`.")
