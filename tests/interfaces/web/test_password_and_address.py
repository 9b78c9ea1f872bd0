"""What opens an account, and changing it: nobody takes it over."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from augenhoehe.domain.people.access import token_holder
from augenhoehe.domain.people.actions import create_person, issue_token
from augenhoehe.domain.people.models import Login
from augenhoehe.interfaces.web.live import may_hear
from tests.cast import PASSWORD
from tests.interfaces.web.signing_in import is_in, link_in, sign_in, with_password_typed

ANOTHER = "Ein Sattel ist kein Sessel"


@pytest.fixture
def karl(cast):
    return cast.karl


@pytest.fixture
def gerda(cast):
    return cast.gerda


# --- a forgotten password ----------------------------------------------------------------------


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
    token = issue_token(cast.karl, scopes="read")
    client.post("/passwort/vergessen", {"email": "karl@example.org"})
    link = link_in(mailoutbox[0])

    form = client.get(link, follow=True)
    weak = client.post(form.redirect_chain[-1][0], {"password1": "kurz"})
    done = client.post(form.redirect_chain[-1][0], {"password1": ANOTHER})

    assert (weak.status_code, done.status_code) == (422, 302)
    assert is_in(client)
    assert token_holder(token) is None  # apps end with the sessions
    assert not is_in(elsewhere)
    assert Client().get(link).status_code == 410
    assert sign_in(Client(), password=ANOTHER).status_code == 302
    assert mailoutbox[-1].subject == "Ihr Passwort für Lindenrad wurde geändert"


@pytest.mark.parametrize("link", ["/passwort/neu/1-abc", "/passwort/neu/zzz-abc-def"])
def test_a_made_up_link_for_a_password_leads_nowhere(db, link):
    assert Client().get(link).status_code == 410


# --- changing password and address -------------------------------------------------------------


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


def test_the_address_is_not_changed_by_somebody_who_found_the_browser_open(cast, mailoutbox):
    client = cast.signed_in(cast.karl)

    response = client.post("/adresse", {"email": "thief@example.org", "action_add": "1"})

    assert response["Location"].startswith("/anmelden/bestaetigen")
    assert not mailoutbox


def test_the_present_address_holds_until_the_new_one_is_confirmed(cast, mailoutbox):
    client = with_password_typed(cast.signed_in(cast.karl))

    client.post("/adresse", {"email": "neu@example.org", "action_add": "1"})
    assert Login.objects.get().email == "karl@example.org"
    client.post(link_in(mailoutbox[0]))

    assert Login.objects.get().email == "neu@example.org"
    assert mailoutbox[0].to == ["neu@example.org"]
    assert mailoutbox[1].to == ["karl@example.org"]  # and is told
    assert sign_in(Client(), "karl@example.org").status_code == 422
    assert sign_in(Client(), "neu@example.org").status_code == 302


def test_nobody_takes_the_address_of_somebody_else(cast, gerda, mailoutbox):
    client = with_password_typed(cast.signed_in(cast.karl))

    client.post("/adresse", {"email": "gerda@example.org", "action_add": "1"})
    response = client.post(link_in(mailoutbox[0]))

    assert response.status_code == 302
    assert Login.objects.get(account=cast.karl).email == "karl@example.org"
    assert Login.objects.get(account=cast.gerda).email == "gerda@example.org"


def test_an_address_somebody_signed_up_with_meanwhile_is_no_stack_trace(cast, mailoutbox):
    client = with_password_typed(cast.signed_in(cast.karl))
    client.post("/adresse", {"email": "neu@example.org", "action_add": "1"})
    create_person(handle="nora", email="neu@example.org", password=PASSWORD)

    response = client.post(link_in(mailoutbox[0]))

    assert response.status_code == 410
    assert not EmailAddress.objects.get(email="neu@example.org").verified


def test_what_is_no_address_is_said_beside_the_field(cast):
    client = with_password_typed(cast.signed_in(cast.karl))

    response = client.post("/adresse", {"email": "neu", "action_add": "1"})

    assert response.status_code == 422
    assert 'value="neu"' in response.content.decode()


def test_one_keeps_the_present_address_after_all(cast, mailoutbox):
    client = with_password_typed(cast.signed_in(cast.karl))
    client.post("/adresse", {"email": "neu@example.org", "action_add": "1"})

    client.post("/adresse", {"email": "neu@example.org", "action_remove": "1"})

    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["karl@example.org"]
    assert Login.objects.get().email == "karl@example.org"
