"""The codex in versions: what stands in one, nobody changes; measures cite it for ever."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from augenhoehe.domain.codex import norms, selectors
from augenhoehe.domain.codex.actions import publish_first_version, publish_version
from augenhoehe.domain.codex.models import Version
from augenhoehe.domain.codex.written import first_clauses
from augenhoehe.domain.moderation.models import Intervention
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

ROOM = Path(__file__).parents[3] / "augenhoehe/domain/codex"
PLANNED = {ROOM / "planning.py", ROOM / "agreement.py"}  # of these, nothing is published yet


def changed(which, **how):
    """The first version with one clause worded anew."""
    return [replace(c, **how) if c.key == which else c for c in first_clauses()]


# --- refused ------------------------------------------------------------------------------


def test_nobody_but_an_administrator_publishes(cast):
    for somebody in (cast.karl, cast.erika, cast.wilhelm, cast.mona):
        with pytest.raises(NotAllowed):
            publish_version(first_clauses(), by=somebody)

    assert selectors.current_version().number == 1


@pytest.mark.parametrize(
    ("clauses", "field"),
    [
        (changed("spam", key="insult"), "key"),
        (changed("spam", key="Kein Spam!"), "key"),
        (changed("spam", kind="order"), "kind"),
        (changed("spam", text_de="  "), "text_de"),
        (changed("spam", title_en="t" * 151), "title_en"),
        (changed("spam", title_de="", text_de="", title_en="", text_en=""), "text_de"),
        (changed("spam", text_en="One\n# Two"), "text_en"),
        (changed("spam", audience="nobody"), "audience"),
        (changed("spam", good_de=("x" * 501,)), "good_de"),
        (changed("spam", approved_on=date(2999, 1, 1)), "approved_on"),
        (changed("unlawful", can_be_cited=False), "can_be_cited"),
        (changed("unlawful", valid_from=date(2099, 1, 1)), "valid_from"),
        ([c for c in first_clauses() if c.key != "unlawful"], "key"),
    ],
)
def test_what_cannot_be_cited_later_is_not_published(cast, clauses, field):
    with pytest.raises(Invalid) as refusal:
        publish_version(clauses, by=cast.inga)

    assert refusal.value.field == field
    assert Version.objects.count() == 1


def test_nothing_in_the_room_changes_or_removes_a_row():
    for path in sorted({*ROOM.glob("*.py")} - PLANNED):
        called = {
            node.func.attr
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not called & {"save", "update", "bulk_update", "delete", "update_or_create"}, path


# --- done ---------------------------------------------------------------------------------


def test_a_server_begins_with_a_codex(db):
    citable = {clause.key for clause in selectors.current_clauses(citable=True)}

    assert selectors.current_version().number == 1
    assert {"insult", "unlawful", "personal-data", "confidential"} <= citable
    assert {"answer-criticism", "own-words"} == (
        {clause.key for clause in selectors.current_clauses()} - citable
    )
    assert publish_first_version() is None


def test_a_new_version_holds_and_the_old_one_stays_readable(cast):
    old = selectors.clause(1, "insult")

    publish_version(changed("insult", text_en="We argue about things."), by=cast.inga)

    assert selectors.current_clause("insult").text_en == "We argue about things."
    assert selectors.clause(1, "insult") == old
    assert selectors.clause(1, "insult").text_en == old.text_en
    assert [version.number for version in selectors.versions()] == [2, 1]
    assert selectors.current_version().published_by == cast.inga


def test_the_difference_names_what_was_reworded_added_and_dropped(cast):
    clauses = changed("insult", text_de="Wir streiten über Sachen.")
    clauses = [c for c in clauses if c.key != "flooding"]
    publish_version([replace(clauses[1], key="calm"), *clauses], by=cast.inga)

    changes = selectors.difference(1, 2)

    assert [c.key for c in changes if c.is_new] == ["calm"]
    assert [c.key for c in changes if c.is_dropped] == ["flooding"]
    assert [c.key for c in changes if c.before and c.after and not c.is_same] == ["insult"]


def test_a_dropped_clause_no_longer_holds(cast):
    publish_version([c for c in first_clauses() if c.key != "flooding"], by=cast.inga)

    assert selectors.current_clause("flooding") is None
    assert selectors.clause(1, "flooding") is not None
    assert selectors.clause(2, "flooding") is None


def test_the_clauses_are_one_question(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert {c.version.number for c in selectors.current_clauses()} == {1}


# --- norms --------------------------------------------------------------------------------


def test_every_suggested_category_is_one_of_the_transparency_database():
    suggested = {norm.category for norm in norms.norms()} | set(norms.CATEGORY_OF_CLAUSE.values())

    assert suggested <= set(Intervention.Category.values)
    assert norms.category_for(cite="§ 126a StGB") == "CYBER_VIOLENCE"
    assert norms.category_for(clause_key="spam") == "SCAMS_AND_FRAUD"
    assert norms.category_for(clause_key="flooding") == norms.OTHER


def test_norms_and_categories_belong_to_clauses_there_are():
    assert set(norms.CATEGORY_OF_CLAUSE) <= {clause.key for clause in first_clauses()}
    assert len({norm.cite for norm in norms.norms()}) == len(norms.norms())
