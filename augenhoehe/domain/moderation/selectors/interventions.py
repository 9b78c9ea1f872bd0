"""Interventions, for the office, for whom they concern, and for the place in a thread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from augenhoehe.domain.moderation.models import Intervention, Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared

_State = Intervention.State


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands in place of a post, or beside it: short, with the way to the whole."""

    uid: str
    kind: str
    clause_title: str
    at: datetime | None
    ends_at: datetime | None
    target_id: int


def statements_on(post_ids: Collection[int]) -> dict[int, list[Statement]]:
    """By post: what is in force against it. Ask only for posts under a restriction."""
    if not post_ids:
        return {}
    found: dict[int, list[Statement]] = {}
    for target in _in_force().filter(post_id__in=post_ids):
        found.setdefault(target.post_id or 0, []).append(_statement(target))
    return found


@dataclass(frozen=True, slots=True)
class CameBack:
    """A removal that is over: when it began and ended, and the entry that tells of it."""

    uid: str
    removed_at: datetime | None
    back_at: datetime | None
    was_wrong: bool


def removal_of(post_id: int) -> CameBack | None:
    """The last time a post was removed and came back, if ever."""
    over = _lifted(post_id)
    if not over:  # as for nearly every post: every page of a post asks
        return None
    ids = [target_id for (target_id,) in over]
    rows = Target.objects.filter(id__in=ids, intervention__kind=Kind.REMOVE_POST)
    target = rows.select_related("intervention").order_by("-lifted_at").first()
    if target is None:
        return None
    found = target.intervention
    was_wrong = found.state == _State.OVERTURNED
    return CameBack(found.uid, found.starts_at, target.lifted_at, was_wrong)


@prepared
def _lifted(post_id: int) -> QuerySet[Target, tuple[int]]:
    return Target.objects.filter(post_id=post_id, lifted_at__isnull=False).values_list("id")


def statements_on_account(account_id: int) -> list[Statement]:
    """What is in force against an account."""
    return [_statement(target) for target in _in_force().filter(account_id=account_id)]


def statements_on_tag(tag_id: int) -> list[Statement]:
    """Why the page of a hashtag is closed."""
    return [_statement(target) for target in _in_force().filter(tag_id=tag_id)]


def _in_force() -> QuerySet[Target]:
    rows = Target.objects.filter(intervention__state=_State.IN_FORCE, lifted_at__isnull=True)
    return rows.select_related("intervention__clause").order_by("id")


def _statement(target: Target) -> Statement:
    intervention = target.intervention
    return Statement(
        uid=intervention.uid,
        kind=intervention.kind,
        clause_title=intervention.clause.title,
        at=intervention.starts_at,
        ends_at=intervention.ends_at,
        target_id=target.id,
    )


def _whole() -> QuerySet[Intervention]:
    return Intervention.objects.select_related(
        "clause__version", "office", "second_office", "check_run", "report"
    ).prefetch_related("targets__post__account", "targets__account", "targets__tag")


def intervention_by_uid(uid: str) -> Intervention | None:
    """One intervention with everything the office sees of it."""
    return _whole().filter(uid=uid).first()


def interventions_where(
    state: str = "", *, before: int | None = None, limit: int = 30
) -> list[Intervention]:
    """Interventions in a state (or all), newest first."""
    rows = _whole().filter(state=state) if state else _whole()
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[:limit])


def interventions_about(account: Account) -> list[Intervention]:
    """Everything that was ever decided about somebody, newest first; for the office."""
    return list(_whole().filter(targets__affected=account).distinct().order_by("-id")[:50])


def proposals() -> list[Intervention]:
    """What waits for a second person or for the night to pass, the oldest first."""
    return list(_whole().filter(state=_State.PROPOSED).order_by("id"))


def due_for_review() -> Q:
    """What lasts and is due, and what was done at once, also when it ended before."""
    at_once = Q(at_once=True, review_due_at__isnull=False)
    at_once &= Q(state__in=(_State.IN_FORCE, _State.ENDED))
    return Q(review_due_at__lte=clock.now(), state=_State.IN_FORCE) | at_once


def to_review() -> list[Intervention]:
    """What is due for a review today, the longest overdue first."""
    return list(_whole().filter(due_for_review()).order_by("review_due_at"))


def targets_concerning(account: Account) -> list[Target]:
    """Everything that was decided about oneself, newest first."""
    mine = Q(affected=account) | Q(post__written_by=account)
    rows = Target.objects.filter(mine, told_at__isnull=False)
    return list(rows.select_related("intervention__clause__version", "post").order_by("-id")[:100])
