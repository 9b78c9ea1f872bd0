"""Passing a report on to the server of who is reported: said by the server, about nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.writing import activities
from augenhoehe.domain.moderation.selectors.reports import report_by_id
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.uris import local_uri, uri_of
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.events import ReportPassedOn
    from augenhoehe.domain.moderation.models import Report


def pass_report_on(event: ReportPassedOn) -> None:
    """Tell the other server what is reported and why; who reported stays here."""
    report = report_by_id(event.report_id)
    actor = RemoteActor.objects.filter(account_id=report.account_id).first() if report else None
    if report is None or actor is None or actor.gone_at is not None:
        return
    server, what = instance_account(), _what(report)
    document = activities.flag(fresh_uri(), local_uri(server.id), what, text=report.text)
    inbox = actor.shared_inbox or actor.inbox
    send(document, by=server, about=what[0], to_inboxes=[inbox])


def _what(report: Report) -> tuple[str, ...]:
    """The account, and the post if it is about one: as their server calls them."""
    account = uri_of(report.account)
    return (account, report.post.uri) if report.post and report.post.uri else (account,)
