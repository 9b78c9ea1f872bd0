"""The public log of hats: who speaks for what, since when, until when, confirmed by whom.

Somebody with a protected name stands in it under that name beside their voice, also in what
was written down before. It tells days, not hours, and of a hat that was withdrawn no more
than that it ended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Lower

from augenhoehe.domain.people.hat_list import MOST_HATS, PATH, Listed, host_of, written
from augenhoehe.domain.people.hats import OURS, confirmed, open_hats, wearable
from augenhoehe.domain.people.models import Account, Hat, HatRule, LinkedAccount, ProtectedName
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation import clock

PAGE = 50


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody as the public log names them; without an account where that is not to be known."""

    name: str
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One hat of somebody. `by` is the steward, `rule` the group or domain that gave it."""

    who: Called
    hat: Hat
    by: Called | None
    linked: list[LinkedAccount]

    @property
    def since(self) -> datetime:
        return self.hat.since

    @property
    def until(self) -> datetime | None:
        return self.hat.until


@dataclass(frozen=True, slots=True)
class LogGroup:
    """Everybody who speaks, or spoke, for the same."""

    words: str
    lines: list[LogLine]


def hat_log(page: int = 1) -> tuple[list[LogGroup], bool]:
    """A page of the log, by what is spoken for; whether there are more pages."""
    start = (page - 1) * PAGE
    rows = Hat.objects.select_related("account", "confirmed_by", "rule", "voice").order_by(
        Lower("words"), F("until").desc(nulls_first=True), "-since", "-id"
    )
    hats = list(rows[start : start + PAGE + 1])
    lines = _lines(hats[:PAGE])
    groups = groupby(lines, key=lambda line: line.hat.words.lower())
    found = [LogGroup(own[0].hat.words, own) for own in (list(of) for _key, of in groups)]
    return found, len(hats) > PAGE


def _lines(hats: Collection[Hat]) -> list[LogLine]:
    voices = {hat.voice_id for hat in hats if hat.voice_id}
    protected = {
        (one.voice_id, one.person_id): one
        for one in ProtectedName.objects.filter(voice_id__in=voices, in_use=True)
    }
    linked = linked_of([hat.id for hat in hats])
    return [
        LogLine(
            who=_called(hat.account, hat, protected),
            hat=hat,
            by=_called(hat.confirmed_by, hat, protected) if hat.confirmed_by else None,
            linked=linked.get(hat.id, []),
        )
        for hat in hats
    ]


def _called(account: Account, hat: Hat, protected: dict[tuple[int, int], ProtectedName]) -> Called:
    name = protected.get((hat.voice_id, account.id)) if hat.voice_id else None
    return Called(name.name) if name else Called(account.plain_name, account)


def linked_of(hat_ids: Collection[int]) -> dict[int, list[LinkedAccount]]:
    """By hat: the accounts elsewhere that are proven to be the same person's."""
    rows = LinkedAccount.objects.filter(
        hat_id__in=hat_ids, until__isnull=True, verified_at__isnull=False
    )
    return _by_hat(rows.order_by("id"))


def _by_hat(rows: Iterable[LinkedAccount]) -> dict[int, list[LinkedAccount]]:
    found: dict[int, list[LinkedAccount]] = {}
    for row in rows:
        found.setdefault(row.hat_id, []).append(row)
    return found


def links_named(hat_ids: Collection[int]) -> dict[int, list[LinkedAccount]]:
    """By hat: what its owner named, proven or not yet."""
    rows = LinkedAccount.objects.filter(hat_id__in=hat_ids, until__isnull=True)
    return _by_hat(rows.order_by("id"))


def hat_rules() -> list[HatRule]:
    """The rules by which hats are given, those in use first."""
    rows = HatRule.objects.select_related("made_by", "closed_by", "voice")
    return list(rows.order_by(F("closed_at").desc(nulls_first=True), "-id"))


def rule_by_id(rule_id: int) -> HatRule | None:
    return HatRule.objects.filter(id=rule_id).first()


def own_hat(account: Account, hat_id: int) -> Hat | None:
    """A hat of somebody, also one that has ended."""
    return Hat.objects.select_related("voice", "rule").filter(account=account, id=hat_id).first()


def own_link(account: Account, linked_id: int) -> LinkedAccount | None:
    """An account elsewhere that somebody named beside a hat of theirs."""
    rows = LinkedAccount.objects.select_related("hat")
    return rows.filter(hat__account=account, id=linked_id, until__isnull=True).first()


def put_down_hats(account: Account) -> list[Hat]:
    """What somebody put down and a rule would still give: they can take it up again."""
    having = {hat.words.lower() for hat in open_hats([account.id])}
    rows = Hat.objects.filter(account=account, rule__closed_at__isnull=True, rule__isnull=False)
    last: dict[str, Hat] = {}
    for hat in rows.order_by("id"):
        last[hat.words.lower()] = hat
    down = [hat for hat in last.values() if hat.ended == Hat.Ended.PUT_DOWN]
    return [hat for hat in down if hat.words.lower() not in having]


def published_list(after: int = 0) -> dict[str, object]:
    """A page of the signed list of this organisation, as others read it."""
    rows = confirmed(Hat.objects.filter(source__in=OURS, id__gt=after)).order_by("id")
    hats = list(rows.select_related("account")[: MOST_HATS + 1])
    shown = hats[:MOST_HATS]
    linked = linked_of([hat.id for hat in shown])
    following = f"{settings.BASE_URL}{PATH}?after={shown[-1].id}" if len(hats) > MOST_HATS else ""
    return written(
        [_listed(hat, linked.get(hat.id, [])) for hat in shown],
        organisation=host_of(settings.BASE_URL),
        at=clock.now(),
        next_page=following,
        key=Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.REGISTER_KEY)),
    )


def _listed(hat: Hat, linked: list[LinkedAccount]) -> Listed:
    return Listed(
        words=hat.words,
        account=f"{hat.account.handle}@{host_of(settings.BASE_URL)}",
        actor=local_uri(hat.account_id),
        since=hat.since.date().isoformat(),
        also=tuple(one.address for one in linked),
    )


def page_of_hat(hat_id: int) -> int | None:
    """On which page of the log a hat stands."""
    hats = Hat.objects.order_by(
        Lower("words"), F("until").desc(nulls_first=True), "-since", "-id"
    ).values_list("id", flat=True)
    place = next((at for at, one in enumerate(hats.iterator()) if one == hat_id), None)
    return None if place is None else place // PAGE + 1


def hats_with_links(account: Account) -> list[tuple[Hat, list[LinkedAccount]]]:
    """The hats somebody has at present, each with the accounts elsewhere linked to it."""
    hats = wearable(account.id)
    linked = linked_of([hat.id for hat in hats]) if hats else {}
    return [(hat, linked.get(hat.id, [])) for hat in hats]
