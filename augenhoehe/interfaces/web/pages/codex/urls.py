from django.urls import path
from django.views.generic import RedirectView

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.codex import views

urlpatterns = [
    path("codex", views.current, name="codex"),
    path("codex.json", views.as_json, name="codex_json"),
    path("codex/unterschied", views.difference, name="codex_difference"),
    path("codex/<id:number>", views.version, name="codex_version"),
    path("codex/<id:number>/<slug:key>", views.clause, name="clause"),
    path("rules", RedirectView.as_view(url="/codex")),
]
