"""What somebody decided about whom they want notices from, and who waits for it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Sum

from augenhoehe.domain.notifications.models import NoticePolicy, NoticeRequest
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.stretch import FIRST, Stretch

_MOST_COUNTED = 100


def policy_of(account: Account) -> NoticePolicy:
    """What somebody decided; who never did wants everything."""
    found = NoticePolicy.objects.filter(account=account).first()
    return found or NoticePolicy(account=account)


def waiting_counts(account: Account) -> tuple[int, int]:
    """How many people wait, up to 100, and with how many notices."""
    rows = NoticeRequest.objects.filter(account=account)
    people = len(rows.values_list("id")[:_MOST_COUNTED])
    return people, rows.aggregate(all=Sum("notices_count"))["all"] or 0 if people else 0


def requests_page(account: Account, stretch: Stretch = FIRST) -> list[NoticeRequest]:
    """Who waits, the newest first."""
    rows = NoticeRequest.objects.filter(account=account).select_related("sender", "last_post")
    return stretch.newest_first(list(stretch.cut(rows)))


def requests_by_ids(account: Account, ids: Collection[int]) -> list[NoticeRequest]:
    """Those of one's own with these ids."""
    rows = NoticeRequest.objects.filter(account=account, id__in=ids)
    return list(rows.select_related("sender", "last_post").order_by("-id"))
