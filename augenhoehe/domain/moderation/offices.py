"""Offices: under which name somebody moderates."""

import secrets

from django.db import IntegrityError, transaction

from augenhoehe.domain.moderation.models import Office, OfficeReading
from augenhoehe.domain.moderation.policies import may_read_office
from augenhoehe.domain.people.actions import note_reading
from augenhoehe.domain.people.models import Account, RoleGrant
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

# Without what can be mistaken for each other.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 4


def office_of(account: Account) -> Office:
    """The pseudonym of somebody who moderates: made once, the same for ever."""
    if office := Office.objects.filter(account=account).first():
        return office
    while True:
        name = "M-" + "".join(secrets.choice(_LETTERS) for _letter in range(_LENGTH))
        try:
            with transaction.atomic():
                return Office.objects.get_or_create(account=account, defaults={"name": name})[0]
        except IntegrityError:  # the name is somebody else's
            continue


@transaction.atomic
def read_office(office: Office, *, by: Account, why: str) -> Account:
    """Tell the auditor who moderates under a name. That it was read, and why, is written down."""
    require(may_read_office(who_is(by)))
    why = tidy(why).strip()
    if not why:
        raise Invalid("Please say why this name has to be read.", field="why", code="empty")
    OfficeReading.objects.create(office=office, by=by, why=why[:500])
    note_reading("office", by=by, role=RoleGrant.Role.AUDITOR, about=office.account)
    return office.account
