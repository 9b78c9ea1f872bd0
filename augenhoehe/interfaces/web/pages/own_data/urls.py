"""One's own data, on one page."""

from django.urls import path

from augenhoehe.interfaces.web.pages.own_data import views

urlpatterns = [
    path("einstellungen/daten", views.show, name="own_data"),
    path("einstellungen/daten.zip", views.download, name="own_data_file"),
    path("einstellungen/daten/loeschen", views.erase, name="own_data_erase"),
]
