"""What is alike is settled a little after somebody said, changed or took back something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from augenhoehe.domain.posts.at_hand import heard
from augenhoehe.domain.posts.echo.constants import FEWEST_WORDS
from augenhoehe.domain.posts.echo.finding import (
    WINDOW,
    Alike,
    alike,
    can_echo,
    speaks_for_us,
    what_it_says,
)
from augenhoehe.domain.posts.echo.sketch import keys, words_of
from augenhoehe.domain.posts.events import (
    PostDeleted,
    PostEdited,
    PostPublished,
    PostRemoved,
    PostRestored,
    PostRestricted,
)
from augenhoehe.domain.posts.models import EchoKey, Likeness, Post
from augenhoehe.domain.posts.ports import linked_answers
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import first_id_at, time_of
from augenhoehe.foundation.jobs import enqueue

KIND = "echo"
_Changed = (
    PostPublished | PostEdited | PostDeleted | PostRemoved | PostRestored | PostRestricted
)  # fmt: skip


def note_echo(event: _Changed) -> None:
    """Make a job of what could echo, or did; nothing of what customers and others say."""
    post = heard(event.post_id)
    if post is not None and (post.echoes or _is_worth_it(post)):
        # One after the other: of two alike ones said at once, the second finds the first.
        enqueue(KIND, {"post_id": post.id}, host=KIND)


def _is_worth_it(post: Post) -> bool:
    if post.boost_of_id or not post.is_open or not speaks_for_us(post.account):
        return False
    return len(words_of(post.text)) >= FEWEST_WORDS


def settle_echo_job(payload: Mapping[str, Any]) -> None:
    """The job."""
    settle_echo(payload["post_id"])


@transaction.atomic
def settle_echo(post_id: int) -> None:
    """Find what is nearly like a post as it stands now, and count it for all concerned."""
    before = set(Likeness.objects.filter(post_id=post_id).values_list("other_id", flat=True))
    EchoKey.objects.filter(post_id=post_id).delete()
    if before:
        Likeness.objects.filter(Q(post_id=post_id) | Q(other_id=post_id)).delete()
    post = Post.objects.select_related("account", "space").filter(id=post_id).first()
    found = _settled(post, before) if post is not None and can_echo(post) else []
    if now := {one.post_id for one in found}:
        Likeness.objects.bulk_create(_both_ways(post_id, found))
    if now | before:
        _count({post_id} | now | before)


def _settled(post: Post, before: set[int]) -> list[Alike]:
    parts = what_it_says(post.text)
    if not parts:
        return []
    said, sketch = time_of(post.id), keys(parts)
    if said > clock.now() - WINDOW:
        EchoKey.objects.bulk_create([EchoKey(post_id=post.id, key=key) for key in sketch])
    author = post.written_by_id or post.account_id
    found = alike(parts, sketch, around=said, author_id=author, but=post.id, also=before)
    exempt = linked_answers(post.id, {one.post_id for one in found}) if found else set()
    return [one for one in found if one.post_id not in exempt]


def _both_ways(post_id: int, found: list[Alike]) -> list[Likeness]:
    there = [Likeness(post_id=post_id, other_id=one.post_id, share=one.share) for one in found]
    back = [Likeness(post_id=one.post_id, other_id=post_id, share=one.share) for one in found]
    return there + back


def _count(ids: set[int]) -> None:
    rows = Likeness.objects.filter(post=OuterRef("pk")).order_by().values("post")
    counted = Subquery(rows.annotate(many=Count("pk")).values("many"))
    Post.objects.filter(id__in=ids).update(echoes=Coalesce(counted, 0))


def forget_echo_keys() -> None:
    """Nothing new is compared with what was said before the window; done every day."""
    EchoKey.objects.filter(post_id__lt=first_id_at(clock.now() - WINDOW)).delete()
