"""What on this server could tell something about members at work, and whether it is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.agreement import works_agreement_in_force
from augenhoehe.domain.criticism.desk import desk_rules, webhooks
from augenhoehe.foundation.aggregates import EVENTS, PERSONS


@dataclass(frozen=True, slots=True)
class Switch:
    """One thing, whether it is on, and what it does."""

    name: str
    is_on: bool
    note: str


def switches() -> Sequence[Switch]:
    """All there are; what this server cannot do stands on /gleichheit."""
    agreement = works_agreement_in_force()
    return (
        Switch(
            _("A works council is named in the settings"),
            bool(settings.WORKS_COUNCIL),
            settings.WORKS_COUNCIL or _("Instructions of the codex need no approval then."),
        ),
        Switch(
            _("An agreement with the works council is in force"),
            agreement is not None,
            agreement.reference if agreement else _("What depends on one is off."),
        ),
        Switch(
            _("Figures about work among members"),
            agreement is not None,
            _(
                "Only with an agreement, only of groups of %(persons)d persons and %(events)d "
                "events or more, never of one person."
            )
            % {"persons": PERSONS, "events": EVENTS},
        ),
        Switch(
            _("A letter to the desk in the morning"),
            bool(desk_rules().digest),
            _("It names cases that wait, and nobody. Everybody can do without it."),
        ),
        Switch(
            _("Public steps of cases are told to tools of the organisation (webhooks)"),
            bool(webhooks()),
            _("Which step of which case; who took it only where that is public anyway."),
        ),
    )
