"""The lists of an account, and what else has an address: only what everybody may see."""

import orjson
import pytest

from augenhoehe.activitypub.reading import read_activity, read_collection
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.people.actions import follow, instance_account
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts.actions import boost, delete_post, feature_tag, pin
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.models import Activity
from tests.interfaces.federation.documents import ask, document_at, understood
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db


def listed(account, name, query=""):
    return understood(read_collection, document_at(f"/actors/{account.id}/{name}{query}"))


def test_an_outbox_has_what_is_open_and_nothing_else(cast):
    cast.says(cast.erika, "Unter uns", space=cast.haus)
    cast.says(cast.erika, "Für Folgende", audience=Audience.FOLLOWERS)
    cast.says(cast.erika, "Nur @karl", audience=Audience.DIRECT)
    gone = cast.says(cast.erika, "Weg")
    delete_post(gone, by=cast.erika)
    post = cast.says(cast.erika, "Hallo")
    passed_on = boost(cast.says(cast.karl, "Guten Tag"), by=cast.erika)
    whole = listed(cast.erika, "outbox")
    assert (whole.kind, whole.items) == ("OrderedCollection", ())
    page = understood(read_collection, document_at(whole.first))
    found = [understood(read_activity, dict(item)) for item in page.items]
    assert [(one.kind, one.id) for one in found] == [
        ("Announce", local_uri(passed_on.id)),
        ("Create", f"{local_uri(post.id)}/activity"),
    ]
    assert all("@context" not in item for item in page.items)


def test_an_outbox_is_read_page_by_page_at_the_same_cost(cast, django_assert_max_num_queries):
    ids = [cast.says(cast.karl, f"Nummer {n} #Zug").id for n in range(25)]
    first = listed(cast.karl, "outbox", "?page=true")
    second = understood(read_collection, document_at(first.next))
    read = [dict(item)["id"] for item in (*first.items, *second.items)]
    assert read == [f"{local_uri(one)}/activity" for one in reversed(ids)]
    assert second.next == ""
    with django_assert_max_num_queries(14):
        ask(f"/actors/{cast.karl.id}/outbox?page=true")


@pytest.mark.parametrize("query", ["?page=true&max_id=x", "?page=true&max_id=" + "9" * 30])
def test_a_page_that_is_none_is_the_first(cast, query):
    post = cast.says(cast.karl, "Hallo")
    assert len(listed(cast.karl, "outbox", query).items) == 1
    assert post


def test_followers_are_named_unless_somebody_keeps_them_to_themselves(cast):
    ada = Elsewhere().person("ada").known_here()
    follow(cast.karl, by=cast.gerda)
    follow(cast.karl, by=ada)
    assert listed(cast.karl, "followers").total == 2
    page = listed(cast.karl, "followers", "?page=true")
    assert page.items == (ada.uri, actor_uri(cast.gerda.id))
    cast.gerda.refresh_from_db()
    cast.gerda.hides_relations = True
    cast.gerda.save()
    assert listed(cast.karl, "followers", "?page=true").items == (ada.uri,)
    cast.karl.refresh_from_db()
    cast.karl.hides_relations = True
    cast.karl.save()
    hidden = listed(cast.karl, "followers")
    assert (hidden.total, hidden.first, hidden.items) == (2, "", ())
    assert ask(f"/actors/{cast.karl.id}/followers?page=true").status_code == 404
    assert listed(cast.gerda, "following").total == 1


def test_what_is_pinned_comes_whole_and_hashtags_too(cast):
    post = cast.says(cast.karl, "Hallo #Riemen")
    pin(post, by=cast.karl)
    feature_tag("Riemen", by=cast.karl)
    items = document_at(f"/actors/{cast.karl.id}/featured")["orderedItems"]
    assert [one["id"] for one in items] == [local_uri(post.id)]
    tags = document_at(f"/actors/{cast.karl.id}/tags")["items"]
    assert tags == [{"type": "Hashtag", "href": "http://testserver/tags/riemen", "name": "#Riemen"}]


def test_a_server_is_told_of_its_own_people_alone(cast):
    one, two = Elsewhere(), Elsewhere("far.example")
    ada, cy = one.person("ada"), two.person("cy")
    for somebody in (ada, cy):
        follow(cast.karl, by=somebody.known_here())
    path = f"/actors/{cast.karl.id}/followers_synchronization"
    assert ask(path).status_code == 401
    assert document_at(path, key=ada.rsa)["orderedItems"] == [ada.id]
    assert document_at(path, key=cy.rsa)["orderedItems"] == [cy.id]


def said(kind, about, to=(PUBLIC,)):
    document = {"id": "x", "type": kind, "actor": "y", "object": about, "to": list(to)}
    return Activity.objects.create(
        uri=f"http://testserver/activities/{kind}{len(to)}",
        account=instance_account(),
        kind=kind,
        object="z",
        document=orjson.dumps(document),
    )


def test_an_activity_is_read_if_it_is_for_everybody(cast):
    assert ask(f"/activities/{said('Delete', 'z').id}").status_code == 200
    assert ask(f"/activities/{said('Delete', 'z', to=('a', 'b')).id}").status_code == 404
    for kind in ("Follow", "Block", "Flag", "Accept", "Like"):
        assert ask(f"/activities/{said(kind, 'z').id}").status_code == 404
    assert ask("/activities/1").status_code == 404


def test_what_was_taken_back_is_not_read_from_what_was_said(cast):
    post = cast.says(cast.karl, "Hallo")
    update = said("Update", {"id": local_uri(post.id), "content": "Hallo"})
    assert ask(f"/activities/{update.id}").status_code == 200
    delete_post(post, by=cast.karl)
    assert ask(f"/activities/{update.id}").status_code == 404
