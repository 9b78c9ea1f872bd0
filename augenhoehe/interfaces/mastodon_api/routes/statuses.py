"""`/api/v1/statuses`: write, read, change, take back; and what a post is part of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.backings import backings_on
from augenhoehe.domain.people.prior_approval import waits_for_approval
from augenhoehe.domain.posts.actions import (
    delete_post,
    edit_post,
    hand_in_edit,
    limit_quotes,
    publish_or_hand_in,
    schedule_post,
)
from augenhoehe.domain.posts.approvals import as_it_would_read, is_waiting
from augenhoehe.domain.posts.audience import Reader, reader_for
from augenhoehe.domain.posts.first_line import literally
from augenhoehe.domain.posts.meeting import is_for_outside, meet_mentioned
from augenhoehe.domain.posts.pages import boosters_page, likers_page, readable_ids, thread_around
from augenhoehe.domain.posts.policies_quotes import may_limit_quotes
from augenhoehe.domain.posts.ports import somebody_reads
from augenhoehe.domain.posts.selectors import revisions_of
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Answer,
    Refused,
    endpoint,
    whole_id,
)
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, moment
from augenhoehe.interfaces.mastodon_api.entities.revision import revisions_for
from augenhoehe.interfaces.mastodon_api.entities.scheduled import scheduled_entities
from augenhoehe.interfaces.mastodon_api.entities.status import (
    status_document,
    status_entity,
    statuses_by_id,
)
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    account_list,
    anybody,
    found_post,
    itself,
    people_page,
    somebody,
)
from augenhoehe.interfaces.mastodon_api.routes.quotes import quoted_post, wanted_policy
from augenhoehe.interfaces.mastodon_api.routes.scheduled import moment_in
from augenhoehe.interfaces.mastodon_api.routes.writing import (
    changed_wording,
    new_wording,
    parent_of,
    place_of,
    refuse_unexpected,
    speaking_of,
    submission_of,
)

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Backing
    from augenhoehe.domain.posts.models import ScheduledPost

_AT_ONCE = 100


def _create(request: HttpRequest) -> Any:
    """Publish a post, or write it down for later; once for each Idempotency-Key."""
    holder, reader = somebody(request, "write:statuses")
    sent = parameters_of(request)
    parent = parent_of(sent, reader)
    space, audience = place_of(sent, reader)
    if is_for_outside(space, parent):
        meet_mentioned(sent.text("status"))
    refuse_unexpected(sent)
    asked: dict[str, Any] = {
        "by": holder.account,
        "voice": holder.voice,
        "wording": new_wording(sent, holder.account),
        "space": space,
        "audience": audience,
        "in_reply_to": parent,
        "submission": submission_of(request),
        "application": holder.application[:100],
        "application_url": holder.website,
        "quoting": quoted_post(sent, reader),
        "quote_policy": wanted_policy(sent),
        **speaking_of(sent, holder.account),
    }
    if sent.has("scheduled_at"):
        return scheduled_entities([schedule_post(due_at=moment_in(sent), **asked)])[0]
    post = publish_or_hand_in(**asked)
    if is_waiting(post):
        return _waiting(reader, post)
    # A repeated key may name a post that was deleted meanwhile.
    return status_entity(reader, found_post(reader_for(holder.account), str(post.id)))


def _waiting(reader: Reader, row: ScheduledPost) -> dict[str, Any]:
    """What waits for another person of a voice, as the post it will be and as one for later.

    Apps expect one of the two here, and which they read they choose by what they asked for.
    """
    words = _("Waits for another person of this voice. Nobody can read it yet.")
    said = status_document(reader, as_it_would_read(row))
    said["content"] = f"<p><strong>{escape(words)}</strong></p>{said['content']}"
    said |= {"url": absolute(f"/spaeter/{row.id}"), "waits_for_approval": True}
    return scheduled_entities([row])[0] | said


def _read(request: HttpRequest, status_id: str) -> Any:
    """One post, if this person, or without a token everybody, may read it."""
    reader = anybody(request, "read:statuses")
    post = found_post(reader, status_id)
    backing = backings_on([post.id]).get(post.id) if post.in_reply_to_id else None
    if backing is None:
        return status_entity(reader, post)
    return status_document(reader, post) | {"backing": _backing(backing)}


def _backing(backing: Backing) -> dict[str, Any]:
    """Ours: the organisation stands behind this answer, as it read in that version."""
    protected, by = backing.protected_name, backing.by
    name = protected.name if protected else by.known_as if by else None
    return {
        "by": {"acct": by.address if by and not protected else None, "display_name": name},
        "words": backing.words,
        "version": backing.version,
        "at": moment(backing.at, day_only=True),
    }


def _read_many(request: HttpRequest) -> list[Any]:
    """Several posts by `id[]`; those that may not be read are left out."""
    reader = anybody(request, "read:statuses")
    sent = parameters_of(request)
    wanted = [whole_id(one) for one in sent.texts("id")[:_AT_ONCE]]
    ids = readable_ids(reader, list(dict.fromkeys(one for one in wanted if one is not None)))
    return list(statuses_by_id(reader, ids).values())


def _edit(request: HttpRequest, status_id: str) -> Any:
    holder, reader = somebody(request, "write:statuses")
    post = found_post(reader, status_id)
    sent = parameters_of(request)
    policy = wanted_policy(sent)
    if is_for_outside(None, post):
        meet_mentioned(sent.text("status"))
    with transaction.atomic():  # words, and what is said of the pictures: together or not at all
        wording = changed_wording(sent, post, holder.account)
        openly = sent.truth("correction")
        waits = waits_for_approval(post.account)
        change = hand_in_edit if waits else edit_post
        change(post, by=holder.account, wording=wording, is_correction=openly)
        if policy is not None and may_limit_quotes(reader, post):
            limit_quotes(post, by=holder.account, policy=policy)
    now = status_document(reader, found_post(reader, status_id))
    return now | {"waits_for_approval": True} if waits else now


def _delete(request: HttpRequest, status_id: str) -> Mapping[str, Any]:
    """Take a post back; its words come back to who wrote them, to be written anew."""
    holder, reader = somebody(request, "write:statuses")
    post = found_post(reader, status_id)
    said = status_document(reader, post) | {"text": literally(post.text)}
    sent = parameters_of(request)
    why = sent.text("reason") or None  # ours; apps have no place for it
    delete_post(post, by=holder.account, keep_uploads=not sent.truth("delete_media"), why=why)
    return said


def _context(request: HttpRequest, status_id: str) -> dict[str, Any]:
    """What a post replies to, and the replies to it, as far as they may be read."""
    reader = anybody(request, "read:statuses")
    post = itself(reader, found_post(reader, status_id))
    if reader.account_id is not None:
        somebody_reads(post)
    above, below = thread_around(reader, post.id)
    shown = statuses_by_id(reader, [*above, *below])
    return {
        "ancestors": [shown[one] for one in above if one in shown],
        "descendants": [shown[one] for one in below if one in shown],
    }


def _source(request: HttpRequest, status_id: str) -> dict[str, Any]:
    """What was typed, before it became HTML."""
    _holder, reader = somebody(request, "read:statuses")
    post = found_post(reader, status_id)
    return {"id": str(post.id), "text": post.text, "spoiler_text": post.warning}


def _history(request: HttpRequest, status_id: str) -> list[Any]:
    """Every wording, the first first: nothing here is rewritten in silence."""
    reader = anybody(request, "read:statuses")
    post = found_post(reader, status_id)
    said = revisions_for(post, revisions_of(reader, post), reader_id=reader.account_id)
    if not post.quote_state:
        return said
    quote = status_document(reader, post)["quote"]  # what a post quotes is in all its wordings
    return [one | {"quote": quote} for one in said]


def _favourited_by(request: HttpRequest, status_id: str) -> Answer:
    reader = anybody(request, "read:accounts")
    post = itself(reader, found_post(reader, status_id))
    page, stretch = people_page(request)
    return account_list(request, likers_page(post, stretch), page)


def _reblogged_by(request: HttpRequest, status_id: str) -> Answer:
    reader = anybody(request, "read:accounts")
    post = itself(reader, found_post(reader, status_id))
    page, stretch = people_page(request)
    return account_list(request, boosters_page(post, stretch), page)


def _translate(request: HttpRequest, status_id: str) -> Any:
    """No translation service stands behind this server; nobody's words go to one."""
    _holder, reader = somebody(request, "read:statuses")
    found_post(reader, status_id)
    raise Refused(404, _("This server does not translate."))


collection = endpoint(get=_read_many, post=_create)
single = endpoint(get=_read, put=_edit, delete=_delete)
context = endpoint(get=_context)
source = endpoint(get=_source)
history = endpoint(get=_history)
favourited_by = endpoint(get=_favourited_by)
reblogged_by = endpoint(get=_reblogged_by)
translate = endpoint(post=_translate)
