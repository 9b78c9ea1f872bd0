"""From whom somebody wants notices. Criticism is heard, whatever they decided."""

from datetime import timedelta

import pytest

from augenhoehe.domain.notifications.actions import (
    accept_requests,
    choose_senders,
    dismiss_notices,
    mark_all_read,
    put_requests_away,
)
from augenhoehe.domain.notifications.models import NoticeRequest, Notification
from augenhoehe.domain.notifications.requests import (
    policy_of,
    requests_by_ids,
    requests_page,
    waiting_counts,
)
from augenhoehe.domain.notifications.selectors import notices_for, unread_count
from augenhoehe.domain.people.actions import block, follow, mute
from augenhoehe.domain.people.models import Account, Follow, Restriction
from augenhoehe.domain.posts.actions import boost, like
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid

LONG_AGO = timedelta(days=100)


@pytest.fixture
def karl(cast):
    """Everybody has been here for a while, so that nobody is new by accident."""
    for name in ("lindenrad", "karl", "ada", "gerda", "erika", "jonas"):
        getattr(cast, name)
    Account.objects.update(created_at=clock.now() - LONG_AGO)
    Notification.objects.all().delete()
    return cast.karl


def wants(person, **answers):
    return choose_senders(by=person, answers=answers)


def told(person):
    return [notice.kind for notice in reversed(notices_for(person))]


@pytest.mark.parametrize(
    "answers",
    [{"for_not_following": "vielleicht"}, {"account_id": "accept"}, {"for_everybody": "drop"}],
)
def test_only_the_three_answers_to_the_six_questions_are_taken(karl, answers):
    with pytest.raises(Invalid):
        choose_senders(by=karl, answers=answers)

    assert policy_of(karl).for_not_following == "accept"


def test_nobody_lets_in_or_puts_away_for_somebody_else(cast, karl):
    wants(karl, for_not_following="filter")
    cast.says(cast.ada, "@karl hallo")
    waiting = requests_page(karl)

    accept_requests(waiting, by=cast.ada)
    put_requests_away(waiting, by=cast.ada)

    assert requests_by_ids(cast.ada, [one.id for one in waiting]) == []
    assert waiting_counts(karl) == (1, 1)
    assert told(karl) == []


def test_who_is_held_back_waits_and_is_not_counted(cast, karl):
    post = cast.says(karl, "Frage")
    wants(karl, for_not_following="filter")

    cast.says(cast.ada, "@karl hallo")
    like(post, by=cast.ada)
    boost(post, by=cast.gerda)
    follow(karl, by=cast.gerda)

    assert told(karl) == []
    assert unread_count(karl.id) == 0
    assert waiting_counts(karl) == (2, 4)
    assert {(one.sender, one.notices_count) for one in requests_page(karl)} == {
        (cast.ada, 2),
        (cast.gerda, 2),
    }
    ada = NoticeRequest.objects.get(sender=cast.ada)
    assert ada.last_post == post


def test_what_is_dropped_never_was(cast, karl):
    wants(karl, for_not_following="drop", for_new_accounts="filter")

    cast.says(cast.ada, "@karl hallo")

    assert not Notification.objects.exists()
    assert waiting_counts(karl) == (0, 0)


def test_whom_one_follows_always_reaches_one(cast, karl):
    wants(karl, for_not_following="drop", for_not_followers="drop", for_private_mentions="drop")
    follow(cast.ada, by=karl)

    cast.says(cast.ada, "@karl unter uns", audience=Audience.DIRECT)

    assert told(karl) == ["mention"]


def test_who_follows_one_for_a_while_is_no_stranger(cast, karl):
    follow(karl, by=cast.ada)
    follow(karl, by=cast.gerda)
    Follow.objects.filter(follower=cast.ada).update(created_at=clock.now() - LONG_AGO)
    Notification.objects.all().delete()
    wants(karl, for_not_followers="filter")

    cast.says(cast.ada, "@karl hallo")
    cast.says(cast.gerda, "@karl hallo")

    assert [notice.actor for notice in notices_for(karl)] == [cast.ada]


def test_new_accounts_accounts_under_a_measure_and_programs(cast, karl):
    wants(karl, for_new_accounts="filter", for_limited_accounts="filter", for_automated="filter")
    Account.objects.filter(id=cast.ada.id).update(created_at=clock.now())
    Account.objects.filter(id=cast.gerda.id).update(is_automated=True)
    Account.objects.filter(id=cast.jonas.id).update(restrictions=Restriction.DELISTED)

    for who in (cast.ada, cast.gerda, cast.jonas, cast.erika):
        cast.says(who, "@karl hallo")

    assert [notice.actor for notice in notices_for(karl)] == [cast.erika]


