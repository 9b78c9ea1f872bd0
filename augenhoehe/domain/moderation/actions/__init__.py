"""Everything that can be done in moderation: one verb, one function, one transaction."""

from augenhoehe.domain.moderation.actions.appeal import (
    appeal_against,
    confirm_objection,
    decide_appeal,
    forget_unconfirmed_objections,
    object_to,
)
from augenhoehe.domain.moderation.actions.declare import declare
from augenhoehe.domain.moderation.actions.ending import (
    amend,
    end_intervention,
    end_what_is_over,
    review,
)
from augenhoehe.domain.moderation.actions.intervene import intervene
from augenhoehe.domain.moderation.actions.propose import consent, decline, drop, put_into_force
from augenhoehe.domain.moderation.actions.quarantine import empty_quarantine
from augenhoehe.domain.moderation.actions.report import Complaint, make_report
from augenhoehe.domain.moderation.actions.report_handling import (
    add_to_wave,
    assign_report,
    classify_report,
    decide_by_intervention,
    decide_report,
    give_report_back,
    take_report,
)
from augenhoehe.domain.moderation.actions.report_messages import (
    answer_in_report,
    write_in_report,
)
from augenhoehe.domain.moderation.offices import office_of, read_office

__all__ = [
    "Complaint",
    "add_to_wave",
    "amend",
    "answer_in_report",
    "appeal_against",
    "assign_report",
    "classify_report",
    "confirm_objection",
    "consent",
    "decide_appeal",
    "decide_by_intervention",
    "decide_report",
    "declare",
    "decline",
    "drop",
    "empty_quarantine",
    "end_intervention",
    "end_what_is_over",
    "forget_unconfirmed_objections",
    "give_report_back",
    "intervene",
    "make_report",
    "object_to",
    "office_of",
    "put_into_force",
    "read_office",
    "review",
    "take_report",
    "write_in_report",
]
