"""What a token may do, and what of it is kept.

The scopes are Mastodon's: a wide one (`read`) includes the narrow ones (`read:statuses`),
and `follow` includes what following needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

DEFAULT = "read"

_READ = (
    "accounts",
    "blocks",
    "bookmarks",
    "favourites",
    "filters",
    "follows",
    "lists",
    "mutes",
    "notifications",
    "search",
    "statuses",
)
_WRITE = (
    "accounts",
    "blocks",
    "bookmarks",
    "conversations",
    "favourites",
    "filters",
    "follows",
    "lists",
    "media",
    "mutes",
    "notifications",
    "reports",
    "statuses",
)
_ADMIN = (
    "accounts",
    "reports",
    "domain_allows",
    "domain_blocks",
    "ip_blocks",
    "email_domain_blocks",
    "canonical_email_blocks",
)
SCOPES: tuple[str, ...] = (
    "profile",
    "read",
    *(f"read:{kind}" for kind in _READ),
    "write",
    *(f"write:{kind}" for kind in _WRITE),
    "follow",
    "push",
    "admin:read",
    *(f"admin:read:{kind}" for kind in _ADMIN),
    "admin:write",
    *(f"admin:write:{kind}" for kind in _ADMIN),
)
_KNOWN = frozenset(SCOPES)
_FOLLOWING = frozenset(
    f"{verb}:{kind}" for verb in ("read", "write") for kind in ("blocks", "follows", "mutes")
)


def first_unknown(scopes: Collection[str]) -> str | None:
    """The first of these that is no scope; None if all are."""
    return next((scope for scope in scopes if scope not in _KNOWN), None)


def includes(held: Collection[str], wanted: str) -> bool:
    """Whether somebody with the scopes `held` may do what needs `wanted`."""
    if wanted in held or (wanted in _FOLLOWING and "follow" in held):
        return True
    wider = wanted.rpartition(":")[0]
    return wider in held


def digest_of(secret: str) -> str:
    """What of a token or a code is kept: enough to know it again, not enough to use it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
