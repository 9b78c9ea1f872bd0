"""`/api/v1/augenhoehe/codex…`: the rules of this server, whole and in versions. Ours alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.acknowledging import acknowledge_clause, to_acknowledge
from augenhoehe.domain.codex.difference import Change
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.clause import clause_entity, version_entity

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Version

_PUBLIC = {"Cache-Control": "public, max-age=60", "Vary": "Accept-Language"}


def _current(request: HttpRequest) -> Answer:
    """The version that holds, with its clauses."""
    found = selectors.current_version()
    if found is None:
        raise not_found()
    return _whole(found)


def _one(request: HttpRequest, number: str) -> Answer:
    return _whole(_version(number))


def _whole(version: Version) -> Answer:
    clauses = [clause_entity(one) for one in selectors.clauses_of(version.number)]
    return Answer(version_entity(version) | {"clauses": clauses}, headers=_PUBLIC)


def _list(request: HttpRequest) -> Answer:
    """Every version, the newest first, without its clauses."""
    return Answer([version_entity(one) for one in selectors.versions()], headers=_PUBLIC)


def _difference(request: HttpRequest, number: str, other: str) -> Answer:
    """What differs in each clause that is not the same, from the first version to the second."""
    older, newer = _version(number), _version(other)
    changes = selectors.difference(older.number, newer.number)
    return Answer([_change(one) for one in changes if not one.is_same], headers=_PUBLIC)


def _change(change: Change) -> dict[str, Any]:
    return {
        "key": change.key,
        "change": "added" if change.is_new else "dropped" if change.is_dropped else "changed",
        "fields": change.what_differs,
        "before": clause_entity(change.before) if change.before else None,
        "after": clause_entity(change.after) if change.after else None,
    }


def _to_acknowledge(request: HttpRequest) -> list[Any]:
    """The instructions one has not acknowledged; of a token of a voice, those of its person."""
    person = holder_of(request, "read:accounts").account
    return [clause_entity(one) for one in to_acknowledge(person)]


def _acknowledge(request: HttpRequest, clause_id: str) -> dict[str, Any]:
    """Say that one has read an instruction and understood it."""
    person = holder_of(request, "write:accounts").account
    wanted = whole_id(clause_id)
    found = selectors.clause_by_id(wanted) if wanted is not None else None
    if found is None:
        raise not_found()
    acknowledge_clause(found, by=person)
    return {}


def _version(raw: str) -> Version:
    number = whole_id(raw)
    found = selectors.version(number) if number is not None else None
    if found is None:
        raise not_found()
    return found


current = endpoint(is_open=True, get=_current)
versions = endpoint(is_open=True, get=_list)
version = endpoint(is_open=True, get=_one)
difference = endpoint(is_open=True, get=_difference)
waiting = endpoint(get=_to_acknowledge)
acknowledge = endpoint(post=_acknowledge)
