"""A second step at sign-in, as far as it goes without a script; passkeys have a journey."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from augenhoehe.foundation import patience
from tests.cast import PASSWORD
from tests.interfaces.web.signing_in import is_in, sign_in, with_password_typed
from tests.interfaces.web.writers import english


@pytest.fixture
def karl(cast):
    return english(with_password_typed(cast.signed_in(cast.karl)))


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up(browser):
    secret = browser.get("/zweiter-schritt/app").context["form"].secret
    browser.post("/zweiter-schritt/app", {"code": code_for(secret)})
    return secret


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["", "/app", "/codes", "/passkeys/neu", "/passkeys/1/entfernen", "/passkeys/1/name"]
)
def test_who_is_signed_out_sets_nothing_up(db, path):
    assert Client().get(f"/zweiter-schritt{path}")["Location"].startswith("/anmelden")


def test_the_password_comes_first(cast):
    browser = cast.signed_in(cast.karl)
    for path in ("/app", "/passkeys/neu"):
        assert browser.get(f"/zweiter-schritt{path}")["Location"].startswith(
            "/anmelden/bestaetigen"
        )


def test_a_wrong_code_sets_up_nothing(karl):
    karl.get("/zweiter-schritt/app")

    answer = karl.post("/zweiter-schritt/app", {"code": "000000"})

    assert answer.status_code == 422
    assert "This code is not right" in answer.text
    assert not Authenticator.objects.exists()


def test_guessing_codes_takes_patience(karl, settings):
    set_up(karl)
    settings.RATE_LIMITS = True
    patience.forget_all()
    browser = Client()
    sign_in(browser, "karl")

    said = [
        browser.post("/anmelden/zweiter-schritt", {"code": "000000"}).status_code
        for _try in range(12)
    ]

    assert said[0] == 422
    assert said[-1] == 429
    assert not is_in(browser)
    patience.forget_all()


@pytest.mark.parametrize("credential", ["", "kein JSON", "{}", "[]", '{"response": {}}', "null"])
@pytest.mark.parametrize("address", ["/anmelden/passkey", "/anmelden/zweiter-schritt"])
def test_what_no_passkey_said_lets_nobody_in(karl, address, credential):
    set_up(karl)
    browser = Client()
    browser.get("/anmelden/passkey")
    sign_in(browser, "karl")

    answer = browser.post(address, {"credential": credential})

    assert answer.status_code in (302, 422)
    assert not is_in(browser)


# --- an app that shows codes -----------------------------------------------------------------


def test_the_secret_is_shown_and_kept_under_lock(karl, cast):
    page = karl.get("/zweiter-schritt/app")
    secret = page.context["form"].secret
    assert secret in page.text
    assert "data:image/svg" in page.text

    set_up(karl)

    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert "An app is set up" in karl.get("/zweiter-schritt").text


def test_a_code_opens_and_going_without_needs_none(karl):
    secret = set_up(karl)
    browser = Client()
    assert sign_in(browser, "karl")["Location"] == "/anmelden/zweiter-schritt"
    browser.post("/anmelden/zweiter-schritt", {"code": code_for(secret)})
    assert is_in(browser)

    assert "Stop using the app" in karl.get("/zweiter-schritt/app/abschalten").text
    karl.post("/zweiter-schritt/app/abschalten")

    assert not Authenticator.objects.exists()  # the spare codes went with it
    again = Client()
    sign_in(again, "karl")
    assert is_in(again)


def test_new_spare_codes_make_the_old_void(karl):
    set_up(karl)
    old = karl.get("/zweiter-schritt/codes").context["unused_codes"][0]
    assert old in karl.get("/zweiter-schritt/codes/datei").text

    karl.post("/zweiter-schritt/codes/neu")

    assert old not in karl.get("/zweiter-schritt/codes").context["unused_codes"]


def test_the_question_for_a_passkey_names_this_server(db):
    answer = Client().get("/anmelden/passkey")

    question = json.loads(answer.content)["request_options"]["publicKey"]
    assert question["rpId"] == "testserver"
    assert question["userVerification"] == "required"
    assert answer.headers["Cache-Control"].startswith("no-store")


def test_the_form_for_a_passkey_says_what_it_wants(karl):
    page = karl.get("/zweiter-schritt/passkeys/neu")

    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert options["user"]["name"] == "@karl"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert 'id="passkey-question"' in page.text
    wrong = karl.post("/zweiter-schritt/passkeys/neu", {"name": "Telefon", "credential": "{}"})
    assert wrong.status_code == 422
    assert "Telefon" in wrong.text


# --- a new password ----------------------------------------------------------------------------


def test_a_new_password_ends_sessions_and_apps(cast, program_of):
    app = program_of(cast.karl)
    here, there = with_password_typed(cast.signed_in(cast.karl)), cast.signed_in(cast.karl)
    assert app.get("/api/v1/preferences").status_code == 200

    here.post("/passwort", {"oldpassword": PASSWORD, "password1": "Lieber mit der Bahn nach Rom"})

    assert is_in(here)
    assert not is_in(there)
    assert app.get("/api/v1/preferences").status_code == 401


@pytest.fixture
def program_of(cast):
    from augenhoehe.domain.people.actions import issue_token

    def make(who):
        token = issue_token(who, scopes="read")
        return Client(headers={"Authorization": f"Bearer {token}"})

    return make
