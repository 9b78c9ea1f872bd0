"""Notices on their way to telephones and browsers: one job for each, encrypted for its reader.

The push service learns that there is something, for whose address, and how large it is; words
and names it cannot read. What is internal goes to nobody but its reader, in their encryption.

What is sent (JSON) is what clients know; `access_token` is empty, since tokens are not kept
here in a form that could be told. Our own service worker takes the same.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson
from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator

from augenhoehe.domain.notifications.actions import forget_push
from augenhoehe.domain.notifications.actions.push import push_fence
from augenhoehe.domain.notifications.pages import notice_for
from augenhoehe.domain.notifications.push import ALERTS, has_access, notice_to_push, push_by_id
from augenhoehe.domain.notifications.words import title_of
from augenhoehe.domain.people.selectors import login_of
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.labels import with_labels
from augenhoehe.domain.posts.pages import posts_by_ids
from augenhoehe.foundation import clock
from augenhoehe.foundation.fetch import FetchRefused, post_now
from augenhoehe.foundation.jobs.retry import GiveUp
from augenhoehe.foundation.text import plain
from augenhoehe.foundation.vapid import public_key, signed_for
from augenhoehe.foundation.webpush import MOST_BYTES, Keys, seal, seal_as_before
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Notification, PushSubscription
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

log = logging.getLogger("augenhoehe.push")

# A notice that is older than this is seen when somebody looks, and pushed no more.
_NEWS_FOR = timedelta(hours=48)
_BODY_LENGTH = 140  # as Mastodon cuts it
_GONE = (404, 410)
_LATER = (408, 429)
_SECONDS = 5.0  # push services only take it in


def deliver_push(payload: Mapping[str, Any]) -> None:
    """The job of kind "push": send it; what fails for a while is tried again later."""
    place = push_by_id(payload["subscription"])
    if place is None:
        return
    if not has_access(place):
        forget_push(place)
        return
    notice = notice_to_push(payload["notice"], recipient_id=place.account_id)
    if notice is None or clock.now() - notice.created_at > _NEWS_FOR:
        return
    words = _words(place, notice)
    if words is not None:
        _send(place, words, ttl=_NEWS_FOR - (clock.now() - notice.created_at))


def _send(place: PushSubscription, words: bytes, *, ttl: timedelta) -> None:
    keys = Keys(place.key_p256dh, place.key_auth)
    sealed = (seal if place.is_standard else seal_as_before)(words, keys)
    headers = {
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, int(ttl.total_seconds()))),
        "Urgency": "normal",
        **sealed.headers,
        **_signed(place, sealed.headers),
    }
    try:
        status = post_now(
            place.endpoint, sealed.body, headers=headers, timeout=_SECONDS, **push_fence()
        ).status
    except FetchRefused as refusal:
        raise GiveUp(f"We push nothing to {place.id}: {refusal.reason}") from None
    if status in _GONE:
        forget_push(place)
    elif status in _LATER or status >= 500:
        raise RuntimeError(f"The push service of {place.id} answered {status}.")
    elif not 200 <= status < 300:
        log.warning("The push service of %s answered %s; it is not tried again", place.id, status)


def _signed(place: PushSubscription, sealed: Mapping[str, str]) -> dict[str, str]:
    """Who pushes (RFC 8292, or the draft before it)."""
    contact = f"mailto:{settings.CONTACT}" if settings.CONTACT else settings.BASE_URL
    token = signed_for(place.endpoint, contact=contact)
    if place.is_standard:
        return {"Authorization": f"vapid t={token}, k={public_key()}"}
    return {
        "Authorization": f"WebPush {token}",
        "Crypto-Key": f"{sealed['Crypto-Key']};p256ecdsa={public_key()}",
    }


def _words(place: PushSubscription, notice: Notification) -> bytes | None:
    """The message, in the language of who reads it; None if they may not read it any more."""
    reader = reader_for(place.account)
    kind = ALERTS.get(notice.kind)
    shown = notice_for(reader, list(ALERTS), notice.id) if kind is not None else None
    if kind is not None and shown is None:
        return None
    post_id = shown.post_id if shown is not None else None
    posts = posts_by_ids(reader, [post_id]) if post_id is not None else []
    if post_id is not None and not posts:
        return None
    language = _language(place.account)
    with translation.override(language):
        said = _message(place, notice, posts[0] if posts else None)
    body = orjson.dumps({"preferred_locale": language, "notification_type": kind or ""} | said)
    return body if len(body) <= MOST_BYTES else None


def _message(place: PushSubscription, notice: Notification, post: Post | None) -> dict[str, str]:
    actor = _actor(notice, post) or place.account
    who = post.guest_name if post is not None and post.guest_name else actor.name
    return {
        "access_token": "",
        "notification_id": str(notice.id),
        "icon": absolute(f"/portraits/{actor.id}/{actor.version}/large.webp"),
        "title": title_of(notice, who),
        "body": Truncator(_body(notice, post, actor)).chars(_BODY_LENGTH),
    }


def _actor(notice: Notification, post: Post | None) -> Account | None:
    """Whoever did it. What is said as a post is said by whom the post appears as."""
    if post is not None and ALERTS[notice.kind] in ("mention", "status"):
        return post.account
    return notice.actor


def _body(notice: Notification, post: Post | None, actor: Account) -> str:
    """What was said, but never behind a warning; of a person, what they say of themselves."""
    if post is not None:
        return with_labels(post, post.warning or plain(post.html))
    return plain(actor.about_html) if notice.kind in ("follow", "follow_request") else ""


def _language(account: Account) -> str:
    login = login_of(account)
    known = dict(settings.LANGUAGES)
    wanted = (login.language if login is not None else "", settings.SERVER_LANGUAGE)
    return next((language for language in wanted if language in known), "en")
