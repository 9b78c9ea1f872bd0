"""The next version is written beside the one that holds; two who write do not collide."""

from dataclasses import replace

import pytest

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.models import PlannedClause
from augenhoehe.domain.codex.planned import (
    plan,
    planned_changes,
    planned_clause,
    state_of,
)
from augenhoehe.domain.codex.planning import (
    CHANGED_MEANWHILE,
    begin_plan,
    drop_plan,
    drop_planned,
    move_planned,
    plan_clause,
    plan_playbook,
    publish_plan,
)
from augenhoehe.domain.codex.wording import PlaybookWording, Wording, wording_of
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

CALM = Wording(key="calm", kind="help", title_de="Ruhig bleiben", text_de="Erst schlafen.")


@pytest.fixture
def begun(cast):
    begin_plan(by=cast.inga)
    return plan()


def reworded(which, **how):
    return replace(wording_of(planned_clause(which)), **how)


# --- refused ------------------------------------------------------------------------------


def test_nobody_but_an_administrator_plans(cast, begun):
    row = planned_clause("insult")
    verbs = (
        lambda by: begin_plan(by=by),
        lambda by: plan_clause(CALM, by=by),
        lambda by: plan_playbook(PlaybookWording(key="x", source=""), by=by),
        lambda by: move_planned(row, by=by, up=False),
        lambda by: drop_planned(row, by=by, seen=state_of(row)),
        lambda by: drop_plan(by=by),
        lambda by: publish_plan(by=by, seen=begun.state),
    )
    for somebody in (cast.karl, cast.erika, cast.wilhelm, cast.mona, cast.sven):
        for verb in verbs:
            with pytest.raises(NotAllowed):
                verb(somebody)

    assert plan().state == begun.state


def test_two_who_write_at_once_do_not_overwrite_each_other(cast, begun):
    seen = state_of(planned_clause("insult"))
    first = reworded("insult", text_en="We argue about things.")
    second = reworded("insult", text_en="Be nice.")
    plan_clause(first, by=cast.inga, instead_of="insult", seen=seen)

    with pytest.raises(Invalid) as refusal:
        plan_clause(second, by=cast.inga, instead_of="insult", seen=seen)

    assert refusal.value.code == CHANGED_MEANWHILE
    assert planned_clause("insult").text_en == "We argue about things."
    with pytest.raises(Invalid):
        drop_planned(planned_clause("insult"), by=cast.inga, seen=seen)
    with pytest.raises(Invalid):
        publish_plan(by=cast.inga, seen=begun.state)
    assert selectors.current_version().number == 1


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        (replace(CALM, key="Ruhig!"), "key"),
        (replace(CALM, key="insult"), "key"),
        (replace(CALM, title_de=" "), "title_de"),
        (replace(CALM, title_de="t" * 151), "title_de"),
        (replace(CALM, kind="order"), "kind"),
        (replace(CALM, audience="cats"), "audience"),
        (replace(CALM, text_de="x" * 30_000), "text_de"),
        (replace(CALM, legal_basis="x" * 301), "legal_basis"),
    ],
)
def test_what_has_no_shape_is_not_kept(cast, begun, wording, field):
    with pytest.raises(Invalid) as refusal:
        plan_clause(wording, by=cast.inga)

    assert refusal.value.field == field
    assert plan().state == begun.state


def test_a_clause_that_was_published_keeps_its_key(cast, begun):
    seen = state_of(planned_clause("insult"))

    with pytest.raises(Invalid, match="keeps its key"):
        plan_clause(reworded("insult", key="calm"), by=cast.inga, instead_of="insult", seen=seen)


def test_what_cannot_be_published_leaves_plan_and_version(cast, begun):
    row = planned_clause("unlawful")
    drop_planned(row, by=cast.inga, seen=state_of(row))

    with pytest.raises(Invalid):
        publish_plan(by=cast.inga, seen=plan().state)

    assert selectors.current_version().number == 1
    assert len(plan().clauses) == len(begun.clauses) - 1


def test_an_instruction_nobody_agreed_to_stays_planned(cast, begun, settings):
    settings.WORKS_COUNCIL = "Betriebsrat, rat@lindenrad.example"
    move_planned(begun.clauses[0], by=cast.inga, up=False)

    with pytest.raises(Invalid) as refusal:
        publish_plan(by=cast.inga, seen=plan().state)

    assert "approv" in refusal.value.field
    assert selectors.current_version().number == 1


# --- done ---------------------------------------------------------------------------------


def test_a_plan_begins_with_what_holds_and_begins_once(cast, begun):
    begin_plan(by=cast.inga)

    assert [row.key for row in begun.clauses] == [c.key for c in selectors.current_clauses()]
    assert PlannedClause.objects.count() == len(begun.clauses)
    assert all(change.is_same for change in planned_changes(begun))


def test_a_planned_version_is_published_and_is_planned_no_more(cast, begun):
    good = ("Der Riemen ist gerissen.", "Mir gefällt das nicht.")
    seen = state_of(planned_clause("insult"))
    plan_clause(
        reworded("insult", text_en="We argue about things.", good_de=good),
        by=cast.inga,
        instead_of="insult",
        seen=seen,
    )
    plan_clause(replace(CALM, title_en="Calm", text_en="Sleep first."), by=cast.inga)
    row = planned_clause("flooding")
    drop_planned(row, by=cast.inga, seen=state_of(row))
    move_planned(planned_clause("calm"), by=cast.inga, up=True)
    changes = {change.key: change for change in planned_changes(plan()) if not change.is_same}

    version = publish_plan(by=cast.inga, seen=plan().state, note_de="Kürzer.", note_en="Shorter.")

    assert set(changes) == {"insult", "calm", "flooding"}
    assert changes["insult"].what_differs == ["text_en", "good_de"]
    assert (version.number, version.note_de) == (2, "Kürzer.")
    keys = [clause.key for clause in selectors.clauses_of(2)]
    assert keys.index("calm") == len(keys) - 2
    assert "flooding" not in keys
    assert selectors.clause(2, "insult").good_de == list(good)
    assert not plan()


def test_the_order_ends_at_its_ends(cast, begun):
    first, last = begun.clauses[0], begun.clauses[-1]

    move_planned(first, by=cast.inga, up=True)
    move_planned(last, by=cast.inga, up=False)

    assert [row.key for row in plan().clauses] == [row.key for row in begun.clauses]


def test_a_plan_is_thrown_away_and_what_holds_stays(cast, begun):
    drop_plan(by=cast.inga)

    assert not plan()
    assert selectors.current_version().number == 1
