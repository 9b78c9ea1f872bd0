"""The statement of reasons, for whom it concerns: by a link, with no account needed."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.statement import views

urlpatterns = [
    path("begruendung", views.mine, name="statements"),
    path("begruendung/<str:token>", views.statement, name="statement"),
    path("begruendung/<str:token>/bild/<id:picture_id>", views.picture, name="statement_picture"),
]
