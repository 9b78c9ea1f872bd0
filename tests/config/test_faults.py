"""A full disk, a locked database: said as it is, and nothing is lost or half done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.config.process import House, Server

PASSWORD = "uferweg-acht-riemen"


class Visit:
    """Requests to one server, in Karl's name."""

    def __init__(self, server: Server, token: str) -> None:
        self.port = server.port
        self.bearer = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=40)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response, response.read()

    def post(self, text: str) -> tuple[HTTPResponse, bytes]:
        body = json.dumps({"status": text}).encode()
        return self.ask("POST", "/api/v1/statuses", body, **self.bearer)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(
        tmp_path_factory.mktemp("faults") / "data",
        DJANGO_SETTINGS_MODULE="augenhoehe.config.settings",
    )
    house.folder.mkdir()
    made = house.run(
        "account", "create", "karl", "--email", "karl@example.org", "--password", PASSWORD
    )
    assert made.returncode == 0, made.stderr
    return house


@pytest.fixture(scope="module")
def visit(house: House) -> Iterator[Visit]:
    told = house.run("token", "create", "karl", "--scopes", "read write", "--json")
    with Server(house) as server:
        yield Visit(server, json.loads(told.stdout)["access_token"])


def test_a_locked_database_is_an_honest_503_and_reading_goes_on(visit: Visit, house: House):
    visit.post("Der Riemen ist gerissen.")
    blocker = sqlite3.connect(house.database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")

    try:
        refused, said = visit.post("Und niemand ruft zurück.")
        page, html = visit.ask("GET", "/@karl")
    finally:
        blocker.rollback()
        blocker.close()

    assert refused.status == 503
    assert refused.headers["Retry-After"]
    assert "error" in json.loads(said)
    assert page.status == 200
    assert b"Riemen ist gerissen" in html
    accepted, _ = visit.post("Und niemand ruft zurück.")
    assert accepted.status == 200


def test_a_full_database_is_an_honest_503_and_what_was_said_stays(visit: Visit, house: House):
    kept, said = visit.post("Noch ist Platz.")
    full = House(house.folder, **house.environment)
    code = (
        "from django.db import connection\n"
        "from django.test import Client\n"
        "connection.cursor().execute('PRAGMA max_page_count = 1')\n"  # it may not grow
        "import os, json\n"
        "visitor = Client(raise_request_exception=False)\n"
        "for n in range(80):\n"
        "    answer = visitor.post('/api/v1/statuses', json.dumps({'status': f'{n}' * 200}),"
        " content_type='application/json',"
        " headers={'Authorization': os.environ['BEARER'], 'Host': '127.0.0.1'})\n"
        "    if answer.status_code != 200: break\n"
        "print(answer.status_code, answer.headers.get('Retry-After'), answer.content.decode())"
    )
    full.environment |= {
        "BEARER": visit.bearer["Authorization"],
        "AUGENHOEHE_RATE_LIMITS": "off",
    }
    status, retry, answer = full.python(code).strip().split(" ", 2)

    assert (status, bool(retry)) == ("503", True)
    assert "error" in json.loads(answer)
    assert kept.status == 200
    read, _ = visit.ask("GET", f"/api/v1/statuses/{json.loads(said)['id']}", **visit.bearer)
    assert read.status == 200
    with closing(sqlite3.connect(house.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_room_for_a_picture_leaves_nothing_behind(visit: Visit, house: House, tmp_path: Path):
    code = (
        "import errno\n"
        "from pathlib import Path\n"
        "from augenhoehe.foundation import images\n"
        "from augenhoehe.domain.media.actions import add_picture\n"
        "from augenhoehe.domain.media.models import Picture\n"
        "from augenhoehe.domain.people.selectors import account_by_address\n"
        "def full(*args, **kwargs): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "images.process_image = full\n"
        "try: add_picture(Path('x'), by=account_by_address('karl'))\n"
        "except OSError as error: print(error.errno, Picture.objects.count())"
    )

    assert house.python(code).strip() == "28 0"
