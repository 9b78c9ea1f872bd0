"""The queue of reports, and one report as its two sides and the office may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, When

from augenhoehe.domain.moderation import waves
from augenhoehe.domain.moderation.check.concerns import about_the_organisation, with_a_case
from augenhoehe.domain.moderation.models import Report, ReportMessage, ReportStep, Target
from augenhoehe.domain.moderation.policies_reports import may_handle, may_read_reported
from augenhoehe.domain.people.models import Account, RoleGrant
from augenhoehe.domain.people.who import Who, who_is
from augenhoehe.domain.posts.audience import Reader, readable
from augenhoehe.domain.posts.internals import words_of
from augenhoehe.domain.posts.loading import load_posts
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.verdicts import Verdict

State, Category = Report.State, Report.Category
# What is reported with these words is no criticism, whatever it mentions; a case always is.
_NO_CRITICISM = {Category.SPAM, Category.THREAT, Category.PERSONAL_DATA, Category.MINORS}
QUEUES = ("waiting", "mine", "decided")


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One line of the queue: a report, or a wave of them with the first of it."""

    report: Report
    count: int
    may: Verdict
    is_like_criticism: bool
    post: Post | None  # only if anyone may read it


def report_queue(
    who: Who, queue: str = "waiting", *, category: str = "", page: int = 1, limit: int = 30
) -> list[QueueLine]:
    """Reports, notices of unlawful content first, then the oldest; a wave is one line."""
    rows = _in_queue(who, queue)
    if category in Category.values:
        rows = rows.filter(category=category)
    earlier = _in_queue(who, queue).filter(wave=OuterRef("wave"), id__lt=OuterRef("id"))
    rows = rows.filter(Q(wave="") | ~Exists(earlier))
    order = ["-decided_at"] if queue == "decided" else ["-is_legal_notice", "id"]
    start = (page - 1) * limit
    found = list(
        rows.select_related("account", "assigned_to", "post", "office").order_by(*order)[
            start : start + limit
        ]
    )
    return _lines(who, queue, found)


def _in_queue(who: Who, queue: str) -> QuerySet[Report]:
    if queue == "decided":
        return Report.objects.filter(state=State.DECIDED)
    rows = Report.objects.exclude(state=State.DECIDED)
    return rows.filter(assigned_to_id=who.account_id or 0) if queue == "mine" else rows


def _lines(who: Who, queue: str, found: Sequence[Report]) -> list[QueueLine]:
    named = {report.wave for report in found if report.wave}
    rows = _in_queue(who, queue).filter(wave__in=named).values_list("wave")
    counts = dict(rows.annotate(n=Count("id")).order_by())
    open_posts = {
        post.id: post
        for post in load_posts([r.post_id for r in found if r.post_id and _is_open(r.post)])
    }
    critical = about_the_organisation(open_posts.values())
    in_cases = with_a_case(open_posts)
    return [
        QueueLine(
            report=report,
            count=counts.get(report.wave, 1) if report.wave else 1,
            may=may_handle(who, report),
            is_like_criticism=report.post_id in in_cases
            or (report.post_id in critical and report.category not in _NO_CRITICISM),
            post=open_posts.get(report.post_id or 0),
        )
        for report in found
    ]


def _is_open(post: Post | None) -> bool:
    return post is not None and post.is_open


def queue_counts(who: Who) -> dict[str, int]:
    """By queue: how many lines wait, waves counted once."""
    waiting = _in_queue(who, "waiting")
    mine = Q(assigned_to_id=who.account_id or 0)
    return {"waiting": _lines_in(waiting), "mine": _lines_in(waiting.filter(mine))}


def how_many_wait() -> int:
    """How many lines the queue has."""
    return _lines_in(Report.objects.exclude(state=State.DECIDED))


def _lines_in(rows: QuerySet[Report]) -> int:
    alone = Count(Case(When(wave="", then=F("id")), default=None, output_field=IntegerField()))
    sums = rows.aggregate(alone=alone, waves=Count("wave", filter=~Q(wave=""), distinct=True))
    return int(sums["alone"] + sums["waves"])


