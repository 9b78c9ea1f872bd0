"""Asking the application as a stranger would, without a network and without a server."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from secrets import randbelow
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings

_LONGEST = 4_000_000  # bytes of an answer that are looked at


@dataclass(slots=True)
class Said:
    """What was answered: the status, and everything in which something could stand."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def start(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        """WSGI's `start_response`."""
        self.status, self.headers = int(status[:3]), headers

    def has(self, words: str) -> bool:
        """Whether these words stand in the answer or in its headers."""
        known = words.encode()
        return known in self.body or any(words in value for _name, value in self.headers)

    def leads_to(self, number: int) -> bool:
        """Whether it sends the reader on to the page of this number (not to sign in for it)."""
        places = [value for name, value in self.headers if name.lower() == "location"]
        return any(urlsplit(place).path.endswith(f"/{number}") for place in places)


def make_ready() -> None:
    """Load the application, before anybody waits for it within a transaction."""
    from augenhoehe.config.server import (
        wsgi,
    )  # takes a moment, and only this and the server need it

    assert wsgi.application is not None  # noqa: S101 - importing it is what matters


def ask(path: str, headers: Mapping[str, str] | None = None) -> Said:
    """What this server answers to a GET. Runs in this thread, and in its transaction."""
    from augenhoehe.config.server.wsgi import application

    said = Said()
    result = application(_environ(path, headers or {}), said.start)
    try:
        for bite in result:
            said.body += bite
            if len(said.body) > _LONGEST:
                break
    finally:
        getattr(result, "close", lambda: None)()
    return said


def _environ(path: str, headers: Mapping[str, str]) -> dict[str, Any]:
    here = urlsplit(settings.BASE_URL)
    wanted, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(wanted).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": here.hostname or "localhost",
        "SERVER_PORT": str(here.port or (443 if here.scheme == "https" else 80)),
        "REMOTE_ADDR": _stranger(),
        "CONTENT_TYPE": "",
        "CONTENT_LENGTH": "0",
        "HTTP_HOST": here.netloc,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": here.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    } | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}


def _stranger() -> str:
    """An address nobody has (RFC 3849), another each time: patience is not what is tried here."""
    return f"2001:db8:{randbelow(65536):x}:{randbelow(65536):x}::1"
