"""Who may read a post. This is the only place that decides it.

Lists, single posts, pictures, search, feeds and cases all ask `readable`. A post in a
space has exactly the space's audience; nobody reads it because they wrote it, were
mentioned in it, or follow somebody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.people.who import ANYONE, Who, who_is
from augenhoehe.domain.posts.models import Mention, Post
from augenhoehe.domain.spaces.selectors import my_spaces

Audience = Post.Audience
OPEN = (Audience.PUBLIC, Audience.UNLISTED)
NARROW = (Audience.FOLLOWERS, Audience.DIRECT)
OUTSIDE = (*OPEN, *NARROW)  # what one can choose outside of spaces


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads: who they are, and to which spaces they belong."""

    who: Who = ANYONE
    spaces: frozenset[int] = field(default_factory=frozenset)

    @property
    def account_id(self) -> int | None:
        return self.who.account_id


EVERYBODY = Reader()  # the open web


def reader_for(account: Account | None) -> Reader:
    """The reader behind an account; None is anyone on the web."""
    if account is None:
        return EVERYBODY
    who = who_is(account)
    return Reader(who, frozenset(my_spaces(account.id)) if who.is_local else frozenset())


def readable(reader: Reader, *, post: str = "") -> Q:
    """The posts this reader may read, as a condition on posts.

    `post` is the path to the post from the table in question, such as "post__".
    Tombstones are not readable; see `selectors.thread_of` for how they keep their place.
    """
    return reachable(reader, post=post) & Q(**{f"{post}deleted_at__isnull": True})


def reachable(reader: Reader, *, post: str = "") -> Q:
    """The posts whose audience this reader belongs to, deleted ones too: for their places only."""
    allowed = Q(**{f"{post}audience__in": OPEN})
    if reader.account_id is not None:
        allowed |= _personally(reader, post)
    if reader.who.is_member:
        allowed |= Q(**{f"{post}audience": Audience.HOUSE})
    if reader.spaces:
        allowed |= Q(**{f"{post}audience": Audience.CIRCLE, f"{post}space_id__in": reader.spaces})
    return allowed


def _personally(reader: Reader, post: str) -> Q:
    """Posts outside of spaces that reach this person: own, followed, addressed."""
    me = reader.who.speaks_as
    follows = Follow.objects.filter(
        follower_id=reader.account_id, followed_id=OuterRef(f"{post}account_id")
    )
    mentioned = Mention.objects.filter(post_id=OuterRef(f"{post}id"), account_id__in=me)
    own = Q(**{f"{post}account_id__in": me})
    narrow = Q(**{f"{post}audience__in": NARROW})
    followers = Q(**{f"{post}audience": Audience.FOLLOWERS})
    return narrow & (own | Q(Exists(mentioned)) | (followers & Q(Exists(follows))))


def narrowest(wanted: int, parent: Post | None) -> int:
    """The audience of a reply: as wanted, but never wider than what it replies to."""
    return max(wanted, parent.chosen_audience) if parent is not None else wanted


def audience_of_space(reach: str) -> int:
    """World spaces are public; the house and circles keep to themselves."""
    return {
        "world": Audience.PUBLIC,
        "house": Audience.HOUSE,
        "circle": Audience.CIRCLE,
    }[reach]