def test_a_private_answer_in_ones_own_conversation_comes_through(cast, karl):
    wants(karl, for_private_mentions="filter")
    mine = cast.says(karl, "@ada unter uns", audience=Audience.DIRECT)

    answer = cast.says(cast.ada, "@karl ja", audience=Audience.DIRECT, in_reply_to=mine)
    cast.says(cast.ada, "@karl noch etwas", audience=Audience.DIRECT, in_reply_to=answer)
    cast.says(cast.gerda, "@karl kennst du mich", audience=Audience.DIRECT)
    cast.says(cast.gerda, "@karl hallo")

    assert told(karl) == ["reply", "mention", "mention"]
    assert waiting_counts(karl) == (1, 1)


def test_criticism_is_heard_whatever_somebody_decided(cast, karl):
    everything = {"for_not_following": "drop", "for_not_followers": "drop"}
    for person in (cast.erika, cast.jonas, karl):
        choose_senders(by=person, answers=everything)

    case = cast.complains(karl, "@lindenrad Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)

    assert "case_opened" in told(cast.erika)
    assert "case_step" in told(karl)


def test_what_is_said_to_a_voice_is_no_matter_of_one_persons_policy(cast, karl):
    post = cast.says(cast.jonas, "Wir", voice=cast.lindenrad)
    wants(cast.jonas, for_not_following="drop")

    cast.says(karl, "Stimmt das?", in_reply_to=post)
    cast.says(karl, "@lindenrad hallo")
    cast.says(karl, "@jonas hallo")
    like(post, by=karl)

    assert told(cast.jonas) == ["reply", "mention", "like"]


def test_an_answer_to_a_criticism_leaves_no_request_behind(cast, karl):
    case = cast.complains(karl, "Der Riemen ist gerissen.")
    wants(karl, for_not_following="filter")

    cast.answers(cast.jonas, case)

    assert told(karl) == ["case_step"]
    assert waiting_counts(karl) == (0, 0)


def test_who_is_let_in_reaches_one_from_then_on(cast, karl):
    wants(karl, for_not_following="filter")
    cast.says(cast.ada, "@karl eins")
    mark_all_read(by=karl)

    accept_requests(requests_page(karl), by=karl)
    cast.says(cast.ada, "@karl zwei")

    assert told(karl) == ["mention", "mention"]
    assert unread_count(karl.id) == 2
    assert waiting_counts(karl) == (0, 0)


def test_who_is_put_away_waits_anew_with_the_next(cast, karl):
    wants(karl, for_not_following="filter")
    cast.says(cast.ada, "@karl eins")
    cast.says(cast.ada, "@karl zwei")

    put_requests_away(requests_page(karl), by=karl)
    assert waiting_counts(karl) == (0, 0)

    cast.says(cast.ada, "@karl drei")
    assert waiting_counts(karl) == (1, 1)


def test_clearing_notices_leaves_those_who_wait(cast, karl):
    wants(karl, for_not_following="filter")
    cast.says(cast.ada, "@karl eins")

    dismiss_notices(by=karl, kinds=Notification.Kind.values)

    assert Notification.objects.count() == 1


def test_who_blocked_a_critic_hears_the_criticism_of_the_voice_all_the_same(cast):
    cast.lindenrad.refresh_from_db()
    block(cast.karl, by=cast.erika)
    mute(cast.karl, by=cast.jonas)
    Notification.objects.all().delete()

    case = cast.complains(cast.karl, "@lindenrad Der Riemen ist gerissen.")

    assert case.critic == cast.karl
    heard = Notification.objects.filter(kind="case_opened").values_list("recipient_id", flat=True)
    assert {cast.erika.id, cast.jonas.id} <= set(heard)


def test_a_critic_may_do_without_news_of_the_own_case(cast):
    case = cast.complains(cast.karl, "@lindenrad Der Riemen ist gerissen.")
    mute(cast.jonas, by=cast.karl)
    Notification.objects.all().delete()

    cast.answers(cast.jonas, case)

    assert not Notification.objects.filter(recipient=cast.karl, kind="case_step").exists()
