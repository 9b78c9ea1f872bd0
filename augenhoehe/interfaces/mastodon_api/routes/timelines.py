"""`/api/v1/timelines/…`. Always in the order of time; nothing is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from augenhoehe.domain.posts.pages import (
    Tags,
    Wanted,
    direct_page,
    home_page,
    public_page,
    tagged_page,
)
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Answer,
    endpoint,
)
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    anybody,
    post_list,
    post_page,
    somebody,
)

if TYPE_CHECKING:
    pass

_MOST_TAGS = 8


def _home(request: HttpRequest) -> Answer:
    _holder, reader = somebody(request, "read:statuses")
    page, stretch = post_page(request)
    return post_list(request, reader, home_page(reader, stretch), page)


def _public(request: HttpRequest) -> Answer:
    """What is said to everybody, on this server and on those it knows."""
    reader = anybody(request, "read:statuses")
    page, stretch = post_page(request)
    wanted = _wanted(parameters_of(request))
    return post_list(request, reader, public_page(reader, stretch, wanted), page)


def _tag(request: HttpRequest, tag: str) -> Answer:
    """Posts with a hashtag; `any[]`, `all[]` and `none[]` name others."""
    reader = anybody(request, "read:statuses")
    page, stretch = post_page(request)
    sent = parameters_of(request)
    others = {name: sent.texts(name)[:_MOST_TAGS] for name in ("any", "all", "none")}
    tags = Tags([tag, *others["any"]], others["all"], others["none"])
    return post_list(request, reader, tagged_page(reader, tags, stretch, _wanted(sent)), page)


def _wanted(sent: Parameters) -> Wanted:
    return Wanted(
        local=sent.truth("local"), remote=sent.truth("remote"), only_media=sent.truth("only_media")
    )


def _direct(request: HttpRequest) -> Answer:
    """What was said to a few people."""
    _holder, reader = somebody(request, "read:statuses")
    page, stretch = post_page(request)
    return post_list(request, reader, direct_page(reader, stretch), page)


home = endpoint(get=_home)
public = endpoint(get=_public)
tag = endpoint(get=_tag)
direct = endpoint(get=_direct)
