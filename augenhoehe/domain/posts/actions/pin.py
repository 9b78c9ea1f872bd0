from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import take_up
from augenhoehe.domain.people.events import VoiceJoined
from augenhoehe.domain.people.models import Account, Habit
from augenhoehe.domain.people.selectors import voice_team
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.events import PostPinned, PostUnpinned
from augenhoehe.domain.posts.models import Pin, Post
from augenhoehe.domain.posts.policies_showing import may_pin
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, require

MOST_PINS = 5


@transaction.atomic
def pin(post: Post, *, by: Account) -> None:
    """Put a post first on the page of the account it is by; twice is once."""
    require(may_pin(reader_for(by), post))
    pins = Pin.objects.filter(account_id=post.account_id)
    if pins.filter(post=post).exists():
        return
    if pins.filter(post__deleted_at__isnull=True).count() >= MOST_PINS:
        raise Invalid(_("You have already pinned the maximum number of posts"))
    Pin.objects.create(account_id=post.account_id, post=post)
    for person_id in _who_looks(post.account, by):
        take_up(person_id, Habit.PINS)
    emit(PostPinned(post.id))


def _who_looks(account: Account, by: Account) -> set[int]:
    """Everybody who sees of these posts whether they are pinned: of a voice, its writers."""
    team = voice_team(account).values_list("person_id", flat=True) if account.is_voice else []
    return {by.id, *team}


@transaction.atomic
def unpin(post: Post, *, by: Account) -> None:
    """Put a post back among the others."""
    require(may_pin(reader_for(by), post))
    if Pin.objects.filter(account_id=post.account_id, post=post).delete()[0]:
        emit(PostUnpinned(post.id))


def show_pins_to(event: VoiceJoined) -> None:
    """Whoever begins to write for a voice sees which of its posts stand first."""
    if Pin.objects.filter(account_id=event.voice_id).exists():
        take_up(event.person_id, Habit.PINS)
