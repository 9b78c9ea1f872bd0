"""Serving HTTPS without a proxy in front: the certificate, and a bound for slow handshakes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from uvicorn import Server

logger = logging.getLogger("augenhoehe")

# Who has connected and does not finish the handshake is let go; uvloop itself waits a minute.
_HANDSHAKE_SECONDS = 10.0


class BadCertificate(Exception):
    """There is nothing to serve HTTPS with; `str()` is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files in PEM: the certificate with its chain, and its key, which may stand in the same."""

    certificate: str
    key: str = ""

    def context(self) -> ssl.SSLContext:
        """What a server listens with: TLS 1.2 or newer, HTTP/1.1."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        self.load_into(context)
        return context

    def load_into(self, context: ssl.SSLContext) -> None:
        """Read the files (again); new connections get what they say now."""
        if not self.certificate:
            raise BadCertificate("A key without a certificate: name one with --tls-certificate.")
        try:
            # A key with a password would be asked for on a terminal nobody looks at.
            context.load_cert_chain(self.certificate, self.key or None, password=lambda: b"")
        except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
            named = " and ".join(filter(None, (self.certificate, self.key)))
            raise BadCertificate(f"Cannot serve HTTPS with {named}: {error}.") from None


class QuietServer(Server):
    """uvicorn without its own handling of signals and its own messages."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen; with TLS, for handshakes that come to an end."""
        if self.config.ssl is None:
            await super().startup(sockets)
            return
        await super().startup(sockets=[])
        greet = partial(  # type: ignore[call-arg]
            self.config.http_protocol_class,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        for door in sockets or ():
            listening = asyncio.get_running_loop().create_server(
                greet,
                sock=door,
                ssl=self.config.ssl,
                ssl_handshake_timeout=_HANDSHAKE_SECONDS,
                backlog=self.config.backlog,
            )
            self.servers.append(await listening)


def renew_on_hangup(given: Certificate, context: ssl.SSLContext) -> None:
    """On SIGHUP read a renewed certificate; connections that are open keep the old one."""

    def renew() -> None:
        try:
            given.load_into(context)
            logger.info("The certificate was read again.")
        except BadCertificate as reason:
            logger.error("%s The former one stays in use.", reason)

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, renew)
