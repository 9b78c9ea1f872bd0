"""A playbook our tests walk through, laid into the codex that holds."""

from __future__ import annotations

from augenhoehe.domain.codex.models import Playbook, Version

DEFECT = """\
id: defect
title: {de: Ein Mangel, en: A defect}
summary: {de: Etwas ging kaputt., en: Something broke.}
audience: members
triggers:
  keywords:
    de: [gerissen, kaputt]
    en: [broke, defect]
  clauses: [insult]
start: safe
never_publish:
  - {de: Die Bestellnummer, en: The order number}
clauses: [personal-data]
questions:
  - id: safe
    text: {de: Kann jemand zu Schaden kommen?, en: Could somebody be hurt?}
    help: {de: Im Zweifel ja., en: "When in doubt, yes."}
    options:
      - {id: "yes", text: {de: Ja, en: "Yes"}, then: danger, 
         advice: {de: Ruhig bleiben., en: Stay calm.}}
      - {id: "no", text: {de: Nein, en: "No"}, then: ours}
  - id: ours
    text: {de: Liegt es an uns?, en: Is it ours?}
    options:
      - {id: "yes", text: {de: Ja, en: "Yes"}, then: repair}
      - {id: unclear, text: {de: Unklar, en: Unclear}, then: repair}
outcomes:
  - id: danger
    title: {de: Sofort anrufen, en: Call at once}
    steps:
      - {id: call, text: {de: Produktsicherheit anrufen, en: Call product safety}}
    hand_over:
      - {when: {de: Immer, en: Always}, to: {de: Produktsicherheit, en: Product safety}}
  - id: repair
    title: {de: Reparieren, en: Repair it}
    text: {de: Und sagen bis wann., en: And say by when.}
    steps:
      - {id: date, text: {de: Einen Tag nennen, en: Name a day}}
      - {id: parts, text: {de: Teil bestellen, en: Order the part}}
    who_helps:
      - {de: Die Werkstatt, en: The workshop}
    may_promise:
      - {de: Porto, en: Postage}
"""
LATE = """\
id: late-delivery
title: {de: Zu spät, en: Late delivery}
summary: {de: Die Lieferung fehlt., en: The delivery is missing.}
triggers:
  channels: [linkedin]
  keywords: {de: [Lieferung], en: [delivery]}
start: known
questions:
  - id: known
    text: {de: Wissen wir warum?, en: Do we know why?}
    options:
      - {id: "yes", text: {de: Ja, en: "Yes"}, then: say}
outcomes:
  - id: say
    title: {de: Sagen, en: Say it}
    steps:
      - {id: tell, text: {de: Den Grund nennen, en: Tell the reason}}
"""


def lay_playbooks(*sources: str, version: Version | None = None) -> list[Playbook]:
    """The playbooks of the version that holds, as if it had been published with them."""
    version = version or Version.objects.order_by("-number").first()
    assert version is not None
    Playbook.objects.filter(version=version).delete()
    return [
        Playbook.objects.create(
            version=version, position=n, key=source.split("\n")[0][4:], source=source
        )
        for n, source in enumerate(sources or (DEFECT, LATE), start=1)
    ]
