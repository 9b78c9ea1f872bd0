"""The entry: reads the command line, prepares Django, and turns refusals into sentences."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module

from augenhoehe.config.commands.command import Refused, say
from augenhoehe.config.options import BadSetting

_COMMANDS = (
    "serve",
    "worker",
    "migrate",
    "demo",
    "account",
    "api_docs",
    "token",
    "role",
    "voice",
    "hat",
    "directory",
    "space",
    "emoji",
    "federation",
    "register",
    "codex",
    "plain",
    "check",
    "backup",
    "restore",
    "settings_docs",
    "personal_docs",
    "messages",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is the exit status."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    # Collect seldom: what pages leave behind is nearly all gone by itself (measured: 5 to 9 %
    # of the time of a page, 0.1 s of the start; no difference in memory).
    gc.set_threshold(5000, 10, 10)
    options = _parser().parse_args(arguments)
    try:
        if not getattr(options, "bare", False):
            _prepare_django()
        return options.do(options) or 0
    except BadSetting as problem:
        say(str(problem))
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        if not _is_refusal(problem):
            raise
        say(" ".join(getattr(problem, "messages", [str(problem)])))
        return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="augenhoehe", description="A company's own social server.")
    parsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in _COMMANDS:
        import_module(f"augenhoehe.config.commands.{name}").add_to(parsers)
    return parser


def _prepare_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "augenhoehe.config.settings")
    import django

    try:
        django.setup()
    except OSError as error:
        raise BadSetting(f"The data folder cannot be used: {error}.") from None
    except ValueError as error:  # Django has an objection, to the time zone for example
        raise BadSetting(f"{error}.") from None


def _is_refusal(problem: Exception) -> bool:
    """Whether somebody said no with a reason, as opposed to a fault of ours."""
    from django.core.exceptions import ValidationError
    from django.db import OperationalError

    from augenhoehe.foundation.verdicts import Invalid, NotAllowed

    return isinstance(problem, Refused | NotAllowed | Invalid | ValidationError | OperationalError)


if __name__ == "__main__":
    raise SystemExit(main())
