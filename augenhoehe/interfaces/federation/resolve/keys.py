"""The key that a signature names: known, or fetched together with who owns it."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Any, Generic, TypeVar

from augenhoehe.activitypub.signatures import (
    PublicKey,
    SignatureRefused,
    Why,
    actor_behind,
    key_in,
    public_key_from_multikey,
    public_key_from_pem,
)
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.resolve.documents import Found, fetched
from augenhoehe.interfaces.federation.translate.people_in import keys_in

T = TypeVar("T")
_PATHS = ("/main-key", "/publickey")  # of keys that stand beside their actor (GoToSocial)
_ANEW_SECONDS = 60.0
_MOST = 5_000


def key_of(key_id: str, *, anew: bool = False) -> Course[PublicKey]:
    """The key of that id, or SignatureRefused (KEY_UNKNOWN with "gone" where its owner is).

    `anew` asks its owner's server even where we know it: keys are replaced. Not more than once
    a minute, else whoever signs badly in somebody's name had us knock there all the time.
    """
    known = _known(key_id)
    if known is not None and not (anew and _is_time_to_ask(key_id)):
        return known
    at_address = yield from fetched(key_id, anew=anew)
    document = _document(at_address)
    owner = actor_behind(key_id, document)
    if document.get("id") != owner:
        document = _document((yield from fetched(owner, anew=anew)))
    key = key_in(document, key_id, fetched_from=owner, now=clock.now())
    _keep(key_id, owner, document)
    return key


def _document(found: Found) -> Any:
    if found.document is None:
        raise SignatureRefused(Why.KEY_UNKNOWN, "gone" if found.is_gone else found.trouble)
    return found.document


def _known(key_id: str) -> PublicKey | None:
    """From what we keep of actors."""
    for uri in _owners(key_id):
        kept = RemoteActor.objects.filter(account__uri=uri).values_list("keys", flat=True).first()
        for row in kept or []:
            if row["id"] == key_id:
                return _public(row, owner=uri)
    return None


def _owners(key_id: str) -> list[str]:
    """Whose key this may be, told from its address alone."""
    address, hash_, _fragment = key_id.partition("#")
    if hash_:
        return [address]
    found = [address.removesuffix(path) for path in _PATHS if address.endswith(path)]
    learned = _owner_of.get(key_id, "")
    return [learned] if learned else found


def _public(row: dict[str, str], *, owner: str) -> PublicKey:
    if row["type"] == "multibase":
        return public_key_from_multikey(row["key"], id=row["id"], owner=owner)
    return public_key_from_pem(row["key"], id=row["id"], owner=owner)


def _keep(key_id: str, owner: str, document: Any) -> None:
    """Of somebody we know: their keys are what their own server says now."""
    _owner_of.put(key_id, owner)
    account = account_by_uri(owner)
    if account is not None and not account.is_local:
        RemoteActor.objects.filter(account=account).update(keys=keys_in(document))


def _is_time_to_ask(key_id: str) -> bool:
    now = time.monotonic()
    if now - _asked_at.get(key_id, -_ANEW_SECONDS) < _ANEW_SECONDS:
        return False
    _asked_at.put(key_id, now)
    return True


class _Bounded(Generic[T]):
    """A memory of the latest, for all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, T] = OrderedDict()

    def get(self, name: str, otherwise: T) -> T:
        with self._lock:
            return self._kept.get(name, otherwise)

    def put(self, name: str, value: T) -> None:
        with self._lock:
            self._kept[name] = value
            self._kept.move_to_end(name)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_asked_at: _Bounded[float] = _Bounded()
_owner_of: _Bounded[str] = _Bounded()


def forget_all() -> None:
    """Ask anew at once (tests)."""
    _asked_at.clear()
    _owner_of.clear()
