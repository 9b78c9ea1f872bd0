"""Everything that can be done with notices."""

from augenhoehe.domain.notifications.actions.announcements import (
    Wanted,
    answer_announcement,
    change_announcement,
    publish_announcement,
    put_announcement_away,
    take_answer_back,
    withdraw_announcement,
)
from augenhoehe.domain.notifications.actions.policy import (
    ABOUT,
    accept_requests,
    choose_senders,
    put_requests_away,
)
from augenhoehe.domain.notifications.actions.push import (
    Place,
    Wishes,
    change_push,
    end_push_to_app,
    end_push_to_browser,
    forget_push,
    push_to_app,
    push_to_browser,
)
from augenhoehe.domain.notifications.actions.reading import (
    dismiss_notices,
    keep_markers,
    mark_all_read,
)

__all__ = [
    "ABOUT",
    "Place",
    "Wanted",
    "Wishes",
    "accept_requests",
    "answer_announcement",
    "change_announcement",
    "change_push",
    "choose_senders",
    "dismiss_notices",
    "end_push_to_app",
    "end_push_to_browser",
    "forget_push",
    "keep_markers",
    "mark_all_read",
    "publish_announcement",
    "push_to_app",
    "push_to_browser",
    "put_announcement_away",
    "put_requests_away",
    "take_answer_back",
    "withdraw_announcement",
]
