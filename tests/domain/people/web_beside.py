"""A small web on this machine: pages by path, asked over a real connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Beside:
    """A server of somebody else. `pages`: path -> (content type, body); `moved`: path -> where."""

    host: str
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_down: bool = False

    def at(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def html(self, path: str, body: str) -> str:
        self.pages[path] = ("text/html", body.encode())
        return self.at(path)

    def json(self, path: str, body: bytes, kind: str = "application/json") -> str:
        self.pages[path] = (kind, body)
        return self.at(path)


@contextmanager
def somebody_elses_server() -> Iterator[Beside]:
    """A server that answers until the end of the block."""
    beside = Beside("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            beside.asked.append(self.path)
            if beside.is_down:
                self.send_error(503)
            elif path in beside.moved:
                self.send_response(302)
                self.send_header("Location", beside.moved[path])
                self.end_headers()
            elif path not in beside.pages:
                self.send_error(404)
            else:
                kind, body = beside.pages[path]
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    beside.host = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield beside
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
