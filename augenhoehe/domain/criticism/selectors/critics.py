"""What is asked for critics: offers to them, and links that are to reach them."""

from collections.abc import Collection

from django.db.models import QuerySet

from augenhoehe.domain.criticism.critics import has_critic
from augenhoehe.domain.criticism.models import CriticLink, Offer, Submission
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock

__all__ = [
    "case_of_link",
    "has_critic",
    "link_to_send",
    "links_to_send",
    "offer_by_id",
    "offer_to_write_about",
    "offers_on",
    "open_offer_to",
    "submission_to_write_about",
]


def open_offer_to(reader: Reader, post: Post) -> Offer | None:
    """What the author of a post is asked and has not decided; nobody else sees it."""
    if reader.account_id is None or post.account_id != reader.account_id:
        return None
    rows = Offer.objects.filter(post=post, state=Offer.State.OPEN)
    return rows.select_related("about", "marked_by").first()


def offers_on(post_ids: Collection[int]) -> dict[int, Offer]:
    """By post: what was offered, in whatever state."""
    return {offer.post_id: offer for offer in Offer.objects.filter(post_id__in=post_ids)}


def offer_by_id(offer_id: int) -> Offer | None:
    """An offer with its post and the voice it is about."""
    return Offer.objects.filter(id=offer_id).select_related("post", "about").first()


def offer_to_write_about(offer_id: int) -> Offer | None:
    """An offer with all that a message about it tells."""
    rows = Offer.objects.filter(id=offer_id).select_related("post__account", "about", "marked_by")
    return rows.first()


def submission_to_write_about(submission_id: int) -> Submission | None:
    """What somebody sent by the form, for the letter that asks them to confirm it."""
    rows = Submission.objects.filter(id=submission_id).select_related("contact", "about")
    return rows.first()


def case_of_link(link_id: int) -> int | None:
    """The case a link is for."""
    return CriticLink.objects.filter(id=link_id).values_list("case_id", flat=True).first()


def link_to_send(link_id: int) -> CriticLink | None:
    """One of them, with all that a message about it tells; None if it need not go any more."""
    return _waiting().filter(id=link_id).first()


def links_to_send(*, limit: int = 100) -> list[CriticLink]:
    """Links for people on other servers that have not gone out yet, the oldest first."""
    return list(_waiting().order_by("id")[:limit])


def _waiting() -> QuerySet[CriticLink]:
    rows = CriticLink.objects.filter(
        account__isnull=False, sent_at__isnull=True, used_at__isnull=True, ends_at__gt=clock.now()
    )
    return rows.select_related(
        "account", "case__post", "case__about", "offer__post", "offer__about"
    )
