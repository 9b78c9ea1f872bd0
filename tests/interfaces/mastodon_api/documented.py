"""What Mastodon documents of its entities: every field and its type, written down by hand.

Apps in Swift and Kotlin refuse a whole page where one field is missing or of another type. A
name that ends in `?` may be missing, a type that ends in `?` may be null, `[x]` is a list of x,
`{x}` an object of them, a set is what may be said. Fields of our own are not looked at.
"""

from __future__ import annotations

import re
from typing import Any

_PATTERNS = {
    "id": r"[0-9]{1,20}",
    "key": r".+",  # an id that is not a number
    "text": r"[\s\S]*",
    "word": r"\S+",
    "digits": r"[0-9]+",
    "language": r"([a-z]{2,3}(-[A-Za-z]+)?)?",
    "url": r"(https?|wss?)://[\x21-\x7e]+",  # what Swift reads as an address
    "url or nothing": r"((https?)://[\x21-\x7e]+)?",
    # Apps parse this one form, with thousandths and Z.
    "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
    "date": r"\d{4}-\d\d-\d\d",
}
_KINDS = {"int": (int,), "bool": (bool,), "number": (int, float)}

_ANSWER = {"accept", "filter", "drop"}
_QUOTERS = {"public", "followers", "following", "unsupported_policy"}
_QUOTE_STATES = {
    *("pending", "accepted", "rejected", "revoked", "deleted", "unauthorized"),
    *("blocked_account", "blocked_domain", "muted_account"),
}
_VISIBILITY = {"public", "unlisted", "private", "direct"}
_FILTER = {"id": "id", "title": "text", "expires_at": "time?"} | {
    "context": [{"home", "notifications", "public", "thread", "account"}],
    "filter_action": {"warn", "hide", "blur"},
}
_SUMMARY = {"pending_requests_count": "int", "pending_notifications_count": "int"}
_ACCESS = {name: {"public", "authenticated", "disabled"} for name in ("local", "remote")}
_CONFIGURATION = {
    "accounts": {"max_featured_tags": "int", "max_pinned_statuses": "int"},
    "statuses": {
        "max_characters": "int",
        "max_media_attachments": "int",
        "characters_reserved_per_url": "int",
    },
    "media_attachments": {
        "supported_mime_types": ["word"],
        "description_limit": "int",
        "image_size_limit": "int",
        "image_matrix_limit": "int",
        "video_size_limit": "int",
        "video_frame_rate_limit": "int",
        "video_matrix_limit": "int",
    },
    "polls": {
        "max_options": "int",
        "max_characters_per_option": "int",
        "min_expiration": "int",
        "max_expiration": "int",
    },
}
_NOTIFICATION = {
    *("mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update"),
    *("admin.sign_up", "admin.report", "severed_relationships", "moderation_warning"),
    *("quote", "quoted_update"),
}
_SIZE = {"width": "int", "height": "int", "size": "word", "aspect": "number"}
_LENGTH = {"duration": "number", "bitrate": "int"}
_OPTION = {"title": "text", "votes_count": "int?"}

