"""Which activity is whose business: a table of kinds, and how a handler answers.

A handler is called with the activity and its actor, within the processor's transaction. It
returns True where it was its business, False where the next one is to look (an Undo of a Follow
is no business of posts). `NotReadable`, `NotAllowed`, `Invalid` and `Patience` mean: ignored for
good. `Later` means: tried again after a while.

What a handler needs from other servers is fetched before, by the courses in `NEEDS`; they have
no transaction and may leave what they could not get.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from augenhoehe.activitypub.records import Activity
from augenhoehe.interfaces.federation.asking import Course

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

# `bool | None`: None counts as True, so that a handler of one kind alone need return nothing.
Handler = Callable[[Activity, "Account"], bool | None]
Need = Callable[[Activity], Course[None]]


class Later(Exception):
    """Not now: something is missing that may come. `str()` is the reason, for the log."""
