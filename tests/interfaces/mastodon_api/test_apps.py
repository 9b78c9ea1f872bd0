"""Apps register themselves, in every way clients do."""

import pytest

from augenhoehe.domain.people.models import Application
from tests.interfaces.mastodon_api.apps import BACK, OUT_OF_BAND, App, register, with_token

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript://app.example/%0aalert(1)",
        "data:text/html,hello",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "app.example/back",
        "/back",
        "https://",
        "https://karl@app.example/",
        "https://app.example/#part",
        "https://app.example/\u00a0",
        "https://[::1",
        f"https://app.example/{'a' * 2000}",
        "",
    ],
)
def test_an_address_nobody_should_be_sent_to_is_refused(address):
    answer = register(redirect_uris=address)

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: ")
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"client_name": ""},
        {"client_name": "x" * 61},
        {"scopes": "read everything"},
        {"website": "javascript:alert(1)"},
        {"redirect_uris": "\n".join(f"https://app.example/{n}" for n in range(21))},
    ],
)
def test_what_an_app_may_not_say_of_itself(sent):
    assert register(**sent).status_code == 422


def test_a_name_that_is_no_text_is_refused():
    assert register("application/json", client_name={"a": 1}).status_code == 422
    assert register("application/json", client_name=True).status_code == 422


@pytest.mark.parametrize("address", [BACK, OUT_OF_BAND, "riemenblick://", "app.riemen:/back"])
def test_an_app_registers(address):
    answer = register(redirect_uris=address, website="https://app.example", scopes="read push")

    said = answer.json()
    assert answer.status_code == 200
    assert said["id"].isdigit()
    assert (said["name"], said["website"]) == ("Riemenblick", "https://app.example")
    assert (said["redirect_uri"], said["redirect_uris"]) == (address, [address])
    assert said["scopes"] == ["read", "push"]
    assert said["client_secret_expires_at"] == 0
    assert len(said["vapid_key"]) == 87
    kept = Application.objects.values().get()
    assert kept["client_id"] == said["client_id"]
    assert said["client_secret"] not in str(kept)


def test_without_scopes_it_is_reading():
    assert register().json()["scopes"] == ["read"]


def test_addresses_are_lines_or_a_list():
    lines = register(redirect_uris=f"{BACK}\n{OUT_OF_BAND}").json()
    listed = register("application/json", redirect_uris=[BACK, OUT_OF_BAND]).json()
    bracketed = register(**{"redirect_uris[]": [BACK, OUT_OF_BAND], "redirect_uris": ""}).json()

    assert lines["redirect_uris"] == listed["redirect_uris"] == bracketed["redirect_uris"]
    assert lines["redirect_uris"] == [BACK, OUT_OF_BAND]


def test_json_form_and_a_slash_say_the_same(client):
    sent = {"client_name": "Blick", "redirect_uris": BACK, "scopes": "read write:statuses"}

    form = client.post("/api/v1/apps/", sent)
    json = client.post("/api/v1/apps", sent, content_type="application/json")
    query = client.post(f"/api/v1/apps?client_name=Blick&redirect_uris={BACK}")

    assert form.json()["scopes"] == json.json()["scopes"] == ["read", "write:statuses"]
    assert query.status_code == 200


def test_an_app_asks_what_it_is(cast, app):
    own = with_token(app.own_token().json()["access_token"])
    somebodys = with_token(app.token(cast.signed_in(cast.karl)))

    for http in (own, somebodys):
        said = http.get("/api/v1/apps/verify_credentials").json()
        assert said["name"] == "Riemenblick"
        assert "client_secret" not in said
    assert with_token("wrong").get("/api/v1/apps/verify_credentials").status_code == 401


def test_registering_without_end_asks_for_patience(rate_limits):
    answers = [register().status_code for _each in range(61)]

    assert answers == [200] * 60 + [429]


def test_a_post_names_the_app_it_came_from(cast, app):
    http = with_token(app.token(cast.signed_in(cast.karl)))

    said = http.post("/api/v1/statuses", {"status": "Hallo"}).json()

    assert said["application"]["name"] == "Riemenblick"


def test_two_apps_are_two(db):
    assert App.registered().client_id != App.registered().client_id
