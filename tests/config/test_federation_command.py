"""`augenhoehe federation …`: what an operator can ask and do about other servers."""

import orjson
import pytest

from augenhoehe.config.commands import main
from augenhoehe.domain.people.models import Follow
from augenhoehe.interfaces.federation.keys import signing_key
from augenhoehe.interfaces.federation.models import Activity, Delivery, Peer
from tests.interfaces.federation.elsewhere import Elsewhere


@pytest.fixture
def call(db, capsys):
    """Run a command; its exit status, what it printed, and what it said aside."""

    def call(*arguments):
        status = main(["federation", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_nothing_is_known_of_a_stranger(call):
    for command in (["status", "nowhere.example"], ["retry", "nowhere.example"]):
        status, out, err = call(*command)
        assert (status, out) == (1, "")
        assert "not known" in err


def test_what_is_no_server_is_refused(call):
    status, _out, err = call("allow", "https://elsewhere.example/")
    assert status == 1
    assert "no name of a server" in err


def test_forgetting_asks_first(call):
    Peer.objects.create(host="elsewhere.example")
    assert call("forget", "elsewhere.example")[0] == 1
    assert Peer.objects.exists()
    assert call("forget", "elsewhere.example", "--yes")[0] == 0
    assert not Peer.objects.exists()


def test_how_it_goes_is_told(call):
    Peer.objects.create(host="elsewhere.example", software="mastodon", version="4.5.0", failures=7)
    status, out, err = call("status")
    assert status == 0
    assert out == "elsewhere.example trouble waiting=0 given-up=0 mastodon 4.5.0\n"
    assert "1 servers, 1 do not answer" in err
    assert "failures in a row: 7" in call("status", "elsewhere.example")[1]


def test_a_server_is_tried_again_and_allowed(call):
    Peer.objects.create(host="elsewhere.example", failures=7)
    assert call("retry", "elsewhere.example")[0] == 0
    assert call("allow", "elsewhere.example")[0] == 0
    peer = Peer.objects.get()
    assert peer.failures == 0
    assert peer.allowed_at is not None
    call("allow", "elsewhere.example", "--not")
    assert Peer.objects.get().allowed_at is None


def test_nobody_of_ours_gets_no_new_keys(call):
    assert call("new-keys", "nobody")[0] == 1


def test_new_keys_are_told_and_what_waits_is_signed_with_them(cast, call, settings):
    settings.FEDERATION = "open"
    ada = Elsewhere().person("ada").known_here()
    Follow.objects.create(follower=ada, followed=cast.karl)
    old = signing_key(cast.karl.id).public_pem()

    assert call("new-keys", "karl")[0] == 0

    new = signing_key(cast.karl.id).public_pem()
    told = Activity.objects.get(kind="Update", account=cast.karl)
    assert new != old
    assert orjson.loads(bytes(told.document))["object"]["publicKey"]["publicKeyPem"] == new
    assert Delivery.objects.filter(activity=told).count() == 1
