"""Filters as clients know them, today's and the ones of before Mastodon 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from augenhoehe.domain.posts.labels import names_of
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment

if TYPE_CHECKING:
    from augenhoehe.domain.posts.filtering import ActiveFilter
    from augenhoehe.domain.posts.models import Filter, FilteredPost, FilterKeyword


def filter_without_words(one: Filter | ActiveFilter) -> dict[str, Any]:
    """A filter as it stands beside a post it fits."""
    return {
        "id": str(one.id),
        "title": one.title,
        "context": list(one.contexts),
        "expires_at": moment(one.ends_at) if one.ends_at else None,
        "filter_action": one.action,
    }


def filter_entity(one: Filter) -> dict[str, Any]:
    """A filter with all that is in it."""
    return filter_without_words(one) | {
        "labels": list(names_of(one.labels)),  # ours: what is labelled so is meant too
        "keywords": [keyword_entity(word) for word in in_order(one.keywords.all())],
        "statuses": [filtered_post_entity(entry) for entry in in_order(one.posts.all())],
    }


def keyword_entity(word: FilterKeyword) -> dict[str, Any]:
    return {"id": str(word.id), "keyword": word.keyword, "whole_word": word.whole_word}


def filtered_post_entity(entry: FilteredPost) -> dict[str, Any]:
    return {"id": str(entry.id), "status_id": str(entry.post_id)}


def keyword_as_filter(word: FilterKeyword) -> dict[str, Any]:
    """A keyword as the whole filter that older clients take it for."""
    one = word.filter
    return {
        "id": str(word.id),
        "phrase": word.keyword,
        "context": list(one.contexts),
        "whole_word": word.whole_word,
        "expires_at": moment(one.ends_at) if one.ends_at else None,
        "irreversible": one.action == "hide",
    }


def in_order(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda row: row.id)
