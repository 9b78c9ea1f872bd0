"""From a request to a proof of who sent it, in two steps, since a key must be fetched between.

`examine` costs little and asks nobody: form, policy, host, time and digest. `verify` asks the
key. Both results can only come from here, so that whoever holds a `VerifiedSender` need not
trust the way by which it came.
"""

from __future__ import annotations

import hashlib
from dataclasses import InitVar, dataclass
from datetime import datetime
from typing import NoReturn, final

from augenhoehe.activitypub.signatures import cavage, rfc9421
from augenhoehe.activitypub.signatures.addresses import of_one_home
from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why
from augenhoehe.activitypub.signatures.keys import PublicKey
from augenhoehe.activitypub.signatures.received import Received
from augenhoehe.activitypub.signatures.statement import Scheme, Statement

_SEAL = object()
_ALGORITHMS = {Scheme.CAVAGE: cavage.ALGORITHMS, Scheme.RFC9421: rfc9421.ALGORITHMS}


class _OnlyFromHere:
    """Cannot be made elsewhere, derived from, copied with changes, or read from a file."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        if _OnlyFromHere not in cls.__bases__:
            raise TypeError("a proof has no other kinds")

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError(f"a {type(self).__name__} is only made by verifying")

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} cannot be copied or stored")


@final
@dataclass(frozen=True, slots=True)
class Claim(_OnlyFromHere):
    """A well-formed, timely statement about the request that we have. Not proven."""

    request: Received
    statement: Statement
    seal: InitVar[object]

    @property
    def key_id(self) -> str:
        """The address of the key that is to prove it."""
        return self.statement.key_id


@final
@dataclass(frozen=True, slots=True)
class VerifiedSender(_OnlyFromHere):
    """The proof that `actor` sent exactly this request: method, target, host, time and body.

    It says nothing about what the body claims: that its `actor` is this one, and that what it
    creates, changes or deletes is theirs (`is_at_home`), remains to be asked.
    """

    actor: str
    key_id: str
    scheme: Scheme
    request: Received
    identity: bytes  # the same whenever this message comes again
    counts_until: datetime  # so long `identity` has to be remembered, and no longer
    seal: InitVar[object]

    @property
    def body(self) -> bytes:
        """The body that was signed. Read this one, not another."""
        return self.request.body

    def is_at_home(self, address: str) -> bool:
        """Whether an address is of the sender's own server."""
        return of_one_home(self.actor, address)


def examine(request: Received, *, now: datetime) -> Claim:
    """What a request says about its sender, refused unless form, policy, time and body agree.

    A `Signature-Input` decides for RFC 9421; one that fails is not tried the other way.
    """
    if not request.has("signature"):
        raise SignatureRefused(Why.UNSIGNED)
    read = rfc9421.read if request.has("signature-input") else cavage.read
    statement = read(request)
    statement.require_in_time(now)
    return Claim(request, statement, _SEAL)


def verify(claim: Claim, key: PublicKey) -> VerifiedSender:
    """The proof, if this key is the one named, belongs where it says, and signed this.

    Store `identity` until `counts_until` and refuse a POST whose identity is there already. It is
    made of the key and of what was signed, not of the signature, which may be spelt in other ways,
    nor of the key's address, under which a copy could be sent as another's.
    """
    statement = claim.statement
    if key.id != statement.key_id:
        raise SignatureRefused(Why.KEY_OTHER)
    if not of_one_home(key.id, key.owner):
        raise SignatureRefused(Why.KEY_OWNER, "the key and its owner live on different servers")
    if statement.algorithm not in _ALGORITHMS[statement.scheme][key.type]:
        raise SignatureRefused(Why.ALGORITHM, statement.algorithm)
    key.check(statement.base, statement.signature)
    return VerifiedSender(
        actor=key.owner,
        key_id=key.id,
        scheme=statement.scheme,
        request=claim.request,
        identity=hashlib.sha256(key.fingerprint + statement.base).digest(),
        counts_until=statement.counts_until,
        seal=_SEAL,
    )
