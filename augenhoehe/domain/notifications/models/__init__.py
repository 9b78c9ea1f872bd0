"""Tables of the notifications room, one file per facet."""

from augenhoehe.domain.notifications.models.announcement import (
    Announcement,
    AnnouncementReaction,
    AnnouncementRead,
)
from augenhoehe.domain.notifications.models.marker import Marker
from augenhoehe.domain.notifications.models.notice import Notification
from augenhoehe.domain.notifications.models.policy import (
    NoticePermission,
    NoticePolicy,
    NoticeRequest,
)
from augenhoehe.domain.notifications.models.push import PushSubscription

__all__ = [
    "Announcement",
    "AnnouncementReaction",
    "AnnouncementRead",
    "Marker",
    "NoticePermission",
    "NoticePolicy",
    "NoticeRequest",
    "Notification",
    "PushSubscription",
]
