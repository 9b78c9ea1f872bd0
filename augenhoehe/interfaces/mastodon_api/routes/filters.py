"""`/api/v2/filters`: words and posts one does not want to read. A person's own, always."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.posts import actions
from augenhoehe.domain.posts.actions import Word
from augenhoehe.domain.posts.labels import kinds_named
from augenhoehe.domain.posts.selectors import (
    filter_for,
    filtered_post_for,
    filters_of,
    keyword_for,
)
from augenhoehe.foundation import clock
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, invalid, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.filter import (
    filter_entity,
    filtered_post_entity,
    in_order,
    keyword_entity,
)
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import found_post, itself, somebody

if TYPE_CHECKING:
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Filter, FilteredPost, FilterKeyword

READ, WRITE = "read:filters", "write:filters"
CONTEXTS = ("home", "notifications", "public", "thread", "account")
ACTIONS = ("warn", "hide", "blur")
NO_CONTEXT = "Context can't be blank"
WRONG_CONTEXT = "Context None or invalid context supplied"
_FURTHEST = 100 * 365 * 24 * 3600  # seconds


def _all(request: HttpRequest) -> list[Any]:
    _holder, reader = somebody(request, READ)
    return [filter_entity(one) for one in filters_of(reader)]


def _create(request: HttpRequest) -> dict[str, Any]:
    holder, reader = somebody(request, WRITE)
    sent = parameters_of(request)
    contexts = sent.texts("context")
    faults = [] if sent.text("title").strip() else ["Title can't be blank"]
    if faults := [*faults, *faults_of(contexts)]:
        raise invalid(", ".join(faults))
    words, _without = _words(sent, None)
    made = actions.create_filter(
        by=holder.account,
        title=sent.text("title"),
        contexts=contexts,
        action=_action(sent) or "warn",
        ends_at=ends_at(sent),
        words=words,
        labels=kinds_named(sent.texts("labels")),
    )
    return filter_entity(found_filter(reader, str(made.id)))


def _one(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    _holder, reader = somebody(request, READ)
    return filter_entity(found_filter(reader, filter_id))


def _change(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    """What is not sent stays."""
    holder, reader = somebody(request, WRITE)
    chosen = found_filter(reader, filter_id)
    sent = parameters_of(request)
    contexts = sent.texts("context") if sent.says("context") else chosen.contexts
    title = sent.text("title") if sent.says("title") else chosen.title
    faults = [] if title.strip() else ["Title can't be blank"]
    if faults := [*faults, *faults_of(contexts)]:
        raise invalid(", ".join(faults))
    words, without = _words(sent, chosen)
    actions.change_filter(
        chosen,
        by=holder.account,
        title=title,
        contexts=contexts,
        action=_action(sent) or chosen.action,
        ends_at=ends_at(sent, chosen.ends_at),
        words=words,
        without=without,
        labels=kinds_named(sent.texts("labels")) if sent.says("labels") else None,
    )
    return filter_entity(found_filter(reader, filter_id))


def _remove(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, WRITE)
    actions.remove_filter(found_filter(reader, filter_id), by=holder.account)
    return {}


def _keywords(request: HttpRequest, filter_id: str) -> list[Any]:
    _holder, reader = somebody(request, READ)
    words = in_order(found_filter(reader, filter_id).keywords.all())
    return [keyword_entity(word) for word in words]


def _add_keyword(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, WRITE)
    chosen = found_filter(reader, filter_id)
    word = _word(parameters_of(request), None)
    return keyword_entity(actions.add_keyword(chosen, word, by=holder.account))


def _keyword(request: HttpRequest, keyword_id: str) -> dict[str, Any]:
    _holder, reader = somebody(request, READ)
    return keyword_entity(found_keyword(reader, keyword_id))


def _change_keyword(request: HttpRequest, keyword_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, WRITE)
    keyword = found_keyword(reader, keyword_id)
    word = _word(parameters_of(request), keyword)
    return keyword_entity(actions.change_keyword(keyword, word, by=holder.account))


def _remove_keyword(request: HttpRequest, keyword_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, WRITE)
    actions.remove_keyword(found_keyword(reader, keyword_id), by=holder.account)
    return {}


def _posts(request: HttpRequest, filter_id: str) -> list[Any]:
    _holder, reader = somebody(request, READ)
    entries = in_order(found_filter(reader, filter_id).posts.all())
    return [filtered_post_entity(entry) for entry in entries]


def _add_post(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, WRITE)
    chosen = found_filter(reader, filter_id)
    post = itself(reader, found_post(reader, parameters_of(request).text("status_id")))
    if any(entry.post_id == post.id for entry in chosen.posts.all()):
        raise invalid("Status has already been taken")
    return filtered_post_entity(actions.add_post_to_filter(chosen, post, by=holder.account))


def _post(request: HttpRequest, entry_id: str) -> dict[str, Any]:
    _holder, reader = somebody(request, READ)
    return filtered_post_entity(_found_entry(reader, entry_id))


def _remove_post(request: HttpRequest, entry_id: str) -> dict[str, Any]:
    holder, reader = somebody(request, WRITE)
    actions.remove_post_from_filter(_found_entry(reader, entry_id), by=holder.account)
    return {}


def found_filter(reader: Reader, raw: str) -> Filter:
    number = whole_id(raw)
    found = filter_for(reader, number) if number is not None else None
    if found is None:
        raise not_found()
    return found


def found_keyword(reader: Reader, raw: str) -> FilterKeyword:
    number = whole_id(raw)
    found = keyword_for(reader, number) if number is not None else None
    if found is None:
        raise not_found()
    return found


def _found_entry(reader: Reader, raw: str) -> FilteredPost:
    number = whole_id(raw)
    found = filtered_post_for(reader, number) if number is not None else None
    if found is None:
        raise not_found()
    return found


def faults_of(contexts: list[str]) -> list[str]:
    """What is wrong with where a filter is to apply, in the words clients know."""
    if not contexts:
        return [NO_CONTEXT, WRONG_CONTEXT]
    return [] if set(contexts) <= set(CONTEXTS) else [WRONG_CONTEXT]


def ends_at(sent: Parameters, before: datetime | None = None) -> datetime | None:
    """When it is over: as it was if nothing is said, never if nothing is meant."""
    if not sent.says("expires_in"):
        return before
    seconds = sent.whole("expires_in")
    if seconds is None:
        return None
    return clock.now() + timedelta(seconds=max(-_FURTHEST, min(seconds, _FURTHEST)))


def _action(sent: Parameters) -> str:
    action = sent.text("filter_action")
    if action and action not in ACTIONS:
        raise invalid("Filter action is not included in the list")
    return action


def _words(sent: Parameters, chosen: Filter | None) -> tuple[list[Word], list[int]]:
    """The keywords that come or change, and the ids of those that go."""
    present = {word.id: word for word in chosen.keywords.all()} if chosen else {}
    words: list[Word] = []
    without: list[int] = []
    for part in sent.parts("keywords_attributes"):
        number = part.number("id")
        if number is not None and number not in present:
            raise not_found()
        if part.truth("_destroy"):
            without += [number] if number is not None else []
        else:
            words.append(_word(part, present.get(number or 0)))
    return words, without


def _word(sent: Parameters, known: FilterKeyword | None) -> Word:
    keyword = known.keyword if known and not sent.says("keyword") else sent.text("keyword")
    if not keyword.strip():
        raise invalid("Keyword can't be blank")
    whole = sent.choice("whole_word")
    if whole is None:
        whole = known.whole_word if known else True
    return Word(keyword, whole, known.id if known else None)


collection = endpoint(get=_all, post=_create)
single = endpoint(get=_one, put=_change, delete=_remove)
keywords = endpoint(get=_keywords, post=_add_keyword)
keyword = endpoint(get=_keyword, put=_change_keyword, delete=_remove_keyword)
posts = endpoint(get=_posts, post=_add_post)
post = endpoint(get=_post, delete=_remove_post)
