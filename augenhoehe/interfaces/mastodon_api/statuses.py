"""`/api/v1/statuses`: write a post, read a post."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.audience import EVERYBODY, Audience, Reader, reader_for
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Refused,
    endpoint,
    holder_if_any,
    holder_of,
    invalid,
    whole_id,
)
from augenhoehe.interfaces.mastodon_api.entities.status import VISIBILITY, status_entity
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,4})?", re.IGNORECASE | re.ASCII)
_AUDIENCE = {
    "public": Audience.PUBLIC,
    "unlisted": Audience.UNLISTED,
    "private": Audience.FOLLOWERS,
    "direct": Audience.DIRECT,
}
_NOT_YET = ("poll", "scheduled_at", "quoted_status_id", "quote_id")


def _create(request: HttpRequest) -> dict[str, Any]:
    """Publish a post, once for each Idempotency-Key."""
    holder = holder_of(request, "write:statuses")
    reader = reader_for(holder.account)
    sent = parameters_of(request)
    for name in _NOT_YET:
        if sent.has(name):
            # Posting at once what was meant for later, or without its poll, would be a lie.
            raise invalid(_("This server does not know %(name)s yet.") % {"name": name})
    post = publish_post(
        by=holder.account,
        voice=holder.voice,
        wording=_wording(sent, holder.account),
        audience=_audience(sent),
        in_reply_to=_parent(sent, reader),
        submission=_submission(request),
        application=holder.application,
    )
    return status_entity(reader, _as_read(reader, post))


def _read(request: HttpRequest, status_id: str) -> dict[str, Any]:
    """One post, if this person, or without a token everybody, may read it."""
    holder = holder_if_any(request, "read:statuses")
    reader = reader_for(holder.account) if holder else EVERYBODY
    found = whole_id(status_id)
    post = post_for(reader, found) if found is not None else None
    if post is None:
        raise Refused(404, "Record not found")
    return status_entity(reader, post)


collection = endpoint(post=_create)
single = endpoint(get=_read)


def _as_read(reader: Reader, post: Post) -> Post:
    """The post with everything an answer shows of it; a repeated key may name a deleted one."""
    read = post_for(reader, post.id)
    if read is None:
        raise Refused(404, "Record not found")
    return read


def _wording(sent: Parameters, author: Account) -> Wording:
    language = sent.text("language").strip()
    return Wording(
        text=sent.text("status"),
        warning=sent.text("spoiler_text"),
        sensitive=sent.truth("sensitive"),
        # A language nobody knows is guessed, as if none had been said.
        language=language if _LANGUAGE.fullmatch(language) else "",
        pictures=_pictures(sent, author),
    )


def _pictures(sent: Parameters, author: Account) -> Sequence[Picture]:
    wanted = sent.numbers("media_ids")
    found = own_pictures(author, wanted)
    if len(found) != len(wanted):
        raise invalid(_("These pictures are not there: please upload them first."))
    return found


def _audience(sent: Parameters) -> int:
    wanted = sent.text("visibility") or VISIBILITY[Audience.PUBLIC]
    if wanted not in _AUDIENCE:
        raise invalid(_("Please choose for whom this post is."))
    return _AUDIENCE[wanted]


def _parent(sent: Parameters, reader: Reader) -> Post | None:
    wanted = sent.number("in_reply_to_id")
    if wanted is None:
        return None
    parent = post_for(reader, wanted)
    if parent is None:
        raise Refused(404, _("The post you are replying to does not exist."))
    return parent


def _submission(request: HttpRequest) -> str | None:
    """The client's key under a digest: as long as it likes, and no key of a form."""
    key = request.headers.get("Idempotency-Key", "").strip()
    return f"api:{hashlib.sha256(key.encode()).hexdigest()}" if key else None
