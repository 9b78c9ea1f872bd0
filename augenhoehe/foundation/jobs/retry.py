"""What happens to work that did not succeed: again, later and later, for about ten days."""

import random
from datetime import datetime, timedelta

from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job

_FIRST_SECONDS = 15
_LONGEST_SECONDS = 24 * 3600
# 15 s, 30 s, 1 min … 17 h, then daily: the last of these attempts is ten days after the first.
ATTEMPTS = 22
_ERROR_LENGTH = 4000


class GiveUp(Exception):
    """A handler knows that trying again is pointless; `str()` says why."""


def next_attempt(attempts: int) -> datetime:
    """When to try again after this many attempts; scattered, so that not all come at once."""
    seconds = min(_FIRST_SECONDS * 2 ** (attempts - 1), _LONGEST_SECONDS)
    return clock.now() + timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311


def put_back(job: Job, error: str, *, for_good: bool = False) -> bool:
    """Note a failure and try again later, or give up; say whether it was given up."""
    given_up = for_good or job.attempts >= ATTEMPTS
    Job.objects.filter(pk=job.pk).update(
        leased_until=None,
        last_error=error[-_ERROR_LENGTH:],
        due_at=next_attempt(job.attempts),
        gave_up_at=clock.now() if given_up else None,
    )
    return given_up
