"""Previews of links: that of a post, and the posts that share a link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.domain.posts.pages import link_page
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, not_found
from augenhoehe.interfaces.mastodon_api.entities.status import status_document
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    anybody,
    found_post,
    itself,
    post_list,
    post_page,
)


def _card(request: HttpRequest, status_id: str) -> dict[str, Any]:
    """The card of a post; nothing where it has none. Since Mastodon 3 it stands in the post."""
    reader = anybody(request, "read:statuses")
    post = itself(reader, found_post(reader, status_id))
    return status_document(reader, post)["card"] or {}


def _of_link(request: HttpRequest) -> Answer:
    """Public posts that share a link whose card this server has."""
    reader = anybody(request, "read:statuses")
    page, stretch = post_page(request)
    ids = link_page(reader, parameters_of(request).text("url"), stretch)
    if ids is None:
        raise not_found()
    return post_list(request, reader, ids, page)


card = endpoint(get=_card)
of_link = endpoint(get=_of_link)
