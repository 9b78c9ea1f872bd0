import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import (
    AccessToken,
    Account,
    Application,
    Grant,
    RefreshToken,
)
from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.tokens import digest_of, first_unknown
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, require

# Tokens of apps do not end by themselves: people end them, and so does leaving.
_LASTS = timedelta(days=3650)


@transaction.atomic
def issue_token(
    account: Account,
    *,
    scopes: str,
    voice: Account | None = None,
    application: Application | None = None,
) -> str:
    """A token for a local person, shown once; only its digest is kept."""
    if voice is not None:
        require(may_speak_as(who_is(account), voice))
    return _issue(scopes, user_id=account.login.id, voice=voice, application=application)


@transaction.atomic
def issue_app_token(application: Application, *, scopes: str) -> str:
    """A token with which an app speaks for itself and for nobody else."""
    return _issue(scopes, user_id=None, voice=None, application=application)


def _issue(
    scopes: str, *, user_id: int | None, voice: Account | None, application: Application | None
) -> str:
    wanted = check_scopes(scopes)
    token = secrets.token_urlsafe(32)
    AccessToken.objects.create(
        user_id=user_id,
        voice=voice,
        application=application,
        token="",
        token_checksum=digest_of(token),
        expires=clock.now() + _LASTS,
        scope=" ".join(wanted),
    )
    return token


def check_scopes(scopes: str) -> list[str]:
    """The scopes by name, each once; raises `Invalid` for one that does not exist."""
    wanted = list(dict.fromkeys(scopes.split()))
    unknown = first_unknown(wanted)
    if unknown is not None:
        raise Invalid(_("There is no scope %(scope)s.") % {"scope": unknown}, field="scopes")
    return wanted


@transaction.atomic
def note_use(token_id: int) -> None:
    """Keep the day on which a token was used, for the page of connected apps."""
    AccessToken.objects.filter(id=token_id).update(last_used_on=clock.now().date())


@transaction.atomic
def revoke_token(token: str, *, application: Application) -> bool:
    """An app gives its token back. False if the token is another app's; unknown ones are fine."""
    found = AccessToken.objects.filter(token_checksum=digest_of(token)).first()
    if found is None:
        return True
    if found.application_id != application.id:
        return False
    found.delete()
    return True


@transaction.atomic
def end_access(*, by: Account, application_id: int | None, voice_id: int | None) -> None:
    """End what an app may do for somebody, or through a voice; None is a program of one's own."""
    mine = {"user__account": by, "application_id": application_id, "voice_id": voice_id}
    AccessToken.objects.filter(**mine).delete()
    if application_id is not None:
        Grant.objects.filter(**mine).delete()


@transaction.atomic
def end_all_access(*, by: Account) -> None:
    """End what every app may do for somebody: with a new password everything begins anew."""
    for kept in (RefreshToken, AccessToken, Grant):
        kept.objects.filter(user__account=by).delete()
