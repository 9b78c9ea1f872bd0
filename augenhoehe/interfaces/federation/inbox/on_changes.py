"""What was said elsewhere says something else now, or is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.reading import claims, same_host
from augenhoehe.activitypub.records import Activity
from augenhoehe.activitypub.vocabulary import ACTOR_KINDS
from augenhoehe.domain.posts.actions import delete_post, receive_edit, refuse_quote
from augenhoehe.domain.posts.selectors import (
    gone_or_kept_post,
    has_waiting_for,
    kept_post,
    quote_with_stamp,
)
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.inbox.on_create import brought, brought_or_none
from augenhoehe.interfaces.federation.resolve.posts import (
    is_agreed,
    is_limited,
    known_or_fetched_post,
    need_of_quote,
)
from augenhoehe.interfaces.federation.translate.posts_in import said_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def on_update(activity: Activity, actor: Account) -> bool:
    """Take over another wording, or new counts, of what stands here."""
    kind = (activity.embedded or {}).get("type")
    if isinstance(kind, str) and kind in ACTOR_KINDS:
        return False
    known = kept_post(activity.object)
    if known is None or not claims.may_bring(activity):
        return known is not None
    record = brought(activity)
    said = said_of(
        record, author=actor, is_agreed=is_agreed(record), is_limited=is_limited(actor.domain)
    )
    receive_edit(known, said, by=actor)
    return True


def need_of_update(activity: Activity) -> Course[None]:
    """An edit of what never came here is fetched only where something here waits for it."""
    known = kept_post(activity.object)
    record = brought_or_none(activity)
    if known is not None and record is not None:
        yield from need_of_quote(record)
    elif known is not None and activity.embedded is None:
        yield from known_or_fetched_post(activity.object, anew=True)
    elif known is None and has_waiting_for(activity.object):
        yield from known_or_fetched_post(activity.object)


def on_delete(activity: Activity, actor: Account) -> bool:
    """Somebody took back what they said, or that their post may be shown in another.

    Their own server may say it for them; nobody else.
    """
    if activity.object == activity.actor:
        return False
    post = gone_or_kept_post(activity.object)
    if post is not None:
        if not same_host(post.account.uri, actor.uri):
            return False
        delete_post(post, by=post.account)
        return True
    quoting = quote_with_stamp(activity.object)
    if quoting is None or quoting.quote_of is None:
        return False
    refuse_quote(quoting, by=actor)
    return True
