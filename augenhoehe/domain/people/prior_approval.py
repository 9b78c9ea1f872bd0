"""Whether posts of a voice are looked at before they are said. Of a voice, never of a person."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account, PriorApproval, VoiceMembership
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.verdicts import NotAllowed


class NeedsApproval(NotAllowed):
    """Another person of the voice looks at it before: it can be handed in instead."""


def waits_for_approval(account: Account | None) -> bool:
    """Whether what is said as this account is looked at before. In one's own name: never."""
    if account is None or not account.is_voice or not account.is_local:
        return False
    return bool(_in_force(account.id))


@prepared
def _in_force(voice_id: int) -> QuerySet[PriorApproval, tuple[int]]:
    return PriorApproval.objects.filter(voice_id=voice_id, until=None).values_list("id")


def require_no_approval(account: Account | None) -> None:
    """Refuse what is to be handed in instead."""
    if waits_for_approval(account):
        raise NeedsApproval(
            _(
                "Posts of this voice are looked at by another person before they are published. "
                "Please hand it in."
            )
        )


def prior_approval_of(voice: Account) -> PriorApproval | None:
    """The setting in force, for everybody to read."""
    return PriorApproval.objects.filter(voice=voice, until=None).select_related("set_by").first()


def prior_approvals_of(voice: Account) -> list[PriorApproval]:
    """Since when, until when and why: the whole history, the newest first."""
    rows = PriorApproval.objects.filter(voice=voice).select_related("set_by", "ended_by")
    return list(rows.order_by("-since", "-id"))


def voices_with_approval() -> list[PriorApproval]:
    """All voices whose posts are looked at before now."""
    rows = PriorApproval.objects.filter(until=None, voice__left_at=None)
    return list(rows.select_related("voice", "set_by").order_by("voice__name"))


def people_of(voice: Account) -> set[int]:
    """Who writes for a voice now, and works here."""
    rows = VoiceMembership.objects.filter(
        voice=voice,
        left_at=None,
        person__affiliations__until=None,
        person__affiliations__isnull=False,
    )
    return set(rows.values_list("person_id", flat=True))
