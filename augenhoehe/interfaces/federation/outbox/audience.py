"""Who on other servers gets a post. The one place that says so.

Nobody gets what is internal, whoever is mentioned, quoted or replied to in it. And nobody gets
more than `posts.audience.readable` would let them read here (a test compares the two).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from augenhoehe.domain.people.selectors import followers_of
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.selectors import mentions_of, those_who_took_up, uris_at
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.standing import (
    is_name_suspended,
    suspended_hosts,
    those_we_talk_to,
)

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post


def remote_readers(post: Post, *, mentioned: Collection[int] = ()) -> list[RemoteActor]:
    """Those elsewhere whom a post, or a boost, is for; for anything internal: nobody.

    `mentioned` are accounts it was addressed to before and is no longer: a post that was
    deleted, or was changed, is to change with them too.
    """
    if _is_internal(post):
        return []
    people = set(mentioned)
    people |= {account.id for account in mentions_of([post.id]).get(post.id, ())}
    if post.audience != Audience.DIRECT:
        people |= _concerned(post)
    reached = Q(account_id__in=people)
    if post.audience <= Audience.FOLLOWERS:
        reached |= Q(account_id__in=_followers(post.account))
    return _there(reached)


def remote_holders(post: Post, *, mentioned: Collection[int] = ()) -> list[RemoteActor]:
    """Those who may have kept a post: its readers, and who liked it, boosted or answered it.

    For a Delete or Update: only of what was open, nobody else could get it by taking it up.
    """
    readers = remote_readers(post, mentioned=mentioned)
    if _is_internal(post) or post.audience > Audience.UNLISTED:
        return readers
    known = {one.id: one for one in readers}
    took_up = _there(Q(account_id__in=those_who_took_up(post)))
    return list((known | {one.id: one for one in took_up}).values())


def remote_followers(account: Account) -> list[RemoteActor]:
    """Those elsewhere who follow one of our accounts: for changes of its profile, say."""
    return _there(Q(account_id__in=_followers(account)))


def inboxes_of(actors: Iterable[RemoteActor], *, personal: bool = False) -> dict[str, str]:
    """By inbox: its host. Each server once, by its shared inbox.

    `personal`: each actor's own inbox, for what is said to a few people.
    """
    inboxes = {one.inbox if personal else one.shared_inbox or one.inbox for one in actors}
    found = {inbox: host_of(inbox) for inbox in sorted(inboxes)}
    # An actor may name an inbox of another server than its own.
    talked_with = those_we_talk_to(set(found.values()) - {""})
    return {inbox: host for inbox, host in found.items() if host in talked_with}


def _is_internal(post: Post) -> bool:
    if post.is_internal or post.audience not in tuple(Audience):
        return True
    return post.boost_of is not None and post.boost_of.is_internal


def _concerned(post: Post) -> set[int]:
    """The authors of what it passes on, and, of what everybody reads, answers and quotes."""
    if post.boost_of_id is not None:
        return _authors([post.boost_of_id])
    if post.audience > Audience.UNLISTED:
        return set()
    return _authors([post.in_reply_to_id, post.quote_of_id])


def _authors(post_ids: Iterable[int | None]) -> set[int]:
    found = uris_at({one for one in post_ids if one is not None})
    return {one.author_id for one in found.values()}


def _followers(account: Account) -> object:
    return followers_of(account).exclude(domain="").order_by().values("id")


def _there(reached: Q) -> list[RemoteActor]:
    """Of these, those who are still there, on servers we talk with."""
    actors = RemoteActor.objects.filter(reached, gone_at__isnull=True).order_by("id")
    actors = actors.filter(account__left_at__isnull=True)
    found, called_so = list(actors), _under_suspended_names(actors)
    talked_with = those_we_talk_to({one.host for one in found})
    return [one for one in found if one.host in talked_with and one.id not in called_so]


def _under_suspended_names(actors: QuerySet[RemoteActor]) -> set[int]:
    """Those among them who are called after a suspended server, though they lie elsewhere."""
    if not suspended_hosts():
        return set()
    apart = actors.exclude(account__domain=F("host")).values_list("id", "account__domain")
    return {number for number, domain in apart if is_name_suspended(domain)}
