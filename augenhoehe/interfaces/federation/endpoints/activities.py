"""What else was said to other servers, at its own address, as far as everybody may read it."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse

from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.interfaces.federation.endpoints.answers import NotHere, document
from augenhoehe.interfaces.federation.endpoints.door import for_servers
from augenhoehe.interfaces.federation.models import Activity

# Who blocked, reported or asked whom is between the two servers, whatever the address says.
_TO_ALL = frozenset({"Create", "Update", "Delete", "Announce", "Undo", "Add", "Remove", "Move"})


@for_servers
def activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    """BASE/activities/<id>."""
    row = Activity.objects.filter(id=activity_id, kind__in=_TO_ALL).first()
    if row is None or not _is_for_all(bytes(row.document)):
        raise NotHere
    return document(request, bytes(row.document))


def _is_for_all(body: bytes) -> bool:
    """Addressed to everybody, and of what it carries nothing was taken back since."""
    said = orjson.loads(body)
    if PUBLIC not in (*said.get("to", ()), *said.get("cc", ())):
        return False
    about = said.get("object")
    if said["type"] not in ("Create", "Update") or not isinstance(about, dict):
        return True
    post_id = post_id_in(str(about.get("id", "")))
    return post_id is None or post_for(EVERYBODY, post_id) is not None
