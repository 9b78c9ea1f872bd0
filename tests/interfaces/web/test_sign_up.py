"""Creating an account: who may, what is told to whom, and where one lands."""

import pytest
from django.test import Client

from augenhoehe.domain.people.actions import make_invite
from augenhoehe.domain.people.models import Account, Invite, Login
from augenhoehe.foundation import patience
from tests.cast import PASSWORD
from tests.interfaces.web.signing_in import link_in

FORM = {
    "name": "Nora Neu",
    "handle": "nora",
    "email": "nora@example.org",
    "password1": PASSWORD,
}


@pytest.fixture
def karl(cast):
    return cast.karl


def sign_up(client, **changes):
    return client.post("/registrieren", FORM | changes)


# --- refusals ------------------------------------------------------------------------------


def test_a_taken_address_is_answered_like_a_free_one_and_its_owner_is_told(karl, mailoutbox):
    taken = sign_up(Client(), email="Karl@example.org")
    free = sign_up(Client())

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert [mail.to for mail in mailoutbox] == [["karl@example.org"], ["nora@example.org"]]
    assert "already" in mailoutbox[0].subject
    assert Login.objects.filter(email__iexact="karl@example.org").count() == 1


def test_the_answer_stays_the_same_however_often_a_taken_address_is_tried(
    karl, rate_limits, mailoutbox, monkeypatch
):
    monkeypatch.setitem(patience.LIMITS, "sign_up", "100/hour")

    answers = {sign_up(Client(), email="karl@example.org").status_code for _time in range(9)}

    assert answers == {302}
    assert len(mailoutbox) == 6  # and Karl is not buried in mail


def test_nobody_signs_up_from_a_foreign_page(db):
    client = Client(enforce_csrf_checks=True)

    response = sign_up(client)

    assert response.status_code == 403
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", "karl"),
        ("handle", "KARL"),
        ("handle", "admin"),
        ("handle", "nöra"),
        ("handle", "a" * 31),
        ("handle", "<script>"),
        ("email", "nora"),
        ("email", ""),
        ("password1", "kurz"),
        ("password1", "password"),
        ("name", ""),
        ("name", "x" * 101),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_the_rest_is_kept(karl, field, value):
    response = sign_up(Client(), **{field: value})

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert f'id="id_{field}_error"' in response.content.decode()
    kept = {"name", "handle", "email"} - {field}
    assert all(f'value="{FORM[name]}"' in response.content.decode() for name in kept)
    assert PASSWORD not in response.content.decode()


def test_somebody_who_took_the_handle_in_this_very_moment_is_no_stack_trace(db, monkeypatch):
    monkeypatch.setattr("augenhoehe.interfaces.web.sign_in.free_handle", lambda handle: handle)
    sign_up(Client(), email="other@example.org")

    response = sign_up(Client())

    assert response.status_code == 422
    assert "handle" in response.context["form"].errors


def test_many_accounts_at_once_take_patience(cast, rate_limits):
    for number in range(10):
        assert (
            sign_up(Client(), handle=f"n{number}", email=f"{number}@example.org").status_code == 302
        )

    response = sign_up(Client(), handle="n11", email="11@example.org")

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert not Account.objects.filter(handle="n11").exists()


def test_where_registration_is_closed_nobody_signs_up(db, settings):
    settings.REGISTRATION = "closed"
    settings.CONTACT = "office@lindenrad.example"

    page, answer = Client().get("/registrieren"), sign_up(Client())

    assert (page.status_code, answer.status_code) == (403, 403)
    assert "office@lindenrad.example" in page.content.decode()
    assert not Account.objects.exists()


def test_where_one_is_invited_nobody_signs_up_without_an_invitation(db, settings):
    settings.REGISTRATION = "invite"

    assert Client().get("/registrieren").status_code == 403
    assert sign_up(Client()).status_code == 403
    assert sign_up(Client(), invite="made up").status_code == 422
    assert not Account.objects.exists()


def test_an_invitation_is_good_once_and_an_ended_one_says_so(cast, settings):
    settings.REGISTRATION = "invite"
    code = make_invite(by=cast.erika)

    first = sign_up(Client(), invite=code)
    second = sign_up(Client(), invite=code, handle="olaf", email="olaf@example.org")
    link = Client().get(f"/einladung/{code}")

    assert (first.status_code, second.status_code, link.status_code) == (302, 422, 410)
    assert Login.objects.get(account__handle="nora").invited_by == cast.erika
    assert not Account.objects.filter(handle="olaf").exists()


