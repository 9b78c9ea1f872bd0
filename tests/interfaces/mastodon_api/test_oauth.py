"""Codes for tokens, tokens given back, and what ends them."""

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from augenhoehe.domain.people.actions import deactivate_person, leave_voice
from augenhoehe.domain.people.internals import set_account_restrictions
from augenhoehe.domain.people.models import AccessToken, Grant, Restriction
from augenhoehe.domain.people.tokens import SCOPES
from augenhoehe.foundation import clock
from tests.interfaces.mastodon_api.apps import OUT_OF_BAND, App, strict, verify, with_token

pytestmark = pytest.mark.django_db
VERIFIER = "a-verifier-that-is-long-enough-to-be-taken-seriously-0123456789"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
)


def error_of(answer):
    """The error, once it is sure that it is one in OAuth's form."""
    said = answer.json()
    assert set(said) == {"error", "error_description"}
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.status_code, said["error"]


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code": "something"}, (400, "invalid_grant")),
        ({"redirect_uri": "https://elsewhere.example"}, (400, "invalid_grant")),
        ({"client_secret": "wrong"}, (401, "invalid_client")),
        ({"client_secret": ""}, (401, "invalid_client")),
        ({"client_id": "nobody"}, (401, "invalid_client")),
        (
            {"grant_type": "password", "username": "karl", "password": "x"},
            (400, "unsupported_grant_type"),
        ),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, (400, "unsupported_grant_type")),
        ({"grant_type": "nonsense"}, (400, "unsupported_grant_type")),
        ({"grant_type": ""}, (400, "invalid_request")),
    ],
)
def test_what_is_no_token_worth(cast, app, wrong, error):
    code = app.code(cast.signed_in(cast.karl))

    assert error_of(app.takes(code, **wrong)) == error
    assert not AccessToken.objects.exists()


def test_a_code_is_for_one_app_only(cast, app):
    code = app.code(cast.signed_in(cast.karl))

    assert error_of(App.registered().takes(code)) == (400, "invalid_grant")


def test_a_code_works_once_and_for_ten_minutes(cast, app):
    browser = cast.signed_in(cast.karl)
    used, late = app.code(browser), app.code(browser)

    assert app.takes(used).status_code == 200
    assert error_of(app.takes(used)) == (400, "invalid_grant")
    Grant.objects.update(expires=clock.now() - timedelta(seconds=1))
    assert error_of(app.takes(late)) == (400, "invalid_grant")


def test_a_code_ends_with_who_gave_it(cast, app):
    code = app.code(cast.signed_in(cast.karl))
    deactivate_person(cast.karl)

    assert error_of(app.takes(code)) == (400, "invalid_grant")


def test_the_right_to_a_voice_ends_with_the_right_to_it(cast, app):
    voice = cast.lindenrad
    code = app.code(cast.signed_in(cast.jonas), speak_as=str(voice.id))
    leave_voice(voice, by=cast.jonas)

    assert error_of(app.takes(code)) == (400, "invalid_grant")
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize("verifier", [None, "wrong" * 10])
def test_without_the_verifier_a_code_is_worth_nothing(cast, app, verifier):
    code = app.code(
        cast.signed_in(cast.karl), code_challenge=CHALLENGE, code_challenge_method="S256"
    )

    answer = app.takes(code, **({"code_verifier": verifier} if verifier else {}))

    assert error_of(answer)[0] == 400
    assert not AccessToken.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_come_at_once_with_a_code_get_one_token(cast, app):
    code = app.code(cast.signed_in(cast.karl))

    def take(_each):
        try:
            return app.takes(code).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, range(2))) == [200, 400]
    assert AccessToken.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "put", "delete"])
@pytest.mark.parametrize("path", ["/oauth/token", "/oauth/revoke"])
def test_other_verbs_are_not_known(client, method, path):
    answer = getattr(client, method)(path)

    assert answer.status_code == 405
    assert answer.json() == {"error": "Method not allowed"}


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"grant_type": {"a": 1}}'])
@pytest.mark.parametrize("path", ["/oauth/token", "/oauth/revoke", "/api/v1/apps"])
def test_a_broken_body_is_no_fault_of_ours(path, body):
    answer = strict().post(path, body, content_type="application/json")

    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]


# --- tokens ----------------------------------------------------------------------------


@pytest.mark.parametrize("content_type", ["form", "application/json"])
def test_a_code_becomes_a_token(cast, app, content_type):
    sent = {
        "grant_type": "authorization_code",
        "code": app.code(cast.signed_in(cast.karl)),
        "client_id": app.client_id,
        "client_secret": app.secret,
        "redirect_uri": app.redirect_uri,
    }
    kind = {} if content_type == "form" else {"content_type": content_type}

    answer = strict().post("/oauth/token/", sent, **kind)

    said = answer.json()
    assert answer.status_code == 200
    assert (said["token_type"], said["scope"]) == ("Bearer", "read write")
    assert abs(said["created_at"] - clock.now().timestamp()) < 60
    assert set(said) == {"access_token", "token_type", "scope", "created_at"}
    assert verify(said["access_token"]).json()["acct"] == "karl"
    assert said["access_token"] not in str(AccessToken.objects.values().get())


