"""Not knocking at a door behind which nobody is: a breaker for each server.

After some failures in a row nothing is sent to a server for a while. Then one delivery tries: if
it arrives, everything that waited goes out; if not, the while gets longer. Only what says that
the server is in trouble counts as a failure, not that it refuses something.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from augenhoehe.interfaces.federation.outbox.retry import Answered, Meaning, meaning_of

if TYPE_CHECKING:
    from augenhoehe.interfaces.federation.models import Peer

OPENS_AFTER = 5
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)


def is_failure(answered: Answered) -> bool:
    """Whether an answer says that the server is in trouble. 429 only says "slower"."""
    return meaning_of(answered) is Meaning.AGAIN and answered.status not in (408, 425, 429)


def is_probing(peer: Peer) -> bool:
    """Whether only one delivery is to try, since the last ones failed."""
    return peer.failures >= OPENS_AFTER


def is_closed(peer: Peer, now: datetime) -> bool:
    """Whether nothing is sent there at the moment."""
    return peer.closed_until is not None and peer.closed_until > now


def closed_until(failures: int, now: datetime) -> datetime | None:
    """Until when nothing is sent after so many failures in a row; None is "go on"."""
    if failures < OPENS_AFTER:
        return None
    pause = min(_FIRST_PAUSE * 2 ** min(failures - OPENS_AFTER, 20), _LONGEST_PAUSE)
    scattered: timedelta = pause * random.uniform(0.75, 1.25)  # noqa: S311
    return now + scattered
