"""The office: restricting something, and everything that follows from it."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.moderation import constants, declare, intervene, lists, show

urlpatterns = [
    path("aufsicht", lists.overview, name="moderation"),
    path("aufsicht/eingriff", intervene.intervene, name="intervene"),
    path("aufsicht/eingriffe/<slug:uid>", show.intervention, name="intervention"),
    path("aufsicht/eingriffe/<slug:uid>/<slug:step>", show.take_step, name="intervention_step"),
    path(
        "aufsicht/eingriffe/<slug:uid>/bild/<id:picture_id>",
        show.picture,
        name="intervention_picture",
    ),
    path("aufsicht/vorschlaege", lists.proposals, name="proposals"),
    path("aufsicht/pruefungen", lists.reviews, name="reviews"),
    path("aufsicht/anderswo", declare.declare, name="declare"),
    path("streisand.toml", constants.constants, name="check_constants"),
]
