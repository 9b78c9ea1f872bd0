"""WebFinger (RFC 7033): whom a name means, and by what name an actor goes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from augenhoehe.activitypub.reading import NotReadable, read_account
from augenhoehe.activitypub.records import WebFinger
from augenhoehe.activitypub.writing import account_links, write_webfinger
from augenhoehe.domain.people.actions import instance_account, register_account
from augenhoehe.domain.people.actions.server_accounts import INSTANCE_HANDLE, REGISTER_HANDLE
from augenhoehe.domain.people.ours import our_account, our_account_called
from augenhoehe.domain.people.uris import account_id_in, local_uri
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.endpoints.actors import ours_or_gone
from augenhoehe.interfaces.federation.endpoints.answers import NotHere, Refused, document
from augenhoehe.interfaces.federation.endpoints.door import for_all_servers
from augenhoehe.interfaces.federation.translate.people_out import page_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

JRD = "application/jrd+json; charset=utf-8"
# Made when first asked for: whoever asks needs them, and they always exist.
_OUR_OWN = {INSTANCE_HANDLE: instance_account, REGISTER_HANDLE: register_account}


@for_all_servers
def webfinger(request: HttpRequest) -> HttpResponse:
    """By acct:handle@host, by the address of a page, or by the id of an actor."""
    resource = request.GET.get("resource", "").strip()
    if not resource:
        raise Refused(400, "Please ask with ?resource=acct:name@host")
    account = ours_or_gone(_meant(resource))
    page, actor = page_of(account), local_uri(account.id)
    found = WebFinger(
        subject=f"acct:{account.handle}@{settings.HOST}",
        handle=account.handle,
        domain=settings.HOST,
        aliases=(page, actor),
        links=account_links(
            actor=actor,
            page=page,
            subscribe=f"{settings.BASE_URL}/authorize_interaction?uri={{uri}}",
        ),
    )
    return document(request, write_webfinger(found), kind=JRD)


def _meant(resource: str) -> Account | None:
    if resource.lower().startswith(("https://", "http://")):
        return _at(resource)
    try:
        handle, domain = read_account(resource)
    except NotReadable:
        raise NotHere from None
    if domain != settings.HOST.lower():
        raise NotHere
    return _called(handle)


def _at(address: str) -> Account | None:
    """Who is at an address of ours: an actor's id, a profile, a space, the server itself."""
    if not is_ours(address):
        raise NotHere
    account_id = account_id_in(address)
    if account_id is not None:
        return our_account(account_id)
    path = unquote(urlsplit(address).path).rstrip("/")
    if not path:
        return instance_account()
    if path.startswith("/@"):
        handle, _, domain = path.removeprefix("/@").partition("@")
        return _called(handle) if domain.lower() in ("", settings.HOST.lower()) else None
    if path == f"/{REGISTER_HANDLE}":
        return register_account()
    return _called(path.removeprefix("/raeume/")) if path.startswith("/raeume/") else None


def _called(handle: str) -> Account | None:
    known = our_account_called(handle)
    own = _OUR_OWN.get(handle.lower())
    return own() if known is None and own else known
