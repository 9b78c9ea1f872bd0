from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.desk import (
    answering,
    blocks,
    letters,
    listing,
    playbooks,
    rules,
    show,
    steps,
    thinking,
    webhooks,
)

urlpatterns = [
    path("tisch", listing.index, name="desk"),
    path("tisch/bausteine", blocks.index, name="desk_blocks"),
    path("tisch/bausteine/<id:block_id>", blocks.change, name="desk_block"),
    path("tisch/bausteine/<id:block_id>/verwerfen", blocks.drop, name="desk_block_drop"),
    path("tisch/regeln", rules.rules, name="desk_rules"),
    path("tisch/brief", rules.letter, name="desk_letter"),
    path("tisch/brief/<str:token>", letters.end, name="desk_letter_end"),
    path("tisch/webhooks", webhooks.index, name="desk_webhooks"),
    path("tisch/webhooks/<id:hook_id>/<slug:step>", webhooks.step, name="desk_webhook"),
    path("tisch/<id:case_id>", show.case, name="desk_case"),
    path("tisch/<id:case_id>/antworten", answering.answer, name="desk_answer"),
    path("tisch/<id:case_id>/schreibt", answering.answering, name="desk_answering"),
    path("tisch/<id:case_id>/baum", thinking.think, name="desk_tree"),
    path("tisch/<id:case_id>/anweisung", playbooks.open_beside, name="desk_playbook_open"),
    path(
        "tisch/<id:case_id>/anweisung/<id:run_id>/<slug:verb>",
        playbooks.step,
        name="desk_playbook",
    ),
    path("tisch/<id:case_id>/<slug:step>", steps.take_step, name="desk_step"),
]
