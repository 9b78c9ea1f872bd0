"""This server as clients know it, in the words of version 1 and 2."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe import __version__
from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.media.actions import MAX_DESCRIPTION
from augenhoehe.domain.media.sizes import MOST_PIXELS
from augenhoehe.domain.people.actions.profile import MAX_FIELDS
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.domain.posts.polls import LONGEST, LONGEST_OPTION, MOST_OPTIONS, SHORTEST
from augenhoehe.domain.posts.wording import MAX_PICTURES
from augenhoehe.foundation import vapid
from augenhoehe.foundation.markdown import to_html
from augenhoehe.foundation.recordings.inspect import MIME_TYPES
from augenhoehe.interfaces.mastodon_api.entities.account import account_entity
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, moment
from augenhoehe.interfaces.mastodon_api.entities.clause import translations_of
from augenhoehe.interfaces.mastodon_api.figures import figures

# Clients decide by this what they may ask for: say only what is there.
LIKE_MASTODON = "4.5.0"
_API_VERSION = 7  # what Mastodon 4.5 says of itself
VERSION = f"{LIKE_MASTODON} (compatible; Augenhoehe {__version__})"
_IMAGES = (
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/heic",
    "image/heif",
)
_PIXELS_OF_FILM = 7680 * 4320
_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def instance_entity() -> dict[str, Any]:
    """`/api/v2/instance`."""
    picture = absolute(static("img/mark.svg"))
    return {
        "domain": settings.HOST,
        "title": settings.SERVER_NAME,
        "version": VERSION,
        "source_url": absolute("/gleichheit"),
        "description": _description(),
        "usage": {"users": {"active_month": figures().active_month}},
        "thumbnail": {"url": picture, "versions": {}, "description": settings.SERVER_NAME},
        "icon": [],
        "languages": _LANGUAGES,
        "configuration": configuration(),
        "registrations": _registrations(),
        "api_versions": {"mastodon": _API_VERSION},
        "contact": {"email": settings.CONTACT, "account": _contact_account()},
        "rules": rule_entities(),
    }


def instance_v1_entity() -> dict[str, Any]:
    """`/api/v1/instance`, for older clients."""
    counted = figures()
    limits = configuration()
    kept = ("accounts", "statuses", "media_attachments", "polls")
    return {
        "uri": settings.HOST,
        "title": settings.SERVER_NAME,
        "short_description": _description(),
        "description": _description(),
        "email": settings.CONTACT,
        "version": VERSION,
        "urls": {"streaming_api": limits["urls"]["streaming"]},
        "stats": {
            "user_count": counted.people,
            "status_count": counted.posts,
            "domain_count": counted.servers,
        },
        "thumbnail": absolute(static("img/mark.svg")),
        "languages": _LANGUAGES,
        "registrations": settings.REGISTRATION == "open",
        "approval_required": False,
        "invites_enabled": settings.REGISTRATION == "invite",
        "configuration": {name: limits[name] for name in kept},
        "contact_account": _contact_account(),
        "rules": rule_entities(),
    }


def configuration() -> dict[str, Any]:
    """The limits a client has to keep to."""
    return {
        "urls": {
            "streaming": _streaming(),
            "status": absolute("/health"),
            "about": absolute("/impressum"),
            "privacy_policy": absolute("/datenschutz"),
            "terms_of_service": None,
        },
        "vapid": {"public_key": vapid.public_key()},
        "accounts": {
            "max_featured_tags": 10,
            "max_pinned_statuses": 5,
            "max_profile_fields": MAX_FIELDS,
            "profile_field_name_limit": 100,
            "profile_field_value_limit": 300,
            "max_display_name_length": 100,
            "max_note_length": 1000,
        },
        "statuses": {
            "max_characters": settings.POST_LENGTH,
            "max_media_attachments": MAX_PICTURES,
            "characters_reserved_per_url": 23,
            "local_only": True,  # what is marked so stays within the house
        },
        "media_attachments": _media(),
        "polls": {
            "max_options": MOST_OPTIONS,
            "max_characters_per_option": LONGEST_OPTION,
            "min_expiration": SHORTEST,
            "max_expiration": LONGEST,
        },
        "translation": {"enabled": False},
        "timelines_access": _timelines_access(),
        "limited_federation": False,
    }


def _media() -> dict[str, Any]:
    return {
        "description_limit": MAX_DESCRIPTION,
        "supported_mime_types": (*_IMAGES, *MIME_TYPES),
        "image_size_limit": settings.PICTURE_BYTES,
        "image_matrix_limit": MOST_PIXELS,
        "video_size_limit": settings.RECORDING_BYTES,
        "video_frame_rate_limit": 1000,  # no film is refused for it
        "video_matrix_limit": _PIXELS_OF_FILM,
    }


def _timelines_access() -> dict[str, Any]:
    everywhere = {"local": "public", "remote": "public"}
    return {
        "live_feeds": everywhere,
        "hashtag_feeds": everywhere,
        "trending_link_feeds": everywhere,
    }


def _streaming() -> str:
    scheme, _colon, rest = str(settings.BASE_URL).partition(":")
    return f"{'wss' if scheme == 'https' else 'ws'}:{rest}"


def _registrations() -> dict[str, Any]:
    return {
        "enabled": settings.REGISTRATION == "open",
        "approval_required": False,
        "reason_required": False,
        "message": None,
        "min_age": None,
        "url": absolute("/registrieren") if settings.REGISTRATION == "open" else None,
    }


def _description() -> str:
    words = _("%(organisation)s and everybody who has to do with it talk here, at eye level.")
    return words % {"organisation": settings.ORGANISATION}


def _contact_account() -> dict[str, Any] | None:
    """The voice that was founded first speaks for the organisation."""
    voice = all_voices().order_by("id").first()
    return account_entity(voice) if voice else None


def rule_entities() -> list[dict[str, Any]]:
    """The clauses an intervention can cite, in the reader's language and in all others."""
    return [
        {
            "id": str(clause.id),
            "text": clause.title,
            "hint": clause.text,
            "translations": translations_of(clause),
        }
        for clause in current_clauses(citable=True)
    ]


def extended_description() -> dict[str, Any]:
    """What there is to say about this server beyond one line."""
    links = (
        (_("The codex"), "/codex"),
        (_("Equal rights"), "/gleichheit"),
        (_("The register"), "/register"),
    )
    listed = "".join(f'<li><a href="{absolute(path)}">{name}</a></li>' for name, path in links)
    content = f"{to_html(_description())}<ul>{listed}</ul>"
    return {"updated_at": _started(), "content": content}


def privacy_policy_entity() -> dict[str, Any]:
    """The operator's own text; in the reader's language where there is one."""
    path = Path(settings.PRIVACY_FILE) if settings.PRIVACY_FILE else None
    if path is not None:
        own = path.with_suffix(f".{get_language()}{path.suffix}")
        path = own if own.is_file() else path
    try:
        text = path.read_text(encoding="utf-8")[:200_000] if path else ""
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path else None
    except (OSError, UnicodeDecodeError):
        text, at = "", None
    return {"updated_at": moment(at) if at else _started(), "content": str(to_html(text))}


@cache
def _started() -> str:
    """When this server began to run: nothing it says of itself is older in its memory."""
    return moment(datetime.now(UTC))
