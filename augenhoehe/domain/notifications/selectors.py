"""What can be asked about notices: only one's own."""

from django.db.models import Q, QuerySet

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import reachable, readable, reader_for
from augenhoehe.foundation.prepared import prepared


def notices_for(
    account: Account, *, before: int | None = None, limit: int = 30
) -> list[Notification]:
    """What concerned somebody lately, newest first, as far as they may read it today."""
    reader = reader_for(account)
    rows = Notification.objects.filter(
        Q(post__isnull=True) | readable(reader, post="post__"),
        Q(case__isnull=True) | reachable(reader, post="case__post__"),
        recipient=account,
        is_held_back=False,
    ).select_related(
        "actor",
        "post__account",
        "post__written_by",
        "post__protected_name",
        "space",
        "case__about",
        "case__post",
    )
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[:limit])


def unread_count(account_id: int) -> int:
    """How many notices somebody has not looked at, up to 100."""
    return len(_unread(account_id))


@prepared
def _unread(account_id: int) -> QuerySet[Notification, tuple[int]]:
    rows = Notification.objects.filter(
        recipient_id=account_id, read_at__isnull=True, is_held_back=False
    )
    return rows.order_by().values_list("id")[:100]
