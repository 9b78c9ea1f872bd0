"""Instructions are acknowledged, by members, each wording once; nobody else learns of it."""

from dataclasses import replace

import pytest

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.acknowledging import (
    acknowledge_clause,
    acknowledged_by,
    to_acknowledge,
)
from augenhoehe.domain.codex.actions import publish_version
from augenhoehe.domain.codex.models import Acknowledgement
from augenhoehe.domain.codex.wording import wording_of
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def publish(by, key="insult", **how):
    """What holds, with one clause otherwise."""
    return publish_version(
        [
            replace(wording_of(one), **how) if one.key == key else wording_of(one)
            for one in selectors.current_clauses()
        ],
        by=by,
    )


def waiting_for(account):
    return {one.key for one in to_acknowledge(account)}


def told_of(number):
    rows = Notification.objects.filter(kind="codex", thing=number)
    return set(rows.values_list("recipient__handle", flat=True))


# --- refused ------------------------------------------------------------------------------


def test_customers_acknowledge_nothing(cast):
    with pytest.raises(NotAllowed):
        acknowledge_clause(selectors.current_clause("insult"), by=cast.karl)

    assert to_acknowledge(cast.karl) == []


def test_help_is_not_acknowledged(cast):
    publish(cast.inga, kind="help")

    with pytest.raises(Invalid):
        acknowledge_clause(selectors.current_clause("insult"), by=cast.erika)
    assert "insult" not in waiting_for(cast.erika)


# --- done ---------------------------------------------------------------------------------


def test_what_was_read_is_asked_for_again_only_when_its_words_change(cast):
    acknowledge_clause(selectors.current_clause("insult"), by=cast.erika)
    acknowledge_clause(selectors.current_clause("insult"), by=cast.erika)
    assert "insult" not in waiting_for(cast.erika)
    assert "insult" in waiting_for(cast.jonas)

    publish(cast.inga, legal_basis="§ 185 StGB", good_en=("The belt broke.",))
    assert "insult" not in waiting_for(cast.erika)

    publish(cast.inga, text_de="Wir streiten über Sachen.")
    assert "insult" in waiting_for(cast.erika)
    assert [one.clause.version.number for one in acknowledged_by(cast.erika)] == [1]
    assert Acknowledgement.objects.count() == 1


def test_nothing_is_closed_to_who_has_read_nothing(cast):
    assert waiting_for(cast.erika)

    assert cast.says(cast.erika, "Guten Morgen").id


def test_instructions_are_for_whom_they_are_written(cast):
    publish(cast.inga, audience="moderators")
    assert "insult" in waiting_for(cast.mona)
    assert "insult" not in waiting_for(cast.erika)

    publish(cast.inga, audience="writers")
    assert cast.lindenrad.is_voice
    assert "insult" in waiting_for(cast.erika)
    assert "insult" not in waiting_for(cast.wilhelm)


def test_whom_a_new_version_concerns_is_told_once_and_quietly(cast, monkeypatch):
    monkeypatch.setattr("augenhoehe.domain.notifications.codex.AT_ONCE", 2)
    people = [cast.karl, cast.erika, cast.jonas, cast.mona, cast.inga]
    publish(cast.inga, audience="members")  # from everybody to members: both are told
    run_due_jobs()
    assert told_of(2) == {one.handle for one in people}

    publish(cast.inga, text_de="Wir streiten über Sachen.")
    run_due_jobs()
    assert told_of(3) == {"erika", "jonas", "mona"}
    assert Notification.objects.filter(kind="codex").count() == 8


def test_a_version_in_which_no_clause_changes_is_told_nobody(cast):
    assert cast.karl.id
    publish(cast.inga)
    run_due_jobs()

    assert told_of(2) == set()
