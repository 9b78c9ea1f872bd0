"""The promise on real cases: whatever is done to criticism or its author, nothing looks better."""

import itertools
from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.selectors import count_cases
from augenhoehe.domain.moderation.actions import intervene
from augenhoehe.domain.moderation.measure import FOR_ACCOUNTS, FOR_POSTS
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.presence.cases import public_rows
from augenhoehe.domain.presence.figures import figures_of
from augenhoehe.foundation import clock
from tests.domain.moderation.measures import unlawful
from tests.domain.presence.test_figures import merits
from tests.domain.rollback import undone

S = Case.State
ANSWERED = frozenset({S.ANSWERED, S.REMEDIED, S.CONFIRMED, S.DISPUTED, S.DORMANT})
STATES = [state for state in S if state != S.REMOVED]
# What only somebody who works here has.
AGAINST_MEMBERS = {Kind.WITHDRAW_VOICE, Kind.WITHDRAW_HAT}
PER_STATE = 3  # together more than the fewest there are rates for


@pytest.fixture
def told(cast):
    """Karl has criticised in every state there is, for days."""
    return [_tell(cast, state, number) for state in STATES for number in range(PER_STATE)]


def _tell(cast, state, number):
    opened = clock.now() - timedelta(days=10 + number)
    post = cast.says(cast.karl, f"Der Riemen ist gerissen, zum {number}. Mal.")
    return Case.objects.create(
        post=post,
        about=cast.lindenrad,
        critic=cast.karl,
        opened_at=opened,
        answered_at=opened + timedelta(hours=5 + number) if state in ANSWERED else None,
        state=state,
        state_since=opened + timedelta(days=1 + number),
        audience=post.audience,
    )


def as_shown(now):
    """Every figure of the mirror, and those above the list of cases; more is better."""
    counted = count_cases(EVERYBODY)
    assert counted.open_since is not None
    above = {
        "list open": -counted.open,
        "list oldest": counted.open_since.timestamp(),
        "list confirmed": counted.confirmed,
        "list all": counted.all,
    }
    return merits(figures_of(public_rows(now))) | above


def test_whatever_is_done_to_a_criticism_no_figure_is_better(cast, told):
    now = clock.now()
    before = as_shown(now)

    for kind, state in itertools.product(sorted(FOR_POSTS), STATES):
        posts = [case.post for case in told if case.state == state]
        with undone():
            intervene(unlawful(posts, kind=kind, **_for_a_time(kind)), by=cast.mona)
            _not_better(before, as_shown(now))
            removed = Case.objects.filter(state=S.REMOVED).count()
            assert removed == (PER_STATE if kind == Kind.REMOVE_POST else 0)


def test_whatever_is_done_to_a_critic_no_figure_is_better(cast, told):
    now = clock.now()
    before = as_shown(now)

    for kind in sorted(FOR_ACCOUNTS - AGAINST_MEMBERS):
        how = {"voice": cast.lindenrad} if kind == Kind.BLOCK else {}
        with undone():
            intervene(unlawful(cast.karl, kind=kind, **how, **_for_a_time(kind)), by=cast.mona)
            _not_better(before, as_shown(now))


def _for_a_time(kind):
    lasts = kind in (Kind.PAUSE_THREAD, Kind.TIME_LIMIT)
    return {"ends_at": clock.now() + timedelta(days=3)} if lasts else {}


def _not_better(before, after):
    assert after.keys() == before.keys(), "no figure can be made to vanish"
    assert not {name for name in before if after[name] > before[name] + 1e-12}
