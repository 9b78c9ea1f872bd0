"""Inspection, for the works council and whoever looks after data protection."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.inspection import agreement, log, papers, views

urlpatterns = [
    path("einsicht", views.configuration, name="inspection"),
    path("einsicht/aufbewahrung", views.retention, name="inspection_retention"),
    path("einsicht/dienste", views.duties_page, name="inspection_duties"),
    path("einsicht/lesungen", log.log, name="inspection_readings"),
    path("einsicht/lesungen.csv", log.log_file, name="inspection_readings_file"),
    path("einsicht/vereinbarung", agreement.agreement, name="works_agreement"),
    path(
        "einsicht/vereinbarung/<id:agreement_id>/bestaetigen",
        agreement.confirm,
        name="works_agreement_confirm",
    ),
    path(
        "einsicht/vereinbarung/<id:agreement_id>/beenden",
        agreement.end,
        name="works_agreement_end",
    ),
    path("einsicht/muster/<str:kind>.<str:language>.md", papers.paper_file, name="paper_file"),
    path("einsicht/muster/<str:kind>/<str:language>", papers.paper, name="paper"),
]
