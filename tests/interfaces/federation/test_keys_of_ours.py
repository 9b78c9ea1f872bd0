"""Our accounts sign with keys that are made once, kept secret, and can be replaced."""

import pytest

from augenhoehe.activitypub.signatures import KeyType
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.interfaces.federation.keys import instance_key, key_id, rotate_keys, signing_key
from augenhoehe.interfaces.federation.models import ActorKey

pytestmark = pytest.mark.django_db


def test_a_key_stays_the_same(cast):
    assert signing_key(cast.karl.id).public_pem() == signing_key(cast.karl.id).public_pem()
    assert ActorKey.objects.count() == 1


def test_everybody_has_a_key_of_their_own(cast):
    assert signing_key(cast.karl.id).public_pem() != signing_key(cast.gerda.id).public_pem()
    assert signing_key(cast.karl.id).id == f"{local_uri(cast.karl.id)}#main-key"


def test_a_key_does_not_show_what_is_secret_in_it(cast):
    assert "PRIVATE" not in repr(signing_key(cast.karl.id))


def test_both_kinds_are_there(cast):
    short = signing_key(cast.karl.id, ActorKey.Type.ED25519)

    assert short.type is KeyType.ED25519
    assert short.id == key_id(cast.karl.id, "ed25519") and short.id.endswith("#ed25519-key")


def test_a_replaced_key_signs_nothing_more(cast):
    old = signing_key(cast.karl.id).public_pem()

    rotate_keys(cast.karl)

    assert signing_key(cast.karl.id).public_pem() != old
    assert ActorKey.objects.filter(account=cast.karl, retired_at=None).count() == 2


def test_the_server_asks_in_its_own_name(cast):
    assert instance_key().id.endswith("#main-key")
