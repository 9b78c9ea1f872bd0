"""What other servers read of people, voices and spaces, and what they do not."""

import pytest
from django.conf import settings
from django.test import Client

from augenhoehe.activitypub.reading import read_actor
from augenhoehe.activitypub.signatures import public_key_from_multikey, public_key_from_pem
from augenhoehe.domain.people.actions import (
    deactivate_person,
    desk_account,
    instance_account,
    register_account,
)
from augenhoehe.domain.people.models import Account, ProfileField
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.interfaces.federation.keys import make_keys_ahead, rotate_keys
from augenhoehe.interfaces.federation.models import ActorKey
from augenhoehe.interfaces.federation.negotiation import wants_document
from tests.interfaces.federation.documents import ask, document_at, understood

pytestmark = pytest.mark.django_db


def test_nobody_learns_of_an_internal_space(cast):
    account = cast.haus.account
    for path in (f"/actors/{account.id}", f"/@{account.handle}", f"/raeume/{cast.haus.slug}"):
        assert ask(path).status_code == 404
    assert ask(f"/actors/{account.id}/followers").status_code == 404


def test_there_is_nothing_of_people_elsewhere_or_of_nobody(cast):
    ada = Account.objects.create(handle="ada", domain="elsewhere.example", name="Ada", uri="x")
    for path in (f"/actors/{ada.id}", "/actors/1", "/actors/9223372036854775808", "/actors/abc"):
        assert ask(path).status_code == 404, path
    assert ask("/@ada@elsewhere.example").status_code == 404


def test_who_has_left_is_gone(cast):
    deactivate_person(cast.karl)
    answer = ask(local_uri(cast.karl.id))
    assert answer.status_code == 410
    assert answer.json()["type"] == "Tombstone"
    assert answer.json()["formerType"] == "Person"


def test_a_closed_server_has_no_documents(cast, settings):
    settings.FEDERATION = "closed"
    assert ask(local_uri(cast.karl.id)).status_code == 404
    assert ask("/.well-known/webfinger?resource=acct:karl@testserver").status_code == 404
    assert "text/html" in ask("/@karl").headers["Content-Type"]


def test_a_person_with_all_they_say_of_themselves(cast):
    cast.erika.interest = "Sits on the works council <b>"
    cast.erika.also_known_as = ["https://old.example/users/erika"]
    cast.erika.attribution_domains = ["blog.example"]
    cast.erika.language = "en"
    cast.erika.save()
    ProfileField.objects.create(
        account=cast.erika, position=0, name="Web", value="https://hansen.example"
    )
    document = document_at(local_uri(cast.erika.id))
    actor = understood(read_actor, document)
    assert actor.kind == "Person"
    assert (actor.handle, actor.name) == ("erika", "Erika Hansen")
    assert actor.url == "http://testserver/@erika"
    assert actor.inbox == f"{actor.id}/inbox"
    assert actor.shared_inbox == "http://testserver/inbox"
    assert actor.followers == f"{actor.id}/followers"
    assert actor.featured == f"{actor.id}/featured"
    assert actor.fields[0].name == "Works for"
    assert actor.fields[0].value == settings.ORGANISATION
    assert actor.fields[1].value == "Sits on the works council &lt;b&gt;"
    assert 'rel="me ' in actor.fields[2].value
    assert actor.affiliations[0].name == settings.ORGANISATION
    assert actor.interest == "Sits on the works council <b>"
    assert actor.also_known_as == ("https://old.example/users/erika",)
    assert actor.attribution_domains == ("blog.example",)
    assert actor.webfinger == "erika@testserver"


def test_the_keys_stay_until_they_are_replaced(cast):
    first = understood(read_actor, document_at(local_uri(cast.karl.id)))
    again = understood(read_actor, document_at(local_uri(cast.karl.id)))
    assert first.keys == again.keys
    rsa, ed25519 = first.keys[0], first.multikeys[0]
    public_key_from_pem(rsa.pem, id=rsa.id, owner=first.id)
    public_key_from_multikey(ed25519.multibase, id=ed25519.id, owner=first.id)
    assert rsa.id == f"{first.id}#main-key"
    rotate_keys(cast.karl)
    replaced = understood(read_actor, document_at(local_uri(cast.karl.id)))
    assert replaced.keys != first.keys


def test_keys_are_made_ahead_for_those_who_have_none(cast):
    assert [cast.karl, cast.ada]
    assert make_keys_ahead() == 2
    assert make_keys_ahead() == 0
    assert ActorKey.objects.count() == 4


