import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import AccessToken, Account
from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, require

SCOPES = frozenset({"read", "write", "follow", "push", "profile"})


@transaction.atomic
def issue_token(account: Account, *, scopes: str, voice: Account | None = None) -> str:
    """A token for a local person, shown once; only its digest is kept."""
    wanted = scopes.split()
    for scope in wanted:
        if scope.split(":")[0] not in SCOPES:
            raise Invalid(_("There is no scope %(scope)s.") % {"scope": scope}, field="scopes")
    if voice is not None:
        require(may_speak_as(who_is(account), voice))
    token = secrets.token_urlsafe(32)
    AccessToken.objects.create(
        user=account.login,
        voice=voice,
        token="",
        token_checksum=hashlib.sha256(token.encode()).hexdigest(),
        expires=clock.now() + timedelta(days=3650),
        scope=" ".join(wanted),
    )
    return token
