"""What is in force, worked out from the interventions themselves.

A post or a person is under exactly what the interventions in force add up to. So ending one
of two leaves the other, and doing the same twice changes nothing.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import QuerySet

from augenhoehe.domain.moderation.models import DomainMeasure, Intervention, Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people import internals as people_internals
from augenhoehe.domain.people.models import Account, Hat, VoiceMembership
from augenhoehe.domain.people.models import Restriction as OfAccount
from augenhoehe.domain.posts import internals as posts_internals
from augenhoehe.domain.posts.models import Restriction as OfPost

_POST_BITS: dict[str, int] = {
    Kind.REMOVE_POST: OfPost.REMOVED,
    Kind.MARK_SENSITIVE: OfPost.MARKED_SENSITIVE,
    Kind.LIMIT_REACH: OfPost.DELISTED | OfPost.NOT_SHARED,
    Kind.DELIST: OfPost.DELISTED,
    Kind.LOCK_REPLIES: OfPost.REPLIES_LOCKED,
    Kind.PAUSE_THREAD: OfPost.THREAD_PAUSED,
    Kind.REMOVE_MEDIA: OfPost.MEDIA_REMOVED,
}
_ACCOUNT_BITS: dict[str, int] = {
    Kind.LIMIT_REACH: OfAccount.DELISTED | OfAccount.NOT_SHARED,
    Kind.DELIST: OfAccount.DELISTED,
    Kind.MUTE: OfAccount.MUTED,
    Kind.TIME_LIMIT: OfAccount.TIME_LIMIT,
    Kind.SUSPEND: OfAccount.SUSPENDED,
    Kind.WITHDRAW_POSTING_RIGHT: OfAccount.NO_POSTING,
}


def settle(target: Target) -> None:
    """Bring what an intervention is about to where it has to be now."""
    if target.post is not None:
        posts_internals.set_post_restrictions(target.post, _bits(_same_post(target), _POST_BITS))
    elif target.tag is not None:
        posts_internals.set_tag_blocked(target.tag, _in_force().filter(tag=target.tag).exists())
    elif target.account is not None:
        _settle_account(target, target.account)
    else:
        _settle_domain(target.domain)


def _in_force() -> QuerySet[Target]:
    return Target.objects.filter(
        intervention__state=Intervention.State.IN_FORCE, lifted_at__isnull=True
    )


def _same_post(target: Target) -> QuerySet[Target]:
    return _in_force().filter(post_id=target.post_id)


def _bits(targets: QuerySet[Target], meaning: dict[str, int]) -> int:
    kinds = targets.values_list("intervention__kind", flat=True)
    return reduce(or_, (meaning.get(kind, 0) for kind in kinds), 0)


def _settle_account(target: Target, account: Account) -> None:
    mine = _in_force().filter(account=account)
    people_internals.set_account_restrictions(account, _bits(mine, _ACCOUNT_BITS))
    kind = target.intervention.kind
    if kind == Kind.BLOCK:
        _settle_blocks(account, mine.filter(intervention__kind=Kind.BLOCK))
    elif kind == Kind.WITHDRAW_VOICE:
        _settle_membership(target)
    elif kind == Kind.WITHDRAW_HAT and target.hat is not None:
        _settle_hat(target, target.hat)


def _settle_blocks(account: Account, blocks: QuerySet[Target]) -> None:
    """For one voice, or for the whole organisation: for each of its voices."""
    named = set(blocks.values_list("voice_id", flat=True))
    for voice in Account.objects.filter(domain="", kind=Account.Kind.VOICE):
        if None in named or voice.id in named:
            people_internals.block_for_voice(voice, account)
        else:
            people_internals.unblock_for_voice(voice, account)


def _settle_membership(target: Target) -> None:
    if target.lifted_at is None:
        rows = VoiceMembership.objects.filter(
            voice_id=target.voice_id, person_id=target.account_id, left_at__isnull=True
        )
        if membership := rows.first():
            people_internals.end_membership(membership)
            target.membership = membership
            target.save(update_fields=["membership"])
    elif target.membership is not None:
        people_internals.restore_membership(target.membership)


def _settle_hat(target: Target, hat: Hat) -> None:
    if target.lifted_at is None:
        people_internals.end_hat(hat)
    else:
        people_internals.restore_hat(hat)


def _settle_domain(domain: str) -> None:
    kinds = list(_in_force().filter(domain=domain).values_list("intervention__kind", flat=True))
    DomainMeasure.objects.update_or_create(
        domain=domain,
        defaults={
            "interventions": len(kinds),
            "is_suspended": Kind.SUSPEND_DOMAIN in kinds,
            "is_limited": Kind.LIMIT_DOMAIN in kinds,
        },
    )
