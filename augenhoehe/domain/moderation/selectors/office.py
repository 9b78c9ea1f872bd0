"""What the office may take up: posts it can read or was told of, accounts, hashtags."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from augenhoehe.domain.moderation.check.streisand import Contribution, Estimate, Loudness, Range
from augenhoehe.domain.moderation.models import Appeal, Intervention, Report, Target
from augenhoehe.domain.moderation.policies_reports import may_handle
from augenhoehe.domain.moderation.selectors.interventions import due_for_review
from augenhoehe.domain.moderation.selectors.reports import how_many_wait
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.audience import readable, reader_for
from augenhoehe.domain.posts.loading import loaded
from augenhoehe.domain.posts.models import Post, Tag


def posts_for_office(post_ids: Collection[int], *, by: Account) -> list[Post]:
    """Those of the posts that stand and that a moderator can read, or that were reported.

    A moderator reads no more than anybody else; a report somebody has taken opens to them the
    one post it is about.
    """
    if not post_ids:
        return []
    taken = Report.objects.filter(assigned_to=by, state=Report.State.TAKEN, post_id__in=post_ids)
    rows = Post.objects.filter(
        Q(readable(reader_for(by))) | Q(id__in=taken.values("post_id")),
        id__in=post_ids,
        boost_of__isnull=True,
        deleted_at__isnull=True,
    )
    return loaded(rows.order_by("id"))


def report_for_office(report_id: int, *, by: Account) -> Report | None:
    """The report an intervention follows from, for who may handle it."""
    report = Report.objects.select_related("post", "account").filter(id=report_id).first()
    return report if report is not None and may_handle(who_is(by), report) else None


def accounts_for_office(account_ids: Collection[int]) -> list[Account]:
    """People here or elsewhere; voices are not restricted, those who write for them can be."""
    if not account_ids:
        return []
    rows = Account.objects.filter(id__in=account_ids).exclude(
        domain="", kind__in=[Account.Kind.VOICE, Account.Kind.GROUP]
    )
    return list(rows.order_by("id"))


def tag_for_office(name: str) -> Tag | None:
    """A hashtag by its name, as it is written in addresses."""
    return Tag.objects.filter(name=name.lstrip("#").lower()).first()


def appeals_against(intervention: Intervention) -> list[Appeal]:
    """Every appeal and objection to it, the oldest first."""
    return list(intervention.appeals.select_related("office").order_by("id"))


def kept_estimate(intervention: Intervention) -> Estimate | None:
    """What the check showed before it was done, as it was kept."""
    run = intervention.check_run
    return estimate_from(run.estimate) if run is not None else None


def estimate_from(kept: Mapping[str, Any]) -> Estimate:
    """An estimate as it was written down."""
    ranges = {name: Range(**kept[name]) for name in ("leave", "answer", "remove")}
    return Estimate(
        **ranges,
        p_worse=kept["p_worse"],
        x=kept["x"],
        contributions=tuple(Contribution(**one) for one in kept["contributions"]),
        loudness=Loudness(kept["loudness"]),
        version=kept["version"],
        own_cases=kept["own_cases"],
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for the office."""

    reports: int  # a wave is one
    proposals: int
    reviews: int
    appeals: int


def waiting() -> Waiting:
    """Counted for the first page of the office."""
    return Waiting(
        reports=how_many_wait(),
        proposals=Intervention.objects.filter(state=Intervention.State.PROPOSED).count(),
        reviews=Intervention.objects.filter(due_for_review()).count(),
        appeals=Appeal.objects.filter(outcome="", confirmed_at__isnull=False).count(),
    )


def is_told(target: Target) -> bool:
    """Whether whom it concerns was told: before, there is nothing to read."""
    return target.told_at is not None
