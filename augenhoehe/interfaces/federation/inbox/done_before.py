"""What an activity was that somebody names by its id alone, as in an Undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.records import Activity
from augenhoehe.interfaces.federation.models import InboxItem

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def done_before(uri: str, *, by: Account) -> Activity | None:
    """What `by` did under this id, as far as the inbox remembers (`limits.DONE_KEPT`)."""
    rows = InboxItem.objects.filter(activity_id=uri, actor=by.uri)
    found = rows.values_list("kind", "about").first()
    return Activity(uri, found[0], by.uri, object=found[1]) if found else None
