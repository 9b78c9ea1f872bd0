"""What one takes along: the files every Mastodon server reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.reading import (
    blocked_servers,
    list_members,
    lists_of,
    mute_choices,
    wishes_of,
)
from augenhoehe.domain.people.selectors import followers_of, muted_and_blocked
from augenhoehe.domain.posts.selectors import kept_uris
from augenhoehe.interfaces.web.pages.moving.tables import FILES, written
from augenhoehe.interfaces.web.requests import me, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

Rows = Iterable[Sequence[str]]


@require_safe
@signed_in
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files, by the name Mastodon gives it."""
    kind = FILES.get(name)
    if kind is None:
        raise Http404
    response = HttpResponse(written(kind, _ROWS[kind](me(request))), content_type="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _address(account: Account) -> str:
    """With its server, whichever that is: the file is read somewhere else."""
    return f"{account.handle}@{account.domain or settings.HOST}"


def _follows(owner: Account) -> Rows:
    for person, wish in wishes_of(owner):
        yield (
            _address(person),
            "true" if wish.show_boosts else "false",
            "true" if wish.notify else "false",
            ", ".join(wish.languages or ()),
        )


def _followers(owner: Account) -> Rows:
    return ([_address(one)] for one in followers_of(owner).iterator())


def _mutes(owner: Account) -> Rows:
    for person, with_notices in mute_choices(owner):
        yield _address(person), "true" if with_notices else "false"


def _blocks(owner: Account) -> Rows:
    return ([_address(one)] for one in muted_and_blocked(owner)[1])


def _servers(owner: Account) -> Rows:
    return ([name] for name in blocked_servers(owner))


def _lists(owner: Account) -> Rows:
    for one in lists_of(owner):
        for person in list_members(one):
            yield one.title, _address(person)


def _bookmarks(owner: Account) -> Rows:
    return ([uri] for uri in kept_uris(owner))


_ROWS: Mapping[str, Callable[[Account], Rows]] = {
    "follows": _follows,
    "followers": _followers,
    "mutes": _mutes,
    "blocks": _blocks,
    "servers": _servers,
    "lists": _lists,
    "bookmarks": _bookmarks,
}
