"""Apps, codes and tokens: what is kept of them, and what ends them."""

from datetime import timedelta

import pytest

from augenhoehe.domain.people.access import connected_apps, token_shown
from augenhoehe.domain.people.actions import (
    allow_app,
    end_access,
    forget_apps,
    issue_app_token,
    issue_token,
    note_use,
    redeem_code,
    register_app,
    revoke_token,
)
from augenhoehe.domain.people.models import AccessToken, Application, Grant
from augenhoehe.domain.people.tokens import SCOPES, includes
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

BACK = "https://app.example/back"


@pytest.fixture
def riemenblick(db):
    """An app."""
    application, _secret = register_app(
        name="Riemenblick", redirect_uris=[BACK], scopes="read write"
    )
    return application


def lets_in(person, application, *, code="code", voice=None, scopes="read"):
    allow_app(application, code=code, by=person, voice=voice, scopes=scopes, redirect_uri=BACK)
    return Grant.objects.get(user=person.login)


def test_nobody_lets_an_app_speak_through_a_voice_of_others(cast, riemenblick):
    with pytest.raises(NotAllowed, match="do not write for this voice"):
        lets_in(cast.karl, riemenblick, voice=cast.lindenrad)


def test_a_scope_that_does_not_exist_is_refused(cast, riemenblick):
    with pytest.raises(Invalid, match="no scope everything"):
        lets_in(cast.karl, riemenblick, scopes="everything")


def test_a_code_is_redeemed_once(cast, riemenblick):
    grant = lets_in(cast.karl, riemenblick)

    token = redeem_code(grant)

    assert token_shown(token).who.account == cast.karl
    with pytest.raises(Invalid, match="used or has ended"):
        redeem_code(grant)


def test_only_digests_are_kept(cast):
    application, secret = register_app(name="Blick", redirect_uris=[BACK])
    lets_in(cast.karl, application, code="a code nobody reads")

    assert secret not in str(Application.objects.values())
    assert "a code nobody reads" not in str(Grant.objects.values())


def test_an_app_speaks_for_itself(riemenblick):
    shown = token_shown(issue_app_token(riemenblick, scopes="read"))

    assert shown.who.application_id == riemenblick.id
    assert not hasattr(shown.who, "account")


def test_an_app_gives_back_its_own_tokens_only(cast, riemenblick):
    other, _secret = register_app(name="Blick", redirect_uris=[BACK])
    token = issue_token(cast.karl, scopes="read", application=riemenblick)

    assert not revoke_token(token, application=other)
    assert revoke_token(token, application=riemenblick)
    assert revoke_token(token, application=riemenblick)
    assert token_shown(token) is None


def test_one_sees_and_ends_what_has_access(cast, riemenblick, django_assert_max_num_queries):
    voice = cast.lindenrad
    own = issue_token(cast.jonas, scopes="read", application=riemenblick)
    issue_token(cast.jonas, scopes="write", application=riemenblick)
    through_voice = issue_token(cast.jonas, scopes="read", voice=voice, application=riemenblick)
    by_hand = issue_token(cast.jonas, scopes="read")
    issue_token(cast.karl, scopes="read", application=riemenblick)
    note_use(AccessToken.objects.earliest("id").id)

    with django_assert_max_num_queries(4):
        apps = connected_apps(cast.jonas)

    assert {(app.application, app.voice, app.scopes) for app in apps} == {
        (riemenblick, None, ("read", "write")),
        (riemenblick, voice, ("read",)),
        (None, None, ("read",)),
    }
    used = {app.last_used_on for app in apps if app.voice is None and app.application}
    assert used == {clock.now().date()}
    end_access(by=cast.jonas, application_id=riemenblick.id, voice_id=None)
    assert token_shown(own) is None
    assert token_shown(through_voice) is not None
    end_access(by=cast.jonas, application_id=None, voice_id=None)
    assert token_shown(by_hand) is None
    assert len(connected_apps(cast.karl)) == 1


def test_apps_nobody_uses_are_forgotten(cast, riemenblick):
    used, _secret = register_app(name="Blick", redirect_uris=[BACK])
    issue_token(cast.karl, scopes="read", application=used)
    lets_in(cast.karl, riemenblick)

    forget_apps()
    assert Application.objects.count() == 2
    Application.objects.update(created=clock.now() - timedelta(days=91))
    with clock.pretend_it_is(clock.now() + timedelta(minutes=11)):
        forget_apps()

    assert list(Application.objects.all()) == [used]
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("held", "wanted", "enough"),
    [
        ("read", "read:statuses", True),
        ("read:statuses", "read", False),
        ("write", "read:statuses", False),
        ("follow", "write:mutes", True),
        ("follow", "read:blocks", True),
        ("follow", "write:statuses", False),
        ("admin:read", "admin:read:accounts", True),
        ("read", "admin:read", False),
        ("admin:read", "read", False),
        ("profile", "read:accounts", False),
    ],
)
def test_wide_scopes_include_narrow_ones(held, wanted, enough):
    assert includes({held}, wanted) is enough
    assert {held, wanted} <= set(SCOPES)
