"""Who has to sign to read, who gets nothing although they sign, and what it costs us."""

import pytest

from augenhoehe.domain.people.actions import instance_account, register_account
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation import standing
from augenhoehe.interfaces.federation.endpoints import asker
from augenhoehe.interfaces.federation.resolve.keys import forget_all
from tests.interfaces.federation.documents import ask
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(monkeypatch):
    """A server that answers when we ask it for keys."""
    forget_all()
    server = Elsewhere()
    monkeypatch.setattr(asker, "ask_now", server.ask)
    return server


@pytest.fixture
def places(cast):
    post = cast.says(cast.karl, "Hallo")
    karl = actor_uri(cast.karl.id)
    return [karl, f"{karl}/outbox?page=true", f"{karl}/followers", local_uri(post.id), "/@karl"]


def test_without_a_signature_there_is_nothing(places, elsewhere, settings):
    settings.FEDERATION_AUTHORIZED_FETCH = True
    for place in places:
        answer = ask(place)
        assert answer.status_code == 401, place
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_who_signs_reads_and_no_cache_keeps_it(places, elsewhere, settings):
    settings.FEDERATION_AUTHORIZED_FETCH = True
    ada = elsewhere.person("ada")
    for place in places:
        answer = ask(place, key=ada.rsa)
        assert answer.status_code == 200, (place, answer.content)
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_signature_for_something_else_proves_nothing(places, elsewhere, settings):
    settings.FEDERATION_AUTHORIZED_FETCH = True
    ada, bo = elsewhere.person("ada"), elsewhere.person("bo")
    ada.rsa_pem = bo.rsa_pem  # another's key under her name
    assert ask(places[0], key=ada.rsa).status_code == 401


def test_the_server_itself_can_be_read_by_everybody(cast, settings):
    settings.FEDERATION_AUTHORIZED_FETCH = True
    assert ask(actor_uri(instance_account().id)).status_code == 200
    assert ask("/").status_code == 200
    assert ask(actor_uri(register_account().id)).status_code == 401


def test_a_suspended_server_gets_nothing_when_it_signs(places, elsewhere, monkeypatch):
    monkeypatch.setattr(standing, "suspended_hosts", lambda: frozenset({"elsewhere.example"}))
    ada = elsewhere.person("ada")
    for place in places:
        assert ask(place, key=ada.rsa).status_code == 403
        assert ask(place).status_code == 200
    assert elsewhere.asked == []


def test_who_reads_what_is_open_makes_us_ask_nobody(places, elsewhere):
    ada = elsewhere.person("ada")
    for place in places:
        assert ask(place, key=ada.rsa).status_code == 200
    assert elsewhere.asked == []


def test_strangers_who_ask_for_what_is_not_open_make_us_ask_nobody(cast, elsewhere):
    post = cast.says(cast.karl, "Für Folgende", audience=2)
    assert ask(local_uri(post.id), key=elsewhere.person("ada").rsa).status_code == 404
    assert elsewhere.asked == []


def test_few_unknown_keys_are_fetched_at_once(places, elsewhere, settings):
    settings.FEDERATION_AUTHORIZED_FETCH = True
    ada = Elsewhere("few.example").person("ada")  # nobody knows her yet
    taken = [asker._fetching.acquire(blocking=False) for _ in range(3)]
    try:
        answer = ask(places[0], key=ada.rsa)
    finally:
        for _ in taken:
            asker._fetching.release()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert elsewhere.asked == []
