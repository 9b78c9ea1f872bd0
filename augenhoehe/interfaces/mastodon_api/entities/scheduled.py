"""What somebody has written for later, as clients know it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.labels import from_written
from augenhoehe.domain.posts.scheduling import hats_worn, pictures_waiting
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.attachment import attachment_entity
from augenhoehe.interfaces.mastodon_api.entities.labels import wanted_labels
from augenhoehe.interfaces.mastodon_api.entities.wording import VISIBILITY

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Hat
    from augenhoehe.domain.posts.models import ScheduledPost

_QUOTE_POLICIES = ("public", "followers", "nobody")  # in the order of the domain's numbers


def scheduled_entities(rows: Sequence[ScheduledPost]) -> list[dict[str, Any]]:
    """In their order; one question for the pictures of all."""
    waiting, hats = pictures_waiting(rows), hats_worn(rows)
    return [_scheduled(row, waiting.get(row.id, ()), hats.get(row.id)) for row in rows]


def _scheduled(row: ScheduledPost, pictures: Sequence[Picture], hat: Hat | None) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "scheduled_at": moment(row.due_at),
        "params": _params(row, pictures),
        "media_attachments": [
            attachment_entity(picture, reader_id=row.account_id) for picture in pictures
        ],
        # Ours: why it was not published when it was due, if so.
        "failed_at": moment(row.failed_at) if row.failed_at else None,
        "failed_because": row.why_failed or None,
        # Ours: whether another person of the voice is to say yes, or gave it back and why.
        "waits_for_approval": row.waits_since is not None and row.given_back_at is None,
        "given_back_because": row.given_back_why or None,
        # And as what it will be said.
        "in_service": row.voice_id is not None or bool(row.wanted.get("in_service")),
        "hat": {"id": str(hat.id), "words": hat.words} if hat else None,
        "labels": wanted_labels(from_written(row.wanted.get("labels"))),
    }


def _params(row: ScheduledPost, pictures: Sequence[Picture]) -> dict[str, Any]:
    wanted = row.wanted
    is_inside = wanted["space"] is not None
    quoted, policy = wanted.get("quoting"), wanted.get("quote_policy")
    return {
        "text": wanted["text"],
        "media_ids": [str(picture.id) for picture in pictures] or None,
        "sensitive": wanted["sensitive"],
        "spoiler_text": wanted["warning"] or None,
        "visibility": "private" if is_inside else VISIBILITY[Audience(wanted["audience"])],
        "local_only": is_inside,
        "language": wanted["language"] or None,
        "poll": _poll(wanted["poll"]),
        "in_reply_to_id": wanted["in_reply_to"],
        "quoted_status_id": str(quoted) if quoted else None,
        "quote_approval_policy": _QUOTE_POLICIES[policy or 0],
        "scheduled_at": None,
        "idempotency": None,
        "application_id": None,
        "with_rate_limit": False,
    }


def _poll(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    return {
        "options": kept["options"],
        "expires_in": kept["seconds"],
        "multiple": kept["multiple"],
        "hide_totals": kept["hides_totals"],
    }
