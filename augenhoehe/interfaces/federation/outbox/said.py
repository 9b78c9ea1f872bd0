"""What was said before, to be named again: what is taken back was said."""

from __future__ import annotations

import orjson

from augenhoehe.activitypub.records import Activity as Record
from augenhoehe.interfaces.federation.models import Activity


def said_about(about: str, *, kind: str, by: int) -> Activity | None:
    """The last activity of a kind that one of our accounts sent about something."""
    said = Activity.objects.filter(account_id=by, kind=kind, object=about)
    return said.select_related("account").order_by("-id").first()


def taken_back(said: Activity) -> Record:
    """What is repeated of it in its Undo."""
    document = orjson.loads(bytes(said.document))
    what = document["object"]
    return Record(
        id=document["id"],
        kind=document["type"],
        actor=document["actor"],
        object=what if isinstance(what, str) else what["id"],
        to=tuple(document.get("to", ())),
        cc=tuple(document.get("cc", ())),
    )
