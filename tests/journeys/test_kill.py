"""kill -9 in the middle of posting: every post that was acknowledged is there afterwards."""

from __future__ import annotations

import json
import threading
from contextlib import closing

from tests.config.process import House, Server

TEXT = "Nummer {n} von {who}"


def post(server: Server, token: str, text: str) -> str | None:
    """The id of the post if the server acknowledged it."""
    with closing(server.connect(timeout=5)) as connection:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("POST", "/api/v1/statuses", json.dumps({"status": text}), headers)
        answer = connection.getresponse()
        return json.load(answer)["id"] if answer.status == 200 else None


def keep_posting(server: Server, token: str, who: int, acknowledged: dict[str, str]) -> None:
    for n in range(500):
        text = TEXT.format(n=n, who=who)
        try:
            if (known := post(server, token, text)) is not None:
                acknowledged[known] = text
        except (OSError, ValueError):
            return  # the server is dead: what was not acknowledged is not promised


def test_every_acknowledged_post_survives(tmp_path):
    house = House(tmp_path / "data", AUGENHOEHE_RATE_LIMITS="off")
    made = house.run(
        "account", "create", "vera", "--email", "vera@example.org", "--password", "Riemen gerissen"
    )
    assert made.returncode == 0, made.stderr
    given = house.run("token", "create", "vera", "--scopes", "read write", "--json")
    token = json.loads(given.stdout)["access_token"]
    acknowledged: dict[str, str] = {}

    with Server(house) as server:
        writers = [
            threading.Thread(target=keep_posting, args=(server, token, who, acknowledged))
            for who in range(3)
        ]
        for writer in writers:
            writer.start()
        while len(acknowledged) < 40 and any(writer.is_alive() for writer in writers):
            writers[0].join(0.05)
        server.kill()
        for writer in writers:
            writer.join(10)
        server.restart()
        lost = {known: text for known, text in acknowledged.items() if not is_there(server, known)}

    assert len(acknowledged) >= 40
    assert lost == {}


def is_there(server: Server, known: str) -> bool:
    status, body = server.get(f"/api/v1/statuses/{known}")
    return status == 200 and json.loads(body)["id"] == known
