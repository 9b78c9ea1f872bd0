"""What a handle may look like, and which ones are the server's own."""

import re

from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.models.account import DESK_HANDLES
from augenhoehe.foundation.verdicts import Invalid

_HANDLE = re.compile(r"[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*", re.IGNORECASE | re.ASCII)
_LONGEST = 30
# Names that would look like the server itself, and addresses mail servers promise to somebody.
RESERVED = frozenset(
    {
        "abuse",
        "admin",
        "administrator",
        "api",
        "augenhoehe",
        "hostmaster",
        "imprint",
        "impressum",
        "mail",
        "moderation",
        "moderator",
        "noreply",
        "postmaster",
        "privacy",
        "register",
        "root",
        "security",
        "server",
        "support",
        "system",
        "webmaster",
        "www",
        "instance",
        "actor",
        "here",
        "all",
        "everyone",
        *DESK_HANDLES,
    }
)


def free_handle(handle: str, *, by_operator: bool = False) -> str:
    """The handle as it will be kept; raises `Invalid` if it cannot be had.

    Only the operator, on the command line, gives the server's own names to a person.
    """
    handle = handle.strip().removeprefix("@")
    if not handle or len(handle) > _LONGEST or not _HANDLE.fullmatch(handle):
        raise Invalid(
            _("A handle has up to 30 letters without umlauts, digits, dots, dashes or _."),
            field="handle",
            code="malformed",
        )
    if handle.lower() in RESERVED and not by_operator:
        raise Invalid(_("This handle belongs to the server."), field="handle", code="reserved")
    if Account.objects.filter(handle__iexact=handle, domain="").exists():
        raise Invalid(_("This handle is taken."), field="handle", code="taken")
    return handle
