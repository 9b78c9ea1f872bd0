"""Doing items: several in one transaction, each with a savepoint, in this thread.

What would have to ask other servers is handed back (`parked`) instead of waited for.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import DatabaseError, OperationalError, transaction

from augenhoehe.activitypub.records import Activity
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.inbox import claiming, dispatch, limits
from augenhoehe.interfaces.federation.inbox.claiming import Held, Item
from augenhoehe.interfaces.federation.inbox.handlers import Later
from augenhoehe.interfaces.federation.inbox.memory import Memory, known_actors
from augenhoehe.interfaces.federation.inbox.preparing import (
    IGNORED,
    Asks,
    preparation,
    without_asking,
)
from augenhoehe.interfaces.federation.inbox.receive import read_body
from augenhoehe.interfaces.federation.models import InboxItem, RemoteActor
from augenhoehe.interfaces.federation.standing import is_name_suspended

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

logger = logging.getLogger(__name__)

# What somebody under an intervention may still do: take back.
_TAKING_BACK = frozenset({"Delete", "Undo"})
_CAN_BE_LATE = frozenset({"Create", "Announce", "Like", "EmojiReact", "Follow"})


@dataclass(slots=True)
class Outcome:
    """What became of items: `parked` need the network, `left` were not reached."""

    parked: list[Item] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)
    done: int = 0


class _Ignored(Exception):
    """Nothing is done; `str()` is why."""


def do_some(items: Sequence[Item], memory: Memory) -> Outcome:
    """Do items in their order, as many as one transaction should last.

    Raises OperationalError where the database cannot write; then nothing has been done.
    """
    memory.tidy()
    try:
        return _Batch(items, memory).do()
    except OperationalError:
        raise
    except Exception:
        # One of them spoils the whole at its end (a constraint that is checked last, say).
        if len(items) == 1:
            logger.exception("Activity %s failed.", items[0].activity_id)
            claiming.put_back(items[0], "The transaction failed.", tries=limits.TRIES)
            return Outcome(done=1)
        return _one_by_one(items, memory)


def _one_by_one(items: Sequence[Item], memory: Memory) -> Outcome:
    total = Outcome()
    for item in items:
        if any(one.actor == item.actor for one in total.parked):
            total.left.append(item)
            continue
        one = do_some([item], memory)
        total.parked += one.parked
        total.left += one.left
        total.done += one.done
    return total


class _Batch:
    """One transaction."""

    def __init__(self, items: Sequence[Item], memory: Memory) -> None:
        self._memory = memory
        self._items = items[: limits.ITEMS_PER_TRANSACTION]
        self._outcome = Outcome(left=list(items[limits.ITEMS_PER_TRANSACTION :]))
        self._held = Held()
        self._finished: list[int] = []
        self._put_back: set[str] = set()  # actors
        # Before the transaction, for within one nothing is remembered.
        self._welcome = memory.welcome({item.host for item in self._items})
        self._actors: dict[str, RemoteActor] = {}
        self._bodies: dict[int, bytes] = {}

    def do(self) -> Outcome:
        ends = time.monotonic() + limits.SECONDS_PER_TRANSACTION
        with transaction.atomic(), as_servers_speak_here():
            self._bodies = claiming.bodies(self._items)
            self._actors = self._memory.actors({item.actor for item in self._items})
            for item in self._items:
                if time.monotonic() > ends or self._held.holds_actor(item):
                    self._outcome.left.append(item)
                    self._held.add_actor(item)
                elif self._held.holds(item):
                    self._outcome.left.append(item)
                elif item.id in self._bodies:
                    self._measured(item)
            claiming.finish(self._finished)
            self._release()
        return self._outcome

    def _release(self) -> None:
        """Where something was put back, what follows it is claimed anew, with it in sight."""
        behind = {item.id for item in self._outcome.left if item.actor in self._put_back}
        claiming.let_go(behind)
        self._outcome.left = [item for item in self._outcome.left if item.id not in behind]

    def _measured(self, item: Item) -> None:
        began = time.thread_time()
        if item.attempts > limits.TRIES and not item.is_prepared and _died(item):
            claiming.put_back(item, "Workers died while doing this.", tries=1)
            self._outcome.done += 1
            return
        self._do(item)
        limits.of_cpu.charge(item.host, time.thread_time() - began)

    def _do(self, item: Item) -> None:
        """One item, whatever becomes of it."""
        try:
            with transaction.atomic():
                self._act(item)
        except Asks:
            self._held.add_actor(item)
            self._outcome.parked.append(item)
            return
        except (_Ignored, *IGNORED) as reason:
            claiming.ignore(item, f"{type(reason).__name__.strip('_')}: {reason}")
        except Later as reason:
            if claiming.put_back(item, str(reason)):
                self._hold(item)
        except OperationalError:
            raise
        except Exception as error:
            self._failed(item, error)
        else:
            self._finished.append(item.id)
        self._outcome.done += 1

    def _failed(self, item: Item, error: Exception) -> None:
        if item.attempts == 1:
            logger.exception("Activity %s (%s) failed.", item.activity_id, item.kind)
        kind = "database" if isinstance(error, DatabaseError) else type(error).__name__
        if claiming.put_back(item, f"{kind}: {error}", tries=limits.TRIES):
            self._hold(item)

    def _hold(self, item: Item) -> None:
        self._held.add_thing(item)
        self._put_back.add(item.actor)

    def _act(self, item: Item) -> None:
        if item.host not in self._welcome:
            raise _Ignored("We do not talk to this server.")
        activity = item.activity if item.is_prepared else self._prepared(item)
        if activity is None:
            raise _Ignored("It does not concern us.")
        actor = self._actor(activity, anew=item.is_prepared)
        if actor.left_at is not None:
            raise _Ignored("Its actor is gone.")
        if actor.domain != item.host and is_name_suspended(actor.domain):
            raise _Ignored("An intervention suspended the server of its actor's name.")
        if actor.is_suspended and activity.kind not in _TAKING_BACK:
            raise _Ignored("Its actor is suspended by an intervention.")
        if activity.kind in _CAN_BE_LATE and claiming.was_taken_back(activity):
            raise _Ignored("It was taken back before it came.")
        if activity.kind not in ("Create", "Announce", "Like"):
            self._actors.pop(activity.actor, None)  # may be about the actor: read it anew
            self._memory.forget_actor(activity.actor)
        if not dispatch.handle(activity, actor):
            raise _Ignored("There is nobody for it.")

    def _prepared(self, item: Item) -> Activity | None:
        """What it says, if all it needs is known already."""
        activity = read_body(self._bodies[item.id])
        known = self._known(activity.actor)
        if item.kind == "Delete" and (known is None or known.account.left_at is not None):
            raise _Ignored("Its actor is unknown or gone.")
        return without_asking(preparation(item, activity, known))

    def _known(self, uri: str) -> RemoteActor | None:
        """Whoever acts; asked for again after something that may have been about them."""
        if uri not in self._actors and (found := known_actors({uri}).get(uri)) is not None:
            self._actors[uri] = found
        return self._actors.get(uri)

    def _actor(self, activity: Activity, *, anew: bool) -> Account:
        known = None if anew else self._actors.get(activity.actor)
        known = known or known_actors({activity.actor}).get(activity.actor)
        if known is None:
            raise Later("The actor could not be fetched.")
        self._actors[activity.actor] = known
        return known.account


def _died(item: Item) -> bool:
    """Whether it was in hand again and again without a word about what went wrong."""
    return InboxItem.objects.filter(id=item.id, last_error="").exists()
