"""The servers of the stories: what stands at their addresses, and what they send to this one.

No network: what this server asks them is answered from `documents`, and what they send goes
straight to the handlers, as it does once a signature has been verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import orjson

from augenhoehe.activitypub.reading import plain_http, read_activity
from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS, MEDIA_TYPE
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import Answer, Ask, run_here
from augenhoehe.interfaces.federation.inbox.dispatch import handle, preparation
from augenhoehe.interfaces.federation.models import Peer
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor

Document = dict[str, Any]


@dataclass(slots=True)
class Servers:
    """All of them at once, by address."""

    documents: dict[str, Document] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(117_204_001, 37))

    def number(self) -> int:
        """The next number of anything: addresses there end in one."""
        return int(next(self._numbers))

    def ask(self, ask: Ask) -> Answer:
        """What stands at an address."""
        found = self.documents.get(ask.url)
        if found is None:
            return Answer(ask.url, status=404)
        is_name = "/.well-known/" in ask.url
        kind = "application/jrd+json" if is_name else MEDIA_TYPE
        return Answer(ask.url, 200, orjson.dumps(found), kind)

    def meet(self, uri: str) -> Account:
        """Come to know somebody, or know them better, as one does by looking them up."""
        with plain_http():
            account = run_here(known_or_fetched_actor(uri, anew=True), self.ask)
        if account is None:
            raise ValueError(f"Nobody lives at {uri}.")
        return account

    def arrive(self, document: Mapping[str, Any]) -> None:
        """Let an activity come in and be done; a story in which nothing comes of it is wrong."""
        # The demo's own address may have no TLS.
        with plain_http():
            activity = read_activity(document)
            wanted = preparation(activity.kind, activity, knows_actor=True)
            prepared = run_here(wanted, self.ask)
            actor = Account.objects.get(uri=activity.actor)
            if prepared is None or not handle(prepared, actor):
                raise ValueError(f"Nothing comes of {document['id']}.")
        Peer.objects.filter(host=host_of(activity.actor)).update(last_received_at=clock.now())

    def said(self, kind: str, by: str, about: str | Document, **more: Any) -> Document:
        """An activity somebody there sends about an address or a document."""
        addressed = about if isinstance(about, dict) else {}
        return {
            "@context": ACTIVITYSTREAMS,
            "id": f"{home_of(by)}/activities/{self.number()}",
            "type": kind,
            "actor": by,
            "object": about,
            "published": written(),
            "to": addressed.get("to", []),
            "cc": addressed.get("cc", []),
            **more,
        }


def written() -> str:
    """Now, as servers write it."""
    return clock.now().astimezone().isoformat(timespec="seconds")


def host_of(address: str) -> str:
    """The server of an address."""
    return urlsplit(address).netloc


def home_of(address: str) -> str:
    """The beginning of everything on the server of an address."""
    return f"https://{host_of(address)}"
