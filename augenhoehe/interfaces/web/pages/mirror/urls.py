from django.urls import path
from django.views.generic import RedirectView

from augenhoehe.interfaces.web.pages.mirror import views

urlpatterns = [
    path("spiegel", views.show, name="mirror"),
    path("spiegel.json", views.as_json, name="mirror_json"),
    path("mirror", RedirectView.as_view(url="/spiegel")),
]
