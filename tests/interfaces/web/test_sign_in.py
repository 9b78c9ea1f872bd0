"""Getting in and out: who does not get in, what nobody learns by trying, what goes on."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from augenhoehe.domain.people.actions import create_person, deactivate_person
from tests.cast import PASSWORD
from tests.interfaces.web.signing_in import is_in, sign_in, with_password_typed


@pytest.fixture
def karl(cast):
    return cast.karl


# --- signing in: refusals ----------------------------------------------------------------------


def test_a_wrong_password_and_an_unknown_person_are_told_alike(karl):
    answers = [
        sign_in(Client(), login, "falsch")
        for login in ("karl@example.org", "karl", "nobody", "nobody@example.org", "@nobody")
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert len({str(answer.context["form"].errors) for answer in answers}) == 1
    assert 'value="nobody@example.org"' in answers[3].content.decode()


def test_nobody_signs_somebody_in_from_a_foreign_page(karl):
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client).status_code == 403
    assert not is_in(client)


def test_an_address_that_is_not_confirmed_does_not_get_in(db, mailoutbox):
    create_person(handle="nora", email="nora@example.org", password=PASSWORD)
    client = Client()

    response = sign_in(client, "nora")

    assert response["Location"] == "/adresse/bestaetigen"
    assert not is_in(client)
    assert mailoutbox[0].to == ["nora@example.org"]


def test_who_has_left_does_not_get_in_and_reads_why(cast):
    deactivate_person(cast.karl)
    client = Client()

    response = sign_in(client)
    page = client.get(response["Location"])

    assert response["Location"] == "/anmelden/geschlossen"
    assert "closed" in page.content.decode()
    assert not is_in(client)


def test_that_somebody_has_left_is_told_only_with_the_password(cast):
    deactivate_person(cast.karl)

    assert sign_in(Client(), password="falsch").status_code == 422


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "http://localhost/",
        "\t//evil.example",
    ],
)
def test_signing_in_leads_to_no_other_site(karl, elsewhere):
    response = sign_in(Client(), next=elsewhere)

    assert response["Location"] == "/home"


def test_trying_many_passwords_takes_patience_by_any_name(karl, rate_limits):
    for login in ("karl", "@karl", "KARL", "karl@example.org", "Karl@Example.org") * 2:
        assert sign_in(Client(), login, "falsch").status_code == 422

    response = sign_in(Client(), "karl@example.org")

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_trying_many_people_from_one_place_takes_patience(karl, rate_limits):
    for number in range(30):
        sign_in(Client(), f"nobody{number}", "falsch")

    assert sign_in(Client()).status_code == 429


# --- and how it goes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "login", ["karl@example.org", "KARL@example.org", "karl", "@Karl", " karl "]
)
def test_one_signs_in_by_address_or_by_handle(karl, login):
    client = Client()

    response = sign_in(client, login, next="/alle?x=1")

    assert response["Location"] == "/alle?x=1"
    assert is_in(client)


def test_what_was_kept_while_signed_out_is_there_after_signing_in(karl):
    client = Client()
    session = client.session
    session["unsent"] = "Der Riemen ist gerissen."
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session["unsent"] == "Der Riemen ist gerissen."
    assert client.session.session_key != before  # nobody else knows the new one


def test_an_expired_session_does_not_take_the_next_one_with_it(cast):
    client = cast.signed_in(cast.karl)
    client.session.flush()
    client.get("/anmelden")
    session = client.session
    session["unsent"] = "Der Riemen ist gerissen."
    session.save()
    client.cookies["augenhoehe_session"] = session.session_key

    sign_in(client)

    assert client.session["unsent"] == "Der Riemen ist gerissen."


def test_signing_out_takes_a_button(cast):
    client = cast.signed_in(cast.karl)

    page = client.get("/abmelden")
    assert page.status_code == 200
    assert is_in(client)
    response = client.post("/abmelden", {"next": "https://evil.example"})

    assert response["Location"] == "/"
    assert not is_in(client)


# --- a second step: prepared -------------------------------------------------------------------


def test_the_second_step_works_without_a_script(cast):
    client = with_password_typed(cast.signed_in(cast.karl))
    page = client.get("/zweiter-schritt/app")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

    assert "<script>" not in page.content.decode()
    done = client.post("/zweiter-schritt/app", {"code": code})
    assert done["Location"] == "/zweiter-schritt/codes"
    browser = Client()
    assert sign_in(browser, "karl")["Location"] == "/anmelden/zweiter-schritt"

    assert not is_in(browser)
    spare = client.get("/zweiter-schritt/codes").context["unused_codes"][0]
    browser.post("/anmelden/zweiter-schritt", {"code": spare})
    assert is_in(browser)


def test_a_name_without_end_is_nobodys(cast):
    answer = Client().post("/anmelden", {"login": "a" * 60_000, "password": "egal, was da steht"})

    assert answer.status_code == 422
