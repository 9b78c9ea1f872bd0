"""What stands in a list of one's own, and how much work it is to find."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.domain.people.actions import (
    block,
    change_list,
    follow,
    make_list,
    mute,
    put_in_list,
)
from augenhoehe.domain.people.models import Account, Follow, ListMember
from augenhoehe.domain.posts.actions import boost, delete_post
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.pages import home_page, list_page
from augenhoehe.domain.posts.selectors import home
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.stretch import FIRST, Stretch


@pytest.fixture
def chosen(cast):
    """Karl's list of Ada and Ben; he follows Gerda too."""
    for account in (cast.ada, cast.ben, cast.gerda):
        follow(account, by=cast.karl)
    mine = make_list("Werkstatt", by=cast.karl)
    put_in_list(mine, [cast.ada, cast.ben], by=cast.karl)
    return mine


def page(cast, chosen, stretch=FIRST, who=None):
    return list_page(cast.reads(who or cast.karl), chosen, stretch)


def test_nobody_reads_somebody_elses_list(cast, chosen):
    cast.says(cast.ada, "Hallo")

    assert page(cast, chosen, who=cast.gerda) == []


def test_only_members_stand_in_it_and_only_what_may_be_read(cast, chosen):
    cast.says(cast.gerda, "Nicht in der Liste")
    one = cast.says(cast.ada, "Eins")
    two = cast.says(cast.ben, "Zwei", audience=Audience.FOLLOWERS)
    cast.says(cast.ben, "@gerda psst", audience=Audience.DIRECT)
    cast.says(cast.ben, "@karl psst", audience=Audience.DIRECT)
    gone = cast.says(cast.ada, "Weg")
    delete_post(gone, by=cast.ada)

    assert page(cast, chosen) == [two.id, one.id]


def test_whom_one_does_not_want_to_read_does_not_stand_in_it(cast, chosen):
    post = cast.says(cast.gerda, "Von Gerda")
    cast.says(cast.ada, "Von Ada")
    boost(post, by=cast.ben)
    ben = cast.says(cast.ben, "Von Ben")
    mute(cast.ada, by=cast.karl)
    block(cast.gerda, by=cast.karl)

    assert page(cast, chosen) == [ben.id]


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        ("none", {"self", "owner"}),
        ("list", {"self", "owner", "listed"}),
        ("followed", {"self", "owner", "listed", "followed"}),
    ],
)
def test_replies_stand_in_it_as_wished(cast, chosen, policy, found):
    change_list(chosen, by=cast.karl, replies=policy)
    parents = {
        "self": cast.ada,
        "owner": cast.karl,
        "listed": cast.ben,
        "followed": cast.gerda,
        "nobody": cast.luise,
    }
    begun = {name: cast.says(who, "Anfang") for name, who in parents.items()}
    replies = {
        name: cast.says(cast.ada, "Antwort", in_reply_to=post).id for name, post in begun.items()
    }

    shown = set(page(cast, chosen)) & set(replies.values())
    assert shown == {replies[name] for name in found}


def test_boosts_and_languages_are_as_one_follows(cast, chosen):
    post = cast.says(cast.gerda, "Von Gerda", language="de")
    passed_on = boost(post, by=cast.ada)
    english = cast.says(cast.ada, "Hello", language="en")
    assert page(cast, chosen) == [english.id, passed_on.id]

    follow(cast.ada, by=cast.karl, show_boosts=False, languages=["de"])
    german = cast.says(cast.ada, "Hallo", language="de")
    assert page(cast, chosen) == [german.id]


def test_what_is_read_apart_is_not_at_home(cast, chosen):
    other, listed = cast.says(cast.gerda, "Zuhause"), cast.says(cast.ada, "Für sich")
    reader = cast.reads(cast.karl)
    assert home_page(reader, FIRST) == [listed.id, other.id]

    change_list(chosen, by=cast.karl, is_exclusive=True)
    reader = cast.reads(cast.karl)
    assert home_page(reader, FIRST) == [other.id]
    assert home(reader) == [other]
    assert page(cast, chosen) == [listed.id]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    speakers=st.lists(st.integers(0, 6), max_size=25),
    limit=st.integers(1, 7),
    before=st.none() | st.integers(0, 25),
    after=st.none() | st.integers(0, 25),
    upwards=st.booleans(),
)
def test_a_page_is_the_one_a_look_at_everything_finds(
    cast, chosen, speakers, limit, before, after, upwards
):
    """Members 0 to 4 of the list, 5 and 6 are not; whatever stretch is asked for."""
    Post.objects.all().delete()
    people = [*_crowd(cast, chosen, 5), cast.gerda, cast.luise]
    ids = [
        Post.objects.create(account=people[one], written_by=people[one], text=f"{n}").id
        for n, one in enumerate(speakers)
    ]
    every = [new_id(), *ids, new_id()]
    bound = {
        name: None if at is None else sorted(every)[min(at, len(every) - 1)]
        for name, at in (("before", before), ("after", after))
    }
    stretch = Stretch(**bound, limit=limit, upwards=upwards)

    fitting = Post.objects.filter(account__in=people[:5])
    expected = stretch.newest_first(list(stretch.cut(fitting).values_list("id", flat=True)))
    assert page(cast, chosen, stretch) == expected


def _crowd(cast, chosen, how_many):
    """So many people in the list, followed by its owner."""
    handles = [f"mensch{n}" for n in range(how_many)]
    known = {row.handle: row for row in Account.objects.filter(handle__in=handles)}
    new = [Account(handle=one, name=one) for one in handles if one not in known]
    Account.objects.bulk_create(new)
    Follow.objects.bulk_create(Follow(follower=cast.karl, followed=one) for one in new)
    ListMember.objects.bulk_create(ListMember(reading_list=chosen, account=one) for one in new)
    known |= {one.handle: one for one in new}
    return [known[one] for one in handles]


def test_a_page_is_a_handful_of_queries(cast, chosen):
    crowd = _crowd(cast, chosen, 30)
    for person in crowd:
        Post.objects.create(account=person, written_by=person, text="Hallo")
    reader = cast.reads(cast.karl)
    list_page(reader, chosen, FIRST)

    with CaptureQueriesContext(connection) as queries:
        assert len(list_page(reader, chosen, FIRST)) == 20
    assert len(queries) == 5  # members, whom one does not read, and three for the page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan, counts its steps")
def test_no_page_is_a_look_at_all_posts(cast, chosen):
    crowd = _crowd(cast, chosen, 40)
    for person in crowd:
        Post.objects.create(account=person, written_by=person, text="Vor langer Zeit")
    reader = cast.reads(cast.karl)
    few = _steps(reader, chosen)

    with clock.pretend_it_is(clock.now() + timedelta(hours=1)):
        loud, stranger = crowd[0], cast.luise
        Post.objects.bulk_create(
            Post(account=who, written_by=who, text="Laut") for who in (loud, stranger) * 2000
        )
    assert _steps(reader, chosen) <= 2 * few + 10
    with CaptureQueriesContext(connection) as queries:
        list_page(reader, chosen, FIRST)
    for query in queries.captured_queries[-3:]:
        plan = _plan(query["sql"])
        assert "SCAN posts_post" not in plan, plan
        assert "post_by_account" in plan, plan


def _plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(row[3] for row in cursor.fetchall())


def _steps(reader, chosen):
    """How many hundred steps the database took."""
    steps = 0

    def count():
        nonlocal steps
        steps += 1

    connection.connection.set_progress_handler(count, 100)
    list_page(reader, chosen, FIRST)
    connection.connection.set_progress_handler(None, 0)
    return steps
