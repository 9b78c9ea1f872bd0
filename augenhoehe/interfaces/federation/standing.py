"""With whom this server talks: its mode, and what interventions decided about servers.

Asked before anything is taken from, fetched from or sent to a host.
"""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings

from augenhoehe.domain.moderation.selectors import measures_on_servers
from augenhoehe.domain.spaces.selectors import leak_to_look_at
from augenhoehe.foundation.unchanged import remembered
from augenhoehe.foundation.verdicts import YES, Verdict, no
from augenhoehe.interfaces.federation.models import Peer


def may_talk_to(host: str) -> Verdict:
    """Whether to take from, ask and send to a host at all.

    `host` as in `Peer.host`. The reason of a refusal is for logs and administrators.
    """
    if settings.FEDERATION == "closed":
        return no("Federation is closed.")
    if has_leaked():
        return no("The self-test of spaces found a leak; an administrator has to look at it first.")
    name = host.partition(":")[0].lower()
    if _is_among(name, suspended_hosts()):
        return no("An intervention suspended this server.")
    if settings.FEDERATION == "allowlist" and not _is_among(name, _allowed()):
        return no("This server is not on the list of those we talk with.")
    return YES


def those_we_talk_to(hosts: Collection[str]) -> set[str]:
    """The hosts among these that `may_talk_to` says yes to, for the price of one."""
    if settings.FEDERATION == "closed" or not hosts or has_leaked():
        return set()
    suspended = suspended_hosts()
    allowed = _allowed() if settings.FEDERATION == "allowlist" else None
    named = {host: host.partition(":")[0].lower() for host in hosts}
    return {
        host
        for host, name in named.items()
        if not _is_among(name, suspended) and (allowed is None or _is_among(name, allowed))
    }


def is_resting() -> bool:
    """Whether nothing is exchanged with anybody at present."""
    return settings.FEDERATION == "closed" or has_leaked()


def has_leaked() -> bool:
    """Whether something internal got out, and no administrator has looked at it yet."""
    return remembered("federation: leaked", lambda: leak_to_look_at() is not None)


def suspended_hosts() -> frozenset[str]:
    """Servers with which an intervention in force ended all exchange."""
    return remembered(
        "federation: suspended",
        lambda: frozenset(one.domain for one in measures_on_servers() if one.is_suspended),
    )


def _allowed() -> frozenset[str]:
    return remembered(
        "federation: allowed",
        lambda: frozenset(
            host.partition(":")[0]
            for host in Peer.objects.exclude(allowed_at=None).values_list("host", flat=True)
        ),
    )


def _is_among(name: str, hosts: frozenset[str]) -> bool:
    """Whether a host or one it belongs under stands there: a.b.example is under b.example."""
    labels = name.split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels)))
