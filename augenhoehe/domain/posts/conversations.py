"""Conversations among a few people, kept for each of them: written when something is said.

Who takes part is decided here, in one statement per post; whether somebody may still read
what was said is asked again at every reading (`audience.readable`).
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from augenhoehe.domain.people.models import Account, VoiceMembership
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts.at_hand import heard
from augenhoehe.domain.posts.audience import Audience, readable, reader_for
from augenhoehe.domain.posts.events import (
    ConversationChanged,
    PostDeleted,
    PostEdited,
    PostPublished,
    PostRemoved,
    PostRestored,
)
from augenhoehe.domain.posts.models import Conversation, Mention, Post
from augenhoehe.foundation.events import emit


def note_in_conversations(event: PostPublished) -> None:
    """Something was said to a few people: it stands first with each of them."""
    post = heard(event.post_id)
    if post is not None and post.audience == Audience.DIRECT and post.boost_of_id is None:
        _note(post, _open_to(post, _taking_part(post)))


def set_conversations_right(event: PostEdited | PostDeleted | PostRemoved | PostRestored) -> None:
    """What was said last is gone, or back, or addresses somebody else too."""
    post = Post.objects.filter(id=event.post_id, audience=Audience.DIRECT).first()
    if post is None or post.boost_of_id is not None:
        return
    if post.deleted_at is not None:
        _step_back(post)
        return
    thread = post.thread_id or post.id
    know_it = Conversation.objects.filter(thread_id=thread, last_post_id__gte=post.id)
    new = _taking_part(post) - set(know_it.values_list("owner_id", flat=True))
    _note(post, _open_to(post, new))


def _taking_part(post: Post) -> set[int]:
    """The people here who wrote it, are addressed, or speak as a voice that did or is."""
    named = {post.account_id, post.written_by_id or post.account_id}
    named |= set(Mention.objects.filter(post=post).values_list("account_id", flat=True))
    teams = VoiceMembership.objects.filter(voice_id__in=named, left_at__isnull=True)
    people = Q(id__in=named) | Q(id__in=teams.values("person_id"))
    found = Account.objects.local().persons().present().filter(people)
    return set(found.values_list("id", flat=True))


def _open_to(post: Post, people: Collection[int]) -> set[int]:
    """Without those who do not want to read its author, as with notices."""
    return {
        one
        for one in people
        if one == post.written_by_id or post.account_id not in hidden_from(one)
    }


def _note(post: Post, owners: Collection[int]) -> None:
    """The post is the last of its conversation for these; an older one changes nothing."""
    thread = post.thread_id or post.id
    present = {
        one.owner_id: one
        for one in Conversation.objects.filter(thread_id=thread, owner_id__in=owners)
    }
    for owner in sorted(owners):
        row = present.get(owner) or Conversation(owner_id=owner, thread_id=thread, last_post=post)
        row.last_post_id = max(row.last_post_id, post.id)
        row.is_unread = owner != post.written_by_id
        row.hidden_at = None
        row.save()
        emit(ConversationChanged(row.id, owner))


def _step_back(post: Post) -> None:
    """What was said before stands first again; without anything the conversation is gone."""
    rows = Conversation.objects.filter(last_post=post).select_related("owner")
    for row in rows:
        said = Post.objects.filter(
            readable(reader_for(row.owner)),
            Q(id=row.thread_id) | Q(thread_id=row.thread_id),
            audience=Audience.DIRECT,
            boost_of__isnull=True,
        )
        last = said.order_by("-id").values_list("id", flat=True).first()
        if last is None:
            row.delete()
        else:
            Conversation.objects.filter(id=row.id).update(last_post_id=last)
