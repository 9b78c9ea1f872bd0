"""Whole addresses: clients do not know which server a relative one belongs to."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

# Only inside of a tag: words of the text may look like an attribute.
_RELATIVE_LINK = re.compile(r'(<a\b[^<>]*?\bhref=")/(?!/)')


def absolute(path: str) -> str:
    """An address of this server in full."""
    return f"{settings.BASE_URL}{path}"


def absolute_links(html: str) -> str:
    """The HTML of a post with its links to this server in full."""
    return _RELATIVE_LINK.sub(rf"\1{settings.BASE_URL}/", html)


def account_url(account: Account) -> str:
    return account.url or absolute(f"/@{account.address}")


def post_url(post: Post) -> str:
    return post.url or absolute(f"/@{post.account.address}/{post.id}")


def moment(at: datetime, *, day_only: bool = False) -> str:
    """A time as clients expect it. Who is protected is so by the hour too: the day must do."""
    if day_only:
        return f"{at:%Y-%m-%d}T00:00:00.000Z"
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
