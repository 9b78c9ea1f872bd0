"""What becomes of notices that came: read, or not wanted any longer."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F

from augenhoehe.domain.notifications.models import Marker, Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock


@transaction.atomic
def mark_all_read(*, by: Account, up_to: int | None = None) -> None:
    """Somebody looked at their notices (up to this one)."""
    unread = Notification.objects.filter(recipient=by, read_at__isnull=True, is_held_back=False)
    if up_to is not None:
        unread = unread.filter(id__lte=up_to)
    unread.update(read_at=clock.now())


@transaction.atomic
def dismiss_notices(
    *,
    by: Account,
    kinds: Collection[str],
    notice_id: int | None = None,
    group_key: str | None = None,
) -> None:
    """Somebody does not want to see notices of these kinds any longer: one, a group, or all.

    Those of the office and about one's own cases are not among `kinds` of an app: they have
    ways to appeal and to answer, and stay. What is held back stays where it waits.
    """
    mine = Notification.objects.filter(recipient=by, kind__in=kinds)
    if notice_id is not None:
        mine = mine.filter(id=notice_id)
    elif group_key is not None:
        mine = mine.filter(group_key=group_key, is_held_back=False) if group_key else mine.none()
    else:
        mine = mine.filter(is_held_back=False)
    mine.delete()


@transaction.atomic
def keep_markers(*, by: Account, account: Account, last_read: Mapping[str, int]) -> None:
    """Somebody has read lists up to here; for notices that is said on the pages too."""
    Account.objects.select_for_update().get(id=by.id)  # two devices at once come in turn
    for name, read in last_read.items():
        fresh = {"last_read": read, "updated_at": clock.now()}
        _marker, is_new = Marker.objects.get_or_create(
            person=by, account=account, list=name, defaults=fresh
        )
        if not is_new:
            Marker.objects.filter(person=by, account=account, list=name).update(
                **fresh, version=F("version") + 1
            )
    if "notifications" in last_read:
        mark_all_read(by=by, up_to=last_read["notifications"])
