"""When the desk is open, what it promises itself, and what follows from it for a case."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.business_hours import Span, due_at, minutes_of
from augenhoehe.domain.criticism.desk import desk_rules, opening_hours
from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened
from augenhoehe.domain.criticism.models import Case, DeskRules
from augenhoehe.domain.criticism.policies_desk import may_set_rules
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.verdicts import Invalid, require

_MOST_HOURS = 1000
_MOST_HOLIDAYS = 400


@transaction.atomic
def set_rules(
    *,
    by: Account,
    week: Mapping[int, Sequence[Span]],
    holidays: Sequence[str],
    time_zone: str,
    sign_hours: int,
    answer_hours: int,
    digest: bool,
) -> DeskRules:
    """Set the rules of the desk. Targets of cases that wait already stay as they were."""
    require(may_set_rules(who_is(by)))
    rules = DeskRules.objects.select_for_update().order_by("id").first() or DeskRules()
    rules.hours = {str(day): _spans(day, spans) for day, spans in week.items() if spans}
    rules.holidays = _days(holidays)
    rules.time_zone = _zone(time_zone)
    rules.sign_hours = _hours(sign_hours, "sign_hours")
    rules.answer_hours = _hours(answer_hours, "answer_hours")
    rules.digest = digest
    rules.save()
    return rules


def _spans(day: int, spans: Sequence[Span]) -> list[list[str]]:
    try:
        right = all(minutes_of(begin) < minutes_of(end) for begin, end in spans)
    except ValueError:
        right = False
    if not right or day not in range(7):
        words = _("Please write hours like 09:00–17:00, the later one last.")
        raise Invalid(words, field=f"day_{day}", code="hours")
    return [[begin, end] for begin, end in spans]


def _days(days: Sequence[str]) -> list[str]:
    try:
        found = sorted({date.fromisoformat(day.strip()).isoformat() for day in days if day.strip()})
    except ValueError:
        found = None
    if found is None or len(found) > _MOST_HOLIDAYS:
        words = _("Please write holidays like 2026-12-25, one on each line.")
        raise Invalid(words, field="holidays", code="date")
    return found


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        words = _("There is no such time zone. One is Europe/Berlin.")
        raise Invalid(words, field="time_zone", code="unknown") from None
    return name


def _hours(hours: int, field: str) -> int:
    if not 1 <= hours <= _MOST_HOURS:
        words = _("Please choose between 1 and %(most)d hours.") % {"most": _MOST_HOURS}
        raise Invalid(words, field=field, code="range")
    return hours


def set_due(case: Case) -> datetime | None:
    """Write down until when the next step is to come; None where nothing is owed.

    A first sign for what nobody has looked at, an answer for everything else that waits.
    """
    rules = desk_rules()
    hours = rules.sign_hours if case.state == Case.State.OPEN else rules.answer_hours
    since = case.waits_since
    case.due_at = due_at(since, hours, opening_hours(rules)) if since else None
    Case.objects.filter(id=case.id).update(due_at=case.due_at)
    return case.due_at


def set_due_of_case(event: CaseOpened | CaseMoved) -> None:
    """A case began to wait, took a step, or waits no longer."""
    set_due(Case.objects.get(id=event.case_id))
