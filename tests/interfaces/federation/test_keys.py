"""The key behind a signature: known, fetched, replaced, gone; and never another's."""

from __future__ import annotations

import pytest

from augenhoehe.activitypub.signatures import SignatureRefused, Why
from augenhoehe.interfaces.federation.asking import run_here
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.resolve import documents, keys
from augenhoehe.interfaces.federation.resolve.keys import key_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_asked_before():
    documents.forget_all()
    keys.forget_all()


def fetch_key(someone, key_id, *, anew=False):
    return run_here(key_of(key_id, anew=anew), someone.server.ask)


def refusal(someone, key_id, *, anew=False):
    with pytest.raises(SignatureRefused) as refused:
        fetch_key(someone, key_id, anew=anew)
    return refused.value


def test_a_key_that_its_owner_does_not_name_is_nobodys(ada):
    assert refusal(ada, f"{ada.id}#other-key").why is Why.KEY_UNKNOWN


def test_a_key_of_somebody_who_is_gone_is_nobodys(ada):
    ada.server.gone(ada.id)

    assert refusal(ada, ada.rsa.id).detail == "gone"


def test_a_key_that_names_an_owner_on_another_server_is_nobodys(ada):
    beside = f"{ada.id}/main-key"
    ada.server.documents[beside] = {
        "id": beside,
        "owner": "https://victim.example/users/karl",
        "publicKeyPem": ada.rsa.public_pem(),
    }

    assert refusal(ada, beside).why is Why.KEY_OWNER


def test_of_somebody_unknown_it_is_fetched_and_nobody_is_kept(ada):
    key = fetch_key(ada, ada.rsa.id)

    assert key.owner == ada.id
    assert not RemoteActor.objects.exists()


def test_of_somebody_known_nobody_is_asked(ada):
    ada.known_here()

    assert fetch_key(ada, ada.rsa.id).owner == ada.id
    assert fetch_key(ada, ada.ed25519.id).owner == ada.id
    assert ada.server.asked == []


def test_a_replaced_key_is_fetched_anew_and_kept(ada):
    ada.known_here()
    old = fetch_key(ada, ada.rsa.id)
    ada.change_keys()
    new = fetch_key(ada, ada.rsa.id, anew=True)

    assert new.fingerprint != old.fingerprint
    assert fetch_key(ada, ada.rsa.id).fingerprint == new.fingerprint


def test_whoever_signs_badly_in_somebodys_name_does_not_have_us_ask_each_time(ada):
    ada.known_here()
    for _ in range(5):
        fetch_key(ada, ada.rsa.id, anew=True)

    assert ada.server.asked == [ada.id]


def test_a_key_may_stand_beside_its_owner(ada):
    beside = f"{ada.id}/main-key"
    pem = {"id": beside, "owner": ada.id, "publicKeyPem": ada.rsa.public_pem()}
    ada.server.documents[beside] = {"id": ada.id, "type": "Person", "publicKey": pem}
    ada.more = {"publicKey": pem}
    ada.publish()

    assert fetch_key(ada, beside).owner == ada.id
