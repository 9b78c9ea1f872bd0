"""The agreement with the works council: what one side did, the other side is told at once."""

from __future__ import annotations

from collections.abc import Collection

from augenhoehe.domain.codex.events import AgreementEnded, AgreementProposed
from augenhoehe.domain.notifications.events import Noticed
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account, RoleGrant
from augenhoehe.foundation.events import emit

_Role = RoleGrant.Role


def tell_agreement_proposed(event: AgreementProposed) -> None:
    """Whoever inspects holds the second key."""
    _tell({_Role.INSPECTION}, event.agreement_id, "agreement", but=event.by_id)


def tell_agreement_ended(event: AgreementEnded) -> None:
    """Both sides, for colleagues of whoever ended it have to know as well."""
    _tell({_Role.INSPECTION, _Role.ADMIN}, event.agreement_id, "agr_ended", but=event.by_id)


def _tell(roles: Collection[str], thing: int, step: str, *, but: int) -> None:
    holders = RoleGrant.objects.filter(role__in=roles, revoked_at__isnull=True)
    people = Account.objects.filter(
        id__in=holders.values("account_id"), domain="", left_at__isnull=True
    ).exclude(id=but)
    for recipient in people.values_list("id", flat=True):
        notice = Notification.objects.create(
            recipient_id=recipient, kind=Notification.Kind.MODERATION, thing=thing, step=step
        )
        emit(Noticed(notice.id, recipient))
