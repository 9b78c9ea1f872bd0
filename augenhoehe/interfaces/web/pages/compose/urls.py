from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.compose import (
    changes,
    drafts,
    echoing,
    helping,
    labelling,
    later,
    plain,
    reactions,
    uploads,
    views,
)

urlpatterns = [
    path("schreiben", views.compose, name="compose"),
    path("schreiben/hilfe", helping.fitting, name="compose_help"),
    path("schreiben/hilfe/<slug:key>", helping.walk, name="playbook_walk"),
    path("schreiben/klartext", plain.beside, name="compose_plain"),
    path("schreiben/kennzeichnung", labelling.hint, name="compose_label_hint"),
    path("schreiben/gleichklang", echoing.beside, name="compose_echo"),
    path("entwurf", drafts.draft, name="draft"),
    path("entwuerfe", drafts.drafts, name="drafts"),
    path("spaeter/<id:scheduled_id>", later.change, name="later"),
    path("bilder", uploads.upload, name="upload"),
    path("posts/<id:post_id>/<slug:verb>", reactions.react, name="react"),
    path("@<str:handle>/<id:post_id>/bearbeiten", changes.edit, name="edit"),
    path("@<str:handle>/<id:post_id>/loeschen", changes.delete, name="delete"),
]
