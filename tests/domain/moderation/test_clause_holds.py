"""A clause is cited from its day on, and the citation keeps the wording of then."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from augenhoehe.domain.codex import selectors as codex
from augenhoehe.domain.codex.actions import publish_version
from augenhoehe.domain.codex.written import first_clauses
from augenhoehe.domain.moderation.actions import intervene
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry
from augenhoehe.foundation.verdicts import Invalid
from tests.domain.moderation.measures import a_clause, against

pytestmark = pytest.mark.django_db


def _published(cast, **changes):
    clauses = [replace(c, **changes) if c.key == "insult" else c for c in first_clauses()]
    return publish_version(clauses, by=cast.inga)


def test_before_its_day_nobody_is_measured_by_it(cast):
    rude = cast.says(cast.gerda, "Du dumme Kuh.")
    version = _published(cast, valid_from=date(2099, 1, 1))
    later = codex.clause(version.number, "insult")

    assert a_clause("insult").version.number == 1  # the wording before goes on until then
    with pytest.raises(Invalid, match="does not hold yet") as refusal:
        intervene(against(rude, clause=later), by=cast.mona)

    assert refusal.value.field == "clause"
    assert not Intervention.objects.exists()
    assert not RegisterEntry.objects.exists()


def test_a_citation_keeps_the_wording_of_then(cast):
    rude = cast.says(cast.gerda, "Du dumme Kuh.")
    done = intervene(against(rude, clause=a_clause("insult")), by=cast.mona)
    before = done.clause.text_en

    _published(cast, text_en="We argue about things.")

    kept = Intervention.objects.select_related("clause__version").get(id=done.id)
    assert (kept.clause.version.number, kept.clause.text_en) == (1, before)
    assert json.loads(RegisterEntry.objects.get().record)["clause_version"] == "1"
