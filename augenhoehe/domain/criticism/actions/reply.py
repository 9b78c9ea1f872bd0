"""A critic who answers with a word has said it: a reply can be a step."""

from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from django.db.models import Q

from augenhoehe.domain.criticism.actions.critic import confirm_case, dispute_case
from augenhoehe.domain.criticism.actions.offer import accept_offer, decline_offer
from augenhoehe.domain.criticism.critics import Somebody
from augenhoehe.domain.criticism.models import Case, CriticLink, Offer
from augenhoehe.domain.criticism.replies import says_to_answer, says_to_offer
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.at_hand import hear
from augenhoehe.domain.posts.events import PostPublished
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.verdicts import NotAllowed


def hear_reply(event: PostPublished) -> None:
    """A reply to an answer, to an offer, or to the message that brought a link."""
    post = hear(event.post_id)
    if post.in_reply_to is None or post.boost_of_id is not None:
        return
    wants = says_to_offer(post.text)
    if says_to_answer(post.text) is None and wants is None:
        return
    case = _case_it_is_said_to(post)
    if case is not None:
        _step(case, _resolved(post), post.guest or post.account, post.text)
    elif (offer := _offer_it_is_said_to(post)) is not None:
        _decide(offer, wants, post.account)


def _resolved(post: Post) -> bool | None:
    """What the reply says of the answer; the message that brought a link asks just that."""
    parent = post.in_reply_to
    asked = parent is not None and CriticLink.objects.filter(post=parent).exists()
    return says_to_answer(post.text, answer=parent.text if parent and not asked else "")


def _case_it_is_said_to(post: Post) -> Case | None:
    """The case of the answer this replies to: the critic's own, where one answers several."""
    mine = _of_the_writer(post)
    replied_to = post.in_reply_to_id
    answered = Case.objects.filter(mine, answers__post_id=replied_to)
    told = CriticLink.objects.filter(post_id=replied_to).values("case_id")
    return answered.first() or Case.objects.filter(mine, id__in=told).first()


def _of_the_writer(post: Post) -> Q:
    if post.guest_id is not None and post.written_by_id is not None:
        return Q(pk__in=[])  # a member wrote it down for them: that confirms nothing
    if post.guest_id is not None:
        return Q(contact_id=post.guest_id)
    return Q(critic_id=post.account_id)


def _offer_it_is_said_to(post: Post) -> Offer | None:
    """The offer whose post or message this replies to, if the author replies."""
    mine = Offer.objects.filter(state=Offer.State.OPEN, post__account_id=post.account_id)
    if offer := mine.filter(post_id=post.in_reply_to_id).first():
        return offer
    told = CriticLink.objects.filter(
        post_id=post.in_reply_to_id, account_id=post.account_id, offer__isnull=False
    )
    return mine.filter(id__in=told.values("offer_id")).first()


def _step(case: Case, resolved: bool | None, by: Somebody, text: str) -> None:
    if resolved is True:
        _try(lambda: confirm_case(case, by=by))
    elif resolved is False:
        _try(lambda: dispute_case(case, by=by, text=text))


def _decide(offer: Offer, yes: bool | None, by: Account) -> None:
    if yes is True:
        _try(lambda: accept_offer(offer, by=by))
    elif yes is False:
        _try(lambda: decline_offer(offer, by=by))


def _try(step: Callable[[], object]) -> None:
    """Where the step cannot be taken any more, the reply is a reply and no step."""
    with suppress(NotAllowed), transaction.atomic():
        step()
