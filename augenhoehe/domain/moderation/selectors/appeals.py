"""Appeals, for who decides them; and their figures, which are public."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from django.db.models import Q, QuerySet

from augenhoehe.domain.moderation.models import Appeal, RegisterEntry, Target
from augenhoehe.domain.moderation.policies_appeals import DECIDERS, may_decide_appeal
from augenhoehe.domain.moderation.terms import Event, Outcome
from augenhoehe.domain.people.models import Account, RoleGrant
from augenhoehe.domain.people.who import Who, who_is
from augenhoehe.domain.posts.internals import words_of
from augenhoehe.foundation.verdicts import Verdict

_CONFIRMED = Q(confirmed_at__isnull=False)


@dataclass(frozen=True, slots=True)
class AppealLine:
    """One appeal of the list, and whether the reader may decide it."""

    appeal: Appeal
    may: Verdict


def _whole() -> QuerySet[Appeal]:
    return Appeal.objects.filter(_CONFIRMED).select_related(
        "intervention__clause__version", "intervention__office", "target", "office", "account"
    )


def appeals_where(
    who: Who, *, is_open: bool = True, page: int = 1, limit: int = 30
) -> list[AppealLine]:
    """Open appeals, the oldest first; or decided ones, the newest first."""
    rows = _whole().filter(outcome="").order_by("id")
    if not is_open:
        rows = _whole().exclude(outcome="").order_by("-decided_at")
    start = (page - 1) * limit
    return [
        AppealLine(appeal, may_decide_appeal(who, appeal)) for appeal in rows[start : start + limit]
    ]


def appeal_by_id(appeal_id: int) -> Appeal | None:
    """One appeal with what it is about."""
    rows = _whole().select_related(
        "target__post__account",
        "target__post__guest",
        "target__account",
        "contact",
        "target__affected",
    )
    return rows.filter(id=appeal_id).first()


def objection_by_id(appeal_id: int) -> Appeal | None:
    """An objection, also one whose address has not answered yet."""
    rows = Appeal.objects.select_related("intervention", "contact")
    return rows.filter(id=appeal_id, party=Appeal.Party.OTHER).first()


def appeal_of(target: Target) -> Appeal | None:
    """The appeal of the affected person against one thing, if there is one."""
    return Appeal.objects.filter(target=target, party=Appeal.Party.AFFECTED).first()


def entry_of_decision(appeal: Appeal) -> str:
    """The uid of the entry that tells how an appeal was decided; before, of what it is about."""
    if appeal.decided_at is None:
        return appeal.intervention.uid
    # An entry does not say whose appeal it was, but each decision made one, in their order.
    before = appeal.intervention.appeals.filter(decided_at__lt=appeal.decided_at).count()
    entries = RegisterEntry.objects.filter(
        about=appeal.intervention.uid, event=Event.APPEAL_DECIDED
    )
    found = entries.order_by("seq").values_list("uid", flat=True)[before : before + 1]
    return next(iter(found), appeal.intervention.uid)


def can_anybody_decide(appeal: Appeal) -> bool:
    """Whether there is somebody who took no part; else a role has to be given to one."""
    return bool(deciders_to_tell(appeal))


def deciders_to_tell(appeal: Appeal) -> list[int]:
    """The moderators and auditors who may decide an appeal."""
    holders = RoleGrant.objects.filter(role__in=DECIDERS, revoked_at__isnull=True)
    people = Account.objects.filter(id__in=holders.values("account_id"), left_at__isnull=True)
    return [person.id for person in people if may_decide_appeal(who_is(person), appeal)]


@dataclass(frozen=True, slots=True)
class AppealFigures:
    """How appeals went, for the public page. Days are whole or halves, None without any."""

    decided: int
    won: int
    changed: int
    upheld: int
    open: int
    median_days: float | None


def appeal_figures() -> AppealFigures:
    """Numbers about the organisation, never about who decided."""
    rows = list(
        Appeal.objects.filter(_CONFIRMED).values_list("outcome", "confirmed_at", "decided_at")
    )
    outcomes = [outcome for outcome, _began, _ended in rows]
    days = [
        (ended - began).total_seconds() / 86_400
        for _outcome, began, ended in rows
        if began is not None and ended is not None
    ]
    return AppealFigures(
        decided=sum(bool(outcome) for outcome in outcomes),
        won=outcomes.count(Outcome.OVERTURNED),
        changed=outcomes.count(Outcome.CHANGED),
        upheld=outcomes.count(Outcome.UPHELD),
        open=outcomes.count(""),
        median_days=round(median(days), 1) if days else None,
    )


def words_for_decision(appeal: Appeal) -> str:
    """What the post says or had said, as HTML; ask `may_decide_appeal` before showing it.

    An objection to a wave is shown its first post.
    """
    target = appeal.target or appeal.intervention.targets.select_related("post").first()
    post = target.post if target is not None else None
    return words_of(post).html if post is not None else ""
