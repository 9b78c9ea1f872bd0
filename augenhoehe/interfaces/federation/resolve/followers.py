"""Whether another server and we agree on who follows whom (FEP-8fcf), as the one who follows.

With what somebody posts their server sends a digest of who follows them here. Where it is not
ours, their list is fetched: follows that they do not know end here, and such as we do not have
are taken back there.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from augenhoehe.activitypub.reading import NotReadable, address, id_of, load, read_collection
from augenhoehe.activitypub.signatures import SignatureRefused
from augenhoehe.domain.people.actions import disown_follow, lose_follow
from augenhoehe.domain.people.selectors import account_by_uri, accounts_by_uris, followers_here
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation.jobs import enqueue
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.asking import Ask, Course, run_here
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here, host_of
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.resolve.client import ask_now

if TYPE_CHECKING:
    from augenhoehe.activitypub.records import Collection as Document
    from augenhoehe.activitypub.signatures import VerifiedSender
    from augenhoehe.domain.people.models import Account

SYNCHRONISE = "federation_followers"  # a kind of job
HEADER = "collection-synchronization"
_PARAMETER = re.compile(r'\s*([A-Za-z]{1,20})="([^"]{0,2000})"\s*(?:,|$)')
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_PAGES = 20
# Each is an answer that we sign and send: who names everybody here does not make us send to all.
_MOST_DISOWNED = 100
_PAUSE_SECONDS = 600.0
_MOST_REMEMBERED = 5_000
_compared: dict[str, float] = {}


def digest_of(uris: Iterable[str]) -> str:
    """All ids in one number: the SHA-256 of each, combined by exclusive or; in hexadecimals."""
    total = 0
    for uri in uris:
        total ^= int.from_bytes(hashlib.sha256(uri.encode()).digest())
    return f"{total:064x}"


def is_time_to_compare(sender: VerifiedSender) -> bool:
    """Once in some minutes for each sender: every post brings a digest along."""
    now = time.monotonic()
    if now - _compared.get(sender.actor, float("-inf")) < _PAUSE_SECONDS:
        return False
    if len(_compared) >= _MOST_REMEMBERED:
        _compared.clear()
    _compared[sender.actor] = now
    return True


def listen(sender: VerifiedSender) -> None:
    """Compare the digest that came with a request, if one did; look closer where they differ.

    Costs a query; what has to be asked is asked by a job, and once where several wait.
    """
    if not sender.request.has(HEADER):
        return
    try:
        told = dict(_PARAMETER.findall(sender.request.header(HEADER)))
    except SignatureRefused:  # it stands there twice
        return
    url, digest = told.get("url", ""), told.get("digest", "").lower()
    row = RemoteActor.objects.filter(account__uri=sender.actor).select_related("account").first()
    if row is None or not _is_about(row, told.get("collectionId", ""), url):
        return
    if not _DIGEST.fullmatch(digest) or digest == digest_of(_ids(followers_here(row.account))):
        return
    with transaction.atomic():
        enqueue(SYNCHRONISE, {"uri": sender.actor, "url": url}, host=f"followers:{row.host}")


def _is_about(row: RemoteActor, collection: str, url: str) -> bool:
    """It speaks of this actor's own followers, and the list lies on the actor's server."""
    with as_servers_speak_here():
        return (
            bool(row.followers)
            and collection == row.followers
            and host_of(address(url)) == host_of(row.account.uri)
        )


def _ids(people: Iterable[Account]) -> list[str]:
    return [local_uri(account.id) for account in people]


def synchronise(payload: Mapping[str, Any]) -> None:
    """The job: fetch the list and set right what differs."""
    run_here(agreed(str(payload["uri"]), str(payload["url"])), ask_now)


def agreed(uri: str, url: str) -> Course[None]:
    """Both sides name the same followers afterwards. A list that cannot be read changes nothing."""
    account = account_by_uri(uri)
    if account is None or account.is_local or host_of(url) != host_of(uri):
        return
    theirs = yield from _listed(url)
    if theirs is not None:
        _set_right(account, theirs)


def _set_right(account: Account, theirs: Collection[str]) -> None:
    ours = {local_uri(one.id): one for one in followers_here(account)}
    for uri, follower in ours.items():
        if uri not in theirs:
            lose_follow(follower, account)
    unknown = sorted(uri for uri in theirs if uri not in ours)[:_MOST_DISOWNED]
    for follower in accounts_by_uris(unknown).values():
        if follower.is_local:
            disown_follow(follower, account)


def _listed(url: str) -> Course[set[str] | None]:
    """Every id of this server in a list with its pages; None where a part is missing."""
    found: set[str] = set()
    for _ in range(_MOST_PAGES):
        page = yield from _page(url)
        if page is None:
            return None
        with as_servers_speak_here():
            for part in (page, page.first_page):
                found |= {id_of(item) for item in (part.items if part else ())}
        following = page.next or (page.first_page.next if page.first_page else page.first)
        if not following:
            return {uri for uri in found if is_ours(uri)}
        if host_of(following) != host_of(url):
            return None
        url = following
    return None


def _page(url: str) -> Course[Document | None]:
    answer = yield Ask(url)
    if answer.status != 200 or host_of(answer.url) != host_of(url):
        return None
    with as_servers_speak_here():
        try:
            return read_collection(load(answer.body))
        except NotReadable:
            return None
