"""What the desk promises itself: targets in business hours, and one notice."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from augenhoehe.domain.criticism.actions import (
    dispute_case,
    set_due,
    set_due_of_case,
    set_rules,
    take_case,
    tell_of_overdue_cases,
    want_digest,
)
from augenhoehe.domain.criticism.desk import desk_rules, readers_of_digest, wants_digest
from augenhoehe.domain.criticism.events import CaseOpened
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=BERLIN)
RULES = {
    "week": {0: [("09:00", "17:00")], 1: [("09:00", "17:00")]},
    "holidays": ["2026-12-25"],
    "time_zone": "Europe/Berlin",
    "sign_hours": 2,
    "answer_hours": 10,
    "digest": True,
}


def now(case):
    return Case.objects.get(id=case.id)


@pytest.mark.parametrize("somebody", ["karl", "erika", "wilhelm", "inga"])
def test_rules_are_set_with_the_duty_only(cast, somebody):
    with pytest.raises(NotAllowed, match="duty"):
        set_rules(by=getattr(cast, somebody), **RULES)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"week": {0: [("17:00", "09:00")]}}, "day_0"),
        ({"week": {3: [("9 Uhr", "")]}}, "day_3"),
        ({"holidays": ["25.12."]}, "holidays"),
        ({"time_zone": "Europe/Nirgends"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"sign_hours": 0}, "sign_hours"),
    ],
)
def test_rules_nobody_could_keep_are_refused(cast, change, field):
    grant_role(cast.hanna, "desk", by=None)

    with pytest.raises(Invalid) as refusal:
        set_rules(by=cast.hanna, **(RULES | change))

    assert refusal.value.field == field


def test_targets_follow_the_rules_and_the_state(cast):
    grant_role(cast.hanna, "desk", by=None)
    with pretend_it_is(MONDAY):
        case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
        assert now(case).due_at == MONDAY + timedelta(hours=4)  # nobody set rules yet
        set_rules(by=cast.hanna, **RULES)
        set_due(now(case))
        set_due_of_case(CaseOpened(case.id))
        assert now(case).due_at == MONDAY + timedelta(hours=2)
        take_case(now(case), by=cast.erika, text="Ich sehe nach.")
        assert now(case).due_at == datetime(2026, 11, 24, 12, tzinfo=BERLIN)
        cast.answers(cast.erika, now(case))
        assert now(case).due_at is None
    with pretend_it_is(MONDAY + timedelta(days=1, hours=2)):
        dispute_case(now(case), by=cast.karl, text="Nein.")
        assert now(case).due_at == datetime(2026, 11, 30, 14, tzinfo=BERLIN)


def test_the_team_is_told_once_of_every_wait_that_is_too_long(cast):
    with pretend_it_is(MONDAY):
        case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
        assert tell_of_overdue_cases() == 0
    told = Notification.objects.filter(kind="case_overdue", case=case)
    for later in (5, 6, 100):
        with pretend_it_is(MONDAY + timedelta(hours=later)):
            tell_of_overdue_cases()

    assert told.count() == 5  # the writers of the voice, each once
    assert not told.filter(recipient=cast.karl).exists()


def test_who_said_no_gets_no_letter(cast):
    assert cast.lindenrad
    grant_role(cast.wilhelm, "desk", by=None)
    assert {one.handle for one in readers_of_digest()} == {
        "erika", "jonas", "mona", "priya", "theo", "wilhelm"
    }  # fmt: skip

    want_digest(False, by=cast.jonas)
    want_digest(False, by=cast.jonas)

    assert not wants_digest(cast.jonas)
    assert cast.jonas not in readers_of_digest()
    want_digest(True, by=cast.jonas)
    assert cast.jonas in readers_of_digest()
    assert desk_rules().digest
