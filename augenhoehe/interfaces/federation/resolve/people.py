"""People of other servers: known, or learned from their own server. And learned anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from augenhoehe.activitypub.reading import NotReadable, read_actor
from augenhoehe.domain.media.actions import keep_emoji_away
from augenhoehe.domain.people.actions import keep_account, let_go_of_account
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs import enqueue
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.asking import Course, run_here
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here, host_of
from augenhoehe.interfaces.federation.models import Peer, RemoteActor
from augenhoehe.interfaces.federation.resolve.client import ask_now
from augenhoehe.interfaces.federation.resolve.documents import Found, fetched
from augenhoehe.interfaces.federation.resolve.names import confirmed_name
from augenhoehe.interfaces.federation.resolve.servers import learn_first
from augenhoehe.interfaces.federation.standing import is_name_suspended, may_talk_to
from augenhoehe.interfaces.federation.translate.people_in import keys_of, told_of

if TYPE_CHECKING:
    from augenhoehe.activitypub.records import Actor
    from augenhoehe.domain.people.models import Account

REFRESH = "federation_refresh"  # a kind of job
_OLD = timedelta(days=1)
# An operator's mistake says 404 as well; whoever is gone still is after this.
_MISSING_FOR_GOOD = timedelta(days=7)
_LISTS = ("outbox", "followers", "following", "featured")
_OURS = "augenhoehe"  # as NodeInfo calls it


def known_or_fetched_actor(uri: str, *, anew: bool = False) -> Course[Account | None]:
    """Whoever has this id: known, or learned now. None for nobody, and for whom we cannot believe.

    Somebody known is learned anew by a job when the last time is a day ago.
    """
    if is_ours(uri):
        return account_by_uri(uri)
    known = account_by_uri(uri)
    if known is not None and not anew:
        _refresh_some_time(known)
        return known
    if not uri or not may_talk_to(host_of(uri)):
        return known
    found = yield from fetched(uri, anew=anew)
    if found.document is None:
        return _missing(known, found)
    actor = _read(found.document)
    if actor is None or is_ours(actor.id):
        return known
    name = yield from confirmed_name(actor)
    if name is not None and actor.kind == "Organization":
        yield from learn_first(host_of(actor.id))  # a voice, where its server is like ours
    if name is None or is_name_suspended(name[1]):
        return known
    return keep_actor(actor, *name)


def _read(document: Mapping[str, Any]) -> Actor | None:
    try:
        with as_servers_speak_here():
            return read_actor(document)
    except NotReadable:
        return None


@transaction.atomic
def keep_actor(actor: Actor, handle: str, domain: str) -> Account | None:
    """Keep who was read from their own address and whose name was confirmed."""
    host = host_of(actor.id)
    is_like_us = Peer.objects.filter(host=host, software=_OURS).exists()
    try:
        account = keep_account(told_of(actor, handle=handle, domain=domain, is_like_us=is_like_us))
    except Invalid:
        return None
    RemoteActor.objects.update_or_create(
        account=account,
        defaults={
            "host": host,
            "kind": actor.kind,
            # Inboxes may lie elsewhere (bridges do that); lists are believed only at home.
            "inbox": "" if is_ours(actor.inbox) else actor.inbox,
            "shared_inbox": "" if is_ours(actor.shared_inbox) else actor.shared_inbox,
            **{name: _at(host, getattr(actor, name)) for name in _LISTS},
            "keys": keys_of(actor),
            "fetched_at": clock.now(),
            "gone_at": None,
        },
    )
    keep_emoji_away(account.domain, {emoji.name: emoji.url for emoji in actor.emojis})
    return account


def _at(host: str, address: str) -> str:
    """An address of their own server, or none."""
    return address if host_of(address) == host else ""


def _missing(known: Account | None, found: Found) -> Account | None:
    """Nothing came. Whoever is gone for good is let go; anybody else stays as they were."""
    if known is None:
        return None
    if found.is_gone or (found.is_missing and _is_long_missing(known)):
        let_go(known)
        return None
    return known


def _is_long_missing(account: Account) -> bool:
    row = RemoteActor.objects.filter(account=account).first()
    if row is None:
        return True
    if row.gone_at is None:
        row.gone_at = clock.now()
        row.save(update_fields=["gone_at"])
    return clock.now() - row.gone_at >= _MISSING_FOR_GOOD


@transaction.atomic
def let_go(account: Account) -> None:
    """Their server says that they are gone: nothing is sent there any more."""
    RemoteActor.objects.filter(account=account).update(gone_at=clock.now(), keys=[])
    let_go_of_account(account)


def _refresh_some_time(account: Account) -> None:
    """Once a day while they are seen; whoever writes a thousand times is not asked a thousand."""
    now = clock.now()
    with transaction.atomic():
        due = RemoteActor.objects.filter(account=account, fetched_at__lt=now - _OLD)
        if due.update(fetched_at=now):
            enqueue(REFRESH, {"uri": account.uri}, host=f"refresh:{account.domain}")


def refresh(payload: Mapping[str, Any]) -> None:
    """The job: learn somebody anew. What does not come today comes another day."""
    run_here(known_or_fetched_actor(str(payload["uri"]), anew=True), ask_now)
