"""What an item needs before it can be done: who acts, and what it is about."""

from __future__ import annotations

import logging
from datetime import timedelta

from augenhoehe.activitypub.reading import NotReadable
from augenhoehe.activitypub.records import Activity
from augenhoehe.activitypub.signatures import SignatureRefused
from augenhoehe.foundation import clock
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.inbox import claiming, dispatch, limits
from augenhoehe.interfaces.federation.inbox.claiming import Item
from augenhoehe.interfaces.federation.inbox.handlers import Later
from augenhoehe.interfaces.federation.inbox.memory import known_actors
from augenhoehe.interfaces.federation.inbox.receive import read_body
from augenhoehe.interfaces.federation.models import RemoteActor

logger = logging.getLogger(__name__)

# An end for good: it is not theirs to do, cannot be understood, or is too much.
IGNORED = (NotReadable, NotAllowed, Invalid, Patience, SignatureRefused)
_REFRESHED_AFTER = timedelta(days=1)


class Asks(Exception):
    """Other servers would have to be asked first."""


def preparation(
    item: Item, activity: Activity, known: RemoteActor | None
) -> Course[Activity | None]:
    """What has to be learned first. Who is gone and signs all the same may have come back."""
    is_gone = known is not None and known.account.left_at is not None
    is_recent = known is not None and known.fetched_at > clock.now() - _REFRESHED_AFTER
    return dispatch.preparation(
        item.kind, activity, knows_actor=is_recent and not is_gone, anew=is_gone
    )


def without_asking(course: Course[Activity | None]) -> Activity | None:
    """The end of a course that asks nobody, else `Asks`. What it did till then is undone."""
    try:
        next(course)
    except StopIteration as end:
        activity: Activity | None = end.value
        return activity
    course.close()
    raise Asks


def preparation_of(item: Item) -> Course[Activity | None]:
    """What has to be learned for a parked item; a course for its own time."""
    body = claiming.bodies([item]).get(item.id)
    if body is None:
        return None
    with as_servers_speak_here():
        activity = read_body(body)
    known = known_actors({activity.actor}).get(activity.actor)
    return (yield from preparation(item, activity, known))


def settle(item: Item, trouble: Exception) -> None:
    """What becomes of an item whose preparation failed."""
    if isinstance(trouble, IGNORED):
        claiming.ignore(item, f"{type(trouble).__name__}: {trouble}")
    elif isinstance(trouble, Later):
        claiming.put_back(item, str(trouble))
    else:
        logger.error("Activity %s could not be prepared.", item.activity_id, exc_info=trouble)
        claiming.put_back(item, f"{type(trouble).__name__}: {trouble}", tries=limits.TRIES)
