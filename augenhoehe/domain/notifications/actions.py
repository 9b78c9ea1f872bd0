"""Everything that can be done with notices."""

from django.db import transaction

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock


@transaction.atomic
def mark_all_read(*, by: Account, up_to: int | None = None) -> None:
    """Somebody looked at their notices (up to this one)."""
    unread = Notification.objects.filter(recipient=by, read_at__isnull=True)
    if up_to is not None:
        unread = unread.filter(id__lte=up_to)
    unread.update(read_at=clock.now())
