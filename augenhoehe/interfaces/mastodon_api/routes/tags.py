"""Hashtags one follows, and those on one's page: `tags`, `followed_tags`, `featured_tags`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.posts import actions, showing
from augenhoehe.foundation.text import normalise_tag, tidy
from augenhoehe.interfaces.mastodon_api.callers import holder_if_any
from augenhoehe.interfaces.mastodon_api.endpoint import (
    Answer,
    endpoint,
    invalid,
    not_found,
    whole_id,
)
from augenhoehe.interfaces.mastodon_api.entities.tag import featured_tag_entity, tags_for
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import anybody, found_account, somebody

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account


def _read(request: HttpRequest, name: str) -> dict[str, Any]:
    """A hashtag; one nobody used yet is there too."""
    holder = holder_if_any(request, "read", "read:follows")
    return _shown(holder, name)


def _follow(request: HttpRequest, name: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:follows", "follow")
    actions.follow_tag(name, by=holder.account)
    return _shown(holder, name)


def _unfollow(request: HttpRequest, name: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:follows", "follow")
    actions.unfollow_tag(name, by=holder.account)
    return _shown(holder, name)


def _feature(request: HttpRequest, name: str) -> dict[str, Any]:
    """Show a hashtag on one's page; as a steward of a voice, on the voice's."""
    holder, _reader = somebody(request, "write:accounts")
    actions.feature_tag(name, by=holder.account, on=holder.speaks_as)
    return _shown(holder, name)


def _unfeature(request: HttpRequest, name: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:accounts")
    actions.stop_featuring_tag(name, by=holder.account, on=holder.speaks_as)
    return _shown(holder, name)


def _shown(holder: TokenHolder | None, name: str) -> dict[str, Any]:
    plain = normalise_tag(tidy(name[:200]))[:100]
    if not plain:
        raise invalid("Tag is invalid")
    return _tags(holder, [plain])[0]


def _tags(holder: TokenHolder | None, names: Sequence[str]) -> list[dict[str, Any]]:
    if holder is None:
        return tags_for(None, names)
    return tags_for(holder.account, names, shown_as=holder.speaks_as)


def _followed(request: HttpRequest) -> Answer:
    """The hashtags one follows, the latest first."""
    holder, _reader = somebody(request, "read:follows", "follow")
    page = page_of(request, limit=100, most=200)
    rows = showing.followed_tags_page(holder.account, page.stretch)
    document = _tags(holder, [tag.name for _row, tag in rows])
    return linked(request, document, [row for row, _tag in rows], page=page)


def _featured(request: HttpRequest) -> list[Any]:
    holder, _reader = somebody(request, "read:accounts")
    return _featured_by(holder.speaks_as)


def _featured_of_account(request: HttpRequest, account_id: str) -> list[Any]:
    anybody(request, "read:accounts")
    return _featured_by(found_account(account_id))


def _featured_by(account: Account) -> list[Any]:
    return [featured_tag_entity(account, one) for one in showing.featured_tags_of(account)]


def _add_featured(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:accounts")
    name = parameters_of(request).text("name")
    made = actions.feature_tag(name, by=holder.account, on=holder.speaks_as)
    shown = showing.featured_tag(holder.speaks_as, made.id)
    if shown is None:  # it was taken away this moment
        raise not_found()
    return featured_tag_entity(holder.speaks_as, shown)


def _remove_featured(request: HttpRequest, featured_id: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:accounts")
    shown = showing.featured_tag(holder.speaks_as, whole_id(featured_id) or 0)
    if shown is None:
        raise not_found()
    actions.stop_featuring_tag(shown.tag.name, by=holder.account, on=holder.speaks_as)
    return {}


def _suggested(request: HttpRequest) -> list[Any]:
    """The hashtags one used last and does not show yet. Nothing is counted."""
    holder, _reader = somebody(request, "read:accounts")
    tags = showing.tags_used_lately(holder.speaks_as, limit=10)
    return _tags(holder, [tag.name for tag in tags])


single = endpoint(get=_read)
follow = endpoint(post=_follow)
unfollow = endpoint(post=_unfollow)
feature = endpoint(post=_feature)
unfeature = endpoint(post=_unfeature)
followed = endpoint(get=_followed)
featured = endpoint(get=_featured, post=_add_featured)
one_featured = endpoint(delete=_remove_featured)
featured_suggestions = endpoint(get=_suggested)
featured_of_account = endpoint(get=_featured_of_account)
