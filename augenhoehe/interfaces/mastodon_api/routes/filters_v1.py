"""`/api/v1/filters`, for clients of before Mastodon 4: to them each keyword is a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.posts import actions
from augenhoehe.domain.posts.actions import Word
from augenhoehe.domain.posts.selectors import keywords_of
from augenhoehe.interfaces.mastodon_api.endpoint import Refused, endpoint, invalid
from augenhoehe.interfaces.mastodon_api.entities.filter import in_order, keyword_as_filter
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import somebody
from augenhoehe.interfaces.mastodon_api.routes.filters import (
    READ,
    WRITE,
    ends_at,
    faults_of,
    found_filter,
    found_keyword,
)

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Filter

_TITLE = 256  # as long as a title may be; a keyword may be longer
_SEVERAL = (
    "These parameters cannot be changed from this application because they apply to more than "
    "one filter keyword. Use a more recent application or the web interface."
)


def _all(request: HttpRequest) -> list[Any]:
    _holder, reader = somebody(request, READ)
    return [keyword_as_filter(word) for word in keywords_of(reader)]


def _create(request: HttpRequest) -> dict[str, Any]:
    """A filter with one keyword, which is its title too."""
    holder, reader = somebody(request, WRITE)
    sent = parameters_of(request)
    phrase, contexts = sent.text("phrase"), sent.texts("context")
    faults = [] if phrase.strip() else ["Phrase can't be blank"]
    if faults := [*faults, *faults_of(contexts)]:
        raise invalid(", ".join(faults))
    made = actions.create_filter(
        by=holder.account,
        title=phrase[:_TITLE],
        contexts=contexts,
        action="hide" if sent.truth("irreversible") else "warn",
        ends_at=ends_at(sent),
        words=[Word(phrase, sent.truth("whole_word"))],
    )
    word = in_order(found_filter(reader, str(made.id)).keywords.all())[0]
    return keyword_as_filter(found_keyword(reader, str(word.id)))


def _one(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    _holder, reader = somebody(request, READ)
    return keyword_as_filter(found_keyword(reader, filter_id))


def _change(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    """The keyword, and as long as it is the only one, the filter it stands in."""
    holder, reader = somebody(request, WRITE)
    keyword = found_keyword(reader, filter_id)
    chosen = found_filter(reader, str(keyword.filter_id))
    sent = parameters_of(request)
    phrase = sent.text("phrase") if sent.says("phrase") else keyword.keyword
    if not phrase.strip():
        raise invalid("Phrase can't be blank")
    whole = sent.choice("whole_word")
    was_its_title = chosen.title == keyword.keyword[:_TITLE]
    actions.change_filter(
        chosen,
        by=holder.account,
        title=phrase[:_TITLE] if was_its_title else chosen.title,
        words=[Word(phrase, keyword.whole_word if whole is None else whole, keyword.id)],
        **_around(sent, chosen),
    )
    return keyword_as_filter(found_keyword(reader, filter_id))


def _around(sent: Parameters, chosen: Filter) -> dict[str, Any]:
    """What belongs to the whole filter; with several keywords it cannot be changed from here."""
    contexts = sent.texts("context") if sent.says("context") else chosen.contexts
    if faults := faults_of(contexts):
        raise invalid(", ".join(faults))
    irreversible = sent.choice("irreversible")
    action = "hide" if irreversible else "warn"
    # What is hidden already, or only blurred, is as it was.
    is_hidden = chosen.action == "hide"
    wanted = {
        "contexts": contexts,
        "action": chosen.action if irreversible in (None, is_hidden) else action,
        "ends_at": ends_at(sent, chosen.ends_at),
    }
    changes = any(value != getattr(chosen, name) for name, value in wanted.items())
    if changes and len(chosen.keywords.all()) > 1:
        raise Refused(422, _SEVERAL)
    return wanted


def _remove(request: HttpRequest, filter_id: str) -> dict[str, Any]:
    """The keyword alone, as documented: the filter goes by the methods of today."""
    holder, reader = somebody(request, WRITE)
    actions.remove_keyword(found_keyword(reader, filter_id), by=holder.account)
    return {}


collection = endpoint(get=_all, post=_create)
single = endpoint(get=_one, put=_change, delete=_remove)
