"""Everything that can be done with a case: one verb, one function, one transaction."""

from augenhoehe.domain.criticism.actions.case import (
    DORMANT_AFTER,
    MAX_STATEMENT,
    REMINDERS,
    answer_case,
    claim_remedy,
    close_case_of_deleted_post,
    confirm_case,
    dispute_case,
    due_reminders,
    let_silent_cases_rest,
    open_case,
    take_case,
    withdraw_case,
)

__all__ = [
    "DORMANT_AFTER",
    "MAX_STATEMENT",
    "REMINDERS",
    "answer_case",
    "claim_remedy",
    "close_case_of_deleted_post",
    "confirm_case",
    "dispute_case",
    "due_reminders",
    "let_silent_cases_rest",
    "open_case",
    "take_case",
    "withdraw_case",
]
