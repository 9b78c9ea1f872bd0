"""The whole table of states: every step from every state, and whose hand it takes."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.history import first_broken_step
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.criticism.states import STEPS, Hand, K, S, leads_from
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.domain.people.models import Account, RoleGrant
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.criticism.critics import criticised_by, somebody_by_mail, somebody_far
from tests.domain.rollback import undone

# From each state: what can happen, and where it leads. The source is the product's table.
BACK = None  # to where it was before it rested or was removed
_CRITICS_LAST_WORD = {"confirmed": "confirmed", "disputed": "disputed", "withdrawn": "withdrawn"}
TABLE = {
    "open": {"taken": "seen", "answered": "answered", "withdrawn": "withdrawn"},
    "seen": {"answered": "answered", "withdrawn": "withdrawn"},
    "answered": {
        "answered": "answered",
        "remedied": "remedied",
        "contested": "disputed",
        "fell_dormant": "dormant",
        **_CRITICS_LAST_WORD,
    },
    "remedied": {
        "answered": "answered",
        "contested": "disputed",
        "fell_dormant": "dormant",
        **_CRITICS_LAST_WORD,
    },
    "disputed": {
        "answered": "answered",
        "accepted": "answered",
        "confirmed": "confirmed",
        "withdrawn": "withdrawn",
    },
    "dormant": {"reopened": BACK, **_CRITICS_LAST_WORD},
    "confirmed": {},
    "withdrawn": {},
}
for _steps in TABLE.values():
    _steps["removed"] = "removed"
TABLE["removed"] = {"restored": BACK}


@pytest.mark.parametrize("state", S.values)
@pytest.mark.parametrize("kind", STEPS)
def test_a_step_leads_where_the_table_says_and_nowhere_else(state, kind):
    assert leads_from(kind, state) == (kind in TABLE[state])
    if kind in TABLE[state]:
        assert STEPS[kind].to == TABLE[state][kind]


def test_to_confirmed_leads_the_critics_hand_alone():
    assert [step.hand for step in STEPS.values() if step.to == S.CONFIRMED] == [Hand.CRITIC]
    assert STEPS[K.CONFIRMED].hand == Hand.CRITIC


def test_what_goes_back_goes_to_where_it_was():
    assert {step.kind for step in STEPS.values() if step.to is None} == {K.REOPENED, K.RESTORED}


# --- Walks -----------------------------------------------------------------------------

LONG_AFTER = timedelta(days=40)
SOURCE = "So ist es nicht: https://example.org/quelle"


def _later(case):
    """Forty days without a word."""
    with pretend_it_is(clock.now() + LONG_AFTER):
        actions.let_rest(case.id)


MOVES = {
    "take": lambda case, by: actions.take_case(case, by=by, text="Ich schaue."),
    "answer": lambda case, by: actions.answer_case(case, by=by, text="So.", verdict="partly"),
    "remedy": lambda case, by: actions.claim_remedy(case, by=by, text="Getan."),
    "contest": lambda case, by: actions.contest_case(case, by=by, text=SOURCE),
    "merge": lambda case, by: actions.merge_cases(case, into=_another(case), by=by),
    "separate": lambda case, by: actions.separate_case(case, by=by),
    "confirm": lambda case, by: actions.confirm_case(case, by=by),
    "dispute": lambda case, by: actions.dispute_case(case, by=by, text="Nein."),
    "accept": lambda case, by: actions.accept_answer(case, by=by),
    "reopen": lambda case, by: actions.reopen_case(case, by=by),
    "withdraw": lambda case, by: actions.withdraw_case(case, by=by),
    "rest": lambda case, by: _later(case),
    "remove": lambda case, by: actions.remove_case_of(case.post),
    "restore": lambda case, by: actions.restore_case_of(case.post),
    "forget": lambda case, by: actions.forget_critic(by),
}
_ONLY_ACCOUNTS = {"take", "answer", "remedy", "contest", "merge", "separate"}


def _another(case):
    return Case.objects.exclude(id=case.id).get()


PEOPLE = ("karl", "gerda", "jonas", "priya", "hanna", "mona", "inga", "far", "mail", "critic")
# Mostly what the people of the story would do, so that walks get somewhere.
_likely = [("answer", "jonas"), ("answer", "priya"), ("contest", "mona"), ("rest", "mona")]
_likely += [(move, "critic") for move in ("confirm", "dispute", "accept", "reopen", "withdraw")]
_any = st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from(PEOPLE))
walks = st.lists(st.sampled_from(_likely) | _any, min_size=3, max_size=10)
roles = st.lists(st.sampled_from(RoleGrant.Role.values), max_size=2)
kinds = st.sampled_from(("local", "remote", "mail", "nobody"))


@given(walk=walks, roles=roles, kind=kinds)
@examples(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_however_they_walk_only_the_critic_confirms(cast, walk, roles, kind):
    assert cast.lindenrad
    assert cast.ada
    people = {name: getattr(cast, name) for name in PEOPLE[:7]}
    with undone():
        for role in roles:
            grant_role(cast.hanna, role, by=None)
        people |= {"far": somebody_far(), "mail": somebody_by_mail("ida@example.org")}
        case, critic = criticised_by(cast, kind)
        people["critic"] = critic or cast.karl
        cast.complains(cast.ada, "Bei mir auch.")
        for move, name in walk:
            before = Case.objects.get(id=case.id)
            if move in _ONLY_ACCOUNTS and not isinstance(people[name], Account):
                continue
            try:
                MOVES[move](before, people[name])
            except (NotAllowed, Invalid):
                assert Case.objects.get(id=case.id).state == before.state
        _check(Case.objects.get(id=case.id), critic)


def _check(case, critic):
    history = history_of(case)
    assert first_broken_step(history) is None
    assert history[-1].to_state == case.state
    confirmed = False
    for before, step in itertools.pairwise(history):
        assert step.from_state == before.to_state
        if step.kind == "confirmed":
            assert step.record["hand"] == "critic"
            assert critic is not None
            assert (step.by or step.by_contact) in (critic, None)  # None: forgotten since
            confirmed = True
        assert confirmed or step.to_state != "confirmed"
        if step.from_state != step.to_state:
            assert TABLE[step.from_state][step.kind] in (step.to_state, BACK)
