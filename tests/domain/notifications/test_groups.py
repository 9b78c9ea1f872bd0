"""Notices told together: likes of one post within half a day are one line."""

from datetime import UTC, datetime, timedelta

import pytest

from augenhoehe.domain.notifications.actions import dismiss_notices, mark_all_read
from augenhoehe.domain.notifications.groups import (
    actors_of_group,
    group_for,
    groups_page,
    unread_groups,
)
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.notifications.pages import Sort
from augenhoehe.domain.people.actions import block, follow
from augenhoehe.domain.posts.actions import boost, like
from augenhoehe.foundation import clock
from augenhoehe.foundation.stretch import Stretch

Kind = Notification.Kind
EVERY = Sort(tuple(Kind.values))
PEOPLE = ("ada", "ben", "gerda", "luise", "hanna", "wilhelm", "sven", "petra", "inga", "theo")


@pytest.fixture
def fans(cast):
    """Ten people who are there before the story begins."""
    return [getattr(cast, name) for name in PEOPLE]


def keys(cast, stretch=None, **how):
    page = groups_page(cast.reads(cast.karl), EVERY, stretch or Stretch(limit=40), **how)
    return [(group.key.partition("-")[0], group.count) for group in page.groups]


def test_nobody_sees_or_dismisses_the_group_of_somebody_else(cast, fans):
    like(cast.says(cast.karl, "Hallo"), by=cast.ada)
    key = Notification.objects.get().group_key

    assert group_for(cast.reads(cast.ada), Kind.values, key) is None
    assert actors_of_group(cast.reads(cast.ada), Kind.values, key, Stretch()) == []
    dismiss_notices(by=cast.ada, kinds=Kind.values, group_key=key)
    assert Notification.objects.count() == 1


@pytest.mark.parametrize("key", ["", "ungrouped-", "ungrouped-x", "ungrouped-" + "9" * 30, "x"])
def test_what_is_no_key_leads_to_nothing(cast, key):
    follow(cast.karl, by=cast.ada)
    reader = cast.reads(cast.karl)
    Notification.objects.update(group_key="")

    assert group_for(reader, Kind.values, key) is None
    assert actors_of_group(reader, Kind.values, key, Stretch()) == []
    dismiss_notices(by=cast.karl, kinds=Kind.values, group_key=key)
    assert Notification.objects.count() == 1


def test_what_belongs_together_is_one_and_words_stand_alone(cast, fans):
    post, other = cast.says(cast.karl, "Eins"), cast.says(cast.karl, "Zwei")
    for fan in fans:
        like(post, by=fan)
    boost(post, by=cast.ada)
    like(other, by=cast.ada)
    follow(cast.karl, by=cast.ada)
    follow(cast.karl, by=cast.ben)
    cast.says(cast.ada, "@karl Hallo")
    cast.says(cast.ada, "@karl Hallo?")

    assert keys(cast) == [
        ("ungrouped", 1),
        ("ungrouped", 1),
        ("follow", 2),
        ("favourite", 1),
        ("reblog", 1),
        ("favourite", 10),
    ]
    page = groups_page(cast.reads(cast.karl), EVERY, Stretch(limit=40))
    assert page.groups[-1].actor_ids == tuple(fan.id for fan in reversed(fans))[:8]


def test_a_program_says_what_it_can_show_as_one(cast, fans):
    post = cast.says(cast.karl, "Eins")
    for fan in fans[:3]:
        like(post, by=fan)
        follow(cast.karl, by=fan)

    assert keys(cast, grouped={Kind.FOLLOW}).count(("ungrouped", 1)) == 3
    assert unread_groups(cast.reads(cast.karl), Kind.values, limit=100) == 2
    assert unread_groups(cast.reads(cast.karl), Kind.values, limit=100, grouped=()) == 6
    assert unread_groups(cast.reads(cast.karl), Kind.values, limit=1) == 1
    mark_all_read(by=cast.karl)
    assert unread_groups(cast.reads(cast.karl), Kind.values, limit=100) == 0


