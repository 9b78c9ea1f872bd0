"""What has to be in order before anything is served: database, static files, translations."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from augenhoehe.config.server.migrating import migrate_if_needed
from augenhoehe.config.server.static import collect_if_changed
from augenhoehe.config.upkeep.translations import compile_if_stale
from augenhoehe.domain.moderation.register.heads import publish_missed_head
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.claim import free_everything
from augenhoehe.foundation.occupancy import Occupancy
from augenhoehe.interfaces.federation.inbox.claiming import free_everything as free_inbox
from augenhoehe.interfaces.federation.outbox.claim import free_everything as free_deliveries

Say = Callable[[str], object]


def prepare(*, say: Say) -> Occupancy:
    """Put everything in order and be at work on the data folder from now on."""
    occupancy = Occupancy(settings.DATA_DIR)
    is_alone = occupancy.take_alone()
    prepare_database(say=say)
    with _one_at_a_time():
        compile_if_stale(say)
        collect_if_changed()
    if is_alone and connection.vendor == "sqlite":
        # Whoever works on an SQLite database uses this folder: all old leases are of the dead.
        free_everything(clock.now())
        free_inbox()
        free_deliveries(clock.now())
    publish_missed_head()
    occupancy.share()
    connection.close()
    return occupancy


def prepare_database(*, say: Say) -> bool:
    """See to it that the tables are those of this version; say whether they were not."""
    with _one_at_a_time():
        return migrate_if_needed(say)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two processes that start at once prepare one after the other."""
    with (settings.DATA_DIR / "preparing").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
