"""What only concerns oneself: profile, account, whom one does not read, invitations."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.settings import connected, filters, posting, servers, views
from augenhoehe.interfaces.web.pages.settings.leaving import leave

urlpatterns = [
    path("einstellungen", views.overview, name="settings"),
    path("einstellungen/profil", views.profile, name="settings_profile"),
    path("einstellungen/schreiben", posting.posting, name="settings_posting"),
    path("einstellungen/konto", views.account, name="settings_account"),
    path("einstellungen/apps", connected.apps, name="settings_apps"),
    path("einstellungen/apps/beenden", connected.end, name="settings_app_end"),
    path("einstellungen/stumm", views.hidden, name="settings_hidden"),
    path("einstellungen/filter", filters.filters, name="settings_filters"),
    path("einstellungen/filter/neu", filters.new, name="settings_filter_new"),
    path("einstellungen/filter/<id:filter_id>", filters.edit, name="settings_filter"),
    path(
        "einstellungen/filter/<id:filter_id>/entfernen",
        filters.remove,
        name="settings_filter_remove",
    ),
    path(
        "einstellungen/filter/beitraege/<id:entry_id>/zeigen",
        filters.show_post,
        name="settings_filter_show",
    ),
    path("einstellungen/server", servers.servers, name="settings_servers"),
    path("einstellungen/server/freigeben", servers.free, name="settings_server_free"),
    path("einstellungen/einladungen", views.invites, name="settings_invites"),
    path("einstellungen/verlassen", leave, name="settings_leave"),
]
