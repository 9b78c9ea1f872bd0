"""Posts that stand first on a page: one's own, or as a writer of a voice, the voice's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from augenhoehe.domain.posts import actions
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, invalid
from augenhoehe.interfaces.mastodon_api.entities.status import status_entity
from augenhoehe.interfaces.mastodon_api.routes.common import found_post, somebody


def _pin(request: HttpRequest, status_id: str) -> Any:
    return _done(request, status_id, actions.pin)


def _unpin(request: HttpRequest, status_id: str) -> Any:
    return _done(request, status_id, actions.unpin)


def _done(request: HttpRequest, status_id: str, act: Callable[..., None]) -> Any:
    holder, reader = somebody(request, "write:accounts")
    post = found_post(reader, status_id)
    try:
        act(post, by=holder.account)
    except NotAllowed as refusal:  # clients know these reasons as faults of what was sent
        raise invalid(str(refusal)) from None
    return status_entity(reader_for(holder.account), post)


pin = endpoint(post=_pin)
unpin = endpoint(post=_unpin)
