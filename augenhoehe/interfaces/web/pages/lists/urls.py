"""Lists of one's own."""

from django.urls import path, re_path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.lists import views

urlpatterns = [
    path("listen", views.overview, name="lists"),
    path("listen/<id:list_id>", views.show, name="list"),
    path("listen/<id:list_id>/bearbeiten", views.edit, name="list_edit"),
    path("listen/<id:list_id>/loeschen", views.delete, name="list_delete"),
    re_path(r"^listen/(?P<list_id>[0-9]{1,18})/(?P<step>dazu|weg)$", views.put, name="list_put"),
]
