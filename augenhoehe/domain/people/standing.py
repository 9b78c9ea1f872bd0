"""How somebody stands to many others at once. Only they themselves may see it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Q

from augenhoehe.domain.people.models import Mute
from augenhoehe.foundation import clock


@dataclass(frozen=True, slots=True)
class Standing:
    """What `of` did with others, and they with them: sets of ids."""

    follows: frozenset[int] = frozenset()
    shows_boosts: frozenset[int] = frozenset()  # of those followed, or asked
    notifies: frozenset[int] = frozenset()
    is_followed: frozenset[int] = frozenset()
    has_asked: frozenset[int] = frozenset()
    is_asked: frozenset[int] = frozenset()
    blocks: frozenset[int] = frozenset()
    is_blocked: frozenset[int] = frozenset()
    blocks_server: frozenset[int] = frozenset()
    endorses: frozenset[int] = frozenset()
    languages: dict[int, list[str]] = field(default_factory=dict)  # none is all
    notes: dict[int, str] = field(default_factory=dict)
    mutes: dict[int, tuple[bool, datetime | None]] = field(default_factory=dict)


def standing_to(others: Collection[int], *, of: int) -> Standing:
    """Two queries, however many others. In `mutes`: notices too, and until when."""
    if not others:
        return Standing()
    found: dict[str, set[int]] = {}
    words: dict[str, dict[int, str]] = {"languages": {}, "notes": {}}
    marks = ", ".join(["%s"] * len(others))
    with connection.cursor() as cursor:
        cursor.execute(_STANDING.format(ids=marks), [of, *others] * _STANDING.count("{ids}"))
        for what, account_id, said in cursor.fetchall():
            if what in words:
                words[what][account_id] = said
            else:
                found.setdefault(what, set()).add(account_id)
    live = Q(ends_at__isnull=True) | Q(ends_at__gt=clock.now())
    mutes = Mute.objects.filter(live, account_id=of, muted_id__in=others)
    return Standing(
        **{what: frozenset(ids) for what, ids in found.items()},
        languages={one: json.loads(said) for one, said in words["languages"].items()},
        notes=words["notes"],
        mutes={row.muted_id: (row.with_notifications, row.ends_at) for row in mutes},
    )


# Each part: what it says, of whom, and words where it has some.
_STANDING = """
    SELECT 'follows', followed_id, '' FROM people_follow
    WHERE follower_id = %s AND followed_id IN ({ids})
    UNION ALL
    SELECT 'shows_boosts', followed_id, '' FROM people_follow
    WHERE follower_id = %s AND followed_id IN ({ids}) AND show_boosts
    UNION ALL
    SELECT 'notifies', followed_id, '' FROM people_follow
    WHERE follower_id = %s AND followed_id IN ({ids}) AND notify
    UNION ALL
    SELECT 'languages', followed_id, CAST(languages AS text) FROM people_follow
    WHERE follower_id = %s AND followed_id IN ({ids}) AND CAST(languages AS text) <> '[]'
    UNION ALL
    SELECT 'is_followed', follower_id, '' FROM people_follow
    WHERE followed_id = %s AND follower_id IN ({ids})
    UNION ALL
    SELECT 'has_asked', followed_id, '' FROM people_followrequest
    WHERE follower_id = %s AND followed_id IN ({ids})
    UNION ALL
    SELECT 'shows_boosts', followed_id, '' FROM people_followrequest
    WHERE follower_id = %s AND followed_id IN ({ids}) AND show_boosts
    UNION ALL
    SELECT 'notifies', followed_id, '' FROM people_followrequest
    WHERE follower_id = %s AND followed_id IN ({ids}) AND notify
    UNION ALL
    SELECT 'languages', followed_id, CAST(languages AS text) FROM people_followrequest
    WHERE follower_id = %s AND followed_id IN ({ids}) AND CAST(languages AS text) <> '[]'
    UNION ALL
    SELECT 'is_asked', follower_id, '' FROM people_followrequest
    WHERE followed_id = %s AND follower_id IN ({ids})
    UNION ALL
    SELECT 'blocks', blocked_id, '' FROM people_block
    WHERE account_id = %s AND blocked_id IN ({ids})
    UNION ALL
    SELECT 'is_blocked', account_id, '' FROM people_block
    WHERE blocked_id = %s AND account_id IN ({ids})
    UNION ALL
    SELECT 'blocks_server', people_account.id, '' FROM people_domainblock
    JOIN people_account ON people_account.domain = people_domainblock.domain
    WHERE people_domainblock.account_id = %s AND people_account.id IN ({ids})
    UNION ALL
    SELECT 'endorses', account_id, '' FROM people_endorsement
    WHERE owner_id = %s AND account_id IN ({ids})
    UNION ALL
    SELECT 'notes', about_id, text FROM people_accountnote
    WHERE owner_id = %s AND about_id IN ({ids})
"""
