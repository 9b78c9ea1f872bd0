"""Facts of the domain become news for apps. While nobody listens this costs nothing."""

from __future__ import annotations

from augenhoehe.domain.notifications.events import (
    AnnouncementChanged,
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementWithdrawn,
    Noticed,
    NoticesMerged,
)
from augenhoehe.domain.posts.events import (
    BoostTakenBack,
    ConversationChanged,
    FiltersChanged,
    PollEnded,
    PostDeleted,
    PostEdited,
    PostPublished,
    PostRemoved,
    PostRestored,
    PostRestricted,
)
from augenhoehe.interfaces.mastodon_api.streaming import announcements, telling
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import hear_of


def announce_post(event: PostPublished) -> None:
    hear_of(telling.tell_post, event.post_id, "update")


def announce_edit(event: PostEdited | PostRestored | PostRestricted | PollEnded) -> None:
    hear_of(telling.tell_post, event.post_id, "status.update")


def announce_deletion(event: PostDeleted) -> None:
    hear_of(telling.tell_gone, event.post_id, tuple(event.addressed))


def announce_removal(event: PostRemoved) -> None:
    hear_of(telling.tell_gone, event.post_id, ())


def announce_boost_taken_back(event: BoostTakenBack) -> None:
    hear_of(telling.tell_gone, event.post_id, (), event.boost_id)


def announce_filters(event: FiltersChanged) -> None:
    hear_of(telling.tell_filters, event.account_id)


def announce_conversation(event: ConversationChanged) -> None:
    hear_of(telling.tell_conversation, event.account_id, event.conversation_id)


def announce_notice(event: Noticed) -> None:
    hear_of(telling.tell_notice, event.recipient_id, event.notification_id)


def announce_merged(event: NoticesMerged) -> None:
    hear_of(telling.tell_merged, event.account_id)


def announce_announcement(event: AnnouncementPublished | AnnouncementChanged) -> None:
    hear_of(announcements.tell_announcement, event.announcement_id)


def announce_sign(event: AnnouncementReacted) -> None:
    hear_of(announcements.tell_sign, event.announcement_id, event.name)


def announce_withdrawal(event: AnnouncementWithdrawn) -> None:
    hear_of(announcements.tell_withdrawn, event.announcement_id)
