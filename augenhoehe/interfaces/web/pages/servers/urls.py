from django.urls import path

from augenhoehe.interfaces.web.pages.servers import views

urlpatterns = [
    path("verwaltung/server", views.index, name="servers"),
    path("verwaltung/server/erneut", views.retry, name="servers_retry"),
    path("verwaltung/server/<path:host>", views.show, name="server"),
]
