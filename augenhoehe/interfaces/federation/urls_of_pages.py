"""Addresses of pages, for who asks for documents: see `negotiation`. Only of what has both."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.federation.endpoints import actors, posts
from augenhoehe.interfaces.federation.urls import urlpatterns as _documents

urlpatterns = [
    *_documents,
    path("", actors.server),
    path("@<str:handle>", actors.by_handle),
    path("@<str:handle>/<id:post_id>", posts.post),
    path("p/<id:post_id>", posts.post),
    path("raeume/<slug:slug>", actors.by_slug),
]
