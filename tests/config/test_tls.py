"""HTTPS without a proxy in front: pages, kept connections, sockets, and who dawdles."""

from __future__ import annotations

import signal
import socket
import ssl
from contextlib import closing
from http.client import HTTPException, HTTPSConnection

import pytest

from tests.authority import Authority
from tests.config.process import House, Server, copy_house, eventually, free_port


@pytest.fixture
def authority(tmp_path) -> Authority:
    return Authority(tmp_path / "authority")


@pytest.fixture
def home(furnished, tmp_path, authority) -> House:
    """A house that serves HTTPS at an address of its own."""
    return copy_house(
        furnished,
        tmp_path / "data",
        AUGENHOEHE_TLS_CERTIFICATE=str(authority.certificate("127.0.0.2")),
    )


@pytest.mark.parametrize("content", ["", "-----BEGIN CERTIFICATE-----\nno\n"])
def test_a_certificate_that_is_none_is_said_in_one_sentence(house, tmp_path, content):
    (file := tmp_path / "wrong.pem").write_text(content)

    result = house.run("serve", "--port", str(free_port()), "--tls-certificate", str(file))

    assert result.returncode == 1
    assert "Cannot serve HTTPS" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_key_alone_is_not_enough(house, tmp_path, authority):
    key = authority.certificate("127.0.0.2")

    result = house.run("serve", "--port", str(free_port()), "--tls-key", str(key))

    assert result.returncode == 1
    assert "--tls-certificate" in result.stderr


def test_pages_come_by_https_on_one_connection(home, authority):
    port = free_port()
    trust = ssl.create_default_context(cafile=str(authority.file))
    with Server(home, port, "127.0.0.2") as server:
        browser = HTTPSConnection("127.0.0.2", port, timeout=10, context=trust)
        with closing(browser):
            browser.request("GET", "/health")
            assert browser.getresponse().read() == b"OK"
            kept = browser.sock
            browser.request("GET", "/api/v2/instance")
            assert browser.getresponse().status == 200
            assert browser.sock is kept

        assert f"https://127.0.0.2:{port}" in server.said()
        with closing(server.connect()) as plain, pytest.raises((HTTPException, OSError)):
            plain.request("GET", "/health")
            plain.getresponse()


def test_a_socket_opens_by_tls_too(home, authority):
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    port = free_port()
    trust = ssl.create_default_context(cafile=str(authority.file))
    address = f"wss://127.0.0.2:{port}/api/v1/streaming?stream=user"
    # It gets as far as being asked for a token.
    with Server(home, port, "127.0.0.2"), pytest.raises(InvalidStatus) as refused:
        connect(address, ssl=trust, proxy=None)

    assert refused.value.response.status_code == 401


def test_a_renewed_certificate_is_taken_up_on_hangup(home, authority):
    port = free_port()
    with Server(home, port, "127.0.0.2") as server:
        before = _shown_at(port)
        authority.certificate("127.0.0.2")
        server.process.send_signal(signal.SIGHUP)

        assert eventually(lambda: _shown_at(port) != before)


def test_who_connects_and_dawdles_is_let_go(home):
    port = free_port()
    with Server(home, port, "127.0.0.2") as server:
        with socket.create_connection(("127.0.0.2", port), timeout=15) as silent:
            assert silent.recv(1) == b""
        assert server.stop(within=5) == 0
        assert "Traceback" not in server.said()


def _shown_at(port: int) -> str:
    return ssl.get_server_certificate(("127.0.0.2", port), timeout=10)
