"""Quotations: who quotes a post, and what its author has to say about that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.actions import limit_quotes, revoke_quote
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import quotes_page
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Answer,
    Refused,
    endpoint,
    invalid,
    not_found,
)
from augenhoehe.interfaces.mastodon_api.entities.quote import POLICIES
from augenhoehe.interfaces.mastodon_api.entities.status import status_entity
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    found_post,
    itself,
    post_list,
    post_page,
    somebody,
)

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


def quoted_post(sent: Parameters, reader: Reader) -> Post | None:
    """What a new post quotes. `quote_id` is what apps of other servers send."""
    is_theirs = not sent.has("quoted_status_id")
    wanted = sent.number("quote_id") if is_theirs else sent.number("quoted_status_id")
    if wanted is None:
        return None
    post = post_for(reader, wanted)
    if post is not None and post.boost_of_id is not None:
        post = post_for(reader, post.boost_of_id)
    if post is None:
        raise Refused(404, _("The post you are quoting does not exist."))
    return post


def wanted_policy(sent: Parameters) -> int | None:
    """Who may quote a post, if anything was said about it."""
    wanted = sent.text("quote_approval_policy")
    if not wanted:
        return None
    if wanted not in POLICIES:
        raise invalid(_("Please choose who may quote this post."))
    return POLICIES[wanted]


def _quotes(request: HttpRequest, status_id: str) -> Answer:
    """The posts that quote another, the newest first."""
    _holder, reader = somebody(request, "read:statuses")
    post = itself(reader, found_post(reader, status_id))
    page, stretch = post_page(request)
    return post_list(request, reader, quotes_page(reader, post.id, stretch), page)


def _revoke(request: HttpRequest, status_id: str, quoting_id: str) -> Any:
    """Have one's post shown no longer in somebody else's."""
    holder, reader = somebody(request, "write:statuses")
    quoted = found_post(reader, status_id)
    quoting = found_post(reader, quoting_id)
    if quoting.quote_of_id != quoted.id:
        raise not_found()
    revoke_quote(quoting, by=holder.account)
    return status_entity(reader, found_post(reader, quoting_id))


def _set_policy(request: HttpRequest, status_id: str) -> Any:
    """Say who may quote one's post from now on."""
    holder, reader = somebody(request, "write:statuses")
    post = found_post(reader, status_id)
    if post.account_id not in reader.who.speaks_as:
        raise not_found()
    policy = wanted_policy(parameters_of(request))
    if policy is not None:
        limit_quotes(post, by=holder.account, policy=policy)
    return status_entity(reader, found_post(reader, status_id))


quotes = endpoint(get=_quotes)
revoke = endpoint(post=_revoke)
interaction_policy = endpoint(put=_set_policy)
