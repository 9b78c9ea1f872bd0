"""What an app sends to restrict something, as the one door wants it; and what came of it.

Apps know an action and a text. Here a restriction needs a clause of the codex, facts, reasons
and the milder means that was considered: further parameters, named in the refusal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation.actions import end_intervention, intervene
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.selectors.accounts import in_force_against
from augenhoehe.domain.moderation.selectors.office import report_for_office
from augenhoehe.domain.moderation.terms import Ground, Kind, Source
from augenhoehe.domain.moderation.words import RUNGS
from augenhoehe.foundation import clock
from augenhoehe.interfaces.mastodon_api.endpoint import Answer
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, moment
from augenhoehe.interfaces.mastodon_api.errors import invalid, not_found
from augenhoehe.interfaces.mastodon_api.parameters import Parameters

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause
    from augenhoehe.domain.moderation.models import Intervention, Report
    from augenhoehe.domain.people.models import Account

_LONGEST_SECONDS = 10 * 365 * 24 * 60 * 60


def restrict(
    sent: Parameters,
    kind: Kind,
    *,
    by: Account,
    accounts: Sequence[Account] = (),
    domain: str = "",
) -> Intervention:
    """Do it or propose it; the answer of the domain is the answer of the method."""
    unlawful = sent.text("judgement") == "unlawful"
    report = _report(sent, by)
    measure = Measure(
        kind=kind,
        accounts=accounts,
        domain=domain,
        ground=Ground.UNLAWFUL if unlawful else Ground.RULES,
        norm=sent.text("norm"),
        clause=_clause(sent),
        category=sent.text("category") or "OTHER_VIOLATION_TC",
        source=_source(report),
        report=report,
        facts=sent.text("facts"),
        reasons=sent.text("reasons") or sent.text("text"),
        rung=sent.text("rung"),
        rung_why=sent.text("rung_why"),
        ends_at=_ends_at(sent),
        judgement=sent.text("judgement") or "rules",
        at_once=sent.truth("at_once"),
        said_to_be_none=sent.truth("said_to_be_none"),
    )
    return intervene(measure, by=by)


def _ends_at(sent: Parameters) -> Any:
    seconds = sent.whole("expires_in")
    if seconds is None:
        return None
    if not 0 < seconds <= _LONGEST_SECONDS:
        raise invalid("expires_in must be a number of seconds.")
    return clock.now() + timedelta(seconds=seconds)


def _report(sent: Parameters, by: Account) -> Report | None:
    wanted = sent.number("report_id")
    if wanted is None:
        return None
    report = report_for_office(wanted, by=by)
    if report is None:
        raise not_found()
    return report


def _source(report: Report | None) -> Source:
    if report is None:
        return Source.OWN_INITIATIVE
    return Source.NOTICE if report.is_legal_notice else Source.REPORT


def _clause(sent: Parameters) -> Clause:
    """By its key in the codex, or by its id among the rules of the instance."""
    wanted = sent.text("clause").strip()
    for clause in current_clauses(citable=True):
        if wanted and wanted in (clause.key, str(clause.id)):
            return clause
    raise invalid(
        _(
            "Every restriction here names a clause of the codex and stands in the public register. "
            "Please send clause (the id or key of a rule of %(rules)s), facts, reasons, rung (one "
            "of %(rungs)s) and rung_why; judgement (rules or unlawful), norm and category where "
            "they matter. The pages of the office ask for them one by one: %(page)s"
        )
        % {
            "rules": absolute("/api/v1/instance/rules"),
            "rungs": ", ".join(str(rung) for rung in RUNGS),
            "page": absolute("/aufsicht"),
        }
    )


def told(intervention: Intervention) -> Answer:
    """200 and nothing for what is done, as apps expect; 202 for what waits, in words."""
    if intervention.state != "proposed":
        entry = absolute(f"/register/{intervention.uid}")
        return Answer({"state": "in_force", "register_entry": entry})
    night = intervention.not_before
    return Answer(
        {
            "state": "proposed",
            "message": _(
                "This concerns criticism. It is proposed and nothing was restricted: a second "
                "person has to agree, and a night has to pass."
            ),
            "not_before": moment(night) if night else None,
            "url": absolute(f"/aufsicht/eingriffe/{intervention.uid}"),
        },
        status=202,
    )


def end(
    sent: Parameters,
    kinds: Sequence[Kind],
    *,
    by: Account,
    account: Account | None = None,
    domain: str = "",
) -> None:
    """End what of these kinds is in force, with reasons; nothing in force is nothing to do."""
    for intervention in in_force_against(kinds, account=account, domain=domain):
        reasons = sent.text("reasons") or sent.text("text")
        end_intervention(intervention, by=by, reasons=reasons)
