"""What stands on a profile beside what somebody says, and what its reader arranged for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.people import reading
from augenhoehe.domain.people.standing import Standing, standing_to
from augenhoehe.domain.posts.pages import account_page, posts_by_ids
from augenhoehe.domain.posts.selectors import Window
from augenhoehe.domain.posts.showing import featured_tags_of, pinned_posts
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.foundation.text import normalise_tag
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.requests import account_of, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_RECOMMENDED = 12


def shown_on(request: HttpRequest, account: Account) -> dict[str, Any]:
    """For everybody: hashtags, recommendations, and on the first page what stands first."""
    is_first = not {"before", "antworten", "tag"} & set(request.GET)
    pinned = pinned_posts(reader_of(request), account.id) if is_first else []
    people = reading.endorsements_page(account, Stretch(limit=_RECOMMENDED))
    return {
        "tag": tag_of(request),
        "featured": featured_tags_of(account),
        "recommended": [one for _row, one in people],
        "pinned": cards_for(request, posts_by_ids(reader_of(request), pinned)) if pinned else [],
    }


def tag_of(request: HttpRequest) -> str:
    """The hashtag to which the posts of a page are narrowed."""
    return normalise_tag(request.GET.get("tag", "")[:100])


def posts_with(request: HttpRequest, account: Account, tag: str, window: Window) -> list[Post]:
    """What somebody said with a hashtag."""
    stretch = Stretch(window.before, None, window.limit)
    ids = account_page(reader_of(request), account, stretch, tag=tag)
    return posts_by_ids(reader_of(request), ids)


def arranged_for(request: HttpRequest, account: Account) -> dict[str, Any]:
    """For whoever looks, alone: their note, their lists, what of this account comes home."""
    viewer = account_of(request)
    if viewer is None or viewer.id == account.id:
        return {}
    standing = standing_to([account.id], of=viewer.id)
    return {
        "note": standing.notes.get(account.id, ""),
        "blocks_server": account.id in standing.blocks_server,
        **(_of_follow(viewer, account, standing) if account.id in standing.follows else {}),
    }


def _of_follow(viewer: Account, account: Account, standing: Standing) -> dict[str, Any]:
    mine = reading.lists_of(viewer)
    listed = {one.id for one in reading.lists_with(viewer, account)} if mine else set()
    return {
        "endorses": account.id in standing.endorses,
        "notifies": account.id in standing.notifies,
        "shows_boosts": account.id in standing.shows_boosts,
        "languages": standing.languages.get(account.id, []),
        "lists": [(one, one.id in listed) for one in mine],
    }
