"""What reading costs: as many queries for many posts as for few, and no look at all posts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.criticism.selectors import cases_on, waiting_cases
from augenhoehe.domain.notifications.selectors import notices_for, unread_count
from augenhoehe.domain.people.actions import follow, mute
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import boost
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock


def _home(cast):
    return selectors.home(cast.reads(cast.gerda))


def _public(cast):
    return selectors.public_posts(cast.reads(None))


def _profile(cast):
    return selectors.posts_of(cast.reads(cast.gerda), cast.karl)


def _space(cast):
    return selectors.posts_in(cast.reads(cast.karl), cast.stammtisch)


def _thread(cast):
    root = selectors.posts_of(cast.reads(None), cast.karl)[-1]
    return [line.post for line in selectors.thread_of(cast.reads(cast.gerda), root)]


def _tag(cast):
    return selectors.posts_tagged(cast.reads(cast.gerda), "rad")


def _search(cast):
    return selectors.search_posts(cast.reads(cast.gerda), "Rad")


def _notices(cast):
    unread_count(cast.gerda.id)
    return [notice.post for notice in notices_for(cast.gerda)]


PAGES = (_home, _public, _profile, _space, _thread, _tag, _search, _notices)


def a_page(cast, page):
    """Read a page with everything that stands on it, as the web does."""
    posts = page(cast)
    ids = [post.id for post in posts]
    reader = cast.reads(cast.gerda)
    selectors.boosted_posts(reader, posts)
    selectors.flags_for(reader, ids)
    selectors.pictures_of(ids)
    selectors.mentions_of(ids)
    selectors.tags_of(ids)
    cases_on(reader, ids)
    waiting_cases(reader)
    return [
        (post.account.name, post.written_by.name, post.protected_name, post.space) for post in posts
    ]


@pytest.fixture
def says_more(cast):
    """`says_more(5)`: five more posts in every list there is."""
    follow(cast.karl, by=cast.gerda)
    follow(cast.lindenrad, by=cast.gerda)
    mute(cast.ben, by=cast.gerda)

    def say(how_many):
        for n in range(how_many):
            post = cast.says(cast.karl, f"Mein #Rad {n} @gerda", pictures=[cast.picture(cast.karl)])
            first = selectors.posts_of(cast.reads(None), cast.karl)[-1]
            cast.says(cast.jonas, f"{n}", voice=cast.lindenrad, in_reply_to=first)
            cast.says(cast.mona, f"Willkommen {n}", space=cast.stammtisch)
            boost(post, by=cast.ada)

    return say


def queries_of(cast, page):
    with CaptureQueriesContext(connection) as queries:
        posts = a_page(cast, page)
    return len(posts), [query["sql"] for query in queries]


def test_twenty_posts_cost_no_more_queries_than_five(cast, says_more):
    says_more(3)
    before = {page: queries_of(cast, page) for page in PAGES}

    says_more(6)
    for page in PAGES:
        (few, for_few), (many, for_many) = before[page], queries_of(cast, page)
        assert many > few, page
        assert len(for_many) == len(for_few), page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite")
def test_a_page_is_no_more_work_among_thousands_of_posts(cast, says_more):
    says_more(6)
    with clock.pretend_it_is(clock.now() - timedelta(hours=1)):
        _what_others_said(cast, 100)
    before = {page: _steps_of(cast, page) for page in PAGES}

    with clock.pretend_it_is(clock.now() - timedelta(minutes=30)):
        _what_others_said(cast, 2000)
    after = {page: _steps_of(cast, page) for page in PAGES}

    dearer = {
        page.__name__: (before[page], after[page])
        for page in PAGES
        if after[page] > 1.5 * before[page] + 10
    }
    assert dearer == {}


def _what_others_said(cast, how_many):
    """Posts, replies and boosts of somebody nobody follows, and of her who looks."""
    for who in (cast.luise, cast.gerda):
        root = cast.says(who, "Anfang")
        common = {"account": who, "written_by": who, "text": "Etwas", "html": "Etwas"}
        posts = [Post(**common, audience=n % 2) for n in range(how_many // 2)]
        replies = [Post(**common, thread=root, in_reply_to=root) for _ in posts]
        boosts = [Post(account=who, written_by=who, boost_of=post) for post in posts]
        Post.objects.bulk_create(posts + replies)
        Post.objects.bulk_create(boosts)


def _steps_of(cast, page):
    """How many hundred steps the database took for a page."""
    steps = 0

    def count():
        nonlocal steps
        steps += 1

    connection.connection.set_progress_handler(count, 100)
    a_page(cast, page)
    connection.connection.set_progress_handler(None, 0)
    return steps