def test_a_voice_is_an_organization_a_space_a_group(cast):
    voice = understood(read_actor, document_at(local_uri(cast.lindenrad.id)))
    assert voice.kind == "Organization"
    assert voice.affiliations[0].name == settings.ORGANISATION
    space = understood(read_actor, document_at(f"/raeume/{cast.stammtisch.slug}"))
    assert space.kind == "Group"
    assert space.url == f"http://testserver/raeume/{cast.stammtisch.slug}"


def test_the_server_and_its_register_are_applications():
    server = understood(read_actor, document_at("/"))
    assert (server.kind, server.handle) == ("Application", "instance")
    assert server.id == local_uri(instance_account().id)
    assert server.followers == ""
    register = understood(read_actor, document_at(local_uri(register_account().id)))
    assert (register.kind, register.followers) == ("Application", f"{register.id}/followers")
    assert register.url == "http://testserver/register"


def test_of_the_desk_there_is_an_actor_and_no_list(cast):
    desk = desk_account()
    actor = understood(read_actor, document_at(local_uri(desk.id)))
    assert (actor.kind, actor.followers, actor.featured) == ("Group", "", "")
    assert ask(f"{actor.id}/followers").status_code == 404


def test_moved_accounts_say_where_to(cast):
    there = Account.objects.create(
        handle="karl", domain="new.example", name="Karl", uri="https://new.example/users/karl"
    )
    cast.karl.moved_to = there
    cast.karl.save()
    assert document_at(local_uri(cast.karl.id))["movedTo"] == there.uri


def test_one_address_for_people_and_servers(cast):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert cast.karl
    page = ask("/@karl", accept=browser)
    assert page.headers["Content-Type"].startswith("text/html")
    document = ask("/@karl")
    assert document.json()["id"] == local_uri(cast.karl.id)
    assert "Accept" in page.headers["Vary"]
    assert "Accept" in document.headers["Vary"]
    assert "Set-Cookie" not in document.headers
    sent_on = Client().get(f"/actors/{cast.karl.id}", headers={"Accept": browser})
    assert sent_on.headers["Location"] == "http://testserver/@karl"


@pytest.mark.parametrize(
    ("accept", "is_document"),
    [
        ("application/activity+json", True),
        ("application/ld+json", True),
        ('application/ld+json; profile="https://www.w3.org/ns/activitystreams"', True),
        ("application/activity+json, text/html;q=0.1", True),
        ("application/activity+json, text/html", True),
        ("text/html;q=0.5, application/activity+json;q=0.9, */*", True),
        ("text/html, application/activity+json", False),
        ("text/html, application/activity+json;q=0.9", False),
        ("application/activity+json;q=0", False),
        ('application/ld+json; profile="http://schema.org"', False),
        ("application/json", True),  # as Mastodon answers; pages have no JSON of their own
        ("text/html, application/json;q=0.9", False),
        ("*/*", False),
        ("application/*", False),
        ("", False),
        ("q=;,;;q=x,application/activity+json;q=nan", False),
    ],
)
def test_who_wants_a_document_has_to_say_so(accept, is_document):
    assert wants_document(accept) is is_document


def test_a_program_in_a_browser_may_read_it(cast):
    """Its browser asks first, since the profile is no value that needs no question."""
    asks = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "accept"}
    for path in (f"/actors/{cast.karl.id}", "/@karl", f"/actors/{cast.karl.id}/outbox"):
        first = Client().options(path, headers=asks)
        assert (first.status_code, first.content) == (204, b"")
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert "Accept" in first.headers["Access-Control-Allow-Headers"]
    for path in (f"/actors/{cast.karl.id}", "/actors/1"):
        assert ask(path).headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_only_read_refuses_everything_else_in_json(cast):
    strict = Client(enforce_csrf_checks=True)
    for path in (f"/actors/{cast.karl.id}/outbox", f"/actors/{cast.karl.id}", "/actors/1/inbox/"):
        answer = strict.post(path, {"type": "Note"}, content_type="application/activity+json")
        assert answer.status_code == 405, path
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert "error" in answer.json()


def test_a_document_is_not_sent_twice(cast):
    first = ask(local_uri(cast.karl.id))
    assert first.headers["Cache-Control"] == "public, max-age=180"
    again = Client().get(
        f"/actors/{cast.karl.id}",
        headers={"Accept": "application/activity+json", "If-None-Match": first.headers["ETag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


def test_an_actor_costs_few_questions(cast, django_assert_max_num_queries):
    ask(local_uri(cast.erika.id))
    with django_assert_max_num_queries(6):
        ask(local_uri(cast.erika.id))
