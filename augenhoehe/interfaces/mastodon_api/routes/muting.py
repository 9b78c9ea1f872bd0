"""Muting a conversation: no more notices of it. Through a voice nobody looks away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.actions import mute_thread, unmute_thread
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.endpoint import Refused, endpoint
from augenhoehe.interfaces.mastodon_api.entities.status import status_entity
from augenhoehe.interfaces.mastodon_api.routes.common import found_post, somebody


def _of_thread(act: Callable[..., object]) -> Callable[[HttpRequest, str], Any]:
    def change(request: HttpRequest, status_id: str) -> Any:
        holder, reader = somebody(request, "write:mutes")
        if holder.voice is not None:
            raise Refused(403, _("A voice cannot look away: it speaks for the organisation."))
        patience.spend("react", str(holder.account.id))
        post = found_post(reader, status_id)
        act(post, by=holder.account)
        # Anew: whoever mutes for the first time was not looked up for it before.
        now = reader_for(holder.account)
        return status_entity(now, found_post(now, status_id))

    return change


mute = endpoint(post=_of_thread(mute_thread))
unmute = endpoint(post=_of_thread(unmute_thread))
