"""The head of a day: signed, published once, and sent to who asked for it."""

import json
from datetime import timedelta

import pytest
from django.core import mail

from augenhoehe.domain.moderation import register
from augenhoehe.domain.moderation.models import RegisterHead, RegisterSubscriber
from augenhoehe.domain.moderation.register import heads
from augenhoehe.domain.moderation.register.subscribers import (
    ask_for_heads,
    confirm_subscriber,
    confirm_token,
    leave_token,
    stop_heads,
    subscriber_to_confirm,
    subscriber_to_leave,
    subscribers,
)
from augenhoehe.domain.moderation.register.verifier.verify_register import earlier_head
from augenhoehe.domain.moderation.selectors.register import published_heads
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests.domain.moderation.register_stories import HOME_ADDRESS, SPAM_WAVE


@pytest.fixture
def entry(db):
    return register.append(HOME_ADDRESS, texts={})


def document():
    return json.loads(published_heads()[0].document)


# --- what is refused --------------------------------------------------------------------


def test_an_empty_register_has_no_head(db):
    assert heads.publish_head() is None


def test_a_head_is_published_once(entry):
    assert heads.publish_head() is not None
    assert heads.publish_head() is None


def test_a_changed_head_is_not_signed(entry):
    heads.publish_head()

    for change in ({"seq": 2}, {"hash": "00" * 32}, {"at": "x"}, {"more": 1}, {"signature": "00"}):
        assert not heads.is_signed_by(document() | change, heads.public_key())
    assert not heads.is_signed_by(document(), "00" * 32)
    assert not heads.is_signed_by(document(), "no key")


def test_a_forged_or_old_link_is_nobodys(db):
    subscriber = ask_for_heads("karl@example.org")
    token = confirm_token(subscriber)

    assert subscriber_to_confirm(token + "x") is None
    assert subscriber_to_confirm(leave_token(subscriber)) is None
    assert subscriber_to_leave(token) is None


# --- what is published ------------------------------------------------------------------


def test_a_head_is_signed_and_says_what_it_stands_for(entry, tmp_path):
    heads.publish_head()
    (tmp_path / "head.json").write_text(json.dumps(document()))

    assert heads.is_signed_by(document(), heads.public_key())
    assert document()["seq"] == 1
    assert earlier_head(str(tmp_path / "head.json")).hash == entry.hash


def test_a_new_entry_has_a_new_head_and_the_old_one_stays(entry):
    heads.publish_head()
    register.append(SPAM_WAVE, texts={})
    heads.publish_head()

    assert [head.seq for head in published_heads()] == [2, 1]


def test_a_missed_day_is_made_up_for_at_the_start(entry):
    heads.publish_head()
    register.append(SPAM_WAVE, texts={})
    assert heads.publish_missed_head() is None  # today's is there

    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        assert heads.publish_missed_head() is not None
        assert heads.publish_missed_head() is None
    assert RegisterHead.objects.count() == 2


# --- by mail ----------------------------------------------------------------------------


def test_only_confirmed_addresses_get_heads_and_can_end_it(entry):
    karl, gerda = ask_for_heads("karl@example.org"), ask_for_heads("gerda@example.org")
    assert ask_for_heads("Karl@example.org") == karl
    confirm_subscriber(karl)
    assert [address for _subscriber, address in subscribers()] == ["karl@example.org"]

    heads.publish_head()
    run_due_jobs()

    asked = [letter for letter in mail.outbox if "bestaetigen" in letter.body]
    sent = [letter for letter in mail.outbox if letter not in asked]
    assert len(asked) == 3
    assert [letter.to for letter in sent] == [["karl@example.org"]]
    assert entry.hash in sent[0].body
    assert sent[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    stop_heads(karl)
    assert not list(subscribers())
    assert RegisterSubscriber.objects.get() == gerda
