from django.urls import path
from django.views.generic import RedirectView

from augenhoehe.interfaces.web.pages.equality import views

urlpatterns = [
    path("gleichheit", views.show, name="equality"),
    path("gleichheit.json", views.as_json, name="equality_json"),
    path("equality", RedirectView.as_view(url="/gleichheit", query_string=True)),
]
