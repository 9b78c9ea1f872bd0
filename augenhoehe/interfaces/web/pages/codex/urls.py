from django.urls import path
from django.views.generic import RedirectView

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.codex import acknowledging, files, planning, views

urlpatterns = [
    path("codex", views.current, name="codex"),
    path("codex.json", files.as_json, name="codex_json"),
    path("codex.atom", files.feed, name="codex_feed"),
    path("codex/am/<str:day>", views.on, name="codex_on"),
    path("codex/unterschied", views.difference, name="codex_difference"),
    path("codex/unterschied/<id:older>/<id:newer>", views.difference, name="codex_between"),
    path("codex/lesen", acknowledging.page, name="codex_reading"),
    path("codex/lesen.json", acknowledging.export, name="codex_read_json"),
    path("codex/lesen/<id:number>/<slug:key>", acknowledging.acknowledge, name="codex_acknowledge"),
    path("codex/entwurf", planning.overview, name="codex_plan"),
    path("codex/entwurf/beginnen", planning.begin, name="codex_plan_begin"),
    path("codex/entwurf/verwerfen", planning.drop, name="codex_plan_drop"),
    path("codex/entwurf/veroeffentlichen", planning.publish, name="codex_plan_publish"),
    path("codex/entwurf/vorschau", planning.preview, name="codex_plan_preview"),
    path("codex/entwurf/unterschied", planning.difference, name="codex_plan_difference"),
    path("codex/entwurf/klausel", planning.clause, name="codex_plan_new"),
    path("codex/entwurf/klausel/<slug:key>", planning.clause, name="codex_plan_clause"),
    path("codex/entwurf/handlungsanweisung", planning.playbook, name="codex_plan_new_playbook"),
    path(
        "codex/entwurf/handlungsanweisung/<slug:key>",
        planning.playbook,
        name="codex_plan_playbook",
    ),
    path("codex/entwurf/<slug:sort>/<slug:key>/<slug:step>", planning.move, name="codex_plan_step"),
    path("codex/<id:number>", views.version, name="codex_version"),
    path("codex/<id:number>/<slug:key>", views.clause, name="clause"),
    path("rules", RedirectView.as_view(url="/codex")),
]
