"""Who asks for a document: anybody, or somebody elsewhere whose signature was checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

from augenhoehe.activitypub.signatures import (
    Claim,
    PublicKey,
    SignatureRefused,
    VerifiedSender,
    examine,
    received,
    verify,
)
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.domain.posts.audience import EVERYBODY, Reader, reader_for
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import Answer, Ask, run_here
from augenhoehe.interfaces.federation.endpoints.answers import Refused
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.resolve.client import ask_now
from augenhoehe.interfaces.federation.resolve.keys import key_of
from augenhoehe.interfaces.federation.standing import (
    has_leaked,
    is_name_suspended,
    may_talk_to,
)

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

# Who signs with unknown keys makes a thread wait for their server: few at a time.
_fetching = BoundedSemaphore(3)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who proved to be `actor`, of `host`."""

    actor: str
    host: str

    @property
    def account(self) -> Account | None:
        """Their account, where this server knows them."""
        return account_by_uri(self.actor)

    @property
    def reader(self) -> Reader:
        """With whose eyes they read: as any person elsewhere, or as anybody on the web."""
        account = self.account
        if account is None or account.is_local or account.left_at is not None:
            return EVERYBODY
        return EVERYBODY if is_name_suspended(account.domain) else reader_for(account)


def refuse_suspended(request: HttpRequest) -> None:
    """Who signs for a server that we do not talk with gets nothing. No key is asked for that.

    In a pause nobody who signs gets anything, and all are told to come again (503).
    """
    if "Signature" not in request.headers:
        return
    if has_leaked():
        raise Refused(503, "This server exchanges nothing for the moment. Try again later.")
    try:
        host = host_of(_claim(request).key_id)
    except SignatureRefused:
        return
    if not may_talk_to(host):
        raise Refused(403, "This server does not exchange anything with yours.")


def asker_of(request: HttpRequest) -> Asker:
    """Who signed a request; raises `Refused` (401, 403, 503) where nobody is proven."""
    refuse_suspended(request)
    try:
        sender = _proven(_claim(request))
    except SignatureRefused as refused:
        raise Refused(401, f"Request not signed: {refused.why}") from None
    return Asker(sender.actor, host_of(sender.actor))


def known_asker(request: HttpRequest) -> Asker | None:
    """Who signed, if we know them: nobody else can have been addressed, so nobody is asked."""
    if "Signature" not in request.headers:
        return None
    try:
        owner = _claim(request).key_id.partition("#")[0]
        candidates = (owner, owner.rpartition("/")[0])  # a key beside its actor, or in it
        if not any(account_by_uri(one) for one in candidates):
            return None
        return asker_of(request)
    except (SignatureRefused, Refused):
        return None


def _claim(request: HttpRequest) -> Claim:
    return examine(
        received(
            request.method or "",
            request.META.get("RAW_URI") or request.get_full_path(),
            list(_headers(request)),
            b"",
            origin=settings.BASE_URL,
        ),
        now=clock.now(),
    )


def _headers(request: HttpRequest) -> Iterator[tuple[bytes, bytes]]:
    for name, value in request.headers.items():
        if value or name not in ("Content-Type", "Content-Length"):  # Django adds empty ones
            yield name.encode("latin-1", "replace"), value.encode("latin-1", "replace")


def _proven(claim: Claim) -> VerifiedSender:
    try:
        return verify(claim, _key(claim.key_id, anew=False))
    except SignatureRefused as refused:
        if not refused.may_help_to_ask_again:
            raise
        return verify(claim, _key(claim.key_id, anew=True))


def _key(key_id: str, *, anew: bool) -> PublicKey:
    return run_here(key_of(key_id, anew=anew), _ask_one_of_few)


def _ask_one_of_few(ask: Ask) -> Answer:
    if not _fetching.acquire(blocking=False):
        raise Refused(503, "Too many unknown keys at once.")
    try:
        return ask_now(ask)
    finally:
        _fetching.release()
