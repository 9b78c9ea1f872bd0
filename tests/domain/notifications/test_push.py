"""Where notices are pushed to: one's own places, each of which ends with its access."""

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.domain.notifications.actions import (
    Place,
    Wishes,
    change_push,
    end_push_to_app,
    end_push_to_browser,
    forget_push,
    push_to_app,
    push_to_browser,
)
from augenhoehe.domain.notifications.models import PushSubscription
from augenhoehe.domain.notifications.push import has_access, push_of_token
from augenhoehe.domain.people.actions import issue_token
from augenhoehe.domain.people.models import AccessToken
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import Invalid
from tests.foundation.push_service import Reader

MENTIONS = Wishes({"mention": True})


@pytest.fixture
def place():
    keys = Reader().keys
    return Place("https://push.example/karl", keys.p256dh, keys.auth)


@pytest.fixture
def token(cast):
    """The number of a token of Karl's that may push."""
    issue_token(cast.karl, scopes="push")
    return AccessToken.objects.latest("id").id


def test_nobody_ends_or_changes_what_is_another_persons(cast, place):
    made = push_to_browser(place, by=cast.karl, session_key="s")

    end_push_to_browser(place.endpoint, by=cast.ada)
    change_push(made, Wishes({"follow": True}), by=cast.ada)

    made.refresh_from_db()
    assert made.alerts == {}


@pytest.mark.parametrize("wanted_from", ["", "everybody", "ALL"])
def test_from_whom_is_one_of_four_words(cast, place, token, wanted_from):
    with pytest.raises(Invalid):
        push_to_app(place, Wishes({}, wanted_from), by=cast.karl, token_id=token)


def test_a_place_without_an_end_cannot_be_written(cast, place):
    with pytest.raises(IntegrityError), transaction.atomic():
        push_to_browser(place, by=cast.karl, session_key="")


def test_an_app_has_one_place_and_ends_it(cast, place, token):
    first = push_to_app(place, MENTIONS, by=cast.karl, token_id=token)
    second = push_to_app(place, MENTIONS, by=cast.karl, token_id=token)
    assert push_of_token(token) == second != first

    change_push(second, Wishes({"follow": True}, "followed"), by=cast.karl)
    second.refresh_from_db()
    assert (second.alerts, second.wanted_from) == ({"follow": True}, "followed")
    end_push_to_app(token_id=token)
    assert push_of_token(token) is None


def test_of_browsers_the_latest_are_kept(cast, place):
    for number in range(22):
        one = Place(f"https://push.example/{number}", place.key_p256dh, place.key_auth)
        made = push_to_browser(one, by=cast.karl, session_key="s")

    assert PushSubscription.objects.count() == 20
    assert not has_access(made)  # there is no such session
    forget_push(made)
    assert PushSubscription.objects.count() == 19


def test_a_job_is_written_with_the_notice_and_taken_back_with_it(cast, place, token):
    push_to_app(place, MENTIONS, by=cast.karl, token_id=token)

    with pytest.raises(RuntimeError), transaction.atomic():
        cast.says(cast.ada, "@karl hallo")
        # One person's pushes go one after the other, wherever they go.
        assert Job.objects.filter(kind="push", host=f"push:{cast.karl.id}").count() == 1
        raise RuntimeError

    assert not Job.objects.filter(kind="push").exists()
