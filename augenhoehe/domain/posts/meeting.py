"""Whom a text addresses on other servers is looked up there, before the text is published."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from augenhoehe.domain.people.selectors import accounts_by_handles, domain_kept
from augenhoehe.domain.posts.ports import find_elsewhere
from augenhoehe.foundation import text as texts

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.domain.spaces.models import Space

_MOST = 5
_SECONDS = 8.0


def is_for_outside(space: Space | None, about: Post | None) -> bool:
    """Whether something said in a space, about a post, may leave this server at all."""
    inside = (space is not None and space.is_internal) or (about is not None and about.is_internal)
    return not inside


def meet_mentioned(text: str) -> None:
    """See to it that people elsewhere whom a text addresses are known here, if they exist.

    Never called within a transaction: it waits for other servers. Not for what stays inside,
    since already asking for somebody would tell their server that they are spoken of.
    """
    elsewhere = [one for one in texts.find_mentions(text) if domain_kept(one.domain)]
    if not elsewhere:
        return
    wanted = elsewhere[: 2 * _MOST]
    found = accounts_by_handles((one.handle, one.domain) for one in wanted)
    known = {account.address.lower() for account in found}
    ends = time.monotonic() + _SECONDS
    strangers = [one for one in wanted if f"{one.handle}@{one.domain}" not in known]
    for stranger in strangers[:_MOST]:
        if time.monotonic() > ends:
            return
        find_elsewhere(f"@{stranger.handle}@{stranger.domain}")
