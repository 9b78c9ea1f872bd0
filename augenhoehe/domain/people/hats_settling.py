"""Giving and ending hats by themselves: what a rule gives, and what its confirmation ends."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import F, QuerySet

from augenhoehe.domain.people.events import HatEnded, HatGranted
from augenhoehe.domain.people.hats import OURS, confirmed, valid_lists
from augenhoehe.domain.people.models import (
    Account,
    Affiliation,
    GroupMembership,
    Hat,
    HatRule,
    LinkedAccount,
    ProtectedName,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit

Source, Ended = Hat.Source, Hat.Ended


def give(hat: Hat) -> Hat:
    """Write down that somebody speaks for something; the caller asked whether they may."""
    hat.save()
    _show_anew(hat.account_id)
    emit(HatGranted(hat.id, hat.account_id))
    return hat


def end(hat: Hat, how: str) -> None:
    """Write down that a hat has ended, and with it what was linked to it."""
    now = clock.now()
    hat.until, hat.ended = now, how
    hat.save(update_fields=["until", "ended"])
    LinkedAccount.objects.filter(hat=hat, until__isnull=True).update(until=now)
    _show_anew(hat.account_id)
    emit(HatEnded(hat.id, hat.account_id))


def _show_anew(account_id: int) -> None:
    Account.objects.filter(id=account_id).update(version=F("version") + 1)


def end_what_is_unconfirmed(rows: QuerySet[Hat, Hat]) -> int:
    """End those of some hats whose confirmation holds no longer."""
    standing = rows.filter(until__isnull=True)
    over = list(standing.exclude(id__in=confirmed(standing).values("id")))
    elsewhere = list(standing.filter(source=Source.ORGANISATION))
    valid = valid_lists({hat.domain for hat in elsewhere}) if elsewhere else set()
    known = {hat.id for hat in over}
    over += [hat for hat in elsewhere if hat.id not in known and hat.domain not in valid]
    for hat in over:
        end(hat, _why_over(hat))
    return len(over)


def _why_over(hat: Hat) -> str:
    if hat.source not in OURS:
        return Ended.UNCONFIRMED
    works = Affiliation.objects.filter(account_id=hat.account_id, until__isnull=True)
    return Ended.UNCONFIRMED if works.exists() else Ended.LEFT


def give_by_rules(only: int | None = None) -> int:
    """Give the hats that open rules give: to one account, or to everybody who lacks one."""
    given = 0
    for rule in HatRule.objects.filter(closed_at__isnull=True).order_by("id"):
        for account_id in _lacking(rule, only):
            given += _give_by(rule, account_id)
    return given


def _lacking(rule: HatRule, only: int | None) -> Iterable[int]:
    """Members whom the rule fits and who have no such hat."""
    rows = Affiliation.objects.filter(until__isnull=True, account__left_at__isnull=True)
    if only is not None:
        rows = rows.filter(account_id=only)
    if rule.kind == HatRule.Kind.GROUP:
        fitting = GroupMembership.objects.filter(group=rule.value, until__isnull=True)
        rows = rows.filter(account_id__in=fitting.values("account_id"))
    else:
        fitting = EmailAddress.objects.filter(
            verified=True, primary=True, email__iendswith=f"@{rule.value}"
        )
        rows = rows.filter(account_id__in=fitting.values("user__account_id"))
    having = Hat.objects.filter(words__iexact=rule.words, until__isnull=True)
    protected = ProtectedName.objects.filter(in_use=True)
    rows = rows.exclude(account_id__in=having.values("account_id"))
    rows = rows.exclude(account_id__in=protected.values("person_id"))
    return rows.values_list("account_id", flat=True)


def _give_by(rule: HatRule, account_id: int) -> bool:
    if was_withdrawn(account_id, rule.words, rule.voice_id) or was_put_down(account_id, rule.words):
        return False
    give(
        Hat(
            account_id=account_id,
            words=rule.words,
            voice_id=rule.voice_id,
            source=Source(rule.kind),
            rule=rule,
            domain=rule.value if rule.kind == HatRule.Kind.MAIL_DOMAIN else "",
        )
    )
    return True


def was_withdrawn(account_id: int, words: str, voice_id: int | None) -> bool:
    """Whether an intervention in force says that somebody does not speak for this."""
    rows = Hat.objects.filter(account_id=account_id, ended=Ended.WITHDRAWN)
    if rows.filter(words__iexact=words).exists():
        return True
    return voice_id is not None and rows.filter(voice_id=voice_id).exists()


def was_withdrawn_from(account_id: int, domain: str) -> bool:
    """The same of an organisation elsewhere, in whatever words its list says it now."""
    rows = Hat.objects.filter(account_id=account_id, ended=Ended.WITHDRAWN, domain=domain)
    return rows.filter(source=Source.ORGANISATION).exists()


def was_put_down(account_id: int, words: str) -> bool:
    """Whether somebody put this hat down last, and so does not get it by itself again."""
    last = Hat.objects.filter(account_id=account_id, words__iexact=words).order_by("-id").first()
    return last is not None and last.ended == Ended.PUT_DOWN
