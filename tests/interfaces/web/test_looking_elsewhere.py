"""Looking for people and posts of other servers, and being followed from there."""

from __future__ import annotations

import pytest

from augenhoehe.domain.people.actions import Told, keep_account
from augenhoehe.domain.posts import ports
from tests.interfaces.web.readers import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """What was looked for elsewhere; everybody who is looked for is Ada."""
    words: list[str] = []
    ada = keep_account(
        Told("https://elsewhere.example/ada", "ada", "elsewhere.example", "person", "Ada")
    )

    def find(address):
        words.append(address)
        return ada if "ada" in address else None

    monkeypatch.setattr(ports, "_finders", [find])
    return words


@pytest.fixture
def ways(monkeypatch):
    def way(name, whom):
        return f"https://elsewhere.example/follow?uri={whom}" if "ada" in name else ""

    monkeypatch.setattr(ports, "_ways_to_follow", [way])


def test_for_visitors_nobody_elsewhere_is_asked(client, asked):
    assert client.get("/suche", {"q": "@ada@elsewhere.example"}).status_code == 200
    assert asked == []


def test_words_are_no_address(asked, cast):
    assert browser(cast, cast.karl).get("/suche", {"q": "belt drive"}).status_code == 200
    assert asked == []


def test_an_internal_post_is_not_led_to(monkeypatch, cast):
    post = cast.says(cast.erika, "Unter uns gesagt", space=cast.haus)
    monkeypatch.setattr(ports, "_finders", [lambda address: post])

    page = browser(cast, cast.karl).get("/suche", {"q": f"http://testserver/p/{post.id}"})
    assert page.status_code == 200
    assert b"Unter uns gesagt" not in page.content


@pytest.mark.parametrize("q", ["@ada@elsewhere.example", "https://elsewhere.example/ada"])
def test_an_address_leads_to_whom_it_means(asked, cast, q):
    answer = browser(cast, cast.karl).get("/suche", {"q": q})

    assert answer["Location"] == "/@ada@elsewhere.example"


def test_who_is_not_found_is_searched_for_like_other_words(asked, cast):
    assert (
        browser(cast, cast.karl).get("/suche", {"q": "@eve@elsewhere.example"}).status_code == 200
    )


def test_looking_too_often_asks_for_patience(asked, cast, rate_limits):
    karl = browser(cast, cast.karl)
    codes = [karl.get("/suche", {"q": "@ada@elsewhere.example"}).status_code for _ in range(61)]

    assert codes[0] == 302 and codes[-1] == 429


def test_a_link_of_another_server_leads_through_the_search(cast, client):
    address = "/authorize_interaction?uri=acct%3Aada%40elsewhere.example"

    assert client.get(address)["Location"].startswith("/anmelden")
    answer = browser(cast, cast.karl).get(address)
    assert answer["Location"] == "/suche?q=ada%40elsewhere.example"


def test_whoever_is_nobody_or_elsewhere_has_no_such_page(asked, ways, client):
    assert client.get("/@nobody/von-anderswo-folgen").status_code == 404
    assert client.get("/@ada@elsewhere.example/von-anderswo-folgen").status_code == 404


def test_a_space_is_not_followed_so(ways, cast, client):
    handle = cast.stammtisch.account.handle

    assert client.get(f"/@{handle}/von-anderswo-folgen").status_code == 404


def test_visitors_are_led_to_their_own_server(ways, cast, client):
    where = f"/@{cast.karl.handle}/von-anderswo-folgen"
    page = client.get(where)
    assert page.status_code == 200 and not page.cookies

    answer = client.get(where, {"name": "@ada@elsewhere.example"})
    assert answer["Location"] == "https://elsewhere.example/follow?uri=acct:karl@testserver"


def test_a_server_that_does_not_say_is_told_of_in_words(ways, cast, client):
    where = f"/@{cast.karl.handle}/von-anderswo-folgen"
    answer = client.get(where, {"name": "@eve@elsewhere.example"})

    assert answer.status_code == 422
    assert b"@eve@elsewhere.example" in answer.content
    assert b"@karl@testserver" in answer.content


def test_the_profile_offers_it_to_visitors(cast, client):
    page = client.get(f"/@{cast.karl.handle}").content.decode()

    assert "von-anderswo-folgen" in page
    own = browser(cast, cast.gerda).get(f"/@{cast.karl.handle}").content.decode()
    assert "von-anderswo-folgen" not in own


def test_pages_name_their_documents_for_other_servers(cast, client, settings):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    inside = cast.says(cast.erika, "Unter uns.", space=cast.haus)
    profile, thread = f"/@{cast.karl.handle}", f"/@{cast.karl.handle}/{post.id}"
    told = '<link rel="alternate" type="application/activity+json" href="http://testserver{}">'

    assert told.format(f"/actors/{cast.karl.id}") in client.get(profile).content.decode()
    assert told.format(f"/p/{post.id}") in client.get(thread).content.decode()
    own = browser(cast, cast.erika).get(f"/@{cast.erika.handle}/{inside.id}").content.decode()
    assert "activity+json" not in own
    settings.FEDERATION = "closed"
    assert "activity+json" not in client.get(profile).content.decode()
