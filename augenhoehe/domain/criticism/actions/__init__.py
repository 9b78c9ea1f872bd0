"""Everything that can be done with a case: one verb, one function, one transaction."""

from augenhoehe.domain.criticism.actions.by_link import (
    decide_offer_by_link,
    step_by_link,
)
from augenhoehe.domain.criticism.actions.case import (
    answer_case,
    claim_remedy,
    contest_case,
    open_case,
    take_case,
)
from augenhoehe.domain.criticism.actions.critic import (
    accept_answer,
    confirm_case,
    dispute_case,
    reopen_case,
    withdraw_case,
)
from augenhoehe.domain.criticism.actions.entering import (
    ENTERED,
    MAX_EXCERPT,
    bring_in,
    enter_case,
)
from augenhoehe.domain.criticism.actions.leaving import (
    close_case_of_deleted_post,
    forget_critic,
    remove_case_of,
    restore_case_of,
)
from augenhoehe.domain.criticism.actions.links import (
    LINK_LASTS,
    link_was_sent,
    make_link,
    make_link_for_remote_critic,
    renew_link,
)
from augenhoehe.domain.criticism.actions.locking import (
    MAX_STATEMENT,
)
from augenhoehe.domain.criticism.actions.merging import (
    merge_cases,
    separate_case,
)
from augenhoehe.domain.criticism.actions.offer import (
    accept_offer,
    decline_offer,
    mark_post,
    offer_for_post,
)
from augenhoehe.domain.criticism.actions.reply import (
    hear_reply,
)
from augenhoehe.domain.criticism.actions.silence import (
    DORMANT_AFTER,
    REMINDERS,
    due_reminders,
    let_rest,
    let_silent_cases_rest,
)
from augenhoehe.domain.criticism.actions.submission import (
    CONFIRM_WITHIN,
    confirm_submission,
    forget_unconfirmed,
    submit_criticism,
)

__all__ = [
    "CONFIRM_WITHIN",
    "DORMANT_AFTER",
    "ENTERED",
    "LINK_LASTS",
    "MAX_EXCERPT",
    "MAX_STATEMENT",
    "REMINDERS",
    "accept_answer",
    "accept_offer",
    "answer_case",
    "bring_in",
    "claim_remedy",
    "close_case_of_deleted_post",
    "confirm_case",
    "confirm_submission",
    "contest_case",
    "decide_offer_by_link",
    "decline_offer",
    "dispute_case",
    "due_reminders",
    "enter_case",
    "forget_critic",
    "forget_unconfirmed",
    "hear_reply",
    "let_rest",
    "let_silent_cases_rest",
    "link_was_sent",
    "make_link",
    "make_link_for_remote_critic",
    "mark_post",
    "merge_cases",
    "offer_for_post",
    "open_case",
    "remove_case_of",
    "renew_link",
    "reopen_case",
    "restore_case_of",
    "separate_case",
    "step_by_link",
    "submit_criticism",
    "take_case",
    "withdraw_case",
]
