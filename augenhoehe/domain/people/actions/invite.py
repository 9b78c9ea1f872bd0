import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account, Invite
from augenhoehe.domain.people.policies import may_invite
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, require

DAYS = 14


@transaction.atomic
def make_invite(*, by: Account, note: str = "", uses: int = 1) -> str:
    """A code for a link that lets somebody sign up within fourteen days. Shown once."""
    require(may_invite(who_is(by)))
    code = secrets.token_urlsafe(16)
    Invite.objects.create(
        digest=Invite.digest_of(code),
        made_by=by,
        note=note[:100],
        uses_left=max(1, min(uses, 50)),
        ends_at=clock.now() + timedelta(days=DAYS),
    )
    return code


@transaction.atomic
def use_invite(code: str) -> Account:
    """Who invited; counts the use. Raises `Invalid` for a code that is wrong, used or old."""
    live = Invite.objects.filter(
        digest=Invite.digest_of(code), uses_left__gt=0, ends_at__gt=clock.now()
    )
    if not live.update(uses_left=F("uses_left") - 1):
        raise Invalid(
            _("This invitation has been used or has ended. Please ask for a new one."),
            field="invite",
            code="ended",
        )
    return Invite.objects.select_related("made_by").get(digest=Invite.digest_of(code)).made_by
