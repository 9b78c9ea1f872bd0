"""Where one moves from and to."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.moving import bringing, leaving_for, taking

urlpatterns = [
    path("einstellungen/umzug", bringing.overview, name="moving"),
    path("einstellungen/umzug/mitbringen", bringing.bring, name="moving_bring"),
    path("einstellungen/umzug/<id:luggage_id>/vergessen", bringing.forget, name="moving_forget"),
    path("einstellungen/umzug/mitnehmen/<str:name>.csv", taking.table, name="moving_table"),
    path("einstellungen/umzug/adressen", leaving_for.aliases, name="moving_aliases"),
    path("einstellungen/umzug/adressen/entfernen", leaving_for.drop, name="moving_alias_drop"),
    path("einstellungen/umzug/wegziehen", leaving_for.move, name="moving_away"),
    path("einstellungen/umzug/zurueck", leaving_for.come_back, name="moving_back"),
]