ENTITIES: dict[str, dict[str, Any]] = {
    "Account": {
        "id": "id",
        "username": "word",
        "acct": "word",
        "url": "url?",
        "uri": "url",
        "display_name": "text",
        "note": "text",
        "avatar": "url",
        "avatar_static": "url",
        "header": "url",
        "header_static": "url",
        "locked": "bool",
        "fields": ["Field"],
        "emojis": ["CustomEmoji"],
        "bot": "bool",
        "group": "bool",
        "discoverable": "bool?",
        "indexable": "bool",
        "noindex?": "bool?",
        "moved?": "Account?",
        "memorial?": "bool",
        "suspended?": "bool",
        "limited?": "bool",
        "created_at": "time",
        "last_status_at": "date?",
        "statuses_count": "int",
        "followers_count": "int",
        "following_count": "int",
        "hide_collections": "bool?",
        "roles": [{"id": "id", "name": "text", "color": "text"}],
    },
    "Field": {"name": "text", "value": "text", "verified_at": "time?"},
    "Source": {
        "attribution_domains": ["word"],
        "note": "text",
        "fields": ["Field"],
        "privacy": _VISIBILITY,
        "sensitive": "bool",
        "language": "language",
        "follow_requests_count": "int",
        "hide_collections": "bool?",
        "discoverable": "bool?",
        "indexable": "bool",
        "quote_policy": {"public", "followers", "nobody"},
    },
    "Role": {
        "id": "key",
        "name": "text",
        "color": "text",
        "permissions": "digits",
        "highlighted": "bool",
    },
    "CustomEmoji": {
        "shortcode": "word",
        "url": "url",
        "static_url": "url",
        "visible_in_picker": "bool",
        "category": "text?",
    },
    "Status": {
        "id": "id",
        "uri": "url",
        "created_at": "time",
        "account": "Account",
        "content": "text",
        "visibility": _VISIBILITY,
        "sensitive": "bool",
        "spoiler_text": "text",
        "media_attachments": ["MediaAttachment"],
        "application?": "App?",
        "mentions": ["Mention"],
        "tags": ["ShallowTag"],
        "emojis": ["CustomEmoji"],
        "reblogs_count": "int",
        "favourites_count": "int",
        "quotes_count": "int",
        "replies_count": "int",
        "url": "url?",
        "in_reply_to_id": "id?",
        "in_reply_to_account_id": "id?",
        "reblog": "Status?",
        "poll": "Poll?",
        "card": "PreviewCard?",
        "language": "language?",
        "text?": "text?",
        "edited_at": "time?",
        "quote": "Quote?",
        "quote_approval": "QuoteApproval",
        "favourited?": "bool",
        "reblogged?": "bool",
        "muted?": "bool",
        "bookmarked?": "bool",
        "pinned?": "bool",
        "filtered?": ["FilterResult"],
    },
    "App": {"name": "text", "website": "url?"},
    "Mention": {"id": "id", "username": "word", "acct": "word", "url": "url"},
    "ShallowTag": {"name": "word", "url": "url"},
    "MediaAttachment": {
        "id": "id",
        "type": {"unknown", "image", "gifv", "video", "audio"},
        "url": "url?",
        "preview_url": "url?",
        "remote_url": "url?",
        "meta": "Meta?",
        "description": "text?",
        "blurhash": "text?",
    },
    "Meta": {
        "focus?": {"x": "number?", "y": "number?"},
        "original?": {f"{name}?": kind for name, kind in (_SIZE | _LENGTH).items()}
        | {"frame_rate?": "word"},
        "small?": _SIZE,
        "length?": "word",
        "duration?": "number",
        "fps?": "int",
        "width?": "int",
        "height?": "int",
        "size?": "word",
        "aspect?": "number",
    },
    "Poll": {
        "id": "id",
        "expires_at": "time?",
        "expired": "bool",
        "multiple": "bool",
        "votes_count": "int",
        "voters_count": "int?",
        "options": [_OPTION],
        "emojis": ["CustomEmoji"],
        "voted?": "bool",
        "own_votes?": ["int"],
    },
    "PreviewCard": {
        "url": "url",
        "title": "text",
        "description": "text",
        "type": {"link", "photo", "video", "rich"},
        "authors": [{"name": "text", "url": "url or nothing", "account": "Account?"}],
        "author_name": "text",
        "author_url": "url or nothing",
        "provider_name": "text",
        "provider_url": "url or nothing",
        "html": "text",
        "width": "int",
        "height": "int",
        "image": "url?",
        "embed_url": "url or nothing",
        "blurhash": "text?",
        "missing_attribution": "bool?",
        "published_at": "time?",  # documented as a time; Mastodon sends null where none is known
    },
    "Quote": {
        "state": _QUOTE_STATES,
        "quoted_status?": "Status?",
        "quoted_status_id?": "id?",
    },
    "QuoteApproval": {
        "automatic": [_QUOTERS],
        "manual": [_QUOTERS],
        "current_user": {"automatic", "manual", "denied", "unknown"},
    },
    "FilterWithoutWords": _FILTER,
    "Filter": _FILTER | {"keywords": ["FilterKeyword"], "statuses": ["FilterStatus"]},
    "FilterKeyword": {"id": "id", "keyword": "text", "whole_word": "bool"},
    "FilterStatus": {"id": "id", "status_id": "id"},
    "FilterResult": {
        "filter": "FilterWithoutWords",
        "keyword_matches": "[text]?",
        "status_matches": "[id]?",
    },
    "V1_Filter": {
        "id": "id",
        "phrase": "text",
        "context": [{"home", "notifications", "public", "thread", "account"}],
        "expires_at": "time?",
        "irreversible": "bool",
        "whole_word": "bool",
    },
    "Notification": {
        "id": "id",
        "type": _NOTIFICATION,
        "group_key": "key",
        "created_at": "time",
        "account": "Account",
        "status?": "Status",
        "report?": "Report",
        "moderation_warning?": "AccountWarning",
    },
    "GroupedNotifications": {
        "accounts": ["Account"],
        "partial_accounts?": ["PartialAccount"],
        "statuses": ["Status"],
        "notification_groups": ["NotificationGroup"],
    },
    "PartialAccount": {
        "id": "id",
        "acct": "word",
        "url": "url",
        "avatar": "url",
        "avatar_static": "url",
        "locked": "bool",
        "bot": "bool",
    },
    "NotificationGroup": {
        "group_key": "key",
        "notifications_count": "int",
        "type": _NOTIFICATION,
        "most_recent_notification_id": "id",
        "page_min_id?": "id",
        "page_max_id?": "id",
        "latest_page_notification_at?": "time",
        "sample_account_ids": ["id"],
        "status_id?": "id",
        "report?": "Report",
        "moderation_warning?": "AccountWarning",
    },
    "AccountWarning": {
        "id": "id",
        "action": {
            *("none", "disable", "mark_statuses_as_sensitive", "delete_statuses"),
            *("sensitive", "silence", "suspend"),
        },
        "text": "text",
        "status_ids": "[id]?",
        "target_account": "Account",
        "appeal": "Appeal?",
        "created_at": "time",
    },
    "Appeal": {"text": "text", "state": {"approved", "rejected", "pending"}},
    "Report": {
        "id": "id",
        "action_taken": "bool",
        "action_taken_at": "time?",
        "category": {"spam", "legal", "violation", "other"},
        "comment": "text",
        "forwarded": "bool",
        "created_at": "time",
        "status_ids": "[id]?",
        "rule_ids": "[id]?",
        "target_account": "Account",
    },
    "Relationship": {
        "id": "id",
        "following": "bool",
        "showing_reblogs": "bool",
        "notifying": "bool",
        "languages": "[language]?",
        "followed_by": "bool",
        "blocking": "bool",
        "blocked_by": "bool",
        "muting": "bool",
        "muting_notifications": "bool",
        "muting_expires_at": "time?",
        "requested": "bool",
        "requested_by": "bool",
        "domain_blocking": "bool",
        "endorsed": "bool",
        "note": "text",
    },
    "List": {
        "id": "id",
        "title": "text",
        "replies_policy": {"followed", "list", "none"},
        "exclusive": "bool",
    },
    "Tag": {
        "id": "key",
        "name": "word",
        "url": "url",
        "history": [{"day": "digits", "uses": "digits", "accounts": "digits"}],
        "following?": "bool",
        "featuring?": "bool",
    },
    "FeaturedTag": {
        "id": "id",
        "name": "word",
        "url": "url",
        "statuses_count": "digits",
        "last_status_at": "date?",
    },
    "Conversation": {
        "id": "id",
        "unread": "bool",
        "accounts": ["Account"],
        "last_status": "Status?",
    },
    "ScheduledStatus": {
        "id": "id",
        "scheduled_at": "time",
        "params": {
            "text": "text",
            "poll": "Wanted?",
            "media_ids": "[id]?",
            "sensitive": "bool?",
            "spoiler_text": "text?",
            "visibility": _VISIBILITY,
            "in_reply_to_id": "int?",
            "language": "language?",
            "idempotency": "text?",
            "with_rate_limit": "bool",
        },
        "media_attachments": ["MediaAttachment"],
    },
    "Wanted": {
        "options": ["text"],
        "expires_in": "int",
        "multiple": "bool",
        "hide_totals": "bool",
    },
    "Instance": {
        "domain": "word",
        "title": "text",
        "version": "text",
        "source_url": "url",
        "description": "text",
        "usage": {"users": {"active_month": "int"}},
        "thumbnail": {
            "url": "url",
            "description?": "text",
            "blurhash?": "word",
            "versions?": {"@1x?": "url", "@2x?": "url"},
        },
        "icon": [{"src": "url", "size": "word"}],
        "languages": ["language"],
        "configuration": _CONFIGURATION
        | {
            "urls": {
                "streaming": "url",
                "status?": "url",
                "about": "url?",
                "privacy_policy": "url?",
                "terms_of_service": "url?",
            },
            "vapid": {"public_key": "word"},
            "translation": {"enabled": "bool"},
            "timelines_access": {
                name: _ACCESS for name in ("live_feeds", "hashtag_feeds", "trending_link_feeds")
            },
            "limited_federation": "bool",
        },
        "registrations": {
            "enabled": "bool",
            "approval_required": "bool",
            "reason_required": "bool?",
            "message": "text?",
            "min_age": "int?",
            "url": "url?",
        },
        "api_versions": {"mastodon": "int"},
        "contact": {"email": "text", "account": "Account?"},
        "rules": ["Rule"],
    },
    "V1_Instance": {
        "uri": "word",
        "title": "text",
        "short_description": "text",
        "description": "text",
        "email": "text",
        "version": "text",
        "urls": {"streaming_api": "url"},
        "stats": {"user_count": "int", "status_count": "int", "domain_count": "int"},
        "thumbnail": "url?",
        "languages": ["language"],
        "registrations": "bool",
        "approval_required": "bool",
        "invites_enabled": "bool",
        "configuration": _CONFIGURATION,
        "contact_account": "Account?",
        "rules": ["Rule"],
    },
    "Rule": {
        "id": "id",
        "text": "text",
        "hint": "text",
        "translations": "{Translated}",
    },
    "Translated": {"text": "text", "hint": "text"},
    "Application": {
        "id": "id",
        "name": "text",
        "website": "url?",
        "scopes": ["word"],
        "redirect_uris": ["word"],
        "redirect_uri": "text",
        "vapid_key": "word",
    },
    "Token": {
        "access_token": "word",
        "token_type": {"Bearer"},
        "scope": "text",
        "created_at": "int",
    },
    "Marker": {"last_read_id": "id", "version": "int", "updated_at": "time"},
    "Announcement": {
        "id": "id",
        "content": "text",
        "starts_at": "time?",
        "ends_at": "time?",
        "all_day": "bool",
        "published_at": "time",
        "updated_at": "time",
        "read?": "bool",
        "mentions": ["Mention"],
        "statuses": [{"id": "id", "url": "url"}],
        "tags": ["ShallowTag"],
        "emojis": ["CustomEmoji"],
        "reactions": ["Reaction"],
    },
    "Reaction": {
        "name": "text",
        "count": "int",
        "me?": "bool",
        "url?": "url",
        "static_url?": "url",
    },
    "Context": {"ancestors": ["Status"], "descendants": ["Status"]},
    "Search": {"accounts": ["Account"], "statuses": ["Status"], "hashtags": ["Tag"]},
    "StatusEdit": {
        "content": "text",
        "spoiler_text": "text",
        "sensitive": "bool",
        "created_at": "time",
        "account": "Account",
        "poll?": "FormerPoll?",
        "media_attachments": ["MediaAttachment"],
        "emojis": ["CustomEmoji"],
        "quote?": "Quote?",
    },
    "FormerPoll": {"options": [{"title": "text"}]},
    "StatusSource": {"id": "id", "text": "text", "spoiler_text": "text"},
    "Suggestion": {
        "source": {"staff", "past_interactions", "global"},
        "sources": [
            {
                *("featured", "most_followed", "most_interactions"),
                *("similar_to_recently_followed", "friends_of_friends"),
            }
        ],
        "account": "Account",
    },
    "WebPushSubscription": {
        "id": "id",
        "endpoint": "url",
        "standard": "bool",
        "server_key": "word",
        "alerts": {
            "mention": "bool",
            "status": "bool",
            "reblog": "bool",
            "follow": "bool",
            "follow_request": "bool",
            "favourite": "bool",
            "poll": "bool",
            "update": "bool",
            "admin.sign_up": "bool",
            "admin.report": "bool",
        },
    },
    "NotificationPolicy": {
        "for_not_following": _ANSWER,
        "for_not_followers": _ANSWER,
        "for_new_accounts": _ANSWER,
        "for_private_mentions": _ANSWER,
        "for_limited_accounts": _ANSWER,
        "summary": _SUMMARY,
    },
    "V1_NotificationPolicy": {
        "filter_not_following": "bool",
        "filter_not_followers": "bool",
        "filter_new_accounts": "bool",
        "filter_private_mentions": "bool",
        "summary": _SUMMARY,
    },
    "NotificationRequest": {
        "id": "id",
        "created_at": "time",
        "updated_at": "time",
        "account": "Account",
        "notifications_count": "digits",
        "last_status?": "Status?",
    },
    "Preferences": {
        "posting:default:visibility": _VISIBILITY,
        "posting:default:sensitive": "bool",
        "posting:default:language": "language?",
        "reading:expand:media": {"default", "show_all", "hide_all"},
        "reading:expand:spoilers": "bool",
    },
    "ExtendedDescription": {"updated_at": "time", "content": "text"},
    "FamiliarFollowers": {"id": "id", "accounts": ["Account"]},
}
_ACCOUNT = ENTITIES["Account"]
ENTITIES["CredentialAccount"] = _ACCOUNT | {"source": "Source", "role": "Role"}
ENTITIES["MutedAccount"] = _ACCOUNT | {"mute_expires_at": "time?"}
ENTITIES["Registered"] = ENTITIES["Application"] | {
    "client_id": "word",
    "client_secret": "word",
    "client_secret_expires_at": "int",
}


