"""Signed addresses: how an app shows somebody a picture that not everybody may see.

An app shows pictures without a session. So the address says for whom it is and until when,
signed by this server. Who asks with it is then treated as that person: whether they may see
the picture is asked anew each time, so that what is taken from them is gone at once.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, timedelta

from django.conf import settings

from augenhoehe.foundation import clock

DAYS = 3  # an app keeps what it read for a while


def last_day(days: int = DAYS) -> str:
    """The last day an address made now can be used, as `2026-11-26`."""
    return str((clock.now() + timedelta(days=days)).date())


def signature(picture_id: int, account_id: int, until: str) -> str:
    """What proves that this server made the address."""
    said = f"media:{picture_id}:{account_id}:{until}".encode()
    return hmac.new(settings.ADDRESS_KEY.encode(), said, hashlib.sha256).hexdigest()[:32]


def query_for(picture_id: int, account_id: int, *, days: int = DAYS) -> str:
    """What stands behind the address of a picture, for this person alone."""
    until = last_day(days)
    key = signature(picture_id, account_id, until)
    return f"for={account_id}&until={until}&key={key}"


def is_signed(picture_id: int, account_id: int, until: str, key: str) -> bool:
    """Whether this server made the address, and its time is not over."""
    expected = signature(picture_id, account_id, until)
    if not hmac.compare_digest(expected.encode(), key.encode("utf-8", "replace")):
        return False
    return clock.now().date() <= date.fromisoformat(until)  # we wrote it, so it is a day
