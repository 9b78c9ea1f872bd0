"""Ids: what is ours is known by its form, and nothing else is taken for ours."""

import pytest

from augenhoehe.domain.people import uris as people
from augenhoehe.domain.posts import uris as posts


@pytest.mark.parametrize(
    "uri",
    [
        "http://elsewhere.example/actors/1",
        "{base}/actors/",
        "{base}/actors/-1",
        "{base}/actors/1/inbox",
        "{base}/actors/1#main-key",
        "{base}/actors/٣",
        "{base}/actors/" + "9" * 40,
        "{base}/p/1",
        "",
    ],
)
def test_what_is_no_id_of_our_people(settings, uri):
    assert people.account_id_in(uri.replace("{base}", settings.BASE_URL)) is None


@pytest.mark.parametrize("uri", ["{base}/p/x", "{base}/p/1/activity", "{base}.evil/p/1"])
def test_what_is_no_id_of_our_posts(settings, uri):
    assert posts.post_id_in(uri.replace("{base}", settings.BASE_URL)) is None


def test_ids_lead_back():
    assert people.account_id_in(people.local_uri(17)) == 17
    assert posts.post_id_in(posts.local_uri(17)) == 17