def test_a_group_ends_after_half_a_day(cast, fans):
    post = cast.says(cast.karl, "Eins")
    morning = datetime(2026, 3, 2, 6, 59, tzinfo=UTC)
    for hours, fan in zip((0, 5, 11, 13, 14), fans, strict=False):
        with clock.pretend_it_is(morning + timedelta(hours=hours)):
            like(post, by=fan)

    assert keys(cast) == [("favourite", 2), ("favourite", 3)]


def test_pages_tell_how_far_they_reach_into_a_group(cast, fans):
    post = cast.says(cast.karl, "Eins")
    like(post, by=fans[0])
    cast.says(cast.ada, "@karl eins")
    like(post, by=fans[1])
    cast.says(cast.ada, "@karl zwei")
    like(post, by=fans[2])
    newest_first = list(Notification.objects.order_by("-id").values_list("id", flat=True))
    reader = cast.reads(cast.karl)

    first = groups_page(reader, EVERY, Stretch(limit=2))
    assert (first.newest_id, first.oldest_id) == (newest_first[0], newest_first[1])
    assert [group.notice.row.id for group in first.groups] == newest_first[:2]
    assert (first.groups[0].count, first.groups[0].oldest_on_page) == (3, newest_first[0])

    second = groups_page(reader, EVERY, Stretch(before=first.oldest_id, limit=2))
    assert [group.notice.row.id for group in second.groups] == newest_first[2:4]
    assert (second.groups[0].count, second.groups[0].newest_id) == (3, newest_first[0])

    up = groups_page(reader, EVERY, Stretch(after=newest_first[-1], limit=2, upwards=True))
    assert (up.newest_id, up.oldest_id) == (newest_first[2], newest_first[3])
    whole = groups_page(reader, EVERY, Stretch(limit=40))
    assert whole.groups[0].oldest_on_page == newest_first[-1]


def test_walking_all_pages_meets_every_notice_once(cast, fans):
    posts = [cast.says(cast.karl, str(number)) for number in range(3)]
    for fan in fans[:5]:
        for post in posts:
            like(post, by=fan)
        follow(cast.karl, by=fan)
    reader, before, met = cast.reads(cast.karl), None, []

    while (page := groups_page(reader, EVERY, Stretch(before=before, limit=3))).groups:
        met.append((page.newest_id, page.oldest_id))
        before = page.oldest_id

    ids = list(Notification.objects.order_by("-id").values_list("id", flat=True))
    assert [one for first, last in met for one in ids if last <= one <= first] == ids


def test_who_was_blocked_since_counts_no_more(cast, fans):
    post = cast.says(cast.karl, "Eins")
    for fan in fans[:3]:
        like(post, by=fan)
    key = Notification.objects.first().group_key
    block(fans[2], by=cast.karl)
    reader = cast.reads(cast.karl)

    assert keys(cast) == [("favourite", 2)]
    group = group_for(reader, Kind.values, key)
    assert group is not None
    assert (group.count, group.actor_ids) == (2, (fans[1].id, fans[0].id))
    actors = actors_of_group(reader, Kind.values, key, Stretch(limit=1))
    assert [actor for _row, actor in actors] == [fans[1].id]


def test_a_group_is_dismissed_whole(cast, fans):
    post = cast.says(cast.karl, "Eins")
    for fan in fans[:3]:
        like(post, by=fan)
    follow(cast.karl, by=cast.ada)

    dismiss_notices(by=cast.karl, kinds=[Kind.LIKE], group_key=keys_of(cast)[-1])

    assert keys(cast) == [("follow", 1)]


def keys_of(cast):
    return [group.key for group in groups_page(cast.reads(cast.karl), EVERY, Stretch()).groups]


def test_a_page_of_groups_is_a_handful_of_queries(cast, fans, django_assert_max_num_queries):
    for number in range(6):
        post = cast.says(cast.karl, str(number))
        for fan in fans[:4]:
            like(post, by=fan)
    reader = cast.reads(cast.karl)
    groups_page(reader, EVERY, Stretch())

    with django_assert_max_num_queries(3):
        groups_page(reader, EVERY, Stretch())