def report_by_id(report_id: int) -> Report | None:
    """One report with everything its page needs; ask `may_handle` before showing it."""
    rows = Report.objects.select_related(
        "account",
        "assigned_to",
        "post__account",
        "post__written_by",
        "office",
        "reporter",
        "contact",
    )
    return rows.filter(id=report_id).first()


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported, as far as somebody may read it: the post, and its words."""

    post: Post
    html: str
    is_public: bool  # anyone can read it, so a card may be shown
    is_removed: bool


def reported_by(reader: Reader, report: Report) -> Reported | None:
    """The reported post for the office: what it can read anyway, or through the report it has."""
    if report.post is None:
        return None
    mine = Post.objects.filter(readable(reader), id=report.post_id).exists()
    if not (mine or may_read_reported(reader.who, report)):
        return None
    post = report.post
    return Reported(post, words_of(post).html, mine, post.removed_at is not None)


def posts_of_wave(report: Report) -> list[Post]:
    """The posts a measure against a wave is about; of a single report its one post."""
    ids = [one.post_id for one in waves.wave_of(report) if one.post_id]
    return [post for post in load_posts(list(dict.fromkeys(ids))) if post.deleted_at is None]


def reports_of_wave(report: Report) -> list[Report]:
    """The open reports that are decided together with this one, itself included."""
    return waves.wave_of(report)


def others_like(report: Report) -> list[Post]:
    """Posts nobody reported that belong to the same wave."""
    return [] if report.is_decided else waves.others_alike(report)


def is_like_criticism(report: Report) -> bool:
    """Whether a report seems to be about criticism of the organisation."""
    post = report.post
    if post is None:
        return False
    if with_a_case([post.id]):
        return True
    return report.category not in _NO_CRITICISM and bool(about_the_organisation([post]))


def messages_of(report: Report, conversation: str) -> list[ReportMessage]:
    """One of the two conversations of a report, the oldest first."""
    rows = ReportMessage.objects.filter(report=report, conversation=conversation)
    return list(rows.select_related("office").order_by("id"))


def steps_of(report: Report) -> list[ReportStep]:
    """Who had a report, the oldest first."""
    rows = ReportStep.objects.filter(report=report).select_related("by", "to")
    return list(rows.order_by("id"))


def colleagues_for(report: Report) -> list[Account]:
    """Moderators a report could be passed on to."""
    holders = RoleGrant.objects.filter(role=RoleGrant.Role.MODERATOR, revoked_at__isnull=True)
    ids = holders.exclude(account_id=report.assigned_to_id or 0).values("account_id")
    people = Account.objects.filter(id__in=ids, left_at__isnull=True).order_by("name")
    return [person for person in people if may_handle(who_is(person), report)]


def handlers_to_tell(report: Report) -> list[int]:
    """The moderators who learn of a new report: those who may handle it."""
    holders = RoleGrant.objects.filter(role=RoleGrant.Role.MODERATOR, revoked_at__isnull=True)
    people = Account.objects.filter(id__in=holders.values("account_id"), left_at__isnull=True)
    return [person.id for person in people if may_handle(who_is(person), report)]


def side_of(account: Account, report: Report) -> str | None:
    """Which of the two conversations is somebody's own, None if neither."""
    if report.reporter_id == account.id:
        return ReportMessage.With.REPORTER
    post = report.post
    writer = post.written_by_id if post is not None else None
    # A post of a voice is answered for by who wrote it, as long as there is somebody.
    concerned = {writer} if writer else {report.account_id}
    return ReportMessage.With.REPORTED if account.id in concerned else None


def message_by_id(message_id: int) -> ReportMessage | None:
    """One message with its report and who can be written to."""
    rows = ReportMessage.objects.select_related(
        "report__contact", "report__reporter", "report__account", "report__post__written_by"
    )
    return rows.filter(id=message_id).first()


def entries_about(report: Report) -> list[str]:
    """The entries of the register about what was reported, the newest first."""
    # Not what else was decided about the person: that is nobody's business here.
    against = Q(intervention__report=report)
    if report.wave:
        against |= Q(intervention__report__wave=report.wave, account_id=report.account_id)
    if report.post_id is not None:
        against |= Q(post_id=report.post_id)
    told = Target.objects.filter(against, told_at__isnull=False)
    found = told.order_by("-id").values_list("intervention__uid", flat=True)
    return list(dict.fromkeys(found))[:5]
