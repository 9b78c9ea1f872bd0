"""Playbooks beside a case: the team goes through them together; who did what is kept nowhere."""

import logging

import pytest
from django.apps import apps

from augenhoehe.domain.codex.models import Clause, Version
from augenhoehe.domain.criticism import playbooks
from augenhoehe.domain.criticism.actions import (
    add_block,
    answer_in_playbook,
    go_back_in_playbook,
    open_playbook,
    put_playbook_away,
    tick_step,
)
from augenhoehe.domain.criticism.models import PlaybookRun
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.walked import DEFECT, lay_playbooks


@pytest.fixture
def defect(cast):
    return lay_playbooks()[0]


@pytest.fixture
def case(cast, defect):
    return cast.complains(cast.karl, "Der Riemen ist gerissen.")


@pytest.fixture
def run(cast, case, defect):
    return open_playbook(case, defect, by=cast.theo)


def now(run):
    return PlaybookRun.objects.select_related("playbook__version", "case").get(id=run.id)


DOINGS = {
    open_playbook: lambda cast, case, run, who: open_playbook(case, run.playbook, by=who),
    answer_in_playbook: lambda cast, case, run, who: answer_in_playbook(run, "safe", "no", by=who),
    go_back_in_playbook: lambda cast, case, run, who: go_back_in_playbook(run, "safe", by=who),
    tick_step: lambda cast, case, run, who: tick_step(run, "date", by=who),
    put_playbook_away: lambda cast, case, run, who: put_playbook_away(run, by=who),
}


@pytest.mark.parametrize("doing", DOINGS.values(), ids=[one.__name__ for one in DOINGS])
@pytest.mark.parametrize("who", ["karl", "ada", "inga"])
def test_only_members_work_with_them_and_never_the_critic(cast, case, run, doing, who):
    with pytest.raises(NotAllowed):
        doing(cast, case, run, getattr(cast, who))

    assert now(run).way == []


def test_a_member_does_not_work_on_their_own_criticism(cast, defect):
    case = cast.complains(cast.theo, "Unser Lager ist kaputt.")

    with pytest.raises(NotAllowed):
        open_playbook(case, defect, by=cast.theo)


def test_nobody_who_cannot_read_the_case_works_on_it(cast, defect):
    case = cast.complains(cast.karl, "Unter uns: gerissen.", space=cast.kreis)

    with pytest.raises(NotAllowed):
        open_playbook(case, defect, by=cast.theo)
    open_playbook(case, defect, by=cast.erika)


def test_what_fits_comes_up_with_its_reason(cast, case):
    (match,) = playbooks.playbooks_for(case)

    assert match.tree.key == "defect"
    assert "gerissen" in str(match.reasons[0])
    assert [tree.key for tree in playbooks.other_playbooks(case, [match])] == ["late-delivery"]


def test_a_clause_somebody_links_brings_one_up(cast, defect):
    case = cast.complains(cast.gerda, "Siehe https://lindenrad.example/codex/1/insult. Schlecht.")

    (match,) = playbooks.playbooks_for(case)
    assert match.reasons[0].kind == "clause"


def test_it_is_opened_once(cast, case, run):
    assert open_playbook(case, run.playbook, by=cast.jonas).id == run.id
    assert playbooks.playbooks_for(case) == []


def test_a_former_version_is_not_opened_any_more(cast, case, defect):
    Version.objects.create(number=99)

    with pytest.raises(Invalid):
        open_playbook(case, defect, by=cast.theo)


def test_it_stays_as_it_was_when_it_was_opened(cast, case, run):
    newer = Version.objects.create(number=99)
    old = Clause.objects.get(version=run.playbook.version, key="personal-data")
    Clause.objects.create(
        version=newer, key="personal-data", position=1, title_en="Other", text_en="Other words"
    )
    lay_playbooks(DEFECT.replace("A defect", "A fault"), version=newer)

    (beside,) = playbooks.runs_beside(case)
    assert beside.tree.title.en == "A defect"
    assert [one.text_en for one in beside.clauses] == [old.text_en]
    assert playbooks.playbooks_for(case) == []  # it lies there already


