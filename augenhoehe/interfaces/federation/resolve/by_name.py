"""Somebody by their name, on whatever server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings

from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.resolve.names import asked, normal_domain
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def found_by_name(
    handle: str, domain: str, *, is_fresh: Callable[[Account], bool] = lambda known: True
) -> Course[Account | None]:
    """Who is called so; known afterwards. None where nobody is, or their server does not say.

    Somebody known whom `is_fresh` does not find so is learned anew.
    """
    domain = normal_domain(domain)
    known = account_by_address(f"{handle}@{domain}")
    if domain in ("", settings.HOST.lower()) or (known is not None and is_fresh(known)):
        return known
    if known is not None:
        return (yield from known_or_fetched_actor(known.uri, anew=True))
    found = yield from asked(handle, domain)
    if found is None or not found.actor:
        return None
    return (yield from known_or_fetched_actor(found.actor))
