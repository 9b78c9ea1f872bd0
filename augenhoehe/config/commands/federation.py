"""`augenhoehe federation …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group, say
from augenhoehe.config.commands.people import find, open_database

if TYPE_CHECKING:
    from augenhoehe.interfaces.federation.peers import Overview, PeerSeen


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "federation", "Other servers.")
    status = add(group, "status", _status, "Show how it goes with other servers, or with one.")
    status.add_argument("host", metavar="HOST", nargs="?")
    retry = add(group, "retry", _retry, "Deliver now what waits for a server or was given up.")
    forget = add(group, "forget", _forget, "Let go of everything of a server; asks for --yes.")
    forget.add_argument("--yes", action="store_true", help="do it")
    allow = add(group, "allow", _allow, "Talk with a server in mode allowlist.")
    allow.add_argument("--not", dest="withdraw", action="store_true", help="not any longer")
    for parser in (retry, forget, allow):
        parser.add_argument("host", metavar="HOST")
    keys = add(group, "new-keys", _new_keys, "Replace the keys an account signs with; say so.")
    keys.add_argument("name", metavar="NAME", help="whose keys")


def _status(options: Namespace) -> int | None:
    from augenhoehe.interfaces.federation import peers

    open_database()
    if options.host:
        seen = peers.peer_named(options.host)
        if seen is None:
            raise Refused("This server is not known here.")
        _show(seen)
        return None
    page = 1
    while (found := peers.overview(page=page)).rows:
        _list(found)
        if not found.has_more:
            break
        page += 1
    say(
        f"{found.servers} servers, {found.in_trouble} do not answer, "
        f"{found.waiting} deliveries wait."
    )
    return None


def _list(found: Overview) -> None:
    for seen in found.rows:
        state = "closed" if seen.why_not else "trouble" if seen.is_in_trouble else "ok"
        what = f"{seen.peer.software} {seen.peer.version}".strip() or "-"
        print(seen.host, state, f"waiting={seen.waiting}", f"given-up={seen.given_up}", what)


def _show(seen: PeerSeen) -> None:
    peer = seen.peer
    facts = {
        "host": seen.host,
        "software": f"{peer.software} {peer.version}".strip(),
        "exchange": seen.why_not or "yes",
        "people known": seen.people,
        "waiting": seen.waiting,
        "given up": seen.given_up,
        "last received": peer.last_received_at,
        "last delivered": peer.last_delivered_at,
        "last failed": peer.last_failed_at,
        "last error": peer.last_error,
        "failures in a row": peer.failures,
        "left alone until": peer.closed_until,
        "allowed since": peer.allowed_at,
    }
    for name, value in facts.items():
        shown = value.isoformat(" ", "minutes") if hasattr(value, "isoformat") else value
        print(f"{name}: {shown if shown not in (None, '') else '-'}")


def _retry(options: Namespace) -> None:
    from augenhoehe.interfaces.federation.peers import retry

    open_database()
    say(f"{retry(options.host)} deliveries to {options.host} are due now.")


def _forget(options: Namespace) -> None:
    from augenhoehe.interfaces.federation.peers import forget

    open_database()
    if not options.yes:
        raise Refused(
            f"This lets go of everything that came from {options.host}: posts, media, likes. "
            "It cannot be taken back. Say it again with --yes."
        )
    say(f"{forget(options.host)} posts of {options.host} are gone.")


def _allow(options: Namespace) -> None:
    from augenhoehe.interfaces.federation.peers import allow, withdraw

    open_database()
    (withdraw if options.withdraw else allow)(options.host)
    say(f"{options.host} is {'not ' if options.withdraw else ''}on the list.")


def _new_keys(options: Namespace) -> None:
    from augenhoehe.interfaces.federation.outbox.new_keys import change_keys

    open_database()
    account = find(options.name)
    change_keys(account)
    say(f"@{account.handle} signs with new keys. The servers of its followers are told.")