def faults(kind: Any, value: Any, where: str = "") -> list[str]:
    """What in a value is not as documented, each with the way to it."""
    if isinstance(kind, set):
        return [] if isinstance(value, str) and value in kind else [f"{where}: {value!r}"]
    if isinstance(kind, dict):
        return _faults_of_object(kind, value, where)
    if isinstance(kind, list):
        return _faults_of_list(kind[0], value, where)
    if kind.endswith("?"):
        return [] if value is None else faults(kind[:-1], value, where)
    if kind[0] in "[{":
        inside = kind[1:-1]
        if kind[0] == "[":
            return _faults_of_list(inside, value, where)
        return [one for name, part in value.items() for one in faults(inside, part, name)]
    if kind in ENTITIES:
        return _faults_of_object(ENTITIES[kind], value, where or kind)
    return [] if _is_plain(kind, value) else [f"{where} is no {kind}: {value!r}"]


def _is_plain(kind: str, value: Any) -> bool:
    if kind in _KINDS:
        # True counts as an integer in Python, and not in JSON.
        return isinstance(value, _KINDS[kind]) and (kind == "bool") == isinstance(value, bool)
    return isinstance(value, str) and re.fullmatch(_PATTERNS[kind], value) is not None


def _faults_of_list(kind: Any, value: Any, where: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{where} is no list: {value!r}"]
    return [
        one for number, part in enumerate(value) for one in faults(kind, part, f"{where}[{number}]")
    ]


def _faults_of_object(fields: dict[str, Any], value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where} is no object: {value!r}"]
    found = []
    for field, kind in fields.items():
        name = field.removesuffix("?")
        if name in value:
            found += faults(kind, value[name], f"{where}.{name}")
        elif not field.endswith("?"):
            found.append(f"{where}.{name} is missing")
    return found
