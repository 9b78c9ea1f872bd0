"""What somebody arranges for their own reading: whose business that is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import ReadingList
from augenhoehe.domain.people.policies import may_take_part
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_arrange(who: Who) -> Verdict:
    """Make lists, keep notes, recommend: a person. A voice reads nothing by itself."""
    if not may_take_part(who):
        return may_take_part(who)
    if not who.is_person:
        return no(_("A voice reads nothing by itself: a person writes through it."))
    return YES


def may_change_list(who: Who, chosen: ReadingList) -> Verdict:
    """Rename a list, put people on it, delete it: whose list it is."""
    if not may_arrange(who):
        return may_arrange(who)
    if chosen.owner_id != who.account_id:
        return no(_("This list is somebody else's."))
    return YES


def may_block_server(who: Who) -> Verdict:
    """Read nothing of a server. A natural person's own right, as blocking is."""
    if not may_take_part(who):
        return may_take_part(who)
    if not who.is_person:
        return no(_("A voice can neither mute nor block: it speaks for the organisation."))
    return YES


READING_RIGHTS = [
    Right(
        "people.arrange",
        _("Make lists, keep private notes, recommend people"),
        lambda specimen: may_arrange(specimen.who),
        (may_arrange,),
    ),
    Right(
        "people.change_list",
        _("Change one's own list"),
        lambda specimen: may_change_list(
            specimen.who, ReadingList(owner_id=specimen.who.account_id or 0)
        ),
        (may_change_list,),
    ),
    Right(
        "people.block_server",
        _("Read nothing of a server, for oneself"),
        lambda specimen: may_block_server(specimen.who),
        (may_block_server,),
    ),
]
