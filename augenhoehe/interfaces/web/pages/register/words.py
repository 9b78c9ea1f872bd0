"""The register in words: what an entry tells, how long, what became of it, and who checked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from augenhoehe.domain.moderation.terms import Event, Ground, Hand, Kind
from augenhoehe.domain.moderation.words import (
    category_in_words,
    done_in_words,
    ground_in_words,
    outcome_in_words,
    rung_in_words,
    source_in_words,
    target_in_words,
)
from augenhoehe.foundation import clock

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.moderation.selectors.register_lines import Line

_EVENTS: dict[str, _StrPromise] = {
    Event.INTERVENTION: gettext_lazy("Intervention"),
    Event.AMENDMENT: gettext_lazy("Amendment"),
    Event.ENDED: gettext_lazy("End"),
    Event.REVIEWED: gettext_lazy("Review"),
    Event.APPEAL_DECIDED: gettext_lazy("Appeal decided"),
    Event.DECLARED: gettext_lazy("Declared by the organisation"),
    Event.OBSERVED: gettext_lazy("Observed elsewhere"),
}
_HANDS: dict[str, _StrPromise] = {
    Hand.MODERATOR: gettext_lazy("the moderation"),
    Hand.COURT: gettext_lazy("a court"),
    Hand.ORGANISATION: gettext_lazy("the organisation"),
    Hand.SYSTEM: gettext_lazy("the server by itself, since the time was over"),
}
_PARTS = {
    "facts": gettext_lazy("What happened"),
    "reasons": gettext_lazy("Why"),
    "links": gettext_lazy("Where"),
}


def event_words(event: str) -> str:
    """ "Appeal decided"."""
    return str(_EVENTS.get(event, event))


def part_words(part: str) -> str:
    """What a text beside an entry is about."""
    return str(_PARTS.get(part, part))


def headline(line: Line) -> str:
    """What a line of the ledger says first: "Post removed", "Appeal upheld: post removed"."""
    done = done_in_words(line.kind)
    if line.event == Event.INTERVENTION:
        return done
    if line.event == Event.APPEAL_DECIDED:
        outcome = outcome_in_words(str(line.record.get("outcome", "")))
        return _("Appeal decided, %(outcome)s: %(done)s") % {"outcome": outcome, "done": done}
    return f"{event_words(line.event)}: {done}"


def ground_shortly(line: Line) -> str:
    """ "unlawful" or "rules", as narrow as a column."""
    grounds = {Ground.UNLAWFUL: _("unlawful"), Ground.RULES: _("rules")}
    return grounds.get(line.record.get("ground", ""), "")


def duration(line: Line) -> str:
    """ "3 days", "2 days, then taken back", "no end fixed"; "" for what has no duration."""
    if line.event not in (Event.INTERVENTION, Event.OBSERVED) or line.kind == Kind.WARN:
        return ""
    if line.ends is None:
        return _("no end fixed")
    length = span(line.ends - line.starts)
    return _("%(span)s, then taken back") % {"span": length} if line.is_taken_back else length


def period(line: Line) -> str:
    """From when until when, for what has a duration and an end."""
    if not duration(line) or line.ends is None:
        return ""
    return _("%(start)s to %(end)s") % {"start": _moment(line.starts), "end": _moment(line.ends)}


def span(length: timedelta) -> str:
    """A length of time, in the greatest unit of which it is one or more."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < 2 * 24 * 60:
        return ngettext("%(n)s hour", "%(n)s hours", minutes // 60) % {"n": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def ago(moment: datetime) -> str:
    """ "4 minutes ago"; the first minute is "just now"."""
    passed = clock.now() - moment
    if passed < timedelta(minutes=1):
        return _("just now")
    return _("%(span)s ago") % {"span": span(passed)}


def appeal_state(line: Line) -> str:
    """What became of an intervention on appeal, or until when one is possible."""
    if line.event != Event.INTERVENTION:
        return ""
    if line.is_appealed:
        return _("appealed, not decided")
    if line.outcomes:
        return _("on appeal: %(outcome)s") % {"outcome": outcome_in_words(line.outcomes[-1])}
    if line.appeal_until:
        return _("possible until %(day)s") % {"day": day(line.appeal_until.isoformat())}
    return _("none")


def day(written: object) -> str:
    """A day of a record, as people write it."""
    return _date(written, _("j F Y"))


def moment(written: object) -> str:
    """A moment of a record, exactly."""
    return _date(written, _("j F Y, H:i T"))


def _moment(at: datetime) -> str:
    return moment(at.isoformat())


def _date(written: object, form: str) -> str:
    try:
        found = datetime.fromisoformat(str(written))
    except ValueError:  # damaged, and shown as it is
        return str(written)
    return formats.date_format(timezone.localtime(found) if found.tzinfo else found, form)


def sentences(record: dict[str, Any]) -> list[tuple[str, str]]:
    """Everything a record says, each fact with its name; hashes and texts stand elsewhere."""
    if not record:
        return []
    said = [
        (_("What"), _what(record)),
        (_("Ground"), ground_in_words(str(record.get("ground", "")))),
        (_("Law"), str(record.get("norm", ""))),
        (_("Category"), category_in_words(_category(record))),
        (_("Came to notice by"), _source(record)),
        (_("Considered before"), rung_in_words(str(record.get("rung", "")))),
        (_("Concerns criticism of the organisation"), _yes_no(record)),
        (_("Decided by"), _who(record)),
        (_("From"), moment(record.get("starts", ""))),
        (_("Until"), moment(record.get("ends", ""))),
        (_("Holds in"), str(record.get("scope", ""))),
        (_("Outcome"), outcome_in_words(str(record.get("outcome", "")))),
        (_("Checked before"), _check(record)),
    ]
    return [(name, value) for name, value in said if value]


def _what(record: dict[str, Any]) -> str:
    target = target_in_words(str(record.get("target", "")))
    done = f"{done_in_words(str(record.get('kind', '')))} ({target})"
    return f"{done}, {record['count']} ×" if "count" in record else done


def _category(record: dict[str, Any]) -> str:
    return str(record.get("category", "")).removeprefix("STATEMENT_CATEGORY_")


def _source(record: dict[str, Any]) -> str:
    source = source_in_words(str(record.get("source", "")))
    found = record.get("found_by_program") == "yes"
    return _("%(source)s; found by a program") % {"source": source} if found else source


def _yes_no(record: dict[str, Any]) -> str:
    return _("yes") if record.get("criticism") == "yes" else _("no")


def _who(record: dict[str, Any]) -> str:
    hand = str(record.get("hand", ""))
    acting = str(_HANDS.get(hand, hand))
    if hand == Hand.SYSTEM:
        return acting
    names = {"hand": acting, "office": record.get("office", ""), "second": ""}
    if second := record.get("second_office"):
        names["second"] = second
        return _("%(hand)s, office %(office)s, with the consent of office %(second)s") % names
    return _("%(hand)s, office %(office)s") % names


def _check(record: dict[str, Any]) -> str:
    check = record.get("check")
    if not isinstance(check, dict) or not isinstance(check.get("p_worse_permille"), int):
        return ""
    percent = round(check["p_worse_permille"] / 10)
    return _(
        "To remove it was expected to be louder than to answer in %(percent)s of 100 cases "
        "(assumptions, version %(version)s)"
    ) % {"percent": percent, "version": check.get("version", "")}
