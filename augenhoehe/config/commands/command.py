"""What a command is: how it is called, and what it does."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable

Parsers = _SubParsersAction  # of ArgumentParser; only argparse itself may make one
Doing = Callable[[Namespace], int | None]


class Refused(Exception):
    """The command cannot do that; `str()` is one sentence that says why."""


def add(parsers: Parsers[ArgumentParser], name: str, do: Doing, purpose: str) -> ArgumentParser:
    """Add a command with its purpose; the parser is returned for its arguments."""
    parser = parsers.add_parser(name, help=purpose, description=purpose)
    parser.set_defaults(do=do)
    return parser


def add_group(parsers: Parsers[ArgumentParser], name: str, purpose: str) -> Parsers[ArgumentParser]:
    """Add a word that several commands begin with."""
    parser = parsers.add_parser(name, help=purpose, description=purpose)
    return parser.add_subparsers(required=True, metavar="COMMAND")


def say(text: str) -> None:
    """Tell the operator something; standard output belongs to results."""
    print(text, file=sys.stderr, flush=True)
