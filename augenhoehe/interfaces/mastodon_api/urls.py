"""The addresses of the client API; a slash at the end makes no difference."""

from django.urls import re_path

from augenhoehe.interfaces.mastodon_api import statuses

urlpatterns = [
    re_path(r"^api/v1/statuses/?$", statuses.collection, name="api_statuses"),
    re_path(r"^api/v1/statuses/(?P<status_id>[^/]+)/?$", statuses.single, name="api_status"),
]
