"""Erasure of a person's own account: art. 17 GDPR, asked for by nobody else."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.affiliation import end_membership
from augenhoehe.domain.people.events import PersonDeactivated, PersonErased
from augenhoehe.domain.people.models import Account, Login
from augenhoehe.domain.people.policies_inspection import may_erase
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import require

_EMPTY = ("uri", "url", "about", "about_html", "title", "portrait", "portrait_alt", "header")
_EMPTY_TOO = ("header_alt", "portrait_away", "header_away", "interest", "language")


@transaction.atomic
def erase_person(account: Account, *, by: Account) -> None:
    """Empty an account for good: name, address and every access now, all words soon after.

    The row stays as a place without a name: what others answered refers to it, and so do hashes.
    """
    require(may_erase(who_is(by), account))
    account = Account.objects.select_for_update().get(id=account.id)
    folders = [folder for folder in (account.portrait, account.header) if folder]
    end_membership(account, by=None)
    _end_access(account)
    for column in (*_EMPTY, *_EMPTY_TOO):
        setattr(account, column, "")
    account.handle, account.name = f"gone_{account.id}", _("Erased account")
    account.also_known_as, account.attribution_domains, account.moved_to = [], [], None
    account.discoverable = account.indexable = False
    account.left_at, account.version = clock.now(), account.version + 1
    account.save()
    emit(PersonErased(account.id, folders))
    emit(PersonDeactivated(account.id))


def _end_access(account: Account) -> None:
    """Sessions, and with the login its addresses, passkeys and tokens."""
    keys = UserSession.objects.filter(user__account=account).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    Login.objects.filter(account=account).delete()
