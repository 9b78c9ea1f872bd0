"""Hats: the log, one's own, how they are given, and the signed list for others."""

from django.urls import path, re_path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.hats import giving, listed, log, own

urlpatterns = [
    path(".well-known/augenhoehe-hats", listed.signed_list, name="hat_list"),
    path("huete", log.index, name="hats"),
    path("huete/<id:hat_id>", log.one, name="hat"),
    path("einstellungen/huete", own.index, name="settings_hats"),
    path("einstellungen/huete/anspruch", own.claim, name="hat_claim"),
    path("einstellungen/huete/<id:hat_id>/verknuepfen", own.link, name="hat_link"),
    re_path(
        r"^einstellungen/huete/(?P<hat_id>[0-9]{1,18})/(?P<step>ablegen|aufnehmen)$",
        own.step,
        name="hat_step",
    ),
    path("einstellungen/huete/konto/<id:linked_id>/code", own.code, name="hat_code"),
    path("einstellungen/huete/konto/<id:linked_id>/loesen", own.unlink, name="hat_unlink"),
    path("verwaltung/huete", giving.index, name="hat_rules"),
    path("verwaltung/huete/bestaetigen", giving.grant, name="hat_grant"),
    path("verwaltung/huete/regel", giving.add_rule, name="hat_rule_add"),
    path("verwaltung/huete/regel/<id:rule_id>/schliessen", giving.close, name="hat_rule_close"),
]
