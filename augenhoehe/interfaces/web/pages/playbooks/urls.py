from django.urls import path
from django.views.generic import RedirectView

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.playbooks import views

urlpatterns = [
    path("codex/handlungsanweisung.schema.json", views.as_schema, name="playbook_schema"),
    path("codex/handlungsanweisungen/", views.current, name="playbooks"),
    path("codex/handlungsanweisungen", RedirectView.as_view(pattern_name="playbooks")),
    path("codex/handlungsanweisungen/<slug:key>", views.playbook, name="playbook"),
    path("codex/<id:number>/handlungsanweisungen/", views.version, name="playbooks_version"),
    path(
        "codex/<id:number>/handlungsanweisungen/<slug:key>",
        views.playbook,
        name="playbook_version",
    ),
]
