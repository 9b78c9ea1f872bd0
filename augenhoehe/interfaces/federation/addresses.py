"""The addresses of this server that other servers use. Ids of people and posts are the domain's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts.uris import local_uri as post_uri

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

COLLECTIONS = ("outbox", "followers", "following", "featured", "tags")
ABOUT_POSTS = ("replies", "likes", "shares")


def shared_inbox() -> str:
    """Where everything may be delivered once, for whoever it is."""
    return f"{settings.BASE_URL}/inbox"


def inbox_of(account_id: int) -> str:
    """The inbox of one of our accounts."""
    return f"{actor_uri(account_id)}/inbox"


def collection_of(account_id: int, name: str) -> str:
    """A list that belongs to one of our accounts; `name` is one of COLLECTIONS."""
    return f"{actor_uri(account_id)}/{name}"


def about_post(post_id: int, name: str) -> str:
    """A list that belongs to one of our posts; `name` is one of ABOUT_POSTS."""
    return f"{post_uri(post_id)}/{name}"


def create_uri(post_id: int) -> str:
    """The Create of one of our posts."""
    return f"{post_uri(post_id)}/activity"


def activity_uri(activity_id: int) -> str:
    """The id of something we said to other servers; see `models.Activity`."""
    return f"{settings.BASE_URL}/activities/{activity_id}"


def stamp_uri(quoting_id: int) -> str:
    """The agreement that a post quotes one of ours (FEP-044f)."""
    return f"{settings.BASE_URL}/stamps/{quoting_id}"


def profile_page(account: Account) -> str:
    """The page of one of our accounts, for people."""
    return f"{settings.BASE_URL}/@{account.handle}"


def post_page(account: Account, post_id: int) -> str:
    """The page of one of our posts, for people."""
    return f"{settings.BASE_URL}/@{account.handle}/{post_id}"


def is_ours(uri: str) -> bool:
    """Whether an address is of this server."""
    return uri == settings.BASE_URL or uri.startswith(f"{settings.BASE_URL}/")
