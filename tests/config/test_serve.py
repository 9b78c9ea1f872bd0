import socket
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.config.process import House, Server, eventually, free_port

SEND_A_MAIL = """
from django.core.mail import send_mail
send_mail("Your chain", "We have sent it.", None, ["karl@example.org"])
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AUGENHOEHE_REGISTRATION", "sometimes"),
        ("AUGENHOEHE_BASE_URL", "social.example"),
        ("AUGENHOEHE_MAIL_URL", "carrier-pigeon://loft"),
        ("AUGENHOEHE_TIME_ZONE", "Europe/Atlantis"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path, name, value):
    result = House(tmp_path, **{name: value}).run("serve", "--port", str(free_port()))

    assert result.returncode == 2
    assert value in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_port_in_use_is_said_in_one_sentence(house):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = house.run("serve", "--port", str(taken.getsockname()[1]))

    assert result.returncode == 1
    assert "Cannot listen" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_it_says_that_it_is_well_and_stops_although_a_stream_is_open(house):
    with Server(house) as server, closing(server.connect()) as stream:
        stream.request("GET", "/live?channels=public")
        response = stream.getresponse()
        status, body = server.get("/health")

        assert response.getheader("content-type", "").startswith("text/event-stream")
        assert response.readline() == b"retry: 3000\n"
        assert status == 200, body
        assert body == b"OK"
        assert server.stop(within=5) == 0
        assert response.read() == b"\n"  # the stream has ended as streams should


def test_kill_frees_the_port_at_once_and_nothing_is_lost(house):
    with socket.create_server(("127.0.0.1", 0)) as silent_mail_server:
        port = silent_mail_server.getsockname()[1]
        house.environment["AUGENHOEHE_MAIL_URL"] = f"smtp://127.0.0.1:{port}"
        house.python(SEND_A_MAIL)
        with Server(house) as server:
            silent_mail_server.settimeout(10)
            with silent_mail_server.accept()[0]:  # the job is in hand now
                server.kill()

            house.environment["AUGENHOEHE_MAIL_URL"] = ""
            server.restart()

            assert eventually(lambda: list((house.folder / "mail").glob("*.eml")))
    mail = next((house.folder / "mail").glob("*.eml"))
    message = message_from_bytes(mail.read_bytes(), policy=policy.default)
    assert message["To"] == "karl@example.org"
    assert "We have sent it." in message.get_content()


def test_no_child_could_keep_the_port(house):
    with Server(house) as server:
        sockets = [
            path.name for path in _descriptors(server) if str(path.readlink()).startswith("socket:")
        ]
        flags = [_flags(server, number) for number in sockets]

    assert sockets
    assert all(flag & 0o2000000 for flag in flags)  # O_CLOEXEC


def _descriptors(server):
    return list(Path(f"/proc/{server.process.pid}/fd").iterdir())


def _flags(server, number):
    with open(f"/proc/{server.process.pid}/fdinfo/{number}") as file:
        return next(int(line.split()[1], 8) for line in file if line.startswith("flags"))


def test_a_large_upload_costs_hardly_any_memory(house):
    with Server(house) as server:
        server.get("/health")
        before = _peak(server)
        connection = server.connect()
        connection.request("POST", "/health", body=iter([b"x" * 65_536] * 900))
        connection.getresponse().read()
        connection.close()

        assert _peak(server) - before < 15_000  # kB, for 59 MB
        assert not list((house.folder / "incoming").iterdir())


def _peak(server):
    with open(f"/proc/{server.process.pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
