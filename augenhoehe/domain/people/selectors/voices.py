"""Who works for the organisation, and who speaks through its voices."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import datetime

from django.db.models import QuerySet

from augenhoehe.domain.people.models import (
    Account,
    Affiliation,
    ProtectedName,
    VoiceEvent,
    VoiceMembership,
)
from augenhoehe.foundation.prepared import prepared


def member_ids(among: Collection[int]) -> set[int]:
    """Which of these accounts work for the organisation now."""
    return {account_id for (account_id,) in _members_among(frozenset(among))}


@prepared
def _members_among(ids: Set[int]) -> QuerySet[Affiliation, tuple[int]]:
    rows = Affiliation.objects.filter(account_id__in=ids, until__isnull=True)
    return rows.values_list("account_id")


def member_since(among: Collection[int]) -> dict[int, datetime]:
    """By account, of those who work for the organisation now: since when."""
    rows = Affiliation.objects.filter(account_id__in=among, until__isnull=True)
    return dict(rows.values_list("account_id", "since"))


def all_members() -> QuerySet[Account]:
    """Everybody who works here, by name."""
    return Account.objects.filter(
        affiliations__until__isnull=True, affiliations__isnull=False
    ).order_by("name", "id")


def voices_of(person: Account) -> list[Account]:
    """The voices somebody writes for."""
    return list(
        Account.objects.filter(
            voice_members__person=person, voice_members__left_at__isnull=True
        ).order_by("name")
    )


def all_voices() -> QuerySet[Account]:
    """The voices of the organisation."""
    return Account.objects.local().voices().present().order_by("name")


def voice_team(voice: Account) -> QuerySet[VoiceMembership]:
    """Who speaks through a voice now."""
    return (
        VoiceMembership.objects.filter(voice=voice, left_at__isnull=True)
        .select_related("person")
        .order_by("joined_at", "id")
    )


def protected_name_in_use(person: Account, voice: Account) -> ProtectedName | None:
    """The name somebody writes under for a voice, if they chose to be protected."""
    return ProtectedName.objects.filter(voice=voice, person=person, in_use=True).first()


def protected_people(voice: Account) -> dict[int, ProtectedName]:
    """By person: who must not be named beside this voice."""
    names = ProtectedName.objects.filter(voice=voice, in_use=True)
    return {name.person_id: name for name in names}


def voice_log(voice: Account) -> QuerySet[VoiceEvent]:
    """The public log of a voice, newest first."""
    return VoiceEvent.objects.filter(voice=voice).select_related(
        "person", "protected_name", "by", "by_protected_name"
    )
