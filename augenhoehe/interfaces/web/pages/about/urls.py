from django.urls import path
from django.views.generic import RedirectView

from augenhoehe.interfaces.web.pages.about import views

urlpatterns = [
    path("impressum", views.imprint, name="imprint"),
    path("datenschutz", views.privacy, name="privacy"),
    path("imprint", RedirectView.as_view(url="/impressum", query_string=True)),
    path("privacy", RedirectView.as_view(url="/datenschutz", query_string=True)),
]
