"""What concerns oneself."""

from django.urls import path

from augenhoehe.interfaces.web.pages.notices.views import mark_read, notices

urlpatterns = [
    path("meldungen", notices, name="notices"),
    path("meldungen/gelesen", mark_read, name="notices_read"),
]
