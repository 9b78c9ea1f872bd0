import socket
from http.client import HTTPConnection

import pytest

from augenhoehe.config.server import streams
from augenhoehe.config.server.streams import as_event, wanted_channels
from augenhoehe.foundation import live
from tests.config.door import serving
from tests.config.process import eventually


@pytest.fixture
def doors():
    """Channels that begin with `open` may be heard by everybody."""
    before = list(live._doorkeepers)
    live.register_doorkeeper(lambda headers, wanted: [w for w in wanted if w.startswith("open")])
    yield
    live._doorkeepers[:] = before


@pytest.fixture
def port(doors, tmp_path):
    with serving(lambda environ, start: [], tmp_path) as port:
        yield port


@pytest.fixture
def listen(port):
    connections = []

    def listen(channels, method="GET"):
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connections.append(connection)
        connection.request(method, f"/live?channels={channels}")
        response = connection.getresponse()
        response.connection = connection
        return response

    yield listen
    for connection in connections:
        connection.close()


def publish(channel, event, data):
    live._hub.publish(live.Message(channel, event, data))


def next_event(response):
    lines = []
    while (line := response.readline().decode().strip()) or not lines:
        lines.append(line)
    return lines


def test_what_one_may_not_hear_is_not_said(listen):
    assert listen("secret").status == 403

    stream = listen("secret,open-a")
    next_event(stream)
    publish("secret", "post", "1")
    publish("open-a", "post", "2")

    assert next_event(stream) == ["event: post", "data: 2"]


def test_live_updates_are_only_read(listen):
    assert listen("open-a", method="POST").status == 405


def test_there_is_an_end_to_how_many_may_listen(listen, monkeypatch):
    monkeypatch.setattr(streams, "_STREAMS_PER_ADDRESS", 1)
    first = listen("open-a")

    assert first.status == 200
    assert listen("open-a").status == 429


def test_a_listener_who_does_not_keep_up_is_dropped(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(b"GET /live?channels=open-a HTTP/1.1\r\nHost: a\r\n\r\n")
        sock.recv(500)
        assert eventually(lambda: live._hub.listeners)

        for _ in range(300):
            publish("open-a", "post", "x" * 100_000)

        assert eventually(lambda: not live._hub.listeners)


def test_a_listener_who_goes_is_forgotten(listen):
    stream = listen("open-a")
    next_event(stream)
    assert eventually(lambda: live._hub.listeners)

    stream.connection.sock.shutdown(socket.SHUT_RDWR)
    publish("open-a", "post", "1")

    assert eventually(lambda: not live._hub.listeners)


def test_silence_is_filled_and_rights_are_asked_for_again(listen, monkeypatch):
    monkeypatch.setattr(streams, "_KEEP_ALIVE_SECONDS", 0.05)
    monkeypatch.setattr(streams, "_ASK_AGAIN_SECONDS", 0.2)
    stream = listen("open-a")
    next_event(stream)

    assert next_event(stream) == [": still here"]

    live.register_doorkeeper(lambda headers, wanted: [])
    assert stream.read().endswith(b"\n")  # the stream has come to its end


def test_text_cannot_forge_events():
    message = live.Message("c", "post\nevent: evil", "a\r\nevent: evil\rdata: evil\n\nb")

    said = as_event(message).decode()

    assert said.startswith("event: post event: evil\n")
    assert said.endswith("\n\n")
    assert "\n\n" not in said[:-2]
    assert all(line.startswith(("event: ", "data: ")) for line in said.strip().split("\n"))


def test_wishes_are_bounded():
    many = b",".join(b"c%d" % n for n in range(99))
    query = b"channels=a,b,,a," + b"x" * 101 + b"&channels=" + many

    assert wanted_channels(query)[:3] == ["a", "b", "c0"]
    assert len(wanted_channels(query)) == 20
    assert wanted_channels(b"\xff=&&=%") == []
