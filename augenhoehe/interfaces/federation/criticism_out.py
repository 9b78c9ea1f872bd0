"""Bringing critics on other servers the links by which they act in their cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from augenhoehe.domain.criticism.actions import link_was_sent, write_to_critic
from augenhoehe.domain.criticism.selectors import link_to_send, links_to_send
from augenhoehe.interfaces.federation.criticism_words import language_for, message_for
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.standing import is_resting, may_talk_to

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.events import LinkWaits
    from augenhoehe.domain.criticism.models import CriticLink


def write_to_critic_elsewhere(event: LinkWaits) -> None:
    """A step in somebody's case, or a question to them: one message."""
    link = link_to_send(event.link_id)
    if link is not None and not is_resting():
        _write(link)


def write_to_critics() -> None:
    """What waited while nothing was exchanged with anybody. Meant to run every few minutes."""
    if is_resting():
        return
    for link in links_to_send():
        _write(link)


def _write(link: CriticLink) -> None:
    actor = RemoteActor.objects.filter(account=link.account, gone_at=None).first()
    if actor is None or not may_talk_to(actor.host):
        link_was_sent(link)  # it cannot reach them: they act by a reply, or not at all
        return
    language = language_for(link)
    with translation.override(language):
        write_to_critic(link, text=message_for(link), language=language)
