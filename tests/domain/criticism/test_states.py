"""The whole table of states: every step from every state, and whose hand it takes."""

import itertools

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
from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.rollback import undone

# From each state: what can happen, and where it leads. The source is the product's table.
TABLE = {
    "open": {"taken": "seen", "answered": "answered", "withdrawn": "withdrawn"},
    "seen": {"answered": "answered", "withdrawn": "withdrawn"},
    "answered": {
        "answered": "answered",
        "remedied": "remedied",
        "confirmed": "confirmed",
        "disputed": "disputed",
        "withdrawn": "withdrawn",
        "fell_dormant": "dormant",
    },
    "remedied": {
        "answered": "answered",
        "confirmed": "confirmed",
        "disputed": "disputed",
        "withdrawn": "withdrawn",
        "fell_dormant": "dormant",
    },
    "disputed": {"answered": "answered", "confirmed": "confirmed", "withdrawn": "withdrawn"},
    "dormant": {"confirmed": "confirmed", "disputed": "disputed", "withdrawn": "withdrawn"},
    "confirmed": {},
    "withdrawn": {},
}


@pytest.mark.parametrize("state", S.values)
@pytest.mark.parametrize("kind", STEPS)
def test_a_step_leads_where_the_table_says_and_nowhere_else(state, kind):
    assert leads_from(kind, state) == (kind in TABLE[state])
    if kind in TABLE[state]:
        assert STEPS[kind].to == TABLE[state][kind]


def test_to_confirmed_leads_the_critics_hand_alone():
    assert [step.hand for step in STEPS.values() if step.to == S.CONFIRMED] == [Hand.CRITIC]
    assert STEPS[K.CONFIRMED].hand == Hand.CRITIC


# --- Walks -----------------------------------------------------------------------------

PEOPLE = ("karl", "gerda", "jonas", "priya", "hanna", "mona", "inga")
MOVES = {
    "take": lambda case, by: actions.take_case(case, by=by, text="Ich schaue."),
    "answer": lambda case, by: actions.answer_case(case, by=by, text="So.", verdict="partly"),
    "remedy": lambda case, by: actions.claim_remedy(case, by=by, text="Getan."),
    "confirm": lambda case, by: actions.confirm_case(case, by=by),
    "dispute": lambda case, by: actions.dispute_case(case, by=by, text="Nein."),
    "withdraw": lambda case, by: actions.withdraw_case(case, by=by),
    "rest": lambda case, by: actions._let_rest(case.id),
}
walks = st.lists(
    st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from(PEOPLE)), min_size=3, max_size=8
)
roles = st.lists(st.sampled_from(RoleGrant.Role.values), max_size=2)


@given(walk=walks, roles=roles)
@examples(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_however_they_walk_only_the_critic_confirms(cast, walk, roles):
    assert cast.lindenrad
    people = {name: getattr(cast, name) for name in PEOPLE}
    with undone():
        for role in roles:
            grant_role(cast.hanna, role, by=None)
        case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
        for move, name in walk:
            before = Case.objects.get(id=case.id)
            try:
                MOVES[move](before, people[name])
            except (NotAllowed, Invalid):
                assert Case.objects.get(id=case.id).state == before.state

        _check(cast, Case.objects.get(id=case.id))


def _check(cast, case):
    history = history_of(case)
    assert first_broken_step(history) is None
    assert history[-1].to_state == case.state
    for before, step in itertools.pairwise(history):
        assert step.from_state == before.to_state
        if step.to_state == "confirmed":
            assert step.by == cast.karl
        if step.from_state != step.to_state:
            assert TABLE[step.from_state][step.kind] == step.to_state
