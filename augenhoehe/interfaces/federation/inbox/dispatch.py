"""Who takes what: one table of all handlers, and what has to be fetched before they can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from augenhoehe.activitypub.records import Activity
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.inbox import forwarded, on_flag, on_people, on_posts
from augenhoehe.interfaces.federation.inbox.handlers import Handler, Need
from augenhoehe.interfaces.federation.inbox.receive import FORWARDED
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


# Who comes first is asked first; a handler says False where it is not its business.
_PARTS = (on_people, on_posts, on_flag)
HANDLERS: Mapping[str, tuple[Handler, ...]] = {
    kind: tuple(part.HANDLERS[kind] for part in _PARTS if kind in part.HANDLERS)
    for part in _PARTS
    for kind in part.HANDLERS
}
NEEDS: Mapping[str, tuple[Need, ...]] = {
    kind: tuple(part.NEEDS[kind] for part in (on_people, on_posts) if kind in part.NEEDS)
    for part in (on_people, on_posts)
    for kind in part.NEEDS
}


def is_known(kind: str) -> bool:
    """Whether there is anybody for this kind of activity; nothing else is worth a row."""
    return kind in HANDLERS


def preparation(
    kind: str, activity: Activity, *, knows_actor: bool, anew: bool = False
) -> Course[Activity | None]:
    """Learn what an activity needs; the activity to do then, None where there is nothing to do."""
    if kind == FORWARDED:
        confirmed = yield from forwarded.confirmed(activity)
        if confirmed is None:
            return None
        activity, knows_actor, anew = confirmed, False, False
    if not knows_actor:
        yield from known_or_fetched_actor(activity.actor, anew=anew)
    for need in NEEDS.get(activity.kind, ()):
        yield from need(activity)
    return activity


def handle(activity: Activity, actor: Account) -> bool:
    """Let the first take it whose business it is; False where it is nobody's."""
    # A handler of its kind alone need not say that it was its business.
    return any(handler(activity, actor) is not False for handler in HANDLERS.get(activity.kind, ()))
