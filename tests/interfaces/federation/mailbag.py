"""What our server sends, caught on its way: read, and its signature checked.

bag = Mailbag()
bag.empty()                       # deliver what waits; nothing uses the network
bag.kinds(ada)                    # ["Create", "Update"]: what came to her, in its order
bag.answers[ada.inbox] = 503      # from now on, or a function of the document
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson

from augenhoehe.activitypub.signatures import examine, public_key_from_pem, received, verify
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.keys import signing_key
from augenhoehe.interfaces.federation.outbox.retry import Answered
from augenhoehe.interfaces.federation.outbox.turns import deliver_waiting

Document = dict[str, Any]
Reaction = int | Answered | Callable[[Document], int]


@dataclass
class Mailbag:
    """All inboxes of all other servers."""

    arrived: list[tuple[str, Document]] = field(default_factory=list)
    tried: list[tuple[str, Document]] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    answers: dict[str, Reaction] = field(default_factory=dict)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        """What another server does: look whose it is, and take it."""
        document = orjson.loads(body)
        self.tried.append((url, document))
        self.headers.append(headers)
        self.schemes.append("rfc9421" if "Signature-Input" in headers else "cavage")
        assert self._sender(url, body, headers) == document["actor"]
        reaction = self.answers.get(url, self.answers.get(urlsplit(url).netloc, 202))
        answered = reaction(document) if callable(reaction) else reaction
        answered = answered if isinstance(answered, Answered) else Answered(answered)
        if 200 <= answered.status < 300:
            self.arrived.append((url, document))
        return answered

    def empty(self) -> int:
        """Deliver everything that is due; says how many inboxes were tried."""
        return deliver_waiting(post=self.post)

    def to(self, inbox: str) -> list[Document]:
        """What arrived at an inbox."""
        return [document for url, document in self.arrived if url == inbox]

    def kinds(self, inbox: str = "") -> list[str]:
        """What kinds arrived, at an inbox or anywhere."""
        return [document["type"] for url, document in self.arrived if inbox in ("", url)]

    def _sender(self, url: str, body: bytes, headers: Mapping[str, str]) -> str:
        parts = urlsplit(url)
        wire = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        origin = f"{parts.scheme}://{parts.netloc}"
        request = received("POST", parts.path, wire, body, origin=origin)
        claim = examine(request, now=clock.now())
        owner = claim.key_id.partition("#")[0]
        account = next(one for one in Account.objects.local() if local_uri(one.id) == owner)
        pem = signing_key(account.id).public_pem()
        return verify(claim, public_key_from_pem(pem, id=claim.key_id, owner=owner)).actor
