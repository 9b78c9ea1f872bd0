"""Whether something is criticism of the organisation: then restricting it is checked first.

Criticism is what mentions or names the organisation, its voices or products, or has a case,
a mark or a hint. Every sign counts for itself and none against: the list only protects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.db.models import Q

from augenhoehe.domain.criticism.models import Case, Offer
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Mention, Post, PostTag, Tag

# Signs, as they are stored and shown in words (`checking_words`).
CASE, OFFER, MENTION, REPLY, NAME, CRITIC = "case", "offer", "mention", "reply", "name", "critic"

_LATELY = 50  # posts of an account, a hashtag or a server that are looked at


def signs_of_posts(posts: Iterable[Post]) -> list[str]:
    """Why any of these posts counts as criticism; empty if nothing says so."""
    posts = [post for post in posts if not post.account.is_voice]
    ids = [post.id for post in posts]
    if not ids:
        return []
    voices = Account.objects.filter(domain="", kind=Account.Kind.VOICE)
    signs = {
        CASE: _belong_to_a_case(posts),
        OFFER: Offer.objects.filter(post_id__in=ids).exists(),
        MENTION: Mention.objects.filter(post_id__in=ids, account__in=voices).exists(),
        REPLY: Post.objects.filter(id__in=ids, in_reply_to__account__in=voices).exists(),
        NAME: any(names_the_organisation(f"{post.warning} {post.text}") for post in posts),
    }
    return [sign for sign, found in signs.items() if found]


def _belong_to_a_case(posts: Iterable[Post]) -> bool:
    """What is said below a case is said to it."""
    places = {post.id for post in posts} | {post.thread_id for post in posts if post.thread_id}
    within = Q(post_id__in=places) | Q(post__thread_id__in=places)
    return Case.objects.filter(within).exists()


def signs_of_closing(posts: Iterable[Post]) -> list[str]:
    """Why closing posts to replies, or pausing what they began, would silence criticism.

    A voice is criticised in what answers it, so its posts stay open like criticism itself.
    """
    posts = list(posts)
    ids = [post.id for post in posts]
    below = latest(Q(thread_id__in=ids) | Q(in_reply_to_id__in=ids))
    signs = [REPLY] if any(post.account.is_voice for post in posts) else []
    return list(dict.fromkeys(signs + signs_of_posts(posts) + signs_of_posts(below)))


def signs_of_accounts(accounts: Iterable[Account]) -> list[str]:
    """Why restricting any of these accounts would restrict a critic."""
    signs: list[str] = []
    for account in accounts:
        if Case.objects.filter(critic=account).exists():
            signs.append(CRITIC)
        signs += _signs_among(Q(account=account))
    return list(dict.fromkeys(signs))


def signs_of_tag(tag: Tag) -> list[str]:
    """Why closing a hashtag would hide criticism."""
    signs = [NAME] if names_the_organisation(tag.name) else []
    return list(dict.fromkeys(signs + _signs_among(carrying(tag.id))))


def signs_of_domain(domain: str) -> list[str]:
    """Why a measure against a server would hide criticism."""
    if Case.objects.filter(critic__domain__iexact=domain).exists():
        return [CRITIC]
    return _signs_among(Q(account__domain__iexact=domain))


def _signs_among(condition: Q) -> list[str]:
    """Among all posts what was ever called criticism; the words of the newest only."""
    posts = Post.objects.filter(condition).values("id")
    signs = {
        CASE: Case.objects.filter(post_id__in=posts).exists(),
        OFFER: Offer.objects.filter(post_id__in=posts).exists(),
    }
    known = [sign for sign, found in signs.items() if found]
    return list(dict.fromkeys(known + signs_of_posts(latest(condition))))


def carrying(tag_id: int) -> Q:
    """Posts with a hashtag, as a condition."""
    return Q(id__in=PostTag.objects.filter(tag_id=tag_id).values("post_id"))


def latest(condition: Q) -> list[Post]:
    """The newest posts of somebody or something, as far as they stand."""
    rows = Post.objects.filter(condition, boost_of__isnull=True, deleted_at__isnull=True)
    return list(rows.select_related("account").order_by("-id")[:_LATELY])


def names_the_organisation(text: str) -> bool:
    """Whether a text names the organisation, this server, a voice or a product."""
    return bool(_names(tuple(_known_names())).search(text.casefold()))


def _known_names() -> list[str]:
    # Not their handles: "werkstatt" is a word of everyday; a mention counts by itself.
    voices = Account.objects.filter(domain="", kind=Account.Kind.VOICE)
    called = voices.values_list("name", flat=True)
    return [settings.ORGANISATION, settings.SERVER_NAME, *settings.PRODUCTS, *called]


@lru_cache(maxsize=8)
def _names(known: tuple[str, ...]) -> re.Pattern[str]:
    # A name at the beginning of a word: German joins words ("Lindenradbremse").
    written = {re.escape(name.casefold().strip()) for name in known if len(name.strip()) > 2}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(written))})" if written else r"(?!)")


def with_a_case(post_ids: Iterable[int]) -> set[int]:
    """Those of the posts that are a case: somebody has said that they are criticism."""
    found = Case.objects.filter(post_id__in=list(post_ids)).values_list("post_id", flat=True)
    return set(found)


def about_the_organisation(posts: Iterable[Post]) -> set[int]:
    """Those of the posts that look like criticism; a handful of questions for a whole list."""
    posts = [post for post in posts if not post.account.is_voice]
    ids = [post.id for post in posts]
    if not ids:
        return set()
    voices = Account.objects.filter(domain="", kind=Account.Kind.VOICE)
    found = set(Case.objects.filter(post_id__in=ids).values_list("post_id", flat=True))
    found |= set(Offer.objects.filter(post_id__in=ids).values_list("post_id", flat=True))
    mentions = Mention.objects.filter(post_id__in=ids, account__in=voices)
    found |= set(mentions.values_list("post_id", flat=True))
    replies = Post.objects.filter(id__in=ids, in_reply_to__account__in=voices)
    found |= set(replies.values_list("id", flat=True))
    names = _names(tuple(_known_names()))
    named = (post.id for post in posts if names.search(f"{post.warning} {post.text}".casefold()))
    return {post_id for post_id in found if post_id is not None} | set(named)
