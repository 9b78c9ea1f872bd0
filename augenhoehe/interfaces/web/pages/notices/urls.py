"""What concerns oneself, and from whom one wants to hear of it."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.notices import senders
from augenhoehe.interfaces.web.pages.notices.views import mark_read, notices

urlpatterns = [
    path("meldungen", notices, name="notices"),
    path("meldungen/gelesen", mark_read, name="notices_read"),
    path("meldungen/wartend/<id:request_id>/<str:step>", senders.decide, name="notice_request"),
    path("einstellungen/mitteilungen", senders.senders, name="settings_notices"),
    path("einstellungen/push", senders.push, name="settings_push"),
]
