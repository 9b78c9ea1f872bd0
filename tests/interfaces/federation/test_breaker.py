"""When a delivery is tried again, when it is over, and when a server is left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from augenhoehe.interfaces.federation.models import Peer
from augenhoehe.interfaces.federation.outbox import breaker
from augenhoehe.interfaces.federation.outbox.retry import (
    FIRST,
    LONGEST,
    Answered,
    Meaning,
    is_over,
    meaning_of,
    next_time,
    seconds_to_wait,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (Answered(200), Meaning.ARRIVED),
        (Answered(202), Meaning.ARRIVED),
        (Answered(301), Meaning.REFUSED),  # signed for one address, it counts there alone
        (Answered(401), Meaning.REFUSED),
        (Answered(403), Meaning.REFUSED),
        (Answered(413), Meaning.REFUSED),
        (Answered(404), Meaning.GONE),
        (Answered(410), Meaning.GONE),
        (Answered(408), Meaning.AGAIN),
        (Answered(429), Meaning.AGAIN),
        (Answered(500), Meaning.AGAIN),
        (Answered(trouble="timeout"), Meaning.AGAIN),
        (Answered(trouble="tls"), Meaning.AGAIN),
        (Answered(trouble="address"), Meaning.REFUSED),
    ],
)
def test_what_an_answer_means(answered, meaning):
    assert meaning_of(answered) is meaning


def test_trouble_is_over_after_seven_days_and_not_before():
    down = Answered(trouble="connection")
    assert not is_over(down, attempts=40, waited=timedelta(days=6, hours=23))
    assert is_over(down, attempts=2, waited=timedelta(days=7))


def test_a_refusal_is_over_after_a_few_tries():
    assert not is_over(Answered(401), attempts=3, waited=timedelta())
    assert is_over(Answered(401), attempts=4, waited=timedelta())


def test_410_is_over_at_once_and_404_is_not():
    assert is_over(Answered(410), attempts=1, waited=timedelta())
    assert not is_over(Answered(404), attempts=1, waited=timedelta())


def test_pauses_grow_from_a_minute_to_two_days():
    pauses = [next_time(attempts, NOW) - NOW for attempts in (1, 2, 30)]
    assert FIRST * 0.75 <= pauses[0] <= FIRST * 1.25
    assert FIRST * 1.5 <= pauses[1] <= FIRST * 2.5
    assert LONGEST * 0.75 <= pauses[2] <= LONGEST * 1.25


def test_pauses_are_scattered():
    assert len({next_time(5, NOW) for _time in range(20)}) > 10


def test_a_wish_to_wait_is_kept_but_not_for_years():
    assert next_time(1, NOW, wait=3600) >= NOW + timedelta(hours=1)
    assert next_time(1, NOW, wait=1e300) <= NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 23 Nov 2026 12:05:00 GMT", 300.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("9" * 4000, None),
        ("Mon, 99 Nov 99999 12:05:00 GMT", None),
    ],
)
def test_retry_after(header, seconds):
    assert seconds_to_wait(header, NOW) == seconds


def test_the_breaker_opens_after_some_failures_and_longer_each_time():
    assert breaker.closed_until(breaker.OPENS_AFTER - 1, NOW) is None
    first = breaker.closed_until(breaker.OPENS_AFTER, NOW)
    later = breaker.closed_until(breaker.OPENS_AFTER + 3, NOW)
    assert first is not None
    assert later is not None
    assert first < later
    assert breaker.closed_until(10_000, NOW) <= NOW + timedelta(hours=8)


def test_refusals_do_not_open_it():
    assert not breaker.is_failure(Answered(403))
    assert not breaker.is_failure(Answered(429))
    assert breaker.is_failure(Answered(503))
    assert breaker.is_failure(Answered(trouble="timeout"))


def test_one_delivery_tries_when_the_pause_is_over():
    peer = Peer(failures=breaker.OPENS_AFTER, closed_until=NOW)
    assert breaker.is_probing(peer)
    assert not breaker.is_closed(peer, NOW)
    assert breaker.is_closed(peer, NOW - timedelta(seconds=1))
