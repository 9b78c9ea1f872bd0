"""`/api/v1/polls`, and the poll that comes with a post."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.actions import PollWording, vote
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.selectors import PollSeen, poll_for, post_for
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, invalid, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.poll import poll_entity
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import anybody, somebody

_ALREADY = "You have already voted on this poll"  # in Mastodon's words


def poll_in(sent: Parameters) -> PollWording | None:
    """What a post asks, if it asks."""
    poll = sent.part("poll")
    if not poll.values:
        return None
    return PollWording(
        options=poll.texts("options"),
        seconds=poll.whole("expires_in"),
        multiple=poll.truth("multiple"),
        hides_totals=poll.truth("hide_totals"),
    )


def _found(reader: Reader, raw: str) -> PollSeen:
    number = whole_id(raw)
    poll = poll_for(reader, number) if number is not None else None
    if poll is None:
        raise not_found()
    return poll


def _read(request: HttpRequest, poll_id: str) -> dict[str, Any]:
    reader = anybody(request, "read:statuses")
    return poll_entity(reader, _found(reader, poll_id))


def _vote(request: HttpRequest, poll_id: str) -> dict[str, Any]:
    """Choose; through a voice too it is the person behind it who does, and once."""
    holder, reader = somebody(request, "write:statuses")
    poll = _found(reader, poll_id)
    post = post_for(reader, poll.post_id)
    if post is None:
        raise not_found()
    if poll.is_own:  # 422 and not 403, as clients know it
        raise invalid(_("You cannot vote in your own polls."))
    patience.spend("react", str(holder.account.id))
    try:
        vote(post, by=holder.account, choices=_choices(parameters_of(request)))
    except Invalid as fault:
        # To clients a second answer at once is a second vote.
        raise invalid(_ALREADY if fault.code == "one_only" else str(fault)) from None
    return poll_entity(reader, _found(reader, poll_id))


def _choices(sent: Parameters) -> list[int]:
    """Places of answers, from 0, as numbers or as texts."""
    found = [one.strip() for one in sent.texts("choices")]
    if not all(one.isascii() and one.isdigit() for one in found):
        raise invalid(_("The chosen vote option does not exist for this poll"))
    return [int(one[:10]) for one in found]


single = endpoint(get=_read)
votes = endpoint(post=_vote)
