"""Drafts that a colleague looks at: for the two of them, and for nobody else."""

from __future__ import annotations

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import all_members
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Look, LookComment, Post
from augenhoehe.domain.posts.places import may_read_look, members_who_may_read, place_of_slot
from augenhoehe.domain.posts.policies_help import may_see_look
from augenhoehe.domain.spaces.models import Space


def look_for(reader: Reader, look_id: int) -> Look | None:
    """One that this reader takes part in, and may read today."""
    rows = Look.objects.select_related("by", "colleague", "beside", "space")
    look = rows.filter(id=look_id).first()
    if look is None or not may_see_look(reader, look) or not may_read_look(reader, look):
        return None
    return look


def looks_asked_of(reader: Reader) -> list[Look]:
    """What colleagues would like this reader to look at, the oldest first."""
    if not reader.who.is_member or reader.account_id is None:
        return []
    rows = Look.objects.filter(colleague_id=reader.account_id)
    found = rows.select_related("by", "colleague", "beside", "space").order_by("asked_at", "id")
    return [one for one in found if may_read_look(reader, one)]


def looks_at(account: Account, slot: str) -> list[Look]:
    """Who was asked to look at the draft of a place, with what they said."""
    rows = Look.objects.filter(by=account, slot=slot).select_related("colleague")
    return list(rows.prefetch_related("comments__by").order_by("id"))


def comments_on(look: Look) -> list[LookComment]:
    """What the two said, in order."""
    return list(look.comments.select_related("by"))


def colleagues_to_ask(
    reader: Reader, slot: str, *, beside: Post | None = None, space: Space | None = None
) -> list[Account]:
    """Members who may read where this draft is to stand, by name."""
    beside, space = place_of_slot(slot, beside=beside, space=space)
    others = (
        all_members().filter(left_at__isnull=True).exclude(id=reader.account_id or 0).distinct()
    )
    return members_who_may_read(list(others), space=space, beside=beside)
