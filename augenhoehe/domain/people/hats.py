"""Who speaks for what: which hats somebody has, and which hold at this very moment.

A hat ends with its confirmation. That it has ended is written down at once or within half a
minute (`actions.settle_hats`); whether it may be worn is asked anew every time, of what
confirms it, so that nobody wears one in between.
"""

from __future__ import annotations

from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from augenhoehe.domain.people.models import (
    Account,
    Affiliation,
    GroupMembership,
    Hat,
    HatList,
    ProtectedName,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared, rows_by_id

Source = Hat.Source
# Confirmed by a rule, without anybody looking at whom it names in public.
BY_RULE = (Source.MAIL_DOMAIN, Source.GROUP)
OURS = (*BY_RULE, Source.STEWARD)


def confirmed(rows: QuerySet[Hat, Hat]) -> QuerySet[Hat, Hat]:
    """Those of some hats whose confirmation holds, as far as it stands in our own tables.

    Whether the signed list of an organisation elsewhere is still valid, ask `valid_lists`.
    """
    ours = Q(source__in=OURS) & Exists(_employment()) & ~Exists(_protection_of_voice())
    by_rule = ~Exists(_protection())
    return rows.filter(
        Q(until__isnull=True, account__left_at__isnull=True, account__domain="")
        & (
            Q(source=Source.ORGANISATION)
            | (ours & Q(source=Source.STEWARD))
            | (ours & by_rule & Q(source=Source.MAIL_DOMAIN) & Exists(_address()))
            | (ours & by_rule & Q(source=Source.GROUP) & Exists(_group()))
        )
    )


def _employment() -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(account_id=OuterRef("account_id"), until__isnull=True)


def _address() -> QuerySet[EmailAddress]:
    """A confirmed address at the very domain: one below it is another."""
    rows: QuerySet[EmailAddress] = EmailAddress.objects.filter(
        user__account_id=OuterRef("account_id"),
        verified=True,
        primary=True,
        email__iendswith=Concat(Value("@"), OuterRef("rule__value")),
    )
    return rows


def _group() -> QuerySet[GroupMembership]:
    return GroupMembership.objects.filter(
        account_id=OuterRef("account_id"), group=OuterRef("rule__value"), until__isnull=True
    )


def _protection() -> QuerySet[ProtectedName]:
    """Who is protected beside any voice is named by no machine."""
    return ProtectedName.objects.filter(person_id=OuterRef("account_id"), in_use=True)


def _protection_of_voice() -> QuerySet[ProtectedName]:
    return _protection().filter(voice_id=OuterRef("voice_id"))


def valid_lists(domains: Collection[str]) -> set[str]:
    """Which organisations elsewhere published a list that is valid now."""
    rows = HatList.objects.filter(domain__in=domains, valid_until__gt=clock.now())
    return set(rows.values_list("domain", flat=True))


def hats_of(account_id: int) -> list[Hat]:
    """The hats somebody has at present, as everybody may read them; the oldest first.

    What is shown is what holds: the same as `wearable`.
    """
    return wearable(account_id)


def hats_at(account_ids: Collection[int]) -> dict[int, list[Hat]]:
    """The same of several people, by id: a query, two where organisations elsewhere confirm."""
    if not account_ids:
        return {}
    hats = list(confirmed(Hat.objects.filter(account_id__in=account_ids)).order_by("id"))
    found: dict[int, list[Hat]] = {}
    for hat in _not_expired(hats):
        found.setdefault(hat.account_id, []).append(hat)
    return found


def _not_expired(hats: list[Hat]) -> list[Hat]:
    """Without those that the list of an organisation elsewhere does not confirm now."""
    elsewhere = {hat.domain for hat in hats if hat.source == Source.ORGANISATION}
    valid = valid_lists(elsewhere) if elsewhere else set()
    return [hat for hat in hats if hat.source != Source.ORGANISATION or hat.domain in valid]


def wearable(account_id: int) -> list[Hat]:
    """The hats somebody may wear at this very moment, the oldest first, with their voices."""
    hats = _not_expired(_holding(account_id))
    voices = rows_by_id(Account, {hat.voice_id for hat in hats if hat.voice_id})
    for hat in hats:
        if hat.voice_id:
            hat.voice = voices[hat.voice_id]
    return hats


@prepared
def _holding(account_id: int) -> QuerySet[Hat, Hat]:
    return confirmed(Hat.objects.filter(account_id=account_id)).order_by("id")


def hat_named(account_id: int, name: str) -> Hat | None:
    """The wearable hat somebody means: its words, its voice's handle, or how either begins.

    None where there is none, or where it could be more than one. "" is the only hat there is.
    """
    hats = wearable(account_id)
    wanted = _folded(name)
    exact = [hat for hat in hats if wanted in _names(hat)]
    if len(exact) == 1:
        return exact[0]
    begun = [hat for hat in hats if any(one.startswith(wanted) for one in _names(hat))]
    return begun[0] if len(begun) == 1 else None


def _names(hat: Hat) -> list[str]:
    return [_folded(hat.words)] + ([_folded(hat.voice.handle)] if hat.voice else [])


def _folded(name: str) -> str:
    return " ".join(name.strip().removeprefix("@").casefold().split())


def hat_by_id(account_id: int, hat_id: int) -> Hat | None:
    """One of the hats somebody may wear at this very moment."""
    return next((hat for hat in wearable(account_id) if hat.id == hat_id), None)


def open_hats(account_ids: Collection[int]) -> list[Hat]:
    """The hats of some people that have not ended, whether or not they hold just now."""
    rows = Hat.objects.filter(account_id__in=account_ids, until__isnull=True)
    return list(rows.select_related("voice").order_by("account_id", "id"))
