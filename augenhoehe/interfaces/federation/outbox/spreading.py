"""To whom something goes that is said to many: at once, or in a job where they are very many.

What is said is written in the transaction of the fact in either case; of a crowd only the rows
of its deliveries follow. Of one account one job at a time, in the order of what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction

from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.selectors import post_to_send
from augenhoehe.foundation import jobs
from augenhoehe.interfaces.federation.models import Activity, RemoteActor
from augenhoehe.interfaces.federation.outbox.audience import (
    inboxes_of,
    remote_followers,
    remote_holders,
    remote_readers,
)
from augenhoehe.interfaces.federation.outbox.fan_out import send, send_further

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

KIND = "federation:spread"
# More followers than this (here and elsewhere) are written by a job.
AT_ONCE = 500
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Whom:
    """To whom: readers of a post, whoever may hold it (`also_holders`), followers of accounts."""

    post: int | None = None
    also_holders: bool = False
    mentioned: list[int] = field(default_factory=list)
    followers_of: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)

    def inboxes(self) -> dict[str, str]:
        """By inbox: its host."""
        found: dict[str, str] = {}
        post = post_to_send(self.post) if self.post is not None else None
        if post is not None:
            among = remote_holders if self.also_holders else remote_readers
            # What is said to a few goes to each of them, and past nobody else's eyes.
            to_few = post.audience == Audience.DIRECT
            found |= inboxes_of(among(post, mentioned=self.mentioned), personal=to_few)
        for account_id in self.followers_of:
            if (account := account_by_id(account_id)) is not None:
                found |= inboxes_of(remote_followers(account))
        return found | inboxes_of_people(self.people)


def inboxes_of_people(account_ids: Iterable[int]) -> dict[str, str]:
    """The own inboxes of some people elsewhere, as far as they are there."""
    actors = RemoteActor.objects.filter(account_id__in=list(account_ids), gone_at__isnull=True)
    return inboxes_of(actors, personal=True)


def spread(
    document: Mapping[str, Any],
    *,
    by: Account,
    about: str,
    whom: Whom,
    tells_followers: bool = False,
) -> None:
    """Say something to all whom it concerns; to nobody, nothing is written down."""
    if by.followers_count <= AT_ONCE:
        inboxes = whom.inboxes()
        if inboxes:
            send(
                document,
                by=by,
                about=about,
                to_inboxes=inboxes,
                tells_followers=tells_followers,
            )
        return
    activity = send(document, by=by, about=about, to_inboxes=(), tells_followers=tells_followers)
    payload = {"activity": activity.id, "whom": asdict(whom)}
    jobs.enqueue(KIND, payload, host=f"spread:{by.id}")


def spread_further(payload: Mapping[str, Any]) -> None:
    """The job: write the deliveries to the many. What was deleted meanwhile is not begun."""
    activity = Activity.objects.filter(id=payload["activity"]).select_related("account").first()
    if activity is None or _is_gone(activity):
        return
    inboxes = iter(Whom(**payload["whom"]).inboxes())
    while chunk := list(islice(inboxes, _CHUNK)):
        _write(activity, chunk)


def _is_gone(activity: Activity) -> bool:
    later = Activity.objects.filter(account_id=activity.account_id, object=activity.object)
    ends = later.filter(kind__in=("Delete", "Undo"), id__gt=activity.id)
    return activity.kind not in ("Delete", "Undo") and ends.exists()


@transaction.atomic
def _write(activity: Activity, inboxes: Iterable[str]) -> None:
    send_further(activity, inboxes)
