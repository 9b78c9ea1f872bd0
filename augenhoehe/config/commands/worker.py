"""`augenhoehe worker`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, add


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    add(parsers, "worker", _do, "Do background work only, beside `serve --without-worker`.")


def _do(options: Namespace) -> None:
    from augenhoehe.config.server.serve import work

    work()
