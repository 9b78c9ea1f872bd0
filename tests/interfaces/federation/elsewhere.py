"""A pretended server elsewhere: people with real keys, documents, and signed requests to us.

    elsewhere = Elsewhere()                     # https://elsewhere.example
    ada = elsewhere.person("ada", name="Ada")   # has keys, an actor document, an outbox …
    account = ada.known_here()                  # their Account and RemoteActor, as we keep them
    note = ada.note("Hello", to_all=True)       # a dict; stands at its address from now on
    ada.says("Create", note)                    # an activity (a dict), nothing is sent
    ada.sends(ada.says("Create", note))         # proven, kept by `receive`, done by the handlers
    elsewhere.asked                             # what we asked that server meanwhile

Nothing uses the network. What our courses ask is answered by `elsewhere.ask(Ask) -> Answer`, from
`elsewhere.documents` (address → document); take one away for a 404, put `Answer` there for
anything else. Several servers: `asking(one, other)` answers for all of them.

`ada.sends(…)` goes the short way: signature checked, then `receive` and `process_waiting`, in this
thread. `ada.request(…)` is the signed request alone, for the door (see `at_the_door`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.conf import settings

from augenhoehe.activitypub.signatures import (
    KeyType,
    Scheme,
    SigningKey,
    VerifiedSender,
    examine,
    new_private_pem,
    public_key_from_multikey,
    public_key_from_pem,
    received,
    sign,
    signing_key_from_pem,
    verify,
)
from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS, MEDIA_TYPE, PUBLIC
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import Answer, Ask
from augenhoehe.interfaces.federation.models import RemoteActor

Document = dict[str, Any]
CONTEXT = [ACTIVITYSTREAMS, "https://w3id.org/security/v1"]


@dataclass
class Request:
    """A request as it stands on the wire; change anything before it is sent."""

    method: str
    target: str  # path and query
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def without(self, name: str) -> Request:
        """The same without a header."""
        self.headers = [one for one in self.headers if one[0] != name.lower().encode()]
        return self

    def with_header(self, name: str, value: str) -> Request:
        """The same with a header instead of the one of that name."""
        self.without(name)
        self.headers.append((name.lower().encode(), value.encode("latin-1")))
        return self

    def header(self, name: str) -> str:
        """The value of a header."""
        return next(value.decode() for key, value in self.headers if key == name.lower().encode())


class Elsewhere:
    """One server. `documents` is all it has; `asked` every address it was asked for, in order."""

    def __init__(self, host: str = "elsewhere.example", *, scheme: str = "https") -> None:
        self.host = host
        self.base = f"{scheme}://{host}"
        self.documents: dict[str, Document | Answer] = {}
        self.asked: list[str] = []
        self.people: dict[str, Someone] = {}
        self._numbers = count(1)

    def person(self, handle: str, *, name: str = "", kind: str = "Person", **more: Any) -> Someone:
        """Somebody there; `more` stands in the actor document as it is. Not known here yet."""
        someone = Someone(self, handle, name or handle.title(), kind, more)
        self.people[handle] = someone
        someone.publish()
        return someone

    def ask(self, ask: Ask) -> Answer:
        """What this server answers; 404 for what it does not have, trouble for other hosts."""
        self.asked.append(ask.url)
        if urlsplit(ask.url).netloc != self.host:
            return Answer(ask.url, trouble="lookup")
        found = self.documents.get(ask.url)
        if found is None:
            return Answer(ask.url, status=404)
        if isinstance(found, Answer):
            return found
        kind = "application/jrd+json" if "/.well-known/" in ask.url else MEDIA_TYPE
        return Answer(ask.url, 200, orjson.dumps(found), kind)

    def new_id(self, kind: str) -> str:
        """An address nothing stands at."""
        return f"{self.base}/{kind}/{next(self._numbers)}"

    def gone(self, address: str) -> None:
        """From now on there is nothing at an address: 410."""
        self.documents[address] = Answer(address, status=410)


def asking(*servers: Elsewhere) -> Callable[[Ask], Answer]:
    """An `ask` for several servers at once."""
    by_host = {server.host: server for server in servers}

    def ask(ask: Ask) -> Answer:
        server = by_host.get(urlsplit(ask.url).netloc)
        return server.ask(ask) if server else Answer(ask.url, trouble="lookup")

    return ask


@dataclass
class Someone:
    """An actor of another server, with an RSA key and one of Ed25519."""

    server: Elsewhere
    handle: str
    name: str
    kind: str = "Person"
    more: Mapping[str, Any] = field(default_factory=dict)
    rsa_pem: str = ""
    ed25519_pem: str = ""

    def __post_init__(self) -> None:
        self.rsa_pem = _pem(KeyType.RSA, self.server.host, self.handle)
        self.ed25519_pem = _pem(KeyType.ED25519, self.server.host, self.handle)

    @property
    def id(self) -> str:
        """Their address: the id of the actor."""
        return f"{self.server.base}/users/{self.handle}"

    @property
    def inbox(self) -> str:
        return f"{self.id}/inbox"

    @property
    def followers(self) -> str:
        return f"{self.id}/followers"

    @property
    def rsa(self) -> SigningKey:
        return signing_key_from_pem(self.rsa_pem, id=f"{self.id}#main-key")

    @property
    def ed25519(self) -> SigningKey:
        return signing_key_from_pem(self.ed25519_pem, id=f"{self.id}#ed25519-key")

    def key(self, scheme: Scheme = Scheme.CAVAGE, kind: KeyType = KeyType.RSA) -> SigningKey:
        return self.rsa if kind is KeyType.RSA else self.ed25519

    # What stands on their server

    @property
    def document(self) -> Document:
        """The actor document."""
        return {
            "@context": CONTEXT,
            "id": self.id,
            "type": self.kind,
            "preferredUsername": self.handle,
            "name": self.name,
            "inbox": self.inbox,
            "outbox": f"{self.id}/outbox",
            "followers": self.followers,
            "following": f"{self.id}/following",
            "featured": f"{self.id}/collections/featured",
            "url": f"{self.server.base}/@{self.handle}",
            "endpoints": {"sharedInbox": f"{self.server.base}/inbox"},
            "publicKey": {
                "id": self.rsa.id,
                "owner": self.id,
                "publicKeyPem": self.rsa.public_pem(),
            },
            "assertionMethod": [
                {
                    "id": self.ed25519.id,
                    "type": "Multikey",
                    "controller": self.id,
                    "publicKeyMultibase": self.ed25519.public_multikey(),
                }
            ],
            **self.more,
        }

    @property
    def webfinger(self) -> Document:
        """What their server answers for acct:handle@host."""
        return {
            "subject": f"acct:{self.handle}@{self.server.host}",
            "aliases": [self.id],
            "links": [{"rel": "self", "type": MEDIA_TYPE, "href": self.id}],
        }

    def publish(self) -> None:
        """Put actor and WebFinger to their addresses (again, after a change)."""
        self.server.documents[self.id] = self.document
        for found_by in (f"acct:{self.handle}@{self.server.host}", self.id):
            for written in (found_by, found_by.replace(":", "%3A").replace("/", "%2F")):
                address = f"{self.server.base}/.well-known/webfinger?resource={written}"
                self.server.documents[address] = self.webfinger

    def change_keys(self) -> None:
        """New keys under the old addresses, as after a move to other software."""
        self.rsa_pem = new_private_pem(KeyType.RSA)
        self.ed25519_pem = new_private_pem(KeyType.ED25519)
        self.publish()

    def note(self, html: str = "<p>Hello</p>", *, to_all: bool = True, **more: Any) -> Document:
        """Something said, at an address of its own. `more` overrides (inReplyTo, tag, to …)."""
        address = self.server.new_id("notes")
        note = {
            "id": address,
            "type": "Note",
            "attributedTo": self.id,
            "content": html,
            "published": _written(clock.now()),
            "url": f"{self.server.base}/@{self.handle}/{address.rpartition('/')[2]}",
            "to": [PUBLIC] if to_all else [self.followers],
            "cc": [self.followers] if to_all else [],
            "tag": [],
            **more,
        }
        self.server.documents[note["id"]] = {"@context": CONTEXT, **note}
        return note

    # What they do

    def says(self, kind: str, about: Any, **more: Any) -> Document:
        """An activity of theirs about an address or a document. Nothing is sent."""
        addressed = about if isinstance(about, dict) else {}
        return {
            "@context": CONTEXT,
            "id": self.server.new_id("activities"),
            "type": kind,
            "actor": self.id,
            "object": about,
            "published": _written(clock.now()),
            "to": addressed.get("to", [PUBLIC]),
            "cc": addressed.get("cc", []),
            **more,
        }

    def creates(self, html: str = "<p>Hello</p>", **more: Any) -> Document:
        """The Create of a new note."""
        return self.says("Create", self.note(html, **more))

    def follows(self, account: Account) -> Document:
        """The Follow of one of our accounts."""
        return self.says("Follow", f"{settings.BASE_URL}/actors/{account.id}", to=[], cc=[])

    def request(
        self,
        activity: Document | bytes,
        *,
        to: str = "",
        scheme: Scheme = Scheme.CAVAGE,
        key: SigningKey | None = None,
        now: datetime | None = None,
    ) -> Request:
        """The signed POST of an activity to `to` (our shared inbox, unless said otherwise)."""
        url = to or f"{settings.BASE_URL}/inbox"
        body = activity if isinstance(activity, bytes) else orjson.dumps(activity)
        headers = sign(
            scheme,
            key or self.key(scheme),
            "POST",
            url,
            body,
            now=now or clock.now(),
            content_type=MEDIA_TYPE,
        )
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        wire = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        return Request("POST", target, wire, body)

    def proof(self, activity: Document | bytes, **how: Any) -> VerifiedSender:
        """The proof that a request of theirs has, got the honest way."""
        request = self.request(activity, **how)
        asked = received(
            "POST", request.target, request.headers, request.body, origin=settings.BASE_URL
        )
        claim = examine(asked, now=how.get("now") or clock.now())
        of_rsa = public_key_from_pem(self.rsa.public_pem(), id=self.rsa.id, owner=self.id)
        multikey = self.ed25519.public_multikey()
        of_ed = public_key_from_multikey(multikey, id=self.ed25519.id, owner=self.id)
        return verify(claim, of_rsa if claim.key_id == self.rsa.id else of_ed)

    def sends(self, *activities: Document, ask: Callable[[Ask], Answer] | None = None) -> None:
        """Send activities to us: each is proven, kept and done, in this thread.

        `ask` answers what the handlers need; their own server, unless said otherwise.
        """
        from augenhoehe.interfaces.federation.inbox.process import process_waiting
        from augenhoehe.interfaces.federation.inbox.receive import receive

        for activity in activities:
            proof = self.proof(activity)
            receive(proof.body, sender=proof)
        process_waiting(ask or self.server.ask)

    # How we know them

    def known_here(self) -> Account:
        """Their account as we keep it; made without asking anybody."""
        account, _new = Account.objects.get_or_create(
            uri=self.id,
            defaults={
                "kind": Account.Kind.PERSON,
                "handle": self.handle,
                "domain": self.server.host,
                "url": f"{self.server.base}/@{self.handle}",
                "name": self.name,
            },
        )
        RemoteActor.objects.get_or_create(
            account=account,
            defaults={
                "host": self.server.host,
                "kind": self.kind,
                "inbox": self.inbox,
                "shared_inbox": f"{self.server.base}/inbox",
                "outbox": f"{self.id}/outbox",
                "followers": self.followers,
                "following": f"{self.id}/following",
                "featured": f"{self.id}/collections/featured",
                "keys": self.kept_keys,
            },
        )
        return account

    @property
    def kept_keys(self) -> list[dict[str, str]]:
        """Their keys in the form of `RemoteActor.keys`."""
        multikey = self.ed25519.public_multikey()
        return [
            {"id": self.rsa.id, "type": "pem", "key": self.rsa.public_pem()},
            {"id": self.ed25519.id, "type": "multibase", "key": multikey},
        ]


@cache
def _pem(kind: KeyType, host: str, handle: str) -> str:
    """A key for each name, made once per run: RSA takes 50 ms."""
    return new_private_pem(kind)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
