"""How many there are, here and on other servers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count

from augenhoehe.domain.people.models import Account


def count_people(since: datetime | None = None, until: datetime | None = None) -> int:
    """How many people have an account here, or signed up between two moments."""
    people = Account.objects.local().persons().present().filter(login__is_active=True)
    if since is not None:
        people = people.filter(created_at__gte=since)
    if until is not None:
        people = people.filter(created_at__lt=until)
    return people.count()


def known_servers() -> list[str]:
    """The other servers this one has heard of, by name."""
    away = Account.objects.exclude(domain="").values_list("domain", flat=True)
    return list(away.order_by("domain").distinct())


def count_known_servers() -> int:
    return Account.objects.exclude(domain="").values("domain").distinct().count()


def count_people_of_servers(domains: Collection[str]) -> dict[str, int]:
    """By server: how many of its people are known here."""
    there = Account.objects.filter(domain__in=set(domains) - {""}).values_list("domain")
    return dict(there.annotate(Count("id")).order_by())
