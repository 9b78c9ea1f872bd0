from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.announcements import views

urlpatterns = [
    path("ankuendigungen", views.index, name="announcements"),
    path("ankuendigungen/neu", views.new, name="announcement_new"),
    path("ankuendigungen/<id:announcement_id>/bearbeiten", views.edit, name="announcement_edit"),
    path("ankuendigungen/<id:announcement_id>/<slug:step>", views.step, name="announcement_step"),
]
