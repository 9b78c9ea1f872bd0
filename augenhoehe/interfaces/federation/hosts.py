"""Hosts as they stand in `Peer.host`: lower case, with the port where that is not the usual one."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from django.conf import settings

from augenhoehe.activitypub.reading import origin, plain_http


def host_of(url: str) -> str:
    """The host of an address, "" where it is none."""
    return origin(url).partition("://")[2]


def as_servers_speak_here() -> AbstractContextManager[None]:
    """Within it addresses without TLS are read too, where the operator allows them (tests)."""
    return plain_http() if settings.FEDERATION_HTTP else nullcontext()
