"""An ASGI request in the words of WSGI, which Django's faster handler understands."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from ipaddress import ip_address
from typing import IO, Any
from urllib.parse import unquote_to_bytes
from wsgiref.util import FileWrapper

from augenhoehe.config.server.answers import Scope

# `proxy` would become HTTP_PROXY, which some libraries take for the operator's wish.
_NEVER_PASSED_ON = {"proxy", "content-type", "content-length"}
_NOBODY = "0.0.0.0"  # noqa: S104 - stands for "unknown", nothing listens there


class FileInBites(FileWrapper):
    """Files are sent in bites that are worth a trip to the thread and back."""

    def __init__(self, file: IO[bytes], size: int = 0) -> None:
        super().__init__(file, max(size, 65_536))


def environ_of(
    scope: Scope, headers: Mapping[str, str], body: IO[bytes], size: int
) -> dict[str, Any]:
    """The WSGI environment of a request whose body is complete."""
    server = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": _path(scope),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "RAW_URI": _as_sent(scope),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": _address(scope),
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileInBites,
    }
    return environ | _passed_on(headers)


def _passed_on(headers: Mapping[str, str]) -> dict[str, str]:
    # An underscore could pass for a dash of a header that only a proxy may set.
    return {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in headers.items()
        if "_" not in name and name not in _NEVER_PASSED_ON
    }


def _path(scope: Scope) -> str:
    """The path as WSGI wants it: its bytes, whatever they are, as Latin-1."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return unquote_to_bytes(raw).decode("latin-1")


def _as_sent(scope: Scope) -> str:
    """Path and query exactly as they came: what a signature over the request covers."""
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    return (path + b"?" + query if query else path).decode("latin-1")


def _address(scope: Scope) -> str:
    """Who asks. What a proxy passes on as an address need not be one."""
    host = (scope.get("client") or (_NOBODY,))[0]
    try:
        return str(ip_address(host))
    except ValueError:
        return _NOBODY
