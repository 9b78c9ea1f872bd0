"""Queries that are written once: they answer as if they were written anew for everybody."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.people.actions import follow, mute
from augenhoehe.domain.people.models import Account, Login
from augenhoehe.domain.posts import selectors, threads, timelines
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.selectors import Window, listing
from augenhoehe.foundation.prepared import prepared, rows_by_id

READERS = ("gerda", "karl", "ada", "ben", "luise", "theo", "mona", "jonas", "erika", "petra", None)
TOO_LARGE = (2**63 - 1, 2**63, 10**30)


@pytest.fixture
def town(cast):
    """Something said in every reach, and people of every kind who may or may not read it."""
    assert cast.lindenrad
    follow(cast.jonas, by=cast.ada)
    follow(cast.karl, by=cast.ada)
    mute(cast.ben, by=cast.ada)
    first = cast.says(cast.jonas, "Anfang")
    cast.says(cast.mona, "Am Stammtisch", space=cast.stammtisch)
    cast.says(cast.erika, "Im Haus", space=cast.haus)
    cast.says(cast.karl, "Im Kreis", space=cast.kreis)
    for audience in (Audience.PUBLIC, Audience.FOLLOWERS, Audience.DIRECT):
        cast.says(cast.jonas, "An @ben", audience=audience, in_reply_to=first)
    cast.says(cast.jonas, "Antwort", voice=cast.lindenrad, in_reply_to=first)
    cast.says(cast.karl, "Nur für die, die mir folgen", audience=Audience.FOLLOWERS)
    return cast


def readers(town):
    return [town.reads(getattr(town, name) if name else None) for name in READERS]


def test_nobody_reads_more_or_less_through_a_query_written_for_another(town):
    root = Post.objects.get(text="Anfang").id
    posts = list(Post.objects.values_list("id", flat=True))
    for reader in [*readers(town), *reversed(readers(town))]:
        hidden = frozenset({town.ben.id, town.luise.id, town.karl.id})
        for question, arguments, options in (
            (timelines.entries_at_home, (reader, None, None, frozenset()), {"limit": 20}),
            (timelines.entries_at_home, (reader, posts[-1], posts[0], hidden), {"limit": 20}),
            (listing._public, (reader, None, posts[0], hidden), {"limit": 3}),
            (threads.ids_in_thread, (reader, root), {}),
            *((threads.thread_with, (reader, post), {}) for post in posts),
        ):
            anew = list(question.__wrapped__(*arguments, **options))
            assert question(*arguments, **options) == anew, (reader, question)


@pytest.mark.parametrize("number", TOO_LARGE)
def test_a_number_no_column_holds_finds_nothing(town, number):
    reader = town.reads(town.karl)
    assert selectors.conversation_about(reader, number) is None
    assert selectors.public_posts(reader, Window(after=number)) == []
    assert selectors.public_posts(reader, Window(before=number))
    with pytest.raises(Login.DoesNotExist):
        Login.objects.get(pk=number)


def test_nothing_is_asked_for_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_by_id(Account, []) == {}


def test_rows_are_what_django_would_have_made_of_them(town):
    for post in Post.objects.all():
        made = rows_by_id(Post, [post.id])[post.id]
        assert {**made.__dict__, "_state": 0} == {**post.__dict__, "_state": 0}


def test_a_query_is_written_once_for_many_readers_and_numbers(town):
    written = []

    @prepared
    def names(ids: frozenset[int], *, shown: bool) -> QuerySet[Account, tuple[str]]:
        written.append(len(ids))
        return Account.objects.filter(id__in=ids, discoverable=shown).values_list("name")

    ids = [reader.account_id for reader in readers(town) if reader.account_id]
    for size in range(1, 9):
        assert len(names(frozenset(ids[:size]), shown=True)) == size
    assert written == [1, 2, 4, 8]
    assert names(frozenset(ids), shown=False) == []
    assert names(frozenset(), shown=True) == []


def test_who_is_looking_is_one_question(town, django_assert_num_queries):
    town.reads(town.jonas)
    with django_assert_num_queries(2):  # who they are; their spaces
        jonas = town.reads(town.jonas)
    assert jonas.who.is_member and jonas.who.voices == {town.lindenrad.id: "writer"}
    assert town.reads(town.mona).who.roles == {"moderator"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")
def test_no_page_looks_at_all_posts(town):
    for reader in readers(town):
        with CaptureQueriesContext(connection) as asked:
            selectors.home(reader)
            selectors.public_posts(reader)
            selectors.conversation_about(reader, Post.objects.get(text="Anfang").id)
        for query in asked.captured_queries:
            assert not _scans(query["sql"]), query["sql"]


def _scans(sql):
    """What of a query's plan goes through a whole table; an index in its order is none."""
    if "Anfang" in sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql.replace('%', '%%')}")
        plan = [row[3] for row in cursor.fetchall()]
    return [step for step in plan if step.startswith("SCAN posts_") and "INDEX" not in step]
