"""The demo's bar and tour, and that a real server has neither."""

import pytest
from django.test import Client

from augenhoehe.domain.criticism.actions import confirm_case
from augenhoehe.domain.people.actions import create_person

EVERYWHERE = ("karl", "erika", "hanna", "sven", "ruth", "aussen")


@pytest.fixture
def demo(settings, cast):
    """A server on which the demo's persons live."""
    settings.DEMO = True
    settings.SERVER_LANGUAGE = "en"
    for handle, email in (
        ("karl", "karl@example.org"),
        ("erika", "erika@lindenrad.example"),
        ("hanna", "hanna@lindenrad.example"),
        ("sven", "sven@lindenrad.example"),
        ("ruth", "ruth@example.org"),
    ):
        create_person(handle=handle, email=email, password=None, address_confirmed=True)


def who_is_signed_in(client):
    return client.session.get("_auth_user_id")


def test_a_real_server_lets_nobody_in_without_a_password(cast):
    assert cast.karl
    for who in EVERYWHERE:
        client = Client()
        assert client.post(f"/demo/als/{who}").status_code == 404
        assert who_is_signed_in(client) is None
    assert Client().get("/tour/1").status_code == 404
    assert Client().get("/tour").status_code == 404
    assert "demo-bar" not in Client().get("/faelle").content.decode()


def test_nobody_else_can_be_looked_as(demo, cast):
    assert cast.mona
    client = Client()

    for who in ("mona", "lindenrad", "inga", "nobody"):
        assert client.post(f"/demo/als/{who}").status_code == 404
    assert client.get("/demo/als/karl").status_code == 405
    assert who_is_signed_in(client) is None


def test_somebody_who_only_has_the_same_handle_is_not_meant(settings, db):
    settings.DEMO = True
    create_person(handle="karl", email="real@example.com", password=None)

    assert Client().post("/demo/als/karl").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "none"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_forged_from_elsewhere_it_does_nothing(demo, headers):
    client = Client(enforce_csrf_checks=True)

    assert client.post("/demo/als/karl", headers=headers).status_code == 403
    assert who_is_signed_in(client) is None


@pytest.mark.parametrize("address", ["/", "/faelle", "/alle", "/tour/1"])
def test_whoever_only_reads_the_demo_gets_no_cookie(demo, address):
    client = Client(enforce_csrf_checks=True)

    assert "demo-bar" in client.get(address).content.decode()
    assert not client.cookies
    assert client.post("/demo/als/karl", headers={"origin": "http://testserver"}).status_code == 302


def test_looking_as_each_of_them_with_one_click(demo):
    client = Client()

    for who in ("karl", "erika", "hanna", "ruth"):
        answer = client.post(f"/demo/als/{who}", {"next": "/faelle"})
        assert answer["Location"] == "/faelle"
        assert client.get("/faelle").context["me"].handle == who
    answer = client.post("/demo/als/aussen", {"next": "/home"})
    assert answer["Location"] == "/"
    assert who_is_signed_in(client) is None


def test_one_goes_on_reading_in_ones_own_language(demo, settings):
    settings.SERVER_LANGUAGE = "auto"
    client = Client(headers={"accept-language": "en"})
    client.post("/demo/als/erika")

    assert client.get("/faelle").headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("here", "way_on"),
    [
        ("https://evil.example/", "/home"),
        ("//evil.example/", "/home"),
        ("/\\evil.example", "/home"),
        ("/raeume/haus", "/raeume"),
        ("/einstellungen/profil", "/home"),
        ("/gleichheit", "/gleichheit"),
        ("/tisch/regeln", "/home"),
        ("/aufsicht/meldungen", "/home"),
    ],
)
def test_it_goes_on_where_the_other_may_be(demo, here, way_on):
    assert Client().post("/demo/als/karl", {"next": here})["Location"] == way_on


def test_the_tour_leads_through_the_main_job(demo):
    for number in range(1, 17):
        response = Client().get(f"/tour/{number}")
        html = response.content.decode()
        assert response.status_code == 200
        assert f"step {number} of 16" in html
        assert (f'href="/tour/{number + 1}"' in html) == (number < 16)
    assert Client().get("/tour/17").status_code == 404
    assert Client().get("/tour")["Location"] == "/tour/1"


def test_the_tour_shows_karls_case_where_there_is_one(settings, cast):
    settings.DEMO = True
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)
    confirm_case(case, by=cast.karl)

    assert f"/faelle/{case.id}" in Client().get("/tour/1").content.decode()
    assert "clock__step--settled" in Client().get("/tour/4").content.decode()
