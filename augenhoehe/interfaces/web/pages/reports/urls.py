"""Reports: for everybody, and in the office."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.reports import handling, making, queue, status

urlpatterns = [
    path("melden", making.report, name="report"),
    path("melden/<str:token>", status.status, name="report_status"),
    path("aufsicht/meldungen", queue.queue, name="reports"),
    path("aufsicht/meldungen/<id:report_id>", handling.show, name="report_show"),
    path("aufsicht/meldungen/<id:report_id>/<slug:step>", handling.take_step, name="report_step"),
]
