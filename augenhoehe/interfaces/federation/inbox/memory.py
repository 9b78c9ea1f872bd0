"""What the processor need not look up for every single item."""

from __future__ import annotations

import time

from augenhoehe.interfaces.federation.inbox import limits
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.standing import those_we_talk_to


class Memory:
    """Who acts and with whom we talk, for some seconds: most items are of those before them."""

    def __init__(self) -> None:
        self._actors: dict[str, tuple[RemoteActor, float]] = {}
        self._hosts: dict[str, tuple[bool, float]] = {}

    def actors(self, uris: set[str]) -> dict[str, RemoteActor]:
        """Those known of these."""
        now = time.monotonic()
        found = {uri: row for uri in uris if (row := self._actor(uri, now)) is not None}
        if len(found) < len(uris):
            learned = known_actors(uris - found.keys())
            self._actors |= {uri: (row, now) for uri, row in learned.items()}
            found |= learned
        return found

    def _actor(self, uri: str, now: float) -> RemoteActor | None:
        row, since = self._actors.get(uri, (None, 0.0))
        return row if now - since < limits.ACTOR_KEPT_SECONDS else None

    def forget_actor(self, uri: str) -> None:
        """Something about them may have changed."""
        self._actors.pop(uri, None)

    def welcome(self, hosts: set[str]) -> set[str]:
        """Those of these hosts that we talk to; asked outside of a transaction."""
        now = time.monotonic()
        unsure = {host for host in hosts if self._hosts.get(host, (False, 0.0))[1] < now}
        if unsure:
            yes, until = those_we_talk_to(unsure), now + limits.STANDING_SECONDS
            self._hosts |= {host: (host in yes, until) for host in unsure}
        return {host for host in hosts if self._hosts[host][0]}

    def tidy(self) -> None:
        """Stay small."""
        for memory in (self._actors, self._hosts):
            if len(memory) > limits.KEYS_KEPT:
                memory.clear()


def known_actors(uris: set[str]) -> dict[str, RemoteActor]:
    """Those with these ids that we know, with their accounts."""
    rows = RemoteActor.objects.filter(account__uri__in=uris).exclude(account__uri="")
    return {row.account.uri: row for row in rows.select_related("account")}
