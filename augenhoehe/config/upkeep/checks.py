"""What `augenhoehe check` looks at: what is broken, and what an operator should know."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError

from augenhoehe.config.options import OPTIONS, PREFIX
from augenhoehe.config.server.migrating import pending_migrations
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.plainspeech import Broken, shipped_and

_TIGHT_BYTES = 2_000_000_000
_FULL_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence; `is_broken` if the server cannot do its work like this."""

    text: str
    is_broken: bool = False


def findings() -> Iterator[Finding]:
    """Everything there is to say about this configuration."""
    for look in _LOOKS:
        yield from look()


def _address() -> Iterator[Finding]:
    parts = urlsplit(settings.BASE_URL)
    if parts.hostname in ("127.0.0.1", "localhost", "::1"):
        yield Finding("The address is local (base_url): only this machine can open it.")
    elif parts.scheme == "http":
        yield Finding(
            "The address begins with http (base_url): passwords travel in the open. Put a "
            "proxy with a certificate in front and make it https."
        )


def _switches() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("Developer mode is on (debug): errors show the inside of the server.")
    if settings.DEMO:
        yield Finding("The demo is on (demo): everybody may take everybody's place.")
    if not settings.RATE_LIMITS:
        yield Finding("Rate limits are off (rate_limits): passwords can be guessed quickly.")
    if settings.FEDERATION_HTTP:
        yield Finding("Federation over plain http is on (federation_http): for tests only.")
    if settings.FEDERATION_PRIVATE_ADDRESSES:
        yield Finding(
            "Requests to private addresses are on (federation_private_addresses): strangers "
            "can make this server ask machines of your network."
        )


def _mail() -> Iterator[Finding]:
    if "file_path" in settings.MAIL_TRANSPORT:
        yield Finding("Mail is only written to a folder (mail_url): nobody receives it.")


def _pages() -> Iterator[Finding]:
    for name, path in (("imprint", settings.IMPRINT_FILE), ("privacy", settings.PRIVACY_FILE)):
        if not path:
            yield Finding(f"There is no {name} page ({name}_file); the law asks for one.")
        elif not os.access(path, os.R_OK):
            yield Finding(f"The file of the {name} page cannot be read: {path}.", is_broken=True)
    if not settings.CONTACT:
        yield Finding("Nobody is named to turn to (contact): error pages cannot say whom to ask.")


def _unknown_settings() -> Iterator[Finding]:
    known = {option.variable for option in OPTIONS} | {"AUGENHOEHE_CONFIG"}
    for name in sorted(set(os.environ) - known):
        if name.startswith(PREFIX):
            yield Finding(f"There is no setting {name}; it has no effect.")
    named = os.environ.get("AUGENHOEHE_CONFIG")
    if named and not Path(named).exists():
        yield Finding(f"There is no file {named} (AUGENHOEHE_CONFIG), so nothing is read from it.")


def _proxies() -> Iterator[Finding]:
    for proxy in settings.TRUSTED_PROXIES:
        if not _is_network(proxy):
            yield Finding(
                f"{proxy!r} is no address (trusted_proxies), so it is never believed.",
                is_broken=True,
            )


def _is_network(text: str) -> bool:
    try:
        _ = ip_network(text) if "/" in text else ip_address(text)
    except ValueError:
        return False
    return True


def _folder() -> Iterator[Finding]:
    folder: Path = settings.DATA_DIR
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(f"The data folder cannot be written: {folder}.", is_broken=True)
    elif folder.stat().st_mode & 0o007:
        yield Finding(f"Other users of this machine can look into {folder}; chmod 750 helps.")
    for key in (folder / "keys").glob("*"):
        if key.stat().st_mode & 0o077:
            yield Finding(f"The key {key} can be read by others: chmod 600.", is_broken=True)


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < _TIGHT_BYTES:
        text = f"Only {free // 1_000_000} MB are free on the disk of the data folder."
        yield Finding(text, is_broken=free < _FULL_BYTES)


def _database() -> Iterator[Finding]:
    try:
        pending = pending_migrations()
        if pending:
            yield Finding(f"{len(pending)} steps bring the database up to date at the next start.")
        else:
            yield from _roles()
            yield from _lost_work()
            yield from _register()
            yield from _spaces()
    except DatabaseError as error:
        yield Finding(f"The database does not answer: {error}.", is_broken=True)


def _roles() -> Iterator[Finding]:
    from augenhoehe.domain.people.models import RoleGrant  # only when its table is there

    known = RoleGrant.objects.filter(revoked_at=None).exclude(role__in=RoleGrant.Role.values)
    for grant in known.select_related("account"):
        yield Finding(f"{grant.account} has a role this version does not know: {grant.role}.")


def _lost_work() -> Iterator[Finding]:
    given_up = Job.objects.filter(gave_up_at__isnull=False)
    if count := given_up.count():
        kinds = ", ".join(sorted(set(given_up.values_list("kind", flat=True))))
        yield Finding(f"{count} jobs were given up after ten days ({kinds}).")


def _register() -> Iterator[Finding]:
    from augenhoehe.domain.moderation.register import triggers  # only when its tables are there
    from augenhoehe.domain.moderation.register.verification import verify_register

    for rule in triggers.missing():
        yield Finding(
            f"The database does not refuse to rewrite what was written down ({rule}); the next "
            "start puts that right.",
            is_broken=True,
        )
    run = verify_register()
    if run.broken_at is not None:
        yield Finding(
            f"The public register is broken: entry {run.broken_at} is the first bad one.",
            is_broken=True,
        )


def _spaces() -> Iterator[Finding]:
    """The promise of spaces, tried now: it needs no running server."""
    from augenhoehe.config.upkeep.canary import try_promise  # only when its tables are there

    test = try_promise()
    for leak in test.leaks:
        yield Finding(
            f"What is said in a space ({leak['reach']} {leak['space']}) can be read outside: by "
            f"{leak['way']}. Exchange with other servers rests until an administrator looked.",
            is_broken=True,
        )
    if test.error:
        yield Finding(f"The self-test of spaces stumbled: {test.error}.", is_broken=True)


def _django() -> Iterator[Finding]:
    for message in (found for found in run_checks() if not found.is_silenced()):
        yield Finding(f"{message.msg} ({message.id})", is_broken=message.level >= ERROR)


def _plain_rules() -> Iterator[Finding]:
    try:
        shipped_and(Path(settings.PLAIN_RULES) if settings.PLAIN_RULES else None)
    except Broken as broken:
        yield Finding(f"The rules in {settings.PLAIN_RULES} are broken: {broken}", is_broken=True)


_LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _address,
    _switches,
    _mail,
    _pages,
    _plain_rules,
    _unknown_settings,
    _proxies,
    _folder,
    _disk,
    _database,
    _django,
)