def test_an_invitation_is_not_used_up_by_a_sign_up_that_failed(cast, settings, monkeypatch):
    settings.REGISTRATION = "invite"
    code = make_invite(by=cast.erika)
    monkeypatch.setattr("augenhoehe.interfaces.web.sign_in.free_handle", lambda handle: handle)

    failed = sign_up(Client(), invite=code, handle="erika")

    assert failed.status_code == 422
    assert Invite.objects.get().uses_left == 1


def test_the_mail_to_a_stranger_carries_nothing_a_spammer_typed(db, mailoutbox):
    sign_up(Client(), name="Win a bicycle at http://spam.example", handle="spam.example")

    (mail,) = mailoutbox
    assert "spam.example" not in mail.body + mail.subject


def test_links_in_mail_lead_to_this_server_whatever_the_request_says(db, mailoutbox):
    client = Client(headers={"host": "127.0.0.1"})

    sign_up(client)

    assert "http://testserver/adresse/bestaetigen/" in mailoutbox[0].body
    assert "127.0.0.1" not in mailoutbox[0].body


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_a_sign_up_leads_to_no_other_site(db, mailoutbox, elsewhere):
    client = Client()

    sign_up(client, next=elsewhere)
    response = client.post(link_in(mailoutbox[0]))

    assert "evil.example" not in mailoutbox[0].body
    assert response["Location"] == "/home"


def test_looking_at_the_link_confirms_nothing(db, mailoutbox):
    client = Client()
    sign_up(client)

    response = client.get(link_in(mailoutbox[0]))

    assert response.status_code == 200
    assert not Login.objects.get().emailaddress_set.get().verified


def test_a_link_that_was_used_or_made_up_has_ended(db, mailoutbox):
    client = Client()
    sign_up(client)
    link = link_in(mailoutbox[0])
    client.post(link)

    again, made_up = Client().get(link), Client().post("/adresse/bestaetigen/abc:def")

    assert (again.status_code, made_up.status_code) == (410, 410)


# --- and how it goes -----------------------------------------------------------------------


def test_after_the_confirmation_one_is_signed_in_and_where_one_wanted_to_go(db, mailoutbox):
    client = Client()

    answer = sign_up(client, next="/faelle/neu?post=1")
    assert answer["Location"] == "/adresse/bestaetigen"
    response = client.post(link_in(mailoutbox[0]))

    assert response["Location"] == "/faelle/neu?post=1"
    assert client.get("/einstellungen").status_code == 200
    assert Account.objects.get().name == "Nora Neu"


def test_confirmed_in_another_browser_one_signs_in_and_goes_on(db, mailoutbox):
    sign_up(Client(), next="/alle")
    link = link_in(mailoutbox[0])
    assert "next=" in link

    response = Client().post(link)

    assert response["Location"] == "/anmelden?next=%2Falle"


def test_without_confirmation_one_is_in_at_once_where_the_operator_wants_that(
    db, settings, mailoutbox
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    client = Client()

    response = sign_up(client, next="/alle")

    assert response["Location"] == "/alle"
    assert client.get("/einstellungen").status_code == 200
    assert not mailoutbox


def test_an_invitation_leads_to_the_form_and_says_who_invites(cast, settings, mailoutbox):
    settings.REGISTRATION = "invite"
    code = make_invite(by=cast.erika)
    client = Client()

    page = client.get(f"/einladung/{code}", follow=True)
    response = sign_up(client, invite=code)

    assert "Erika Hansen" in page.content.decode()
    assert f'value="{code}"' in page.content.decode()
    assert response.status_code == 302


def test_pages_and_mail_are_ours(db, mailoutbox):
    client = Client()

    pages = [
        client.get(path).content.decode()
        for path in ("/anmelden", "/registrieren", "/passwort/vergessen", "/adresse/bestaetigen")
    ]
    sign_up(client)

    assert all('<main class="bare__main" id="main">' in page for page in pages)
    assert all("Menu:" not in page and "<script>" not in page for page in pages)
    assert mailoutbox[0].body.rstrip().endswith("http://testserver")
    assert not mailoutbox[0].alternatives
