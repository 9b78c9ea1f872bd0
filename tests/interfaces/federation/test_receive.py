"""The gate: what a proven sender may say, and what is kept of it."""

import orjson
import pytest

from augenhoehe.activitypub.signatures import Scheme
from augenhoehe.interfaces.federation.inbox.receive import (
    Refused,
    arrival,
    keep,
    read_body,
    receive,
)
from augenhoehe.interfaces.federation.models import InboxItem, Peer, SeenSignature
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db


def given(who, activity):
    proof = who.proof(activity)
    return receive(proof.body, sender=proof)


def test_nobody_speaks_in_the_name_of_another(ada, elsewhere):
    eve = elsewhere.person("eve")

    with pytest.raises(Refused, match="another actor") as refused:
        given(eve, ada.creates())

    assert refused.value.status == 401
    assert not InboxItem.objects.exists()


def test_nobody_speaks_for_another_server(ada):
    with pytest.raises(Refused, match="not on its actor's server"):
        given(ada, ada.creates() | {"id": "https://elsewhere.example.evil.example/1"})
    assert not InboxItem.objects.exists()


@pytest.mark.parametrize("missing", ["actor", "object", "type"])
def test_what_lacks_the_least_is_refused(ada, missing):
    activity = ada.creates()
    del activity[missing]

    with pytest.raises(Refused) as refused:
        given(ada, activity)

    assert refused.value.status == 400


def test_what_was_passed_on_cannot_take_the_place_of_the_real_one(ada):
    far = Elsewhere("far.example").person("grace")
    real = far.creates()
    forged = real | {"signature": {"type": "RsaSignature2017"}}

    given(ada, forged)
    given(far, real)

    assert InboxItem.objects.filter(activity_id=real["id"], actor=far.id, kind="Create").exists()
    assert InboxItem.objects.filter(actor=ada.id).get().kind == "Forwarded"


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        ("Follow", "https://far.example/users/grace"),
        ("Delete", "https://third.example/notes/1"),
        ("Create", "https://third.example/notes/1"),
    ],
)
def test_only_what_its_own_server_can_confirm_may_be_passed_on(ada, kind, thing):
    far = Elsewhere("far.example").person("grace")

    with pytest.raises(Refused):
        given(ada, far.says(kind, thing, signature={"type": "RsaSignature2017"}))


def test_it_is_kept_once_with_its_very_bytes(ada):
    activity = ada.creates()
    for _ in range(2):
        given(ada, activity)

    row = InboxItem.objects.get()
    assert orjson.loads(bytes(row.body)) == activity
    assert (row.actor, row.host, row.kind) == (ada.id, "elsewhere.example", "Create")
    assert row.about == activity["object"]["id"]
    assert Peer.objects.get(host="elsewhere.example").last_received_at is not None


def test_the_same_request_is_kept_no_second_time_even_when_its_row_is_gone(ada):
    proof = ada.proof(ada.creates())
    receive(proof.body, sender=proof)
    InboxItem.objects.all().delete()

    receive(proof.body, sender=proof)

    assert not InboxItem.objects.exists()
    assert SeenSignature.objects.get().counts_until == proof.counts_until


def test_many_are_written_with_few_statements(ada, django_assert_max_num_queries):
    proofs = [ada.proof(ada.creates()) for _ in range(50)]
    arrivals = [arrival(read_body(proof.body), sender=proof) for proof in proofs]

    with django_assert_max_num_queries(7):
        keep(arrivals)

    assert InboxItem.objects.count() == 50


def test_two_in_one_batch_are_one(ada):
    activity = ada.creates()
    proofs = [ada.proof(activity), ada.proof(activity)]
    keep([arrival(read_body(proof.body), sender=proof) for proof in proofs])

    assert InboxItem.objects.count() == 1


@pytest.mark.parametrize("scheme", Scheme)
def test_who_signs_by_the_newer_scheme_is_answered_by_it(ada, scheme):
    proof = ada.proof(ada.creates(), scheme=scheme)
    receive(proof.body, sender=proof)

    known = "rfc9421" if scheme is Scheme.RFC9421 else ""
    assert Peer.objects.get(host="elsewhere.example").scheme == known
