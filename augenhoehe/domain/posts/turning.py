"""Whether a post of a voice, or of somebody with a hat, turned against its authors.

Looked at a little after somebody reacted, once for many reactions. Kept are sums, never what
was read into anybody's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.prior_approval import people_of
from augenhoehe.domain.people.selectors import member_ids
from augenhoehe.domain.posts.at_hand import heard
from augenhoehe.domain.posts.audience import NARROW
from augenhoehe.domain.posts.events import PostLiked, PostPublished, PostTurned
from augenhoehe.domain.posts.models import Like, Post, Turn
from augenhoehe.domain.posts.ports import dissent_among
from augenhoehe.domain.posts.turn_rule import LEAST_PEOPLE, Figures, Reaction, figures_of
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.ids import time_of
from augenhoehe.foundation.jobs import enqueue
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.prepared import prepared

KIND = "turn"
_WAITS = timedelta(minutes=1)  # many reactions in a minute are looked at once
_MOST = 1000  # of each kind, the first ones: bounded work, whatever happens

_IS_OURS = Q(account__domain="", boost_of=None, deleted_at=None) & (
    Q(account__kind=Account.Kind.VOICE) | ~Q(hat_words="")
)


def note_said(event: PostPublished) -> None:
    """Somebody replied, quoted or passed on: what they meant is looked at soon."""
    post = heard(event.post_id)
    if post is not None:
        about = {post.in_reply_to_id, post.quote_of_id, post.boost_of_id} - {None}
        _look_soon(frozenset(one for one in about if one is not None))


def note_liked(event: PostLiked) -> None:
    _look_soon(frozenset({event.post_id}))


def _look_soon(ids: frozenset[int]) -> None:
    for (post_id,) in _worth_a_look(ids) if ids else ():
        lane = f"{KIND}:{post_id}"
        if not Job.objects.filter(host=lane, leased_until=None, gave_up_at=None).exists():
            enqueue(KIND, {"post_id": post_id}, due_at=clock.now() + _WAITS, host=lane)


@prepared
def _worth_a_look(ids: frozenset[int]) -> QuerySet[Post, tuple[int]]:
    """Those of ours to which enough people may have reacted."""
    many = F("likes_count") + F("boosts_count") + F("replies_count") + F("quotes_count")
    rows = Post.objects.filter(_IS_OURS, id__in=ids).alias(many=many)
    return rows.filter(many__gte=LEAST_PEOPLE).values_list("id")


def look_again(payload: Mapping[str, Any]) -> None:
    """The job: tell the team once if it turned; end what turned back."""
    post = Post.objects.filter(_IS_OURS, id=payload["post_id"]).select_related("account").first()
    if post is None:
        return
    figures = figures_of(reactions_to(post))
    with transaction.atomic():
        turn = Turn.objects.select_for_update().filter(post=post).first()
        if turn is None and figures.has_turned:
            _begin(post, figures)
        elif turn is not None and turn.ended_at is None and figures.has_turned_back:
            turn.ended_at = clock.now()
            turn.save(update_fields=["ended_at"])


def _begin(post: Post, figures: Figures) -> None:
    turn = Turn.objects.create(
        post=post,
        approving=figures.approving,
        dissenting=figures.dissenting,
        lower=figures.lower,
    )
    emit(PostTurned(post.id, turn.id))


def team_of(post: Post) -> set[int]:
    """Who answers for a post: the members of its voice, or who wore the hat."""
    return people_of(post.account) if post.account.is_voice else {post.account_id}


def reactions_to(post: Post) -> list[Reaction]:
    """What independent people did with a post: five queries, however many they are."""
    said = list(_said_about(post))
    signs = [*_likes(post), *_boosts(post)]
    people = {row[1] for row in signs} | {one.account_id for one in said}
    ours = member_ids(people) | {post.account_id, post.written_by_id}
    critical = dissent_among([one for one in said if one.account_id not in ours])
    found = [
        Reaction(person, time_of(row), dissents=False, server=server)
        for row, person, server in signs
        if person not in ours
    ]
    return found + [
        Reaction(one.account_id, time_of(one.id), dissents=True, server=one.account.domain)
        for one in said
        if one.id in critical and one.account_id not in ours
    ]


def _likes(post: Post) -> Iterator[tuple[int, int, str]]:
    rows = Like.objects.filter(post=post, account__kind=Account.Kind.PERSON)
    yield from rows.order_by("id").values_list("id", "account_id", "account__domain")[:_MOST]


def _boosts(post: Post) -> Iterator[tuple[int, int, str]]:
    rows = Post.objects.filter(boost_of=post, deleted_at=None)
    rows = rows.filter(account__kind=Account.Kind.PERSON).order_by("id")
    yield from rows.values_list("id", "account_id", "account__domain")[:_MOST]


def _said_about(post: Post) -> Iterator[Post]:
    """Replies and quotes, but not what was said to a few people only."""
    for about in (Q(in_reply_to=post), Q(quote_of=post)):
        rows = Post.objects.filter(about, deleted_at=None, account__kind=Account.Kind.PERSON)
        rows = rows.exclude(audience__in=NARROW).select_related("account").order_by("id")
        yield from rows[:_MOST]
