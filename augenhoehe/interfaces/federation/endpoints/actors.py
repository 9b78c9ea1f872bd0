"""Actor documents: people, voices, world spaces, the desk, the server itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from augenhoehe.activitypub.records import Tombstone
from augenhoehe.activitypub.writing import write_actor
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.actions.server_accounts import INSTANCE_HANDLE
from augenhoehe.domain.people.ours import our_account, our_account_called
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.interfaces.federation.endpoints.answers import Gone, NotHere, document
from augenhoehe.interfaces.federation.endpoints.door import (
    for_all_servers,
    for_servers,
    require_admitted,
)
from augenhoehe.interfaces.federation.translate.people_out import described_actor, kind_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


@for_all_servers
def actor(request: HttpRequest, account_id: int) -> HttpResponse:
    """BASE/actors/<id>. The server's own is readable unsigned, else nobody could begin."""
    account = ours_or_gone(our_account(account_id))
    is_server = account.kind == "instance" and account.handle == INSTANCE_HANDLE
    require_admitted(request, is_open=is_server)
    return document(request, write_actor(described_actor(account)))


@for_servers
def by_handle(request: HttpRequest, handle: str) -> HttpResponse:
    """The page of a profile or space, asked for as a document."""
    account = ours_or_gone(our_account_called(handle))
    return document(request, write_actor(described_actor(account)))


@for_servers
def by_slug(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a world space, asked for as a document."""
    account = ours_or_gone(our_account_called(slug))
    if account.kind != "group" or account.is_desk:
        raise NotHere
    return document(request, write_actor(described_actor(account)))


@for_all_servers
def server(request: HttpRequest) -> HttpResponse:
    """The front page, asked for as a document: the server's own actor."""
    return document(request, write_actor(described_actor(instance_account())))


@for_all_servers
def nothing(request: HttpRequest) -> HttpResponse:
    """Below addresses of documents nobody meets a page, not even where there is nothing."""
    raise NotHere


def ours_or_gone(account: Account | None) -> Account:
    """An account of this server; raises `NotHere`, and `Gone` of who has left."""
    if account is None:
        raise NotHere
    if account.left_at is not None:
        raise Gone(Tombstone(local_uri(account.id), kind_of(account), account.left_at))
    return account
