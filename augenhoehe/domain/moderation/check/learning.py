"""What this server's own removals of criticism taught it: looked at after three days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from augenhoehe.domain.moderation.check import streisand_learning
from augenhoehe.domain.moderation.models import Amplification, Intervention, StreisandCheck
from augenhoehe.domain.posts.models import Mention, Post
from augenhoehe.foundation import clock

_WINDOW = timedelta(hours=72)


def shift_of_this_server() -> tuple[float, int]:
    """What own cases add to the intercept, and how many there are."""
    seen = list(Amplification.objects.select_related("check_run"))
    xs = [float(one.check_run.estimate["x"]) for one in seen]
    events = sum(
        streisand_learning.was_amplified(one.before, one.after, persons=one.persons) for one in seen
    )
    return streisand_learning.learned_shift(xs, events=events), len(seen)


def look_back() -> int:
    """Measure what became of interventions three days ago; returns how many. Runs daily."""
    due = Intervention.objects.filter(
        is_of_criticism=True,
        starts_at__lte=clock.now() - _WINDOW,
        check_run__isnull=False,
        check_run__amplification__isnull=True,
    ).select_related("check_run")
    return sum(_measure(intervention) for intervention in due)


@transaction.atomic
def _measure(intervention: Intervention) -> bool:
    run, then = intervention.check_run, intervention.starts_at
    if run is None or then is None:
        return False
    target = intervention.targets.first()
    author_id = target.affected_id if target else None
    before = _talk_of(run, author_id, then - _WINDOW, then)
    after = _talk_of(run, author_id, then, then + _WINDOW)
    Amplification.objects.get_or_create(
        check_run=run,
        defaults={"before": len(before), "after": len(after), "persons": len(set(after))},
    )
    return True


def _talk_of(
    run: StreisandCheck, author_id: int | None, since: datetime, until: datetime
) -> list[int]:
    """Who spoke of author or post in this time: the accounts, once for each post."""
    mentioning = Mention.objects.filter(account_id=author_id or 0).values("post_id")
    spoken = Q(id__in=mentioning) | Q(in_reply_to_id=run.post_id or 0)
    spoken |= Q(thread_id=run.post_id or 0)
    rows = Post.objects.filter(spoken, created_at__gte=since, created_at__lt=until)
    return list(rows.exclude(account_id=author_id or 0).values_list("account_id", flat=True))
