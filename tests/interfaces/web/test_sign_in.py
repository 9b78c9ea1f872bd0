"""Getting in and out: who does not get in, what nobody learns by trying, what goes on."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.test import Client

from augenhoehe.domain.people.actions import create_person, deactivate_person
from augenhoehe.domain.people.models import Login
from augenhoehe.interfaces.web.live import may_hear
from augenhoehe.interfaces.web.pages.session.devices import describe
from tests.cast import PASSWORD

ANOTHER = "Ein Sattel ist kein Sessel"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0 Mobile Safari/537.36"
)


@pytest.fixture
def karl(cast):
    return cast.karl


@pytest.fixture
def gerda(cast):
    return cast.gerda


def sign_in(client, login="karl@example.org", password=PASSWORD, **more):
    return client.post("/anmelden", {"login": login, "password": password} | more)


def is_in(client):
    return client.get("/einstellungen").status_code == 200


def link_in(mail):
    return re.search(r"http://testserver(\S+)", mail.body)[1]


# --- signing in: refusals ------------------------------------------------------------------


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


# --- and how it goes -----------------------------------------------------------------------


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


# --- a forgotten password ------------------------------------------------------------------


def test_who_asks_for_a_password_does_not_learn_whether_there_is_an_account(karl, mailoutbox):
    known = Client().post("/passwort/vergessen", {"email": "karl@example.org"})
    unknown = Client().post("/passwort/vergessen", {"email": "nobody@example.org"})

    assert known["Location"] == unknown["Location"] == "/passwort/vergessen/verschickt"
    assert [mail.to for mail in mailoutbox] == [["karl@example.org"], ["nobody@example.org"]]
    assert "no account" in mailoutbox[1].subject


def test_nobody_is_buried_in_mail(karl, rate_limits, mailoutbox):
    statuses = [
        Client(REMOTE_ADDR=f"192.0.2.{number}")
        .post("/passwort/vergessen", {"email": "karl@example.org"})
        .status_code
        for number in range(7)
    ]

    assert statuses == [302] * 6 + [429]
    assert len(mailoutbox) == 6


def test_a_link_for_a_new_password_is_good_once_and_ends_all_sessions(cast, mailoutbox):
    elsewhere, client = cast.signed_in(cast.karl), Client()
    client.post("/passwort/vergessen", {"email": "karl@example.org"})
    link = link_in(mailoutbox[0])

    form = client.get(link, follow=True)
    weak = client.post(form.redirect_chain[-1][0], {"password1": "kurz"})
    done = client.post(form.redirect_chain[-1][0], {"password1": ANOTHER})

    assert (weak.status_code, done.status_code) == (422, 302)
    assert is_in(client)
    assert not is_in(elsewhere)
    assert Client().get(link).status_code == 410
    assert sign_in(Client(), password=ANOTHER).status_code == 302
    assert mailoutbox[-1].subject == "Your password for Lindenrad has been changed"


@pytest.mark.parametrize("link", ["/passwort/neu/1-abc", "/passwort/neu/zzz-abc-def"])
def test_a_made_up_link_for_a_password_leads_nowhere(db, link):
    assert Client().get(link).status_code == 410


# --- changing password and address ---------------------------------------------------------


def test_a_password_is_not_changed_without_the_present_one(cast):
    client = cast.signed_in(cast.karl)

    response = client.post("/passwort", {"oldpassword": "falsch", "password1": ANOTHER})

    assert response.status_code == 422
    assert Login.objects.get().check_password(PASSWORD)


def test_guessing_the_present_password_takes_patience(cast, rate_limits):
    client = cast.signed_in(cast.karl)
    for _time in range(10):
        client.post("/passwort", {"oldpassword": "falsch", "password1": ANOTHER})

    response = client.post("/passwort", {"oldpassword": PASSWORD, "password1": ANOTHER})

    assert response.status_code == 429


def test_a_new_password_ends_all_sessions_but_this(cast):
    here, elsewhere = cast.signed_in(cast.karl), cast.signed_in(cast.karl)

    response = here.post("/passwort", {"oldpassword": PASSWORD, "password1": ANOTHER})

    assert response["Location"] == "/einstellungen/konto"
    cookie = elsewhere.cookies["augenhoehe_session"].value
    assert may_hear({"cookie": f"augenhoehe_session={cookie}"}, ["home"]) == []
    assert is_in(here)
    assert not is_in(elsewhere)


def _with_password_typed(cast, person):
    client = cast.signed_in(person)
    client.post("/anmelden/bestaetigen", {"password": PASSWORD, "next": "/adresse"})
    return client


def test_the_address_is_not_changed_by_somebody_who_found_the_browser_open(cast, mailoutbox):
    client = cast.signed_in(cast.karl)

    response = client.post("/adresse", {"email": "thief@example.org", "action_add": "1"})

    assert response["Location"].startswith("/anmelden/bestaetigen")
    assert not mailoutbox


def test_the_present_address_holds_until_the_new_one_is_confirmed(cast, mailoutbox):
    client = _with_password_typed(cast, cast.karl)

    client.post("/adresse", {"email": "neu@example.org", "action_add": "1"})
    assert Login.objects.get().email == "karl@example.org"
    client.post(link_in(mailoutbox[0]))

    assert Login.objects.get().email == "neu@example.org"
    assert mailoutbox[0].to == ["neu@example.org"]
    assert mailoutbox[1].to == ["karl@example.org"]  # and is told
    assert sign_in(Client(), "karl@example.org").status_code == 422
    assert sign_in(Client(), "neu@example.org").status_code == 302


def test_nobody_takes_the_address_of_somebody_else(cast, gerda, mailoutbox):
    client = _with_password_typed(cast, cast.karl)

    client.post("/adresse", {"email": "gerda@example.org", "action_add": "1"})
    response = client.post(link_in(mailoutbox[0]))

    assert response.status_code == 302
    assert Login.objects.get(account=cast.karl).email == "karl@example.org"
    assert Login.objects.get(account=cast.gerda).email == "gerda@example.org"


def test_an_address_somebody_signed_up_with_meanwhile_is_no_stack_trace(cast, mailoutbox):
    client = _with_password_typed(cast, cast.karl)
    client.post("/adresse", {"email": "neu@example.org", "action_add": "1"})
    create_person(handle="nora", email="neu@example.org", password=PASSWORD)

    response = client.post(link_in(mailoutbox[0]))

    assert response.status_code == 410
    assert not EmailAddress.objects.get(email="neu@example.org").verified


def test_what_is_no_address_is_said_beside_the_field(cast):
    client = _with_password_typed(cast, cast.karl)

    response = client.post("/adresse", {"email": "neu", "action_add": "1"})

    assert response.status_code == 422
    assert 'value="neu"' in response.content.decode()


def test_one_keeps_the_present_address_after_all(cast, mailoutbox):
    client = _with_password_typed(cast, cast.karl)
    client.post("/adresse", {"email": "neu@example.org", "action_add": "1"})

    client.post("/adresse", {"email": "neu@example.org", "action_remove": "1"})

    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["karl@example.org"]
    assert Login.objects.get().email == "karl@example.org"


# --- where one is signed in ----------------------------------------------------------------


def _signed_in_really(login, **how):
    client = Client(**how)
    sign_in(client, login)
    return client


def test_somebody_elses_session_cannot_be_ended(cast, karl, gerda):
    karl, gerda = _signed_in_really("karl"), _signed_in_really("gerda")
    hers = UserSession.objects.get(user=cast.gerda.login)

    response = karl.post(f"/sitzungen/{hers.pk}/beenden")

    assert response.status_code == 404
    assert is_in(gerda)
    assert karl.get(f"/sitzungen/{hers.pk}/beenden").status_code == 405


def test_the_list_keeps_the_network_and_not_the_address(karl):
    client = _signed_in_really("karl", headers={"user-agent": PHONE}, REMOTE_ADDR="192.0.2.77")

    page = client.get("/sitzungen").content.decode()

    assert "Chrome, Android" in page
    assert "192.0.2.0" in page
    assert UserSession.objects.get().ip == "192.0.2.0"


def test_one_ends_a_session_or_all_others(karl):
    here, there, yonder = (_signed_in_really("karl") for _browser in range(3))
    theirs = UserSession.objects.get(session_key=there.session.session_key)

    here.post(f"/sitzungen/{theirs.pk}/beenden")
    assert (is_in(here), is_in(there), is_in(yonder)) == (True, False, True)
    here.post("/sitzungen")

    assert (is_in(here), is_in(yonder)) == (True, False)


def test_browsers_are_called_by_their_names():
    assert describe("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0") == "Firefox, Linux"
    assert describe("") == "Unknown browser"


# --- language ------------------------------------------------------------------------------


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
def test_choosing_a_language_leads_to_no_other_site(db, elsewhere):
    response = Client().get("/sprache/de", {"next": elsewhere})

    assert response["Location"] == "/"


def test_a_language_nobody_speaks_here_is_not_found(db):
    assert Client().get("/sprache/tlh").status_code == 404


def test_a_foreign_page_does_not_change_the_language_of_somebodys_mail(cast):
    client = cast.signed_in(cast.karl)

    client.get("/sprache/en", headers={"sec-fetch-site": "cross-site"})

    assert Login.objects.get().language == "de"


def test_the_language_is_kept_in_the_browser_and_with_the_login(cast):
    client = cast.signed_in(cast.karl)

    response = client.get("/sprache/en?next=/alle", headers={"sec-fetch-site": "same-origin"})

    assert response["Location"] == "/alle"
    assert response.cookies["augenhoehe_language"].value == "en"
    assert Login.objects.get().language == "en"


# --- a second step: prepared ---------------------------------------------------------------


def test_the_second_step_works_without_a_script(cast):
    client = _with_password_typed(cast, cast.karl)
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
