"""A post could be a case: its author is asked once, and decides.

Asked by a mention of a voice, by anybody's mark, or by words that sound like it. This is the
one action that may know the criticism hint; see docs/adr/0013.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.case import open_case
from augenhoehe.domain.criticism.actions.links import make_link
from augenhoehe.domain.criticism.critics import asking
from augenhoehe.domain.criticism.events import CaseOffered, OfferDecided
from augenhoehe.domain.criticism.hint import hint
from augenhoehe.domain.criticism.models import Case, Offer
from augenhoehe.domain.criticism.policies_entering import may_decide_offer, may_mark
from augenhoehe.domain.people.models import Account, VoiceMembership
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.at_hand import hear
from augenhoehe.domain.posts.audience import NARROW, readable, reader_for
from augenhoehe.domain.posts.events import PostPublished
from augenhoehe.domain.posts.models import Mention, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.prepared import prepared, rows_by_id
from augenhoehe.foundation.verdicts import NotAllowed, require


def offer_for_post(event: PostPublished) -> None:
    """Somebody addressed a voice, or their words sound like criticism of it: ask them."""
    post = hear(event.post_id)
    if not _can_be_offered(post):
        return
    if about := _mentioned(post):
        _offer(post, about, Offer.Kind.MENTION)
    elif about := _sounds_like_criticism_of(post):
        _offer(post, about, Offer.Kind.HINT)


def _can_be_offered(post: Post) -> bool:
    if post.boost_of_id or post.audience in NARROW or not post.account.is_person:
        return False
    return not _belongs_to_a_case(post)


def _belongs_to_a_case(post: Post) -> bool:
    """What is said below a case is said to it already."""
    root = post.thread_id
    within = Q(post_id=root) | Q(post__thread_id=root)
    return root is not None and Case.objects.filter(within).exists()


def _mentioned(post: Post) -> Account | None:
    ids = [voice_id for (voice_id,) in _voices_mentioned(post.id)]
    voices = rows_by_id(Account, ids)
    mentioned = (voices[voice_id] for voice_id in ids)
    return next((voice for voice in mentioned if not _writes_for(post, voice)), None)


@prepared
def _voices_mentioned(post_id: int) -> QuerySet[Mention, tuple[int]]:
    mentions = Mention.objects.filter(
        post_id=post_id, account__kind=Account.Kind.VOICE, account__domain=""
    )
    return mentions.order_by("id").values_list("account_id")


def _writes_for(post: Post, voice: Account) -> bool:
    return VoiceMembership.objects.filter(
        voice=voice, person_id=post.account_id, left_at__isnull=True
    ).exists()


def _sounds_like_criticism_of(post: Post) -> Account | None:
    """The voice a post names or replies to, if its words sound like criticism."""
    voices = _all_voices()
    names = {settings.ORGANISATION, *(v.name for v in voices), *(v.handle for v in voices)}
    if not hint(post.text, language=post.language, names=names).suggests_criticism:
        return None
    about = _named(post, voices)
    return about if about and not _writes_for(post, about) else None


@prepared
def _all_voices() -> QuerySet[Account, Account]:
    return all_voices()


def _named(post: Post, voices: list[Account]) -> Account | None:
    parent = post.in_reply_to
    if parent is not None and parent.account.is_voice and parent.account.is_local:
        return parent.account
    said = post.text.casefold()
    for voice in sorted(voices, key=lambda voice: len(voice.name), reverse=True):
        if voice.name.casefold() in said or voice.handle.casefold() in said:
            return voice
    organisation = settings.ORGANISATION.casefold()
    return voices[0] if voices and organisation and organisation in said else None


def _offer(post: Post, about: Account, kind: str, by: Account | None = None) -> Offer:
    offer, is_new = Offer.objects.get_or_create(
        post=post, defaults={"about": about, "kind": kind, "marked_by": by}
    )
    if is_new:
        if post.account.domain:
            make_link(offer=offer, to=post.account)
        emit(CaseOffered(offer.id))
    return offer


@transaction.atomic
def mark_post(post: Post, *, about: Account, by: Account) -> Offer:
    """Say of somebody's post: this is criticism. Its author is asked; saying it twice is once.

    What its author declined is not asked again, by whomever.
    """
    found = Post.objects.filter(readable(reader_for(by)), id=post.id).select_related("account")
    if (mine := found.first()) is None:
        raise NotAllowed(_("This post cannot be read."))
    require(may_mark(who_is(by), mine, about))
    if Case.objects.filter(post=mine).exists():
        raise NotAllowed(_("This is a case already."))
    if not mine.account.is_person:
        raise NotAllowed(_("Only a person can be asked whether it is criticism."))
    offer = _offer(mine, about, Offer.Kind.MARK, by)
    if offer.state == Offer.State.DECLINED:
        raise NotAllowed(_("Its author was asked and does not want a case. It is not asked again."))
    return offer


@transaction.atomic
def accept_offer(offer: Offer, *, by: Account, wanted: str = "") -> Case:
    """Yes, this is criticism: it becomes a case."""
    offer = _locked(offer)
    require(may_decide_offer(asking(by), offer))
    return open_case(offer.post, about=offer.about, by=by, wanted=wanted)


@transaction.atomic
def decline_offer(offer: Offer, *, by: Account) -> None:
    """No, it stays a post. Nobody asks again."""
    offer = _locked(offer)
    require(may_decide_offer(asking(by), offer))
    offer.state, offer.decided_at = Offer.State.DECLINED, clock.now()
    offer.save(update_fields=["state", "decided_at"])
    emit(OfferDecided(offer.post_id))


def _locked(offer: Offer) -> Offer:
    rows = Offer.objects.select_for_update(of=("self",)).select_related("post", "about")
    return rows.get(id=offer.id)
