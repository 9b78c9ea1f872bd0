"""What somebody elsewhere shows first on their page: Add to and Remove from `featured`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.reading import same_host
from augenhoehe.activitypub.records import Activity
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.domain.posts.actions import pin, unpin
from augenhoehe.domain.posts.selectors import is_followed_here, kept_post
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.resolve.posts import known_or_fetched_post

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def on_add(activity: Activity, actor: Account) -> bool:
    """Put one of their own posts first on their page."""
    if not _is_featured(activity, actor):
        return False
    post = kept_post(activity.object)
    if post is not None and post.account_id == actor.id:
        pin(post, by=actor)
    return True


def on_remove(activity: Activity, actor: Account) -> bool:
    """Put it back among the others."""
    if not _is_featured(activity, actor):
        return False
    post = kept_post(activity.object)
    if post is not None and post.account_id == actor.id:
        unpin(post, by=actor)
    return True


def need_of_pin(activity: Activity) -> Course[None]:
    """A post of their own, where anybody here follows them."""
    actor = account_by_uri(activity.actor)
    if actor is None or not same_host(activity.object, activity.actor):
        return
    if _is_featured(activity, actor) and is_followed_here(actor.id):
        yield from known_or_fetched_post(activity.object)


def _is_featured(activity: Activity, actor: Account) -> bool:
    rows = RemoteActor.objects.filter(account_id=actor.id, featured=activity.target)
    return bool(activity.target) and rows.exists()
