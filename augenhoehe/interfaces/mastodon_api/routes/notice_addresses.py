"""The addresses of notices, of who waits with some, and of where they are pushed to."""

from django.urls import path

from augenhoehe.interfaces.mastodon_api.routes import (
    notifications,
    notifications_grouped,
    notifications_policy,
    push,
)

NOTICES_1 = [
    path("markers", notifications.markers),
    path("notifications", notifications.collection),
    path("notifications/unread_count", notifications.unread_count),
    path("notifications/clear", notifications.clear),
    path("notifications/dismiss", notifications.dismiss),
    path("notifications/policy", notifications_policy.older_policy),
    path("notifications/requests", notifications_policy.requests),
    path("notifications/requests/accept", notifications_policy.accept_several),
    path("notifications/requests/dismiss", notifications_policy.dismiss_several),
    path("notifications/requests/merged", notifications_policy.merged),
    path("notifications/requests/<str:request_id>", notifications_policy.single),
    path("notifications/requests/<str:request_id>/accept", notifications_policy.accept),
    path("notifications/requests/<str:request_id>/dismiss", notifications_policy.dismiss),
    path("notifications/<str:notification_id>", notifications.single),
    path("notifications/<str:notification_id>/dismiss", notifications.dismiss),
    path("push/subscription", push.subscription),
]
_GROUPS = [
    path("notifications", notifications_grouped.collection),
    path("notifications/unread_count", notifications_grouped.unread_count),
]
_GROUP = [
    path("notifications/<str:group_key>", notifications_grouped.single),
    path("notifications/<str:group_key>/accounts", notifications_grouped.accounts),
    path("notifications/<str:group_key>/dismiss", notifications_grouped.dismiss),
]
NOTICES_2 = [*_GROUPS, path("notifications/policy", notifications_policy.policy), *_GROUP]
# As clients called them before they were settled.
NOTICES_2_ALPHA = [*_GROUPS, *_GROUP]
