"""Who is told what: notices are written in the transaction of what they tell.

Who may know of it and wants to is decided by `telling`. Who liked or passed on a post of a
voice is told to the person who wrote it.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from augenhoehe.domain.criticism.events import (
    CaseHandedOver,
    CaseMoved,
    CaseOffered,
    CaseOpened,
    CaseOverdue,
    OfferDecided,
)
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.selectors import offer_to_write_about
from augenhoehe.domain.criticism.states import Hand
from augenhoehe.domain.notifications.events import SubscribersWait
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.notifications.telling import count_request
from augenhoehe.domain.notifications.telling import tell as _tell
from augenhoehe.domain.people.events import Followed, FollowRequested, FollowWentAlong, VoiceJoined
from augenhoehe.domain.people.models import Account, Follow, VoiceMembership
from augenhoehe.domain.posts.at_hand import hear
from augenhoehe.domain.posts.events import (
    PollEnded,
    PostBoosted,
    PostEdited,
    PostLiked,
    PostPublished,
)
from augenhoehe.domain.posts.models import Mention, PollVote, Post
from augenhoehe.domain.spaces.events import SpaceInvited, SpaceJoined, SpaceRequested
from augenhoehe.domain.spaces.models import SpaceMembership
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.prepared import prepared

Kind = Notification.Kind
_TO_YOU = "to_you"  # the step of a case that was handed over to the recipient


def tell_addressed(event: PostPublished) -> None:
    """A post replies to people, quotes them, or mentions them: told once, as the first of these."""
    post = hear(event.post_id)
    if post.boost_of_id is not None:
        return
    told: set[int] = set()
    if post.in_reply_to is not None:
        told = _people_behind(post.in_reply_to.account_id, post.in_reply_to.written_by_id)
        _tell_about_post(told, Kind.REPLY, post)
    quoted = _people_quoted_in(post) - told
    _tell_about_post(quoted, Kind.QUOTE, post)
    told |= quoted
    mentioned: set[int] = set()
    for (account_id,) in _mentioned_here(post.id):
        mentioned |= _people_behind(account_id, None)
    _tell_about_post(mentioned - told, Kind.MENTION, post)


@prepared
def _mentioned_here(post_id: int) -> QuerySet[Mention, tuple[int]]:
    mentions = Mention.objects.filter(post_id=post_id, account__domain="")
    return mentions.values_list("account_id")


def _people_behind(account_id: int, written_by_id: int | None) -> set[int]:
    """The local people who answer for an account: itself, or the team of a voice.

    Who wrote a voice's post is told alone, while they write for it; a mention of the voice
    reaches its whole team.
    """
    account = Account.objects.filter(id=account_id, domain="").first()
    if account is None:
        return set()
    if account.is_voice:
        members = VoiceMembership.objects.filter(voice=account, left_at__isnull=True)
        team = set(members.values_list("person_id", flat=True))
        return {written_by_id} if written_by_id in team else team
    return {account.id} if account.is_person else set()


def _people_quoted_in(post: Post) -> set[int]:
    if post.quote_of is None or post.quote_state != Post.QuoteState.ACCEPTED:
        return set()
    return _people_behind(post.quote_of.account_id, post.quote_of.written_by_id)


def tell_quoters(event: PostEdited) -> None:
    """Whoever quotes a post learns that it says something else now: of the last edit."""
    post = Post.objects.filter(id=event.post_id, deleted_at__isnull=True).first()
    if post is None:
        return
    quotes = Post.objects.filter(
        quote_of_id=post.id, quote_state=Post.QuoteState.ACCEPTED, deleted_at__isnull=True
    )
    local = quotes.filter(written_by__domain="").exclude(written_by_id=post.written_by_id)
    for quote_id, person in local.values_list("id", "written_by_id"):
        with transaction.atomic():
            known = Notification.objects.filter(recipient_id=person, post_id=quote_id)
            known.filter(kind=Kind.QUOTED_EDITED).delete()
            _tell(person, Kind.QUOTED_EDITED, actor_id=post.account_id, post_id=quote_id)


def _tell_about_post(recipients: Iterable[int], kind: str, post: Post) -> None:
    for recipient in set(recipients) - {post.written_by_id}:
        _tell(recipient, kind, actor_id=post.account_id, post_id=post.id)


def call_subscribers(event: PostPublished) -> None:
    """Whoever wants to hear of every post of somebody is told after it has been published."""
    post = hear(event.post_id)
    parent = post.in_reply_to
    if post.boost_of_id is not None or (parent and parent.account_id != post.account_id):
        return
    if _subscribers(post.account_id):
        emit(SubscribersWait(post.id))


@prepared
def _subscribers(account_id: int) -> QuerySet[Follow, tuple[int]]:
    return Follow.objects.filter(followed_id=account_id, notify=True).values_list("id")[:1]


def tell_subscribers(event: SubscribersWait) -> None:
    """Of every post of somebody, whoever wants to; not who was told of this one already."""
    post = Post.objects.filter(id=event.post_id, deleted_at__isnull=True).first()
    if post is None:
        return
    told = Notification.objects.filter(post_id=post.id).values("recipient_id")
    waiting = Follow.objects.filter(followed_id=post.account_id, notify=True)
    waiting = waiting.exclude(follower_id__in=told).exclude(follower_id=post.written_by_id)
    for recipient in waiting.filter(follower__domain="").values_list("follower_id", flat=True):
        with transaction.atomic():
            _tell(recipient, Kind.POST, actor_id=post.account_id, post_id=post.id)


def tell_edited(event: PostEdited) -> None:
    """Whoever passed a post on learns that it says something else now: of the last edit."""
    post = Post.objects.filter(id=event.post_id, deleted_at__isnull=True).first()
    if post is None:
        return
    boosts = Post.objects.filter(boost_of_id=post.id, deleted_at__isnull=True)
    people = boosts.filter(written_by__domain="").values_list("written_by_id", flat=True)
    for person in set(people) - {post.written_by_id, None}:
        with transaction.atomic():
            known = Notification.objects.filter(recipient_id=person, post_id=post.id)
            known.filter(kind=Kind.POST_EDITED).delete()
            _tell(person, Kind.POST_EDITED, actor_id=post.account_id, post_id=post.id)


def tell_poll_ended(event: PollEnded) -> None:
    """Who asked and who chose an answer learn that it can be read what was chosen."""
    post = Post.objects.get(id=event.post_id)
    voters = PollVote.objects.filter(poll__post_id=post.id, account__domain="")
    people = {post.written_by_id, *voters.values_list("account_id", flat=True)} - {None}
    local = Account.objects.filter(id__in=people, domain="", kind=Account.Kind.PERSON)
    for person in local.values_list("id", flat=True):
        _tell(person, Kind.POLL_ENDED, actor_id=post.account_id, post_id=post.id)


def tell_boosted(event: PostBoosted) -> None:
    _tell_author(event.post_id, Kind.BOOST, event.account_id)


def tell_liked(event: PostLiked) -> None:
    _tell_author(event.post_id, Kind.LIKE, event.account_id)


def _tell_author(post_id: int, kind: str, actor_id: int) -> None:
    author = Post.objects.values_list("written_by_id", flat=True).get(id=post_id)
    if author is not None and author != actor_id:
        _tell(author, kind, actor_id=actor_id, post_id=post_id)


def tell_followed(event: Followed) -> None:
    for person in _people_behind(event.followed_id, None):
        _tell(person, Kind.FOLLOW, actor_id=event.follower_id)


def tell_follow_requested(event: FollowRequested) -> None:
    for person in _people_behind(event.followed_id, None):
        _tell(person, Kind.FOLLOW_REQUEST, actor_id=event.follower_id)


def tell_moved(event: FollowWentAlong) -> None:
    """Quietly: on the page of notices only. Apps know no such kind and are not told."""
    for person in _people_behind(event.follower_id, None):
        _tell(person, Kind.MOVED, actor_id=event.to_id)


def tell_voice_joined(event: VoiceJoined) -> None:
    if event.by_id != event.person_id:
        _tell(event.person_id, Kind.VOICE_JOINED, actor_id=event.voice_id)


def tell_space_requested(event: SpaceRequested) -> None:
    moderators = SpaceMembership.objects.filter(
        space_id=event.space_id, role=SpaceMembership.Role.MODERATOR
    )
    for moderator in moderators.values_list("account_id", flat=True):
        _tell(moderator, Kind.SPACE_REQUEST, actor_id=event.account_id, space_id=event.space_id)


def tell_space_invited(event: SpaceInvited) -> None:
    _tell(event.account_id, Kind.SPACE_INVITATION, actor_id=event.by_id, space_id=event.space_id)


def tell_space_joined(event: SpaceJoined) -> None:
    if event.by_id is not None and event.by_id != event.account_id:
        _tell(event.account_id, Kind.SPACE_JOINED, actor_id=event.by_id, space_id=event.space_id)


def tell_case_offered(event: CaseOffered) -> None:
    """Somebody is asked whether their post is criticism. People elsewhere get a link."""
    offer = offer_to_write_about(event.offer_id)
    if offer is None or not offer.post.account.is_local:
        return
    actor = offer.marked_by_id
    _tell(offer.post.account_id, Kind.CASE_OFFERED, post_id=offer.post_id, actor_id=actor)


def forget_offer(event: OfferDecided) -> None:
    """What was decided is no news any more."""
    Notification.objects.filter(
        kind=Kind.CASE_OFFERED, post_id=event.post_id, read_at__isnull=True
    ).update(read_at=clock.now())


def tell_case_opened(event: CaseOpened) -> None:
    """The team of a voice learns that there is criticism."""
    case = Case.objects.get(id=event.case_id)
    for person in _people_behind(case.about_id, None) - {case.critic_id, case.entered_by_id}:
        _tell(person, Kind.CASE_OPENED, case_id=case.id, actor_id=case.critic_id)


def tell_case_moved(event: CaseMoved) -> None:
    """The critic learns of each step; who looks after the case of the critic's steps.

    After "not answered" the whole team is told: somebody else answers now. Who took a step
    under a protected name is not named by its notice either: the voice is.
    """
    case = Case.objects.get(id=event.case_id)
    step = case.events.order_by("-number")[:1].get()
    actor_id = case.about_id if step.protected_name_id else event.by_id
    told = {case.critic_id} if case.critic_id else set()
    if step.record["hand"] == Hand.CRITIC:
        team = _people_behind(case.about_id, None)
        told = {case.taken_by_id} if case.taken_by_id else team
    for person in told - {event.by_id, None}:
        _forget_reply(person, step.post_id)
        _tell(person, Kind.CASE_STEP, case_id=case.id, actor_id=actor_id, step=event.kind)


def tell_case_handed_over(event: CaseHandedOver) -> None:
    """A colleague asks somebody to look after a case."""
    case = Case.objects.get(id=event.case_id)
    step = case.events.order_by("-number")[:1].get()
    actor_id = case.about_id if step.protected_name_id else event.by_id
    _tell(event.to_id, Kind.CASE_STEP, case_id=case.id, actor_id=actor_id, step=_TO_YOU)


def tell_case_overdue(event: CaseOverdue) -> None:
    """The team of the voice learns that a case waits too long, and who looks after it."""
    case = Case.objects.get(id=event.case_id)
    team = _people_behind(case.about_id, None) | {case.taken_by_id}
    for person in team - {case.critic_id, None}:
        _tell(person, Kind.CASE_OVERDUE, case_id=case.id)


def _forget_reply(recipient_id: int | None, post_id: int | None) -> None:
    """An answer to a criticism is a reply too; one notice of it is enough."""
    if post_id is None:
        return
    replies = Notification.objects.filter(
        recipient_id=recipient_id, post_id=post_id, kind=Kind.REPLY
    )
    waited = list(replies.filter(is_held_back=True).values_list("recipient_id", "actor_id"))
    replies.delete()
    for recipient, sender in waited:
        count_request(recipient, sender or 0)
