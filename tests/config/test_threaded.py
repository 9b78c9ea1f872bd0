import contextlib
import socket
import time
from contextlib import closing
from http.client import HTTPConnection

import pytest

from augenhoehe.config.server import bodies, protocol, threaded
from tests.config.door import serving
from tests.config.process import eventually

MEGABYTE = b"m" * 1_000_000


class Application:
    """Answers by path, and remembers what it was told."""

    def __init__(self):
        self.environ = {}
        self.bodies = []
        self.closed = []

    def __call__(self, environ, start_response):
        self.environ = environ
        path = environ["PATH_INFO"]
        if path == "/boom":
            raise ValueError("boom")
        if path == "/body":
            self.bodies.append(environ["wsgi.input"].read())
        if path == "/unchanged":
            start_response("304 Not Modified", [("Content-Length", "5")])
            return [b"never"]
        start_response("200 OK", [("Content-Type", "text/plain")])
        return (
            Endless(self) if path == "/endless" else [MEGABYTE] * 3 if path == "/long" else [b"hi"]
        )


class Endless:
    streaming = True

    def __init__(self, application):
        self.application = application

    def __iter__(self):
        while True:
            yield b"again " * 1000

    def close(self):
        self.application.closed.append(True)


@pytest.fixture
def application():
    return Application()


@pytest.fixture
def port(application, tmp_path):
    with serving(application, tmp_path) as port:
        yield port


@pytest.fixture
def ask(port):
    def ask(method, path, body=None, headers=None):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return response, response.read()

    return ask


def say(port, text):
    """Send bytes as they are and return everything that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        said = b""
        with contextlib.suppress(ConnectionError):  # cut, as it should be
            sock.sendall(text)
            sock.shutdown(socket.SHUT_WR)
            while part := sock.recv(65_536):
                said += part
        return said


def test_a_body_that_is_too_large_is_refused_without_being_read(port, application):
    head = b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 100000001\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.sendall(head)
        answer = sock.recv(1000)

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer
    assert application.bodies == []


def test_a_body_in_chunks_is_refused_once_it_is_too_large(ask, application, monkeypatch):
    monkeypatch.setattr(bodies, "_AT_MOST", 3_000_000)

    response, _ = ask("POST", "/body", body=iter([MEGABYTE] * 4))

    assert response.status == 413
    assert application.bodies == []


def test_a_program_is_told_in_json(port):
    head = b"POST /api/v2/media HTTP/1.1\r\nHost: a\r\nContent-Length: 100000001\r\n\r\n"

    said = say(port, head)

    assert said.startswith(b"HTTP/1.1 413 ")
    assert b"application/json" in said
    assert b'{"error":"The request is too large; at most 100 MB."}' in said


def test_somebody_who_expects_100_is_told_413_instead(port):
    head = (
        b"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 999999999\r\n\r\n"
    )

    assert say(port, head).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_does_not_come_ends_with_408(port, monkeypatch):
    monkeypatch.setattr(bodies, "_SILENCE_SECONDS", 0.1)
    head = b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.sendall(head)

        assert sock.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_half_a_body_and_gone_reaches_nobody(port, application, tmp_path):
    head = b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.sendall(head + b"x" * 400_000)

    assert eventually(lambda: not list(tmp_path.iterdir()))
    assert application.bodies == []


def test_a_disk_that_takes_nothing_is_said_honestly(ask, application, tmp_path):
    tmp_path.rmdir()

    response, _ = ask("POST", "/body", body=iter([MEGABYTE]))

    assert response.status == 503
    assert application.bodies == []


@pytest.mark.parametrize(
    "text",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 90_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 90_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    ],
)
def test_endless_heads_are_cut(port, text):
    assert not say(port, text).startswith(b"HTTP/1.1 200")


def test_who_never_says_anything_is_let_go(port, monkeypatch):
    monkeypatch.setattr(protocol, "_HEAD_SECONDS", 0.1)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.sendall(b"GET / HT")

        assert was_cut(sock)


def was_cut(sock):
    try:
        return sock.recv(10) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize(
    "text",
    [
        b"\x16\x03\x01 tls\r\n\r\n",
        b"GET \xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
)
def test_nonsense_does_not_end_the_server(port, ask, text):
    say(port, text)

    assert ask("GET", "/")[1] == b"hi"


def test_a_fault_is_a_500_and_the_next_request_works(ask):
    assert ask("GET", "/boom")[0].status == 500
    assert ask("GET", "/")[0].status == 200


def test_headers_that_only_a_proxy_may_set_cannot_be_imitated(ask, application):
    ask("GET", "/", headers={"X_Forwarded_For": "1.2.3.4", "Proxy": "evil"})

    assert "HTTP_X_FORWARDED_FOR" not in application.environ
    assert "HTTP_PROXY" not in application.environ


def test_an_address_that_a_proxy_passes_on_must_be_one(ask, application):
    ask("GET", "/", headers={"X-Forwarded-For": "<script>"})
    assert application.environ["REMOTE_ADDR"] == "0.0.0.0"

    ask("GET", "/", headers={"X-Forwarded-For": "198.51.100.7"})
    assert application.environ["REMOTE_ADDR"] == "198.51.100.7"


@pytest.mark.parametrize("size", [0, 10, bodies.IN_MEMORY, bodies.IN_MEMORY + 1, 3_000_000])
@pytest.mark.parametrize("in_chunks", [True, False])
def test_bodies_of_all_sizes_arrive(ask, application, size, in_chunks):
    body = bytes(range(256)) * (size // 256 + 1)
    body = body[:size]

    ask("POST", "/body", body=iter([body]) if in_chunks else body)

    assert application.bodies == [body]
    assert application.environ["CONTENT_LENGTH"] == str(size)


def test_small_answers_have_a_length_and_long_ones_come_whole(ask):
    small, _ = ask("GET", "/")
    _, long = ask("GET", "/long")

    assert small.getheader("content-length") == "2"
    assert long == MEGABYTE * 3


def test_head_has_the_length_and_no_body(ask):
    response, body = ask("HEAD", "/")

    assert (response.getheader("content-length"), body) == ("2", b"")


def test_what_has_not_changed_has_no_body(ask):
    response, body = ask("GET", "/unchanged")

    assert (response.status, body) == (304, b"")


def test_a_reader_who_goes_ends_the_answer(port, application):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.sendall(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        sock.recv(1000)

    assert eventually(lambda: application.closed)


def test_a_reader_who_takes_nothing_is_cut(port, application, monkeypatch):
    monkeypatch.setattr(threaded, "_READER_SECONDS", 0.2)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.sendall(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)

        assert eventually(lambda: application.closed)
