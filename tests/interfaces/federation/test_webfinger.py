"""Names and addresses: who is meant, and who is asked for in vain."""

from urllib.parse import quote

import pytest

from augenhoehe.activitypub.reading import load, plain_http, read_webfinger
from augenhoehe.domain.people.actions import deactivate_person, desk_account
from augenhoehe.domain.people.uris import local_uri
from tests.interfaces.federation.documents import ask

pytestmark = pytest.mark.django_db


def finger(resource: str):
    return ask(f"/.well-known/webfinger?resource={quote(resource)}", accept="*/*")


def understood(resource: str):
    answer = finger(resource)
    assert answer.status_code == 200, (resource, answer.content)
    assert answer.headers["Content-Type"].startswith("application/jrd+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    with plain_http():
        return read_webfinger(load(answer.content))


@pytest.mark.parametrize(
    "resource",
    [
        "acct:nobody@testserver",
        "acct:karl@other.example",
        "acct:karl",
        "karl@testserver@testserver",
        "https://other.example/@karl",
        "http://testserver.other.example/@karl",
        "http://testserver/actors/12",
        "http://testserver/anything",
        "acct:" + "a" * 3000 + "@testserver",
        "\0",
    ],
)
def test_nobody_is_meant(cast, resource):
    assert cast.karl
    assert finger(resource).status_code == 404


def test_somebody_has_to_be_meant():
    assert ask("/.well-known/webfinger", accept="*/*").status_code == 400


def test_internal_spaces_have_no_name_and_the_desk_has_one(cast):
    assert finger(f"acct:{cast.haus.account.handle}@testserver").status_code == 404
    desk = desk_account()
    assert understood(f"acct:{desk.handle}@testserver").actor == local_uri(desk.id)


def test_who_has_left_is_gone(cast):
    deactivate_person(cast.karl)
    assert finger("acct:karl@testserver").status_code == 410


@pytest.mark.parametrize(
    "resource",
    [
        "acct:karl@testserver",
        "acct:KARL@TestServer",
        "karl@testserver",
        "@karl@testserver",
        "http://testserver/@karl",
        "http://testserver/@karl@testserver",
    ],
)
def test_karl_is_found_by_all_his_names(cast, resource):
    found = understood(resource.replace("KARL", cast.karl.handle.upper()))
    assert found.subject == "acct:karl@testserver"
    assert found.actor == local_uri(cast.karl.id)
    assert found.page == "http://testserver/@karl"
    assert found.subscribe == "http://testserver/authorize_interaction?uri={uri}"


def test_an_actor_says_its_name(cast):
    assert understood(local_uri(cast.karl.id)).subject == "acct:karl@testserver"


def test_a_space_the_server_and_the_register_have_names(cast):
    space = cast.stammtisch
    assert understood(f"http://testserver/raeume/{space.slug}").actor == local_uri(space.account_id)
    assert understood("http://testserver").subject == "acct:instance@testserver"
    assert understood("acct:register@testserver").page == "http://testserver/register"


def test_it_needs_no_signature(cast, settings):
    settings.FEDERATION_AUTHORIZED_FETCH = True
    assert cast.karl
    assert finger("acct:karl@testserver").status_code == 200
