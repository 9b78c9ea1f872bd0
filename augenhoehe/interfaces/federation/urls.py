"""What other servers read here. Who only follows links meets pages, not these."""

from django.urls import path, re_path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.federation.endpoints import (
    activities,
    actors,
    archive,
    collections,
    discovery,
    posts,
)
from augenhoehe.interfaces.federation.endpoints.people_first import page_or

urlpatterns = [
    path(".well-known/webfinger", discovery.webfinger, name="webfinger"),
    path("actors/<id:account_id>", page_or(actors.actor), name="actor"),
    path("actors/<id:account_id>/outbox", collections.outbox),
    path("actors/<id:account_id>/followers", collections.followers),
    path("actors/<id:account_id>/following", collections.following),
    path("actors/<id:account_id>/featured", collections.featured),
    path("actors/<id:account_id>/tags", collections.tags),
    path("actors/<id:account_id>/followers_synchronization", collections.synchronization),
    path("p/<id:post_id>/activity", posts.activity),
    path("p/<id:post_id>/replies", posts.replies),
    path("p/<id:post_id>/likes", posts.likes),
    path("p/<id:post_id>/shares", posts.shares),
    path("activities/<id:activity_id>", activities.activity),
    path("stamps/<id:quoting_id>", posts.stamp),
    path("einstellungen/umzug/archiv.zip", archive.archive, name="archive"),
    re_path(r"^(?:actors|activities|stamps)(?:/|$)", actors.nothing),
]
