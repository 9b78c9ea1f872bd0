"""Notices as clients know them: ours have more kinds than they have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from augenhoehe.domain.notifications.groups import key_of
from augenhoehe.domain.notifications.office import (
    Measure,
    measures_by_target,
    reports_to_handle,
)
from augenhoehe.domain.notifications.pages import Kind, Notice
from augenhoehe.domain.notifications.push import ALERTS as TYPES
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import authors_of
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts_by_id
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from augenhoehe.interfaces.mastodon_api.entities.warning import report_entity, warning_entity

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Report

__all__ = ["DISMISSABLE", "TYPES", "Around", "around", "notifications_for"]

# A criticism and an answer to it are told as mentions: apps know of no cases.
_WITHOUT_POST = frozenset({"follow", "follow_request", "moderation_warning", "admin.report"})
# Those an app may make disappear: what is about a case or from the office stays on its page.
_STAY = (Kind.CASE_OPENED, Kind.CASE_STEP, Kind.INTERVENTION, Kind.MODERATION)
DISMISSABLE = tuple(kind for kind in TYPES if kind not in _STAY)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known about all notices of a page together."""

    reader: Reader
    statuses: Mapping[int, Any]
    authors: Mapping[int, int]
    accounts: Mapping[int, bytes]
    measures: Mapping[int, Measure]
    reports: Mapping[int, Report]

    def actor_of(self, notice: Notice) -> int | None:
        """Who did it. What comes as a post comes from whom the post appears as: maybe a voice."""
        row = notice.row
        return _actor(self.reader, row.actor_id, notice, self.authors, self.reports)

    def parts_of(self, notice: Notice) -> dict[str, Any] | None:
        """What a notice is about; None for what cannot be shown any longer."""
        kind, thing = TYPES[notice.row.kind], notice.row.thing or 0
        if self.actor_of(notice) not in self.accounts:
            return None
        if kind == "moderation_warning":
            measure, me = self.measures.get(thing), self.reader.account_id
            if measure is None or me is None:
                return None
            target = orjson.Fragment(self.accounts[me])
            return {kind: warning_entity(notice.row, measure, target)}
        if kind == "admin.report":
            report = self.reports.get(thing)
            if report is None or report.account_id not in self.accounts:
                return None
            return {"report": report_entity(report, self.accounts[report.account_id])}
        if kind in _WITHOUT_POST:
            return {}
        status = self.statuses.get(notice.post_id or 0)
        return None if status is None else {"status": status}


def _actor(
    reader: Reader,
    actor_id: int | None,
    notice: Notice,
    authors: Mapping[int, int],
    reports: Mapping[int, Report],
) -> int | None:
    kind = TYPES[notice.row.kind]
    if kind == "moderation_warning":  # nobody in particular did it; clients want an account
        return reader.account_id
    if kind == "admin.report":
        report = reports.get(notice.row.thing or 0)
        return (report.reporter_id or report.account_id) if report is not None else None
    if kind == "mention" or actor_id is None:
        return authors.get(notice.post_id or 0, actor_id)
    return actor_id


def around(reader: Reader, notices: Sequence[Notice], others: Collection[int] = ()) -> Around:
    """Asks only for what these notices have. `others` are more accounts that are wanted."""
    wanted_posts = dict.fromkeys(one.post_id for one in notices if one.post_id is not None)
    authors = authors_of(reader, wanted_posts.keys())
    ids = [post_id for post_id in wanted_posts if post_id in authors]
    measures = measures_by_target(_things(notices, Kind.INTERVENTION))
    reports = reports_to_handle(reader.who, _things(notices, Kind.MODERATION))
    actors = {_actor(reader, one.row.actor_id, one, authors, reports) for one in notices}
    wanted = {*others, *actors, *(report.account_id for report in reports.values())} - {None}
    return Around(
        reader=reader,
        statuses=statuses_by_id(reader, ids),
        authors=authors,
        accounts=account_parts_by_id({account for account in wanted if account is not None}),
        measures=measures,
        reports=reports,
    )


def _things(notices: Sequence[Notice], kind: str) -> set[int]:
    return {one.row.thing for one in notices if one.row.kind == kind and one.row.thing}


def notifications_for(reader: Reader, notices: Sequence[Notice]) -> list[dict[str, Any]]:
    """In their order; those whose post may not be read any longer are left out."""
    known = around(reader, notices)
    found = []
    for notice in notices:
        parts = known.parts_of(notice)
        if parts is None:
            continue
        said: dict[str, Any] = {
            "id": str(notice.row.id),
            "type": TYPES[notice.row.kind],
            "created_at": moment(notice.row.created_at),
            "group_key": key_of(notice.row),
            "account": orjson.Fragment(known.accounts[known.actor_of(notice) or 0]),
        }
        found.append(said | parts)
    return found
