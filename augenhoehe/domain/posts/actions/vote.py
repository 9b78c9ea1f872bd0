"""Choosing an answer, and what happens when the time to choose is over."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import is_blocked_by
from augenhoehe.domain.posts.audience import readable, reader_for
from augenhoehe.domain.posts.events import PollEnded, PollVoted
from augenhoehe.domain.posts.models import Poll, PollOption, PollVote, Post
from augenhoehe.domain.posts.policies import may_vote
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require


@transaction.atomic
def vote(post: Post, *, by: Account, choices: Collection[int]) -> None:
    """Choose answers of a poll, by their places: each once, and for good.

    Where several may be chosen, more can be added later. Raises `NotAllowed`, or `Invalid` with
    the field "choices".
    """
    reader = reader_for(by)
    asked = Post.objects.filter(readable(reader), id=post.id, has_poll=True).first()
    if asked is None:
        raise NotAllowed(_("This poll cannot be read."))
    require(may_vote(reader, asked))
    if is_blocked_by(by.id, other_id=asked.account_id):
        raise NotAllowed(_("This person does not want to be addressed by you."))
    # Two votes of one person come one after the other, so that the second finds the first.
    poll = Poll.objects.select_for_update().get(post=asked)
    before = set(_votes(poll, by).values_list("position", flat=True))
    chosen = _usable(poll, before, choices)
    PollVote.objects.bulk_create(
        PollVote(poll=poll, account=by, position=position) for position in chosen
    )
    PollOption.objects.filter(poll=poll, position__in=chosen).update(
        votes_count=F("votes_count") + 1
    )
    if not before:
        Poll.objects.filter(id=poll.id).update(voters_count=F("voters_count") + 1)
    emit(PollVoted(asked.id, by.id, list(chosen)))


def _votes(poll: Poll, by: Account) -> QuerySet[PollVote]:
    return PollVote.objects.filter(poll=poll, account=by)


def _usable(poll: Poll, before: Collection[int], choices: Collection[int]) -> list[int]:
    chosen = list(dict.fromkeys(choices))
    if poll.ends_at is not None and poll.ends_at <= clock.now():
        raise _wrong(_("The poll has already ended"))
    if before and (not poll.is_multiple or any(choice in before for choice in chosen)):
        raise _wrong(_("You have already voted on this poll"))
    if not chosen:
        raise _wrong(_("Please choose an answer."))
    if not set(chosen) <= set(poll.options.values_list("position", flat=True)):
        raise _wrong(_("The chosen vote option does not exist for this poll"))
    if len(chosen) > 1 and not poll.is_multiple:
        raise _wrong(_("Please choose one answer only."), code="one_only")
    return chosen


def _wrong(message: str, code: str = "") -> Invalid:
    return Invalid(message, field="choices", code=code)


def end_polls() -> None:
    """Tell that polls are over, each in a transaction of its own; done every minute."""
    over = Poll.objects.filter(told_at__isnull=True, ends_at__lte=clock.now())
    for poll_id in list(over.order_by("ends_at").values_list("id", flat=True)[:1000]):
        _end(poll_id)


@transaction.atomic
def _end(poll_id: int) -> None:
    still = Poll.objects.select_for_update().filter(id=poll_id, told_at__isnull=True)
    poll = still.filter(ends_at__lte=clock.now()).first()
    if poll is None:  # told by somebody else, or asked anew this moment
        return
    poll.told_at = clock.now()
    poll.save(update_fields=["told_at"])
    emit(PollEnded(poll.post_id))
