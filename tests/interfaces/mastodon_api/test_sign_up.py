"""Signing up in an app, and who one is afterwards."""

import pytest
from allauth.account.models import EmailAddress

from augenhoehe.domain.people.actions import make_invite
from augenhoehe.domain.people.models import Account
from tests.cast import PASSWORD
from tests.interfaces.mastodon_api.apps import verify, with_token

pytestmark = pytest.mark.django_db
KARLA = {
    "username": "karla",
    "email": "karla@example.org",
    "password": PASSWORD,
    "agreement": "true",
    "locale": "de-AT",
}


@pytest.fixture
def phone(app):
    """An app with a token of its own."""
    return with_token(app.own_token("read write").json()["access_token"])


def sign_up(http, **changes):
    return http.post("/api/v1/accounts", KARLA | changes)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"username": ""}, "username", "ERR_BLANK"),
        ({"username": "a b"}, "username", "ERR_INVALID"),
        ({"username": "admin"}, "username", "ERR_RESERVED"),
        ({"username": "gerda"}, "username", "ERR_TAKEN"),
        ({"email": "nowhere"}, "email", "ERR_INVALID"),
        ({"email": "gerda@example.org"}, "email", "ERR_TAKEN"),
        ({"password": "short"}, "password", "ERR_TOO_SHORT"),
        ({"agreement": "false"}, "agreement", "ERR_ACCEPTED"),
    ],
)
def test_what_cannot_be_used(cast, phone, change, field, code):
    _ = cast.gerda

    answer = sign_up(phone, **change)

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: ")
    assert answer.json()["details"][field][0]["error"] == code
    assert not Account.objects.filter(handle="karla").exists()


def test_who_may_not_sign_somebody_up(cast, app, client):
    persons = with_token(app.token(cast.signed_in(cast.karl), scope="read"))
    reader = with_token(app.own_token("read").json()["access_token"])

    assert sign_up(client).status_code == 401
    assert sign_up(persons).status_code == 403
    assert sign_up(reader).status_code == 403


def test_an_app_in_which_somebody_is_signed_in_may(cast, app):
    assert sign_up(with_token(app.token(cast.signed_in(cast.karl)))).status_code == 200


@pytest.mark.parametrize("registration", ["closed", "invite"])
def test_where_registration_is_not_open(phone, settings, registration):
    settings.REGISTRATION = registration

    assert sign_up(phone).status_code == 403


def test_with_an_invitation_it_is(cast, phone, settings):
    settings.REGISTRATION = "invite"

    assert sign_up(phone, invite_code="nonsense").status_code == 422
    assert sign_up(phone, invite_code=make_invite(by=cast.erika)).status_code == 200


def test_the_token_works_once_the_address_is_confirmed(phone, mailoutbox):
    said = sign_up(phone)
    token = said.json()["access_token"]

    early = verify(token)
    again = with_token(token).post("/api/v1/emails/confirmations")

    assert said.json()["token_type"] == "Bearer"
    assert early.status_code == 403
    assert early.json() == {"error": "Your login is missing a confirmed e-mail address"}
    assert again.status_code == 200
    assert [mail.to for mail in mailoutbox] == [["karla@example.org"]] * 2
    EmailAddress.objects.update(verified=True)
    assert verify(token).json()["username"] == "karla"
    assert with_token(token).post("/api/v1/emails/confirmations").status_code == 403


def test_a_mistyped_address_is_corrected_until_one_is_confirmed(cast, phone, mailoutbox):
    _ = cast.gerda
    http = with_token(sign_up(phone, email="karla@exmaple.org").json()["access_token"])

    for wrong in ("nowhere", "gerda@example.org"):
        assert http.post("/api/v1/emails/confirmations", {"email": wrong}).status_code == 422
    right = http.post("/api/v1/emails/confirmations", {"email": "karla@example.org"})

    assert right.status_code == 200, right.content
    assert [mail.to for mail in mailoutbox] == [["karla@exmaple.org"], ["karla@example.org"]]
    address = EmailAddress.objects.get(user__account__handle="karla")
    assert (address.email, address.primary) == ("karla@example.org", True)
    assert address.user.email == "karla@example.org"
    EmailAddress.objects.update(verified=True)
    late = http.post("/api/v1/emails/confirmations", {"email": "other@example.org"})
    assert late.status_code == 403


def test_without_confirmation_it_works_at_once(phone, settings, mailoutbox):
    settings.REGISTRATION_CONFIRM_EMAIL = False

    token = sign_up(phone, password="x7" * 32).json()["access_token"]

    assert verify(token).json()["username"] == "karla"
    posted = with_token(token).post("/api/v1/statuses", {"status": "Guten Tag"})
    assert posted.json()["account"]["acct"] == "karla"
    assert not mailoutbox
    assert Account.objects.get(handle="karla").login.language == "de"


def test_who_one_is(cast, app):
    http = with_token(app.token(cast.signed_in(cast.karl)))

    said = http.get("/api/v1/accounts/verify_credentials").json()
    prefers = http.get("/api/v1/preferences").json()

    assert said["acct"] == "karl"
    assert said["source"]["privacy"] == "public"
    assert said["source"]["follow_requests_count"] == 0
    assert said["role"]["permissions"] == "65536"  # to invite, as everybody may
    assert prefers["posting:default:visibility"] == "public"
    assert set(prefers) >= {"reading:expand:media", "reading:expand:spoilers"}
