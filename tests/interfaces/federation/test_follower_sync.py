"""Their list of who follows them here, and ours: they agree in the end (FEP-8fcf)."""

from __future__ import annotations

import pytest

from augenhoehe.domain.people.actions import accept_follower, follow
from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.interfaces.federation.asking import Answer, run_here
from augenhoehe.interfaces.federation.models import Activity
from augenhoehe.interfaces.federation.resolve.followers import (
    SYNCHRONISE,
    agreed,
    digest_of,
    listen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(ada, cast):
    """Ada, whom Karl and Gerda follow."""
    account = ada.known_here()
    for follower in (cast.karl, cast.gerda):
        follow(account, by=follower)
        accept_follower(follower, by=account)
    return account


LIST = "https://elsewhere.example/users/ada/synchronize"


class _Told:
    """What `listen` reads of a proof: who sent it, and a header."""

    def __init__(self, actor, header):
        self.actor, self.request, self._header = actor, self, header

    def has(self, name):
        return name == "collection-synchronization"

    def header(self, name):
        return self._header


def tell(ada, *, digest, url=LIST, collection=None):
    header = f'collectionId="{collection or ada.followers}", url="{url}", digest="{digest}"'
    listen(_Told(ada.id, header))
    return Job.objects.filter(kind=SYNCHRONISE).count()


def their_list(ada, *people):
    ada.server.documents[LIST] = {
        "id": LIST,
        "type": "OrderedCollection",
        "orderedItems": [local_uri(one.id) for one in people],
    }
    run_here(agreed(ada.id, LIST), ada.server.ask)


def test_the_digest_is_that_of_the_proposal():
    # FEP-8fcf gives this one for these two followers.
    two = [f"https://testing.example.org/users/{n}" for n in (1, 2)]
    expected = "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f"

    assert digest_of(two) == digest_of(reversed(two)) == expected
    assert digest_of([]) == "0" * 64


@pytest.mark.parametrize(
    ("url", "collection"),
    [
        ("https://evil.example/list", None),
        (LIST, "https://elsewhere.example/users/ben/followers"),
        ("javascript:1", None),
    ],
)
def test_a_list_of_somebody_else_is_not_asked_for(ada, followed, url, collection):
    assert tell(ada, digest="0" * 64, url=url, collection=collection) == 0


@pytest.mark.parametrize("digest", ["", "x" * 64, "0" * 63])
def test_what_is_no_digest_is_not_looked_at(ada, followed, digest):
    assert tell(ada, digest=digest) == 0


def test_the_same_followers_need_no_list(ada, followed, cast):
    ours = [local_uri(cast.karl.id), local_uri(cast.gerda.id)]

    assert tell(ada, digest=digest_of(ours)) == 0
    assert tell(ada, digest=digest_of(ours[:1])) == 1


def test_a_list_that_cannot_be_read_changes_nothing(ada, followed):
    ada.server.documents[LIST] = Answer(LIST, 200, b"[1]", "application/activity+json")
    run_here(agreed(ada.id, LIST), ada.server.ask)

    assert Follow.objects.count() == 2


def test_a_follow_they_do_not_know_ends_and_is_not_undone_there(ada, followed, cast):
    their_list(ada, cast.karl)

    assert [row.follower for row in Follow.objects.all()] == [cast.karl]
    assert not Activity.objects.filter(kind="Undo").exists()


def test_a_follow_we_do_not_have_is_taken_back_there(ada, followed, cast):
    their_list(ada, cast.karl, cast.gerda, cast.ben)

    assert Follow.objects.count() == 2
    assert Activity.objects.filter(kind="Undo", account=cast.ben).count() == 1


def test_who_waits_was_let_in_without_our_hearing(ada, followed, cast):
    follow(followed, by=cast.ben)
    their_list(ada, cast.karl, cast.gerda, cast.ben)

    assert Follow.objects.filter(follower=cast.ben).exists()


def test_a_list_may_have_pages(ada, followed, cast):
    page = f"{LIST}?page=1"
    ada.server.documents[LIST] = {"id": LIST, "type": "Collection", "first": page}
    ada.server.documents[page] = {
        "id": page,
        "type": "CollectionPage",
        "items": [local_uri(cast.gerda.id), "https://other.example/users/x"],
    }
    run_here(agreed(ada.id, LIST), ada.server.ask)

    assert [row.follower for row in Follow.objects.all()] == [cast.gerda]
