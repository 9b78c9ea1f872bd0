"""All addresses of this server."""

from django.urls import include, path

from augenhoehe.config.server.health import health
from augenhoehe.interfaces.mastodon_api.routes import description

urlpatterns = [
    path("health", health),
    path("api/openapi.json", description.openapi, name="api_openapi"),
    path("", include("augenhoehe.interfaces.mastodon_api.urls")),
    path("", include("augenhoehe.interfaces.federation.urls")),
    path("", include("augenhoehe.interfaces.web.urls")),
]

handler400 = "augenhoehe.interfaces.web.errors.bad_request"
handler403 = "augenhoehe.interfaces.web.errors.forbidden"
handler404 = "augenhoehe.interfaces.web.errors.not_found"
handler500 = "augenhoehe.interfaces.web.errors.broken"
