"""How people stand to each other: who does not want to read whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from augenhoehe.domain.people.models import (
    Account,
    Block,
    Mute,
)
from augenhoehe.domain.people.selectors.follows import has_asked_to_follow, is_following
from augenhoehe.foundation import clock
from augenhoehe.foundation.unchanged import remembered

_SECONDS_LONGER = 5


def hidden_from(account_id: int | None) -> set[int]:
    """Whom a reader does not want to read, or who does not want to be read by them.

    Nobody is kept from reading a voice: an intervention closes it to being addressed.
    """
    if account_id is None:
        return set()
    now = clock.now()
    # A mute that ends by itself may last some seconds longer.
    key = ("hidden", account_id, int(now.timestamp()) // _SECONDS_LONGER)
    return set(remembered(key, lambda: _hidden(account_id, now)))


def _hidden(account_id: int, now: datetime) -> frozenset[int]:
    # By hand: every list asks this, and Django takes half a millisecond to write it.
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(_HIDDEN, [account_id, moment, account_id, account_id, account_id])
        return frozenset(row[0] for row in cursor.fetchall())


# The last condition is worded as the index of accounts elsewhere has it, else it is not used.
_HIDDEN = """
    SELECT muted_id FROM people_mute
    WHERE account_id = %s AND (ends_at IS NULL OR ends_at > %s)
    UNION SELECT blocked_id FROM people_block WHERE account_id = %s
    UNION SELECT people_block.account_id FROM people_block
    JOIN people_account ON people_account.id = people_block.account_id
    WHERE blocked_id = %s AND people_account.kind <> 'voice'
    UNION SELECT people_account.id FROM people_domainblock
    JOIN people_account ON people_account.domain = people_domainblock.domain
    WHERE people_domainblock.account_id = %s AND NOT (people_account.domain = '')
"""


def is_blocked_by(account_id: int, *, other_id: int) -> bool:
    """Whether `other` has blocked this account."""
    return Block.objects.filter(account_id=other_id, blocked_id=account_id).exists()


def voices_closed_to(account_id: int, *, among: Iterable[Account]) -> list[Account]:
    """Which of these are voices that an intervention closed to this account."""
    voices = {account.id: account for account in among if account.is_voice}
    if not voices:
        return []
    rows = Block.objects.filter(account_id__in=voices, blocked_id=account_id)
    return [voices[voice_id] for voice_id in rows.values_list("account_id", flat=True)]


def muted_and_blocked(account: Account) -> tuple[list[Account], list[Account]]:
    """Whom somebody mutes and whom they block, for their own settings page."""
    muted = Mute.objects.filter(account=account).select_related("muted").order_by("-id")
    blocked = Block.objects.filter(account=account).select_related("blocked").order_by("-id")
    return [row.muted for row in muted], [row.blocked for row in blocked]


@dataclass(frozen=True, slots=True)
class Relation:
    """How somebody stands to another account. Only they themselves may see it."""

    follows: bool = False
    has_asked: bool = False
    is_followed: bool = False
    mutes: bool = False
    blocks: bool = False
    is_blocked: bool = False


def relation_to(other: Account, *, of: Account | None) -> Relation:
    """What `of` did with `other`, and whether they are blocked or followed by them."""
    if of is None or of.id == other.id:
        return Relation()
    mutes = Mute.objects.filter(account=of, muted=other)
    return Relation(
        follows=is_following(of, other),
        has_asked=has_asked_to_follow(of, other),
        is_followed=is_following(other, of),
        mutes=mutes.exclude(ends_at__lte=clock.now()).exists(),
        blocks=is_blocked_by(other.id, other_id=of.id),
        is_blocked=is_blocked_by(of.id, other_id=other.id),
    )