def test_the_secret_may_come_by_basic(cast, app):
    known = base64.b64encode(f"{app.client_id}:{app.secret}".encode()).decode()
    sent = {
        "grant_type": "authorization_code",
        "code": app.code(cast.signed_in(cast.karl)),
        "redirect_uri": app.redirect_uri,
    }

    answer = strict().post("/oauth/token", sent, headers={"Authorization": f"Basic {known}"})
    wrong = strict().post("/oauth/token", sent, headers={"Authorization": "Basic !"})

    assert answer.status_code == 200
    assert error_of(wrong)[1] == "invalid_client"


def test_with_the_verifier_it_works(cast, app):
    code = app.code(
        cast.signed_in(cast.karl), code_challenge=CHALLENGE, code_challenge_method="S256"
    )

    assert app.takes(code, code_verifier=VERIFIER).status_code == 200


def test_a_token_has_the_scopes_the_person_saw(cast):
    app = App.registered(OUT_OF_BAND, scopes="read write")

    token = app.takes(app.code(cast.signed_in(cast.karl), scope="read:accounts")).json()

    assert token["scope"] == "read:accounts"
    http = with_token(token["access_token"])
    assert http.get("/api/v1/accounts/verify_credentials").status_code == 200
    assert http.post("/api/v1/statuses", {"status": "x"}).status_code == 403


def test_an_app_has_a_token_of_its_own(app):
    answer = app.own_token("read")

    said = answer.json()
    assert said["scope"] == "read"
    refused = verify(said["access_token"])
    assert (refused.status_code, refused.json()["error"]) == (
        422,
        "This method requires an authenticated user",
    )
    assert error_of(app.own_token("admin:read")) == (400, "invalid_scope")


def test_narrow_and_wide_scopes(cast):
    app = App.registered(scopes="follow profile")
    token = app.token(cast.signed_in(cast.karl), scope="follow profile")

    assert AccessToken.objects.get().scope == "follow profile"
    assert verify(token).status_code == 200
    assert with_token(token).get("/api/v1/preferences").status_code == 403
    assert with_token(token).get("/oauth/userinfo").json()["preferred_username"] == "karl"


# --- ends ------------------------------------------------------------------------------


def test_a_token_is_given_back(cast, app):
    token = app.token(cast.signed_in(cast.karl))

    assert App.registered().gives_back(token).status_code == 403
    assert error_of(app.gives_back(token, client_secret="wrong")) == (403, "unauthorized_client")
    assert verify(token).status_code == 200
    answer = app.gives_back(token)

    assert (answer.status_code, answer.json()) == (200, {})
    assert verify(token).status_code == 401
    assert app.gives_back("nobody knows this").json() == {}


def test_leaving_ends_tokens(cast, app):
    voice = cast.lindenrad
    browser = cast.signed_in(cast.jonas)
    own, through_voice = app.token(browser), app.token(browser, speak_as=str(voice.id))

    leave_voice(voice, by=cast.jonas)
    assert (verify(own).status_code, verify(through_voice).status_code) == (200, 401)
    deactivate_person(cast.jonas)
    assert verify(own).status_code == 401


def test_who_is_suspended_is_told_so(cast, app):
    token = app.token(cast.signed_in(cast.karl))
    set_account_restrictions(cast.karl, Restriction.SUSPENDED)

    answer = verify(token)

    assert answer.status_code == 403
    assert answer.json() == {"error": "Your login is currently disabled"}


def test_the_day_of_the_last_use_is_kept_and_no_more(cast, app, django_assert_max_num_queries):
    token = app.token(cast.signed_in(cast.karl))
    assert AccessToken.objects.get().last_used_on is None

    verify(token)

    assert AccessToken.objects.get().last_used_on == clock.now().date()
    http = with_token(token)
    with django_assert_max_num_queries(3) as seen:  # the token, its person, the address
        http.get("/api/v1/apps/verify_credentials")
    assert not any("UPDATE" in query["sql"] for query in seen.captured_queries)


# --- where it is found -----------------------------------------------------------------


def test_the_metadata_name_everything(client):
    said = client.get("/.well-known/oauth-authorization-server").json()

    assert said["issuer"] == "http://testserver/"
    assert said["authorization_endpoint"] == "http://testserver/oauth/authorize"
    assert said["token_endpoint"] == "http://testserver/oauth/token"
    assert said["revocation_endpoint"] == "http://testserver/oauth/revoke"
    assert said["userinfo_endpoint"] == "http://testserver/oauth/userinfo"
    assert said["app_registration_endpoint"] == "http://testserver/api/v1/apps"
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["scopes_supported"] == list(SCOPES)
    assert "password" not in said["grant_types_supported"]
