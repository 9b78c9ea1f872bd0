"""What the tables of this room hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation.personal import (
    FOR_GOOD,
    UNTIL_GONE,
    Basis,
    Holding,
    let_go,
    mine,
    theirs,
)

HOLDINGS = (
    Holding(
        "notifications.Announcement",
        _("who made an announcement to everybody here"),
        (let_go("made_by"),),
        FOR_GOOD,
        Basis.INTEREST,
    ),
    Holding(
        "notifications.AnnouncementRead",
        _("announcements one has put away; only oneself sees it"),
        (mine(),),
        UNTIL_GONE,
    ),
    Holding(
        "notifications.AnnouncementReaction",
        _("signs under an announcement"),
        (mine(),),
        UNTIL_GONE,
    ),
    Holding(
        "notifications.Marker",
        _("up to where one read, to go on there on another device; only oneself sees it"),
        (mine("person"), mine("account")),
        UNTIL_GONE,
    ),
    Holding(
        "notifications.Notification",
        _("what one is told, and whether one has put it away; only oneself sees it"),
        (mine("recipient"), theirs("actor"), theirs("post__account"), theirs("case__critic")),
        UNTIL_GONE,
    ),
    Holding("notifications.NoticePolicy", _("who can notify one"), (mine(),), UNTIL_GONE),
    Holding(
        "notifications.NoticeRequest",
        _("notices of people one does not know, put aside"),
        (mine(), theirs("sender"), theirs("last_post__account")),
        UNTIL_GONE,
    ),
    Holding(
        "notifications.NoticePermission",
        _("whose notices one lets through"),
        (mine(), theirs("sender")),
        UNTIL_GONE,
    ),
    Holding(
        "notifications.PushSubscription",
        _("where notices go while the app is closed"),
        (mine(),),
        UNTIL_GONE,
        Basis.CONSENT,
        hidden=frozenset({"key_auth", "key_p256dh", "session_key"}),
    ),
)
