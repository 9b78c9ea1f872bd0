"""Questions about many people at once, for whoever tells many the same thing."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import F

from augenhoehe.domain.people.models import Account, Follow, ListMember
from augenhoehe.foundation import clock

__all__ = ["lists_reading", "those_following", "those_hiding", "those_with_habit"]


def those_hiding(author_ids: Collection[int]) -> set[int]:
    """Who does not read any of these accounts: `selectors.hidden_from` asked from the other side.

    A test holds both answers against each other.
    """
    if not author_ids:
        return set()
    ids = list(author_ids)
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(clock.now())
        cursor.execute(_HIDING.format(ids=marks), [*ids, now, *ids, *ids, *ids])
        return {row[0] for row in cursor.fetchall()}


_HIDING = """
    SELECT account_id FROM people_mute
    WHERE muted_id IN ({ids}) AND (ends_at IS NULL OR ends_at > %s)
    UNION SELECT account_id FROM people_block WHERE blocked_id IN ({ids})
    UNION SELECT people_block.blocked_id FROM people_block
    JOIN people_account ON people_account.id = people_block.account_id
    WHERE people_block.account_id IN ({ids}) AND people_account.kind <> 'voice'
    UNION SELECT people_domainblock.account_id FROM people_domainblock
    JOIN people_account ON people_account.domain = people_domainblock.domain
    WHERE people_account.id IN ({ids})
"""


def those_with_habit(account_ids: Collection[int], habit: int) -> set[int]:
    """Those of these accounts that ever set up such a thing."""
    if not account_ids:
        return set()
    rows = Account.objects.filter(id__in=account_ids)
    known = rows.annotate(bit=F("habits").bitand(int(habit))).exclude(bit=0)
    return set(known.values_list("id", flat=True))


def lists_reading(account_id: int) -> set[int]:
    """The lists, whoever has them, in which an account is read."""
    rows = ListMember.objects.filter(account_id=account_id)
    return set(rows.values_list("reading_list_id", flat=True))


def those_following(account_id: int, among: Collection[int]) -> set[int]:
    """Those of these accounts that follow one."""
    rows = Follow.objects.filter(followed_id=account_id, follower_id__in=among)
    return set(rows.values_list("follower_id", flat=True))
