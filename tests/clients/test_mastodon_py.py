"""`Mastodon.py`, unmodified, against a running server: from nothing to a post and back."""

import pytest
from mastodon import Mastodon
from mastodon.errors import (
    MastodonAPIError,
    MastodonIllegalArgumentError,
    MastodonUnauthorizedError,
)

SCOPES = ["read", "write", "follow", "push"]


@pytest.fixture
def api(running):
    """A client that has registered itself and is let in by nobody yet."""
    client_id, secret = Mastodon.create_app("Mastodon.py", scopes=SCOPES, api_base_url=running.base)
    return Mastodon(client_id=client_id, client_secret=secret, api_base_url=running.base)


def sign_in(running, api, who="karl", **choice):
    """Out of band: the person reads the code on a page and types it in."""
    question = api.auth_request_url(scopes=SCOPES, allow_http=True)
    code = running.browser_of(who).lets_in(question, **choice)
    token = api.log_in(code=code, scopes=SCOPES, allow_http=True)
    assert token == api.access_token
    return api


def test_a_wrong_code_and_a_password_are_refused(api):
    with pytest.raises(MastodonIllegalArgumentError):
        api.log_in(code="nonsense", scopes=SCOPES, allow_http=True)
    with pytest.raises((MastodonIllegalArgumentError, MastodonAPIError)):
        api.log_in(username="karl@example.org", password="x", scopes=SCOPES, allow_http=True)


def test_from_registering_to_revoking(running, api):
    sign_in(running, api)

    me = api.account_verify_credentials()
    posted = api.status_post("Guten Morgen aus Python", idempotency_key="once")
    again = api.status_post("Guten Morgen aus Python", idempotency_key="once")

    assert me.acct == "karl"
    assert api.app_verify_credentials().name == "Mastodon.py"
    assert posted.id == again.id
    assert posted.application.name == "Mastodon.py"
    assert api.status(posted.id).content == "<p>Guten Morgen aus Python</p>"
    api.revoke_access_token(allow_http=True)
    with pytest.raises(MastodonAPIError):
        api.account_verify_credentials()


def test_a_voice_is_an_account_of_its_own(running, api):
    voice = running.house.python(
        "from augenhoehe.domain.people.selectors import account_by_address\n"
        "print(account_by_address('lindenrad').id)"
    ).strip()
    sign_in(running, api, "jonas", speak_as=voice)

    assert api.account_verify_credentials().acct == "lindenrad"
    posted = api.status_post("Wir kümmern uns.")
    assert posted.account.acct == "lindenrad"
    assert posted["written_by"]["acct"] == "jonas"


def test_what_everybody_may_ask(running):
    api = Mastodon(api_base_url=running.base)

    assert api.retrieve_mastodon_version() == "4.5.0"
    assert api.instance_v2().configuration.statuses.max_characters == 500
    assert api.instance_v1().urls.streaming_api.startswith("ws://127.0.0.1")
    assert api.instance_rules()
    assert api.instance_peers() == []
    assert len(api.instance_activity()) == 12
    assert api.instance_nodeinfo().software.name == "augenhoehe"
    assert api.instance_domain_blocks() == []
    assert api.instance_languages()
    assert api.instance_extended_description().content
    assert api.instance_translation_languages() == {}
    assert api.custom_emojis() == []
    assert api.oauth_authorization_server_info().code_challenge_methods_supported == ["S256"]


def test_what_is_one_s_own(running, api):
    sign_in(running, api)

    assert api.preferences()["posting:default:visibility"] == "public"
    assert api.announcements() == []


def test_signing_up_waits_for_the_address(running, api):
    api.create_account(
        "karla", "x7" * 32, "karla@example.org", agreement=True, scopes=["read", "write"]
    )

    with pytest.raises(MastodonAPIError, match="confirmed e-mail address"):
        api.account_verify_credentials()


def test_without_a_token(running):
    with pytest.raises((MastodonUnauthorizedError, MastodonAPIError)):
        Mastodon(api_base_url=running.base, access_token="wrong").account_verify_credentials()
