"""Somebody lets an app in, or does not."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from augenhoehe.domain.people.models import Grant
from augenhoehe.foundation import clock
from tests.interfaces.mastodon_api.apps import BACK, OUT_OF_BAND, App, verify

pytestmark = pytest.mark.django_db


def said_in(answer):
    """What stands behind an app's own address."""
    found = parse_qs(urlsplit(answer["Location"]).query)
    return {name: values[0] for name, values in found.items()}


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "nobody"},
        {"client_id": ""},
        {"client_id": "\0"},
        {"redirect_uri": "https://elsewhere.example/back"},
        {"redirect_uri": f"{BACK}/more"},
        {"redirect_uri": f"{BACK}?more=1"},
        {"redirect_uri": OUT_OF_BAND},
        {"redirect_uri": "not an address"},
    ],
)
def test_who_cannot_be_trusted_is_told_nothing_and_the_person_is(cast, app, wrong):
    answer = app.asks(cast.signed_in(cast.karl), **wrong)

    assert answer.status_code == 400
    assert "This app cannot be let in" in answer.text


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"scope": "read admin:write"}, "invalid_scope"),
        ({"scope": "read nonsense"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": "x" * 43, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "x" * 43}, "invalid_request"),
    ],
)
def test_what_cannot_be_asked_is_said_to_the_app(cast, app, wrong, error):
    answer = app.asks(cast.signed_in(cast.karl), state="a b&c", **wrong)

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{BACK}?")
    said = said_in(answer)
    assert (said["error"], said["state"]) == (error, "a b&c")
    assert said["error_description"]


def test_out_of_band_an_error_is_a_page(cast):
    answer = App.registered(OUT_OF_BAND).asks(cast.signed_in(cast.karl), scope="admin:read")

    assert answer.status_code == 400
    assert "invalid_scope" in answer.text


def test_a_form_from_elsewhere_lets_nobody_in(cast, app):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = cast.signed_in(cast.karl).cookies

    answer = browser.post(app.question(), {"allow": "1"})

    assert answer.status_code == 403
    assert not Grant.objects.exists()


def test_one_can_refuse(cast, app):
    browser = cast.signed_in(cast.karl)

    answer = app.is_answered(browser, app.asks(browser, state="x"), "deny")

    assert said_in(answer)["error"] == "access_denied"
    assert said_in(answer)["state"] == "x"
    assert not Grant.objects.exists()


def test_refused_out_of_band_one_reads_so(cast):
    app, browser = App.registered(OUT_OF_BAND), cast.signed_in(cast.karl)

    answer = app.is_answered(browser, app.asks(browser), "deny")

    assert "Access refused" in answer.text


def test_nobody_speaks_through_a_voice_they_do_not_write_for(cast, app):
    browser = cast.signed_in(cast.karl)

    answer = app.is_answered(browser, app.asks(browser), speak_as=str(cast.lindenrad.id))

    assert answer.status_code == 422
    assert not Grant.objects.exists()


# --- the way in ------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/oauth/authorize", "/oauth/authorize/"])
def test_one_signs_in_first_and_comes_back(cast, app, path):
    question = app.question(state="x").replace("/oauth/authorize", path)

    answer = Client().get(question)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/anmelden?next=%2Foauth%2Fauthorize%3F")
    back = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    assert cast.signed_in(cast.karl).get(back).status_code == 200


def test_the_page_says_who_asks_for_what(cast, app):
    page = app.asks(cast.signed_in(cast.karl), scope="read:statuses follow")

    assert "Riemenblick asks to be let in" in page.text
    assert "Read the posts you can read" in page.text
    assert "Follow, mute and block" in page.text
    assert "Karl Brandt (@karl)" in page.text
    assert "As whom" not in page.text  # he writes for no voice


@pytest.mark.parametrize(
    ("address", "source"),
    [
        (BACK, "form-action 'self' https://app.example;"),
        ("http://127.0.0.1:9000/back", "form-action 'self' http://127.0.0.1:9000;"),
        ("riemenblick://", "form-action 'self' riemenblick:;"),
        (OUT_OF_BAND, "form-action 'self';"),
        ("https://app.example;script-src/", "form-action 'self';"),
    ],
)
def test_the_form_may_lead_to_the_app_and_nowhere_else(cast, address, source):
    page = App.registered(address).asks(cast.signed_in(cast.karl))

    assert source in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    # "no-referrer" would make browsers send the form with `Origin: null`, as if forged.
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        (BACK, f"{BACK}?code="),
        (f"{BACK}?kept=1", f"{BACK}?kept=1&code="),
        ("riemenblick://", "riemenblick://?code="),
        ("app.riemen:/back", "app.riemen:/back?code="),
    ],
)
def test_the_way_back_is_the_apps_own_letter_by_letter(cast, address, begins):
    app, browser = App.registered(address), cast.signed_in(cast.karl)

    answer = app.is_answered(browser, app.asks(browser, state="ä/ö"))

    assert answer["Location"].startswith(begins)
    assert said_in(answer)["state"] == "ä/ö"


def test_out_of_band_the_code_is_shown(cast):
    app, browser = App.registered(OUT_OF_BAND), cast.signed_in(cast.karl)

    answer = app.is_answered(browser, app.asks(browser))
    page = browser.get(answer["Location"])

    assert answer["Location"].startswith("/oauth/authorize/native?code=")
    assert f'value="{said_in(answer)["code"]}"' in page.text
    assert page["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("code", ["", "call 0900 1234567 for your prize", "<b>", "x" * 101])
def test_the_page_of_codes_says_nothing_else(client, code):
    assert client.get("/oauth/authorize/native", {"code": code}).status_code == 404


def test_a_voice_can_be_chosen(cast, app):
    voice = cast.lindenrad
    browser = cast.signed_in(cast.jonas)
    assert "Lindenrad, a voice" in app.asks(browser).text

    token = app.token(browser, speak_as=str(voice.id))

    said = verify(token).json()
    assert said["acct"] == "lindenrad"
    assert said["written_by"]["acct"] == "jonas"


def test_what_is_kept_of_a_code_is_its_digest(cast, app):
    code = app.code(cast.signed_in(cast.karl))

    assert code not in str(Grant.objects.values().get())


def test_an_app_can_ask_for_a_fresh_sign_in(cast, app):
    browser = cast.signed_in(cast.karl)
    UserSession.objects.create(
        user=cast.karl.login, session_key=browser.session.session_key, ip="127.0.0.1"
    )
    assert "asks to be let in" in app.asks(browser, force_login="true").text

    UserSession.objects.update(created_at=clock.now() - timedelta(hours=1))
    page = app.asks(browser, force_login="true", state="x")
    answer = app.is_answered(browser, page, "other")

    assert "Sign in once more" in page.text
    assert answer["Location"].startswith("/anmelden?next=")
    assert "force_login" not in answer["Location"]
    assert browser.get("/einstellungen").status_code == 302


def test_the_page_is_in_the_language_the_app_names(cast, app):
    page = app.asks(Client(), lang="de")

    assert "lang%3Dde" in page["Location"]
