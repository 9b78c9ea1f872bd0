"""Appeals and objections, and where they are decided."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.appeals import deciding, making, objecting

urlpatterns = [
    path("einspruch/<str:token>", making.appeal, name="appeal"),
    path("register/<slug:uid>/einwand", objecting.objection, name="objection"),
    path("register/<slug:uid>/einwand/<str:token>", objecting.confirm, name="objection_confirm"),
    path("einwaende/<id:appeal_id>", objecting.decided, name="objection_decided"),
    path("aufsicht/einsprueche", deciding.appeals, name="appeals"),
    path("aufsicht/einsprueche/<id:appeal_id>", deciding.show, name="appeal_show"),
]
