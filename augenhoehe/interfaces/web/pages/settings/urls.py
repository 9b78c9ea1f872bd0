"""What only concerns oneself: profile, account, whom one does not read, invitations."""

from django.urls import path

from augenhoehe.interfaces.web.pages.settings import connected, posting, views
from augenhoehe.interfaces.web.pages.settings.leaving import leave

urlpatterns = [
    path("einstellungen", views.overview, name="settings"),
    path("einstellungen/profil", views.profile, name="settings_profile"),
    path("einstellungen/schreiben", posting.posting, name="settings_posting"),
    path("einstellungen/konto", views.account, name="settings_account"),
    path("einstellungen/apps", connected.apps, name="settings_apps"),
    path("einstellungen/apps/beenden", connected.end, name="settings_app_end"),
    path("einstellungen/stumm", views.hidden, name="settings_hidden"),
    path("einstellungen/einladungen", views.invites, name="settings_invites"),
    path("einstellungen/verlassen", leave, name="settings_leave"),
]
