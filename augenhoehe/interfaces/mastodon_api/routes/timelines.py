"""`/api/v1/timelines/…` and lists. Always in the order of time; nothing is ranked.

Spaces one belongs to appear as lists: read like any list, changed nowhere but on their pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import (
    Tags,
    Wanted,
    direct_page,
    home_page,
    public_page,
    space_page,
    tagged_page,
)
from augenhoehe.domain.spaces.selectors import members_page, spaces_one_belongs_to
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Answer,
    endpoint,
    invalid,
    not_found,
    whole_id,
)
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    account_list,
    anybody,
    found_account,
    people_page,
    post_list,
    post_page,
    somebody,
)

if TYPE_CHECKING:
    from augenhoehe.domain.spaces.models import Space

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


def _list(request: HttpRequest, list_id: str) -> Answer:
    """The conversations of a space."""
    _holder, reader = somebody(request, "read:lists")
    space = _space(reader, list_id)
    page, stretch = post_page(request)
    return post_list(request, reader, space_page(reader, space.id, stretch), page)


def _lists(request: HttpRequest) -> list[Any]:
    _holder, reader = somebody(request, "read:lists")
    return [_entity(space) for space in spaces_one_belongs_to(reader.who)]


def _one_list(request: HttpRequest, list_id: str) -> dict[str, Any]:
    _holder, reader = somebody(request, "read:lists")
    return _entity(_space(reader, list_id))


def _members(request: HttpRequest, list_id: str) -> Answer:
    _holder, reader = somebody(request, "read:lists")
    space = _space(reader, list_id)
    page, stretch = people_page(request)
    return account_list(request, members_page(space, stretch), page)


def _lists_with(request: HttpRequest, account_id: str) -> list[Any]:
    """Spaces are joined by their members: nobody is put on a list here."""
    somebody(request, "read:lists")
    found_account(account_id)
    return []


def _refuse(request: HttpRequest, list_id: str = "") -> Answer:
    """Lists of one's own are not made here yet, and those of spaces belong to the space."""
    _holder, reader = somebody(request, "write:lists")
    if list_id:
        _space(reader, list_id)
        raise invalid(_("This list is a space. Its members change it on its page."))
    raise invalid(_("Lists of one's own cannot be made here yet."))


def _space(reader: Reader, raw: str) -> Space:
    number = whole_id(raw)
    for space in spaces_one_belongs_to(reader.who):
        if space.id == number:
            return space
    raise not_found()


def _entity(space: Space) -> dict[str, Any]:
    return {
        "id": str(space.id),
        "title": space.name,
        "replies_policy": "list",
        "exclusive": False,
        "space": {"reach": space.reach, "slug": space.slug},
    }


home = endpoint(get=_home)
public = endpoint(get=_public)
tag = endpoint(get=_tag)
direct = endpoint(get=_direct)
space_list = endpoint(get=_list)
lists = endpoint(get=_lists, post=_refuse)
one_list = endpoint(get=_one_list, put=_refuse, delete=_refuse)
list_accounts = endpoint(get=_members, post=_refuse, delete=_refuse)
lists_with = endpoint(get=_lists_with)
