"""`augenhoehe serve`"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from augenhoehe.config.commands.command import Parsers, Refused, add


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    parser = add(parsers, "serve", _do, "Serve pages, live updates and background work.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on")
    parser.add_argument("--tls-certificate", metavar="FILE", help="serve HTTPS with this (PEM)")
    parser.add_argument("--tls-key", metavar="FILE", help="its key, if not in the same file")
    parser.add_argument(
        "--without-worker", action="store_true", help="leave background work to `augenhoehe worker`"
    )


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _do(options: Namespace) -> None:
    from django.conf import settings

    from augenhoehe.config.server.serve import CannotServe, serve
    from augenhoehe.config.server.tls import Certificate
    from augenhoehe.plainspeech import Broken, shipped_and

    try:  # read now, so that whoever writes first need not wait, and none meets a broken one
        shipped_and(Path(settings.PLAIN_RULES) if settings.PLAIN_RULES else None)
    except Broken as broken:
        raise Refused(f"The rules in {settings.PLAIN_RULES} are broken.\n{broken}") from None
    certificate = options.tls_certificate or settings.TLS_CERTIFICATE
    key = options.tls_key or settings.TLS_KEY
    tls = Certificate(certificate, key) if certificate or key else None
    try:
        serve(options.host, options.port, with_worker=not options.without_worker, tls=tls)
    except CannotServe as reason:
        raise Refused(str(reason)) from None
