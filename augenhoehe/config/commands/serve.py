"""`augenhoehe serve`"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from augenhoehe.config.commands.command import Parsers, Refused, add


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    parser = add(parsers, "serve", _do, "Serve pages, live updates and background work.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on")
    parser.add_argument(
        "--without-worker", action="store_true", help="leave background work to `augenhoehe worker`"
    )


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _do(options: Namespace) -> None:
    from augenhoehe.config.server.serve import CannotServe, serve

    try:
        serve(options.host, options.port, with_worker=not options.without_worker)
    except CannotServe as reason:
        raise Refused(str(reason)) from None
