"""What reading costs: as many queries for twenty posts as for five, and no look at all posts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.criticism.selectors import cases_on, waiting_cases
from augenhoehe.domain.notifications.selectors import notices_for, unread_count
from augenhoehe.domain.people.actions import follow, mute
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import boost

# Tables that grow with what people say.
GROWING = "posts_post|posts_homeentry|posts_mention|posts_revision|notifications_notification"


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_twenty_posts_cost_no_more_queries_than_five(cast, says_more, page):
    says_more(3)
    with CaptureQueriesContext(connection) as few:
        a_few = a_page(cast, page)

    says_more(6)
    with CaptureQueriesContext(connection) as many:
        assert len(a_page(cast, page)) > len(a_few)

    assert len(many) == len(few)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_no_page_looks_at_all_posts(cast, says_more, page):
    if connection.vendor != "sqlite":
        pytest.skip("reads the plans of SQLite")
    says_more(2)
    with CaptureQueriesContext(connection) as queries:
        a_page(cast, page)

    for query in queries:
        for step in _plan(query["sql"]):
            # An index in the order of the list is walked only as far as the page goes.
            whole_table = re.match(rf"SCAN ({GROWING})\b(?! USING INDEX post_public)", step)
            assert not whole_table, f"{step}\n{query['sql']}"


def _plan(sql):
    if not sql.startswith("SELECT"):
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
        return [row[3] for row in cursor.fetchall()]
