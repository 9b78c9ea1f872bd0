"""With a new password every app has to come in anew."""

from augenhoehe.domain.people.access import connected_apps, token_holder
from augenhoehe.domain.people.actions import (
    OUT_OF_BAND,
    allow_app,
    end_all_access,
    issue_token,
    register_app,
)
from augenhoehe.domain.people.models import Grant


def test_only_ones_own_access_ends(cast):
    other = issue_token(cast.ada, scopes="read")

    end_all_access(by=cast.karl)

    assert token_holder(other)


def test_every_app_codes_and_voices_included(cast):
    lindenrad = cast.lindenrad
    app, _secret = register_app(name="Riemenblick", redirect_uris=[OUT_OF_BAND], scopes="read")
    mine = [
        issue_token(cast.jonas, scopes="read"),
        issue_token(cast.jonas, scopes="read", voice=lindenrad, application=app),
    ]
    allow_app(app, code="zahl", by=cast.jonas, voice=None, scopes="read", redirect_uri=OUT_OF_BAND)

    end_all_access(by=cast.jonas)

    assert not any(token_holder(token) for token in mine)
    assert not Grant.objects.exists()
    assert connected_apps(cast.jonas) == []
