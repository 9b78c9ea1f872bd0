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

CLOSED = "Federation is closed."
PAUSED = "The self-test of spaces found a leak; an administrator has to look at it first."
SUSPENDED = "An intervention suspended this server."
NOT_LISTED = "This server is not on the list of those we talk with."


def may_talk_to(host: str) -> Verdict:
    """Whether to take from, ask and send to a host now.

    `host` as in `Peer.host`. The reason of a refusal is for logs and administrators.
    """
    reason = why_silent([host]).get(host)
    return no(reason) if reason else YES


def why_silent(hosts: Collection[str]) -> dict[str, str]:
    """By host: why nothing is exchanged with it now; without those with which it is."""
    return dict.fromkeys(hosts, PAUSED) if has_leaked() else _refusals(hosts)


def is_name_suspended(domain: str) -> bool:
    """Whether an intervention suspended the server after which somebody is called.

    Moderators see names; the actor behind one may lie on another host (split domains).
    """
    return bool(domain) and _is_among(domain.partition(":")[0].lower(), suspended_hosts())


def those_we_talk_to(hosts: Collection[str]) -> set[str]:
    """The hosts among these with which we exchange things, for the price of one question.

    A pause does not count here: what is for them is written down, and waits for its end.
    """
    return set(hosts) - _refusals(hosts).keys()


def _refusals(hosts: Collection[str]) -> dict[str, str]:
    """What is decided about hosts, until it is decided otherwise."""
    if settings.FEDERATION == "closed" or not hosts:
        return dict.fromkeys(hosts, CLOSED)
    suspended = suspended_hosts()
    allowed = _allowed() if settings.FEDERATION == "allowlist" else None
    found = {}
    for host in hosts:
        name = host.partition(":")[0].lower()
        if _is_among(name, suspended):
            found[host] = SUSPENDED
        elif allowed is not None and not _is_among(name, allowed):
            found[host] = NOT_LISTED
    return found


def is_resting() -> bool:
    """Whether nothing is exchanged with anybody at present."""
    return settings.FEDERATION == "closed" or has_leaked()


def has_leaked() -> bool:
    """Whether something internal got out, and no administrator has looked at it yet.

    Then all exchange pauses: others are told to come again, and what is for them waits here.
    """
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
