"""Whoever gets a hat or has one no longer is told, quietly: it rings no telephone."""

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.events import HatEnded, HatGranted
from augenhoehe.domain.people.models import Account, Hat


def tell_granted(event: HatGranted) -> None:
    _tell(event.hat_id, event.account_id, "hat_given")


def tell_ended(event: HatEnded) -> None:
    """Not to whoever put it down, nor to whoever has left."""
    if Hat.objects.get(id=event.hat_id).ended != Hat.Ended.PUT_DOWN:
        _tell(event.hat_id, event.account_id, "hat_ended")


def _tell(hat_id: int, account_id: int, step: str) -> None:
    if Account.objects.filter(id=account_id, left_at__isnull=True).exists():
        kind = Notification.Kind.COLLEAGUE
        Notification.objects.create(recipient_id=account_id, kind=kind, step=step, thing=hat_id)
