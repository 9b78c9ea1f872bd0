"""Where things stand on the web: the addresses that pages need by the dozen.

Written out rather than asked of the router, which takes longer than the rest of a post.
A test compares them with `urls.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Card as LinkCard
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.domain.spaces.models import Space


def profile_url(account: Account) -> str:
    """The page of a person or a voice on this server."""
    return f"/@{account.address}"


def has_page(account: Account) -> bool:
    """Spaces of this server have pages of their own kind; a group elsewhere is somebody."""
    return account.kind != "group" or not account.is_local


def post_url(post: Post) -> str:
    """The permanent link of a post."""
    return f"/@{post.account.address}/{post.id}"


def space_url(space: Space) -> str:
    return f"/raeume/{space.slug}"


def tag_url(name: str) -> str:
    return f"/tags/{name}"


def portrait_url(account: Account, size: str = "small") -> str:
    """A portrait, "small" (96 px) or "large" (400 px); the version lets browsers keep it."""
    return f"/portraits/{account.id}/{account.version}/{size}.webp"


def picture_url(picture: Picture, size: str = "small") -> str:
    return f"/media/{picture.id}/{size}.webp"


def recording_url(picture: Picture) -> str:
    """A film or a sound as it came."""
    return f"/media/{picture.id}/{picture.file_name}"


def card_picture_url(card: LinkCard) -> str:
    """The picture of a page a post leads to; each fetch of it has an address of its own."""
    return f"/vorschau/{card.folder.rpartition('/')[2]}.webp"


def quote_url(post: Post) -> str:
    """Where a post is quoted."""
    return f"/schreiben?quote={post.id}"


def absolute(path: str) -> str:
    """The address as others see it, for feeds, previews and letters."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def reply_url(post: Post) -> str:
    """Where an answer to a post is written."""
    return f"/schreiben?reply={post.id}"


def case_url(case: Case) -> str:
    return f"/faelle/{case.id}"
