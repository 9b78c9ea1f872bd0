"""A real server process that is killed: what it answered 202 is done by the next."""

import json

import pytest

from tests.config.process import House, Server, eventually, free_port
from tests.interfaces.federation.elsewhere import Elsewhere

_KNOWN = """
import json, sys
from augenhoehe.domain.people.models import Account
from augenhoehe.interfaces.federation.models import RemoteActor
told = json.loads({told!r})
account = Account.objects.create(
    uri=told["id"], handle="ada", domain="elsewhere.example", name="Ada"
)
RemoteActor.objects.create(
    account=account, host="elsewhere.example", kind="Person", inbox=told["inbox"],
    keys=told["keys"],
)
"""
_COUNT = """
from augenhoehe.interfaces.federation.models import InboxItem
rows = InboxItem.objects.all()
print(rows.count(), rows.filter(done_at=None).count())
"""


@pytest.fixture
def house(tmp_path):
    folder = tmp_path / "house"
    folder.mkdir()
    port = free_port()
    house = House(folder, AUGENHOEHE_BASE_URL=f"http://127.0.0.1:{port}")
    house.lay()
    house.port = port
    return house


def counts(house):
    return tuple(int(one) for one in house.python(_COUNT).split()[-2:])


def posted(server, request):
    connection = server.connect()
    try:
        connection.putrequest("POST", request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers:
            connection.putheader(name.decode(), value.decode())
        connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body)
        return connection.getresponse().status
    finally:
        connection.close()


def test_kill_9_loses_nothing_that_was_answered(house):
    ada = Elsewhere().person("ada")
    told = json.dumps({"id": ada.id, "inbox": ada.inbox, "keys": ada.kept_keys})
    house.python(_KNOWN.format(told=told))
    inbox = f"http://127.0.0.1:{house.port}/inbox"

    with Server(house, port=house.port) as server:
        unsigned = ada.request(ada.creates(), to=inbox).without("signature")
        assert posted(server, unsigned) == 401
        answered = [posted(server, ada.request(ada.creates(), to=inbox)) for _ in range(40)]
        server.kill()
        assert answered == [202] * 40
        assert counts(house)[0] == 40

        server.restart()
        assert eventually(lambda: counts(house) == (40, 0), 20)
        assert server.stop(within=10) == 0
