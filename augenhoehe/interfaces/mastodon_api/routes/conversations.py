"""`/api/v1/conversations`: what is said among a few people, thread by thread.

Also through a voice it is the person who has read something, or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.posts.actions import mark_conversation, put_conversation_away
from augenhoehe.domain.posts.selectors import conversation_for, conversations_page
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.conversation import conversations_for
from augenhoehe.interfaces.mastodon_api.pagination import linked
from augenhoehe.interfaces.mastodon_api.routes.common import post_page, somebody

if TYPE_CHECKING:
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.selectors import Talk


def _all(request: HttpRequest) -> Answer:
    """What was said last first; the Link header pages by the ids of the last posts."""
    _holder, reader = somebody(request, "read:statuses")
    page, stretch = post_page(request)
    talks = conversations_page(reader, stretch)
    ids = [talk.conversation.last_post_id for talk in talks]
    return linked(request, conversations_for(reader, talks), ids, page=page)


def _read(request: HttpRequest, conversation_id: str) -> dict[str, Any]:
    return _mark(request, conversation_id, unread=False)


def _unread(request: HttpRequest, conversation_id: str) -> dict[str, Any]:
    return _mark(request, conversation_id, unread=True)


def _mark(request: HttpRequest, conversation_id: str, *, unread: bool) -> dict[str, Any]:
    holder, reader = somebody(request, "write:conversations")
    talk = _found(reader, conversation_id)
    mark_conversation(talk.conversation, by=holder.account, unread=unread)
    return conversations_for(reader, [talk])[0]


def _delete(request: HttpRequest, conversation_id: str) -> dict[str, Any]:
    """Out of one's list, until somebody says something again. The posts stay."""
    holder, reader = somebody(request, "write:conversations")
    put_conversation_away(_found(reader, conversation_id).conversation, by=holder.account)
    return {}


def _found(reader: Reader, raw: str) -> Talk:
    number = whole_id(raw)
    talk = conversation_for(reader, number) if number is not None else None
    if talk is None:
        raise not_found()
    return talk


collection = endpoint(get=_all)
single = endpoint(delete=_delete)
read = endpoint(post=_read)
unread = endpoint(post=_unread)