def test_colleagues_go_on_where_others_stopped(cast, case, run):
    answer_in_playbook(run, "safe", "no", by=cast.theo)
    answer_in_playbook(run, "ours", "unclear", by=cast.jonas)

    (beside,) = playbooks.runs_beside(case)
    assert beside.place.outcome.id == "repair"
    assert [one.en for one in beside.place.guidance.may_promise] == ["Postage"]
    tick_step(now(run), "date", by=cast.hanna)
    tick_step(now(run), "date", by=cast.theo)
    tick_step(now(run), "parts", by=cast.theo)
    assert playbooks.runs_beside(case)[0].is_done
    tick_step(now(run), "date", by=cast.jonas, done=False)
    assert now(run).ticked == ["parts"]


def test_an_earlier_answer_is_given_anew(cast, case, run):
    answer_in_playbook(run, "safe", "no", by=cast.theo)
    answer_in_playbook(run, "ours", "yes", by=cast.theo)
    go_back_in_playbook(run, "ours", by=cast.theo)
    assert now(run).way == [["safe", "no"]]

    answer_in_playbook(run, "safe", "yes", by=cast.jonas)

    (beside,) = playbooks.runs_beside(case)
    assert beside.place.outcome.id == "danger"
    assert [went.option.advice.en for went in beside.place.advice] == ["Stay calm."]


@pytest.mark.parametrize(
    ("question", "option"), [("ours", "yes"), ("safe", "unclear"), ("", ""), ("safe", "x" * 9000)]
)
def test_no_way_leads_past_the_questions(cast, run, question, option):
    with pytest.raises(Invalid):
        answer_in_playbook(run, question, option, by=cast.theo)
    assert now(run).way == []


def test_only_what_stands_there_is_ticked(cast, run):
    with pytest.raises(Invalid):
        tick_step(run, "date", by=cast.theo)
    answer_in_playbook(run, "safe", "yes", by=cast.theo)
    with pytest.raises(Invalid):
        tick_step(now(run), "date", by=cast.theo)
    assert now(run).ticked == []


def test_what_somebody_put_away_is_gone_for_all(cast, case, run):
    put_playbook_away(run, by=cast.jonas)

    assert playbooks.runs_beside(case) == []
    with pytest.raises(Invalid):
        answer_in_playbook(run, "safe", "no", by=cast.theo)


def test_text_blocks_that_speak_of_the_same_are_offered(cast, case, run):
    belt = add_block("Riemen", "Der Riemen wird kostenlos getauscht.", by=cast.erika)
    thanks = add_block("Gruß", "Herzliche Grüße.", by=cast.erika)

    tree = playbooks.runs_beside(case)[0].tree
    assert playbooks.fitting_blocks(case, tree, [thanks, belt]) == [belt]


def test_who_opened_answered_or_ticked_is_kept_nowhere(cast, case, defect, caplog, commits):
    """Every table is compared, row by row: only the run itself is new."""
    caplog.set_level(logging.DEBUG, logger="augenhoehe")
    theo = cast.theo
    before = _rows()

    with commits():
        run = open_playbook(case, defect, by=theo)
        answer_in_playbook(run, "safe", "no", by=theo)
        answer_in_playbook(run, "ours", "yes", by=theo)
        tick_step(now(run), "date", by=theo)
        go_back_in_playbook(run, "ours", by=theo)

    after = _rows()
    changed = {label for label in after if after[label] != before[label]}
    assert changed == {"criticism.PlaybookRun"}
    (row,) = after["criticism.PlaybookRun"]
    assert str(theo.id) not in row
    assert {field.name for field in PlaybookRun._meta.get_fields()} == {
        "id", "case", "playbook", "way", "ticked", "opened_at",
    }  # fmt: skip
    assert theo.handle not in caplog.text
    assert str(theo.id) not in caplog.text


def _rows():
    """What stands in every table, as text."""
    return {
        model._meta.label: [repr(row) for row in model._base_manager.order_by("pk").values_list()]
        for model in apps.get_models()
        if model._meta.managed
    }


def test_beside_a_case_stays_a_handful_of_questions(cast, case, run, django_assert_max_num_queries):
    answer_in_playbook(run, "safe", "yes", by=cast.theo)

    with django_assert_max_num_queries(2):  # runs, and the clauses of their version
        playbooks.runs_beside(case)
    with django_assert_max_num_queries(3):  # what lies there, the tree of six questions, playbooks
        playbooks.playbooks_for(case)
