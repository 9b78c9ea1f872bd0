"""Hats between servers: said with each post, believed of nobody else."""

import pytest

from augenhoehe.activitypub.reading import read_post
from augenhoehe.domain.people.actions import end_membership, grant_hat
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts.uris import local_uri
from tests.interfaces.federation.documents import document_at, understood

pytestmark = pytest.mark.django_db
WORDS = "Lindenrad Kundendienst"


def read(post):
    return understood(read_post, document_at(local_uri(post.id)))


@pytest.fixture
def hat(cast):
    return grant_hat(cast.jonas, WORDS, by=cast.erika, voice=cast.lindenrad)


def test_a_post_says_for_whom_and_keeps_it_when_the_hat_has_ended(cast, hat):
    post = cast.says(cast.jonas, "/hut\nDas Teil ist unterwegs.")
    before = read(post)
    end_membership(cast.jonas, by=None)

    for said in (before, read(post)):
        assert (said.hat, said.in_service) == (WORDS, True)
        assert f"/huete#hut-{hat.id}" in said.content
        assert "<p>/hut" not in said.content


def test_words_that_look_like_a_hat_are_no_link_and_no_property(cast):
    said = read(cast.says(cast.karl, "Hallo\n\n— speaks for Lindenrad Kundendienst"))

    assert said.hat == "" and not said.in_service
    assert "/huete" not in said.content


def test_the_profile_names_the_present_hats(cast, hat):
    def lines():
        document = document_at(actor_uri(cast.jonas.id))
        return [one["value"] for one in document.get("attachment", [])]

    assert WORDS in lines()
    end_membership(cast.jonas, by=None)
    assert WORDS not in lines()
