"""Looks at drafts, posts that wait for a voice, and standing behind an answer."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.help import approvals, asking, backing, looks, setting

urlpatterns = [
    path("draufschauen", looks.looks, name="looks"),
    path("draufschauen/bitten", asking.ask, name="look_ask"),
    path("draufschauen/<id:look_id>", looks.look, name="look"),
    path("draufschauen/<id:look_id>/beenden", looks.end, name="look_end"),
    path("freigaben", approvals.waiting, name="approvals"),
    path("freigaben/<id:row_id>", approvals.decide, name="approval"),
    path("antworten/<id:answer_id>/dahinterstehen", backing.back, name="back_answer"),
    path("@<str:handle>/freigabe", setting.approval, name="voice_approval"),
]
