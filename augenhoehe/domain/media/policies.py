"""Who may do what with what belongs to all: the emoji of this server."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_keep_emoji(who: Who) -> Verdict:
    """Add emoji to this server, sort them, and take them out of use."""
    if who.has_role(RoleGrant.Role.ADMIN):
        return YES
    return no(_("Only administrators choose the emoji of this server."))


RIGHTS = [
    Right(
        "media.emoji",
        _("Choose the emoji of this server"),
        lambda specimen: may_keep_emoji(specimen.who),
        (may_keep_emoji,),
    ),
]
