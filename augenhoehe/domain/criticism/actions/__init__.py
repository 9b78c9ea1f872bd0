"""Everything that can be done with a case: one verb, one function, one transaction."""

from augenhoehe.domain.criticism.actions.answering import (
    begin_answering,
    check_nobody_was_quicker,
    clear_table_after_answer,
    forget_who_was_answering,
    stop_answering,
)
from augenhoehe.domain.criticism.actions.backing import back_answer
from augenhoehe.domain.criticism.actions.blocks import (
    add_block,
    change_block,
    check_own_words,
    drop_block,
)
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
from augenhoehe.domain.criticism.actions.drafts import (
    drop_draft,
    save_draft,
)
from augenhoehe.domain.criticism.actions.entering import (
    ENTERED,
    MAX_EXCERPT,
    bring_in,
    enter_case,
)
from augenhoehe.domain.criticism.actions.handed_in import (
    answer_or_hand_in,
    hand_in_answer,
    release,
    release_answer,
)
from augenhoehe.domain.criticism.actions.handing import (
    hand_over,
    set_topic,
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
    write_to_critic,
)
from augenhoehe.domain.criticism.actions.locking import (
    MAX_STATEMENT,
)
from augenhoehe.domain.criticism.actions.merging import (
    merge_cases,
    separate_case,
)
from augenhoehe.domain.criticism.actions.notes import (
    erase_note,
    write_note,
)
from augenhoehe.domain.criticism.actions.offer import (
    accept_offer,
    decline_offer,
    mark_post,
    offer_for_post,
)
from augenhoehe.domain.criticism.actions.playbooks import (
    answer_in_playbook,
    go_back_in_playbook,
    open_playbook,
    put_playbook_away,
    tick_step,
)
from augenhoehe.domain.criticism.actions.reminding import (
    tell_of_overdue_cases,
    want_digest,
)
from augenhoehe.domain.criticism.actions.reply import (
    hear_reply,
)
from augenhoehe.domain.criticism.actions.rules import (
    set_due,
    set_due_of_case,
    set_rules,
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
from augenhoehe.domain.criticism.actions.tree import (
    answer_question,
)
from augenhoehe.domain.criticism.actions.webhooks import (
    add_webhook,
    deliver_webhook,
    drop_webhook,
    tell_webhooks,
    try_webhook,
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
    "add_block",
    "add_webhook",
    "answer_case",
    "answer_in_playbook",
    "answer_or_hand_in",
    "answer_question",
    "back_answer",
    "begin_answering",
    "bring_in",
    "change_block",
    "check_nobody_was_quicker",
    "check_own_words",
    "claim_remedy",
    "clear_table_after_answer",
    "close_case_of_deleted_post",
    "confirm_case",
    "confirm_submission",
    "contest_case",
    "decide_offer_by_link",
    "decline_offer",
    "deliver_webhook",
    "dispute_case",
    "drop_block",
    "drop_draft",
    "drop_webhook",
    "due_reminders",
    "enter_case",
    "erase_note",
    "forget_critic",
    "forget_unconfirmed",
    "forget_who_was_answering",
    "go_back_in_playbook",
    "hand_in_answer",
    "hand_over",
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
    "open_playbook",
    "put_playbook_away",
    "release",
    "release_answer",
    "remove_case_of",
    "renew_link",
    "reopen_case",
    "restore_case_of",
    "save_draft",
    "separate_case",
    "set_due",
    "set_due_of_case",
    "set_rules",
    "set_topic",
    "step_by_link",
    "stop_answering",
    "submit_criticism",
    "take_case",
    "tell_of_overdue_cases",
    "tell_webhooks",
    "tick_step",
    "try_webhook",
    "want_digest",
    "withdraw_case",
    "write_note",
    "write_to_critic",
]
