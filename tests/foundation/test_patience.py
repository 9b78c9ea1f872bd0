"""Limits ask for patience, count exactly, and forget."""

import threading
import time

import pytest

from augenhoehe.foundation import patience


def test_one_too_many_is_asked_to_wait_and_others_are_not(rate_limits, monkeypatch):
    monkeypatch.setitem(patience.LIMITS, "knock", "3/minute")
    for left in (2, 1, 0):
        assert patience.spend("knock", "karl").remaining == left

    with pytest.raises(patience.Patience) as asked:
        patience.spend("knock", "karl")

    assert 0 < asked.value.retry_after <= 61
    assert patience.spend("knock", "gerda").remaining == 2


def test_after_a_while_one_may_again(rate_limits, monkeypatch):
    monkeypatch.setitem(patience.LIMITS, "ring", "1/minute")
    patience.spend("ring", "karl")
    now = patience.time.monotonic()

    monkeypatch.setattr(patience.time, "monotonic", lambda: now + 61)

    assert patience.spend("ring", "karl").remaining == 0


def test_many_at_once_are_counted_exactly(rate_limits, monkeypatch):
    monkeypatch.setitem(patience.LIMITS, "rush", "50/hour")
    allowed: list[int] = []

    def rush() -> None:
        for _ in range(25):
            try:
                patience.spend("rush", "karl")
                allowed.append(1)
            except patience.Patience:
                pass

    people = [threading.Thread(target=rush) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(allowed) == 50


def test_nobody_is_counted_where_limits_are_off(settings):
    settings.RATE_LIMITS = False

    for _ in range(50):
        patience.spend("sign_up", "karl")


def test_a_limit_that_was_changed_counts_at_once(rate_limits, monkeypatch):
    with monkeypatch.context() as generous:
        generous.setitem(patience.LIMITS, "knock", "100/hour")
        patience.spend("knock", "karl")

    monkeypatch.setitem(patience.LIMITS, "knock", "1/hour")

    with pytest.raises(patience.Patience):
        patience.spend("knock", "karl")


def test_all_addresses_of_one_line_are_counted_together(rate_limits, monkeypatch):
    monkeypatch.setitem(patience.LIMITS, "sign_in", "2/minute")
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"):
        patience.spend("sign_in", address)

    with pytest.raises(patience.Patience):
        patience.spend("sign_in", "2001:db8:1:2:3:4:5:6")
    patience.spend("sign_in", "2001:db8:1:3::1")
    patience.spend("sign_in", "::ffff:192.0.2.7")
    patience.spend("sign_in", "192.0.2.7")
    with pytest.raises(patience.Patience):
        patience.spend("sign_in", "192.0.2.7")
    patience.spend("sign_in", "guest:12")


def test_very_many_people_do_not_make_every_request_slow(rate_limits, monkeypatch):
    monkeypatch.setattr(patience, "_MANY", 2_000)
    for number in range(4_000):
        patience.spend("api_anybody", f"10.{number // 250}.{number % 250}.1")
    before = time.process_time()

    for _each in range(1_000):
        patience.spend("api_anybody", "192.0.2.1")

    assert time.process_time() - before < 0.2
