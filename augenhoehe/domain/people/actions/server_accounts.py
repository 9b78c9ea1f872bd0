"""Accounts that are nobody: the server itself, and its register. Nobody signs in as them."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.people.events import AccountChanged
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.events import emit

INSTANCE_HANDLE, REGISTER_HANDLE = "instance", "register"


@transaction.atomic
def instance_account() -> Account:
    """The server: it asks other servers for documents, and hands reports on. Made when needed."""
    return _the(INSTANCE_HANDLE, settings.SERVER_NAME, discoverable=False)


@transaction.atomic
def register_account() -> Account:
    """Whom one follows elsewhere to read of interventions and of the register's daily heads."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Register of interventions")
    return _the(REGISTER_HANDLE, name, discoverable=True)


def _the(handle: str, name: str, *, discoverable: bool) -> Account:
    # Both handles are reserved (`names.RESERVED`); only an operator could have given them away.
    account, is_new = Account.objects.get_or_create(
        handle=handle,
        domain="",
        defaults={
            "kind": Account.Kind.INSTANCE,
            "name": name,
            "discoverable": discoverable,
            "indexable": False,
            "is_automated": True,
        },
    )
    if is_new:
        emit(AccountChanged(account.id))  # so that it is found
    return account
