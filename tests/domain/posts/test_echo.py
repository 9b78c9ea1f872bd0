"""Near-identical posts of members and voices are counted; everybody else's never are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.criticism.actions import merge_cases
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import (
    Wording,
    delete_post,
    edit_post,
    forget_echo_keys,
    settle_echo,
)
from augenhoehe.domain.posts.actions.echo import KIND
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.echo.finding import candidates
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.models import EchoKey, Likeness, Post, Restriction
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.run import run_due_jobs

TEXT = (
    "Unser neues Lastenrad ist da und wir freuen uns sehr über diese großartige Leistung des "
    "ganzen Teams in der Werkstatt und im Vertrieb."
)
NEARLY = TEXT.replace("sehr", "riesig")
OTHER = "Am Samstag bleibt die Werkstatt zu, weil wir den Boden neu streichen müssen, leider."


@pytest.fixture
def first(cast):
    return settled(cast.says(cast.erika, TEXT))


def settled(*posts):
    for post in posts:
        settle_echo(post.id)
    return posts[0]


def echoes(*posts):
    return [Post.objects.get(id=post.id).echoes for post in posts]


# What never counts


@pytest.mark.parametrize("who", ["karl", "petra", "inga"])
def test_posts_of_people_who_do_not_work_here_are_never_counted(cast, first, who):
    posts = [first, cast.says(getattr(cast, who), TEXT)]
    posts.append(cast.says(cast.gerda, TEXT))

    settled(*posts)

    assert echoes(*posts) == [0, 0, 0]
    assert not EchoKey.objects.exclude(post=first).exists()
    assert set(jobs()) == {first.id}


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.DIRECT])
def test_what_is_said_to_a_few_neither_counts_nor_raises_a_count(cast, first, audience):
    narrow = cast.says(cast.jonas, TEXT, audience=audience)
    settled(narrow, first)

    assert echoes(first, narrow) == [0, 0]
    assert not EchoKey.objects.filter(post=narrow).exists()
    assert narrow.id not in jobs()


@pytest.mark.parametrize("space", ["haus", "kreis"])
def test_nothing_internal_counts_nor_raises_a_count(cast, first, space):
    place = getattr(cast, space)
    inside = cast.says(cast.erika, NEARLY, space=place)
    reply = cast.says(cast.erika, TEXT, in_reply_to=inside)
    settled(inside, reply, first)

    assert echoes(first, inside, reply) == [0, 0, 0]
    assert not Likeness.objects.exists()
    assert set(EchoKey.objects.values_list("post_id", flat=True)) == {first.id}


@pytest.mark.parametrize(
    "text",
    [
        "Wir schauen uns das gleich an.",
        f"> {TEXT}\n\nDas sehe ich anders.",
        f"{TEXT} #Rückruf",
        f"{TEXT} #SafetyNotice",
        OTHER,
    ],
)
def test_short_texts_quotes_safety_notices_and_other_texts_are_exempt(cast, text):
    posts = [cast.says(who, text) for who in (cast.erika, cast.jonas)]
    posts = [*posts[:1], cast.says(cast.theo, TEXT)] if text == OTHER else posts

    settled(*posts)

    assert set(echoes(*posts)) == {0}


def test_who_repeats_themselves_is_no_echo_through_a_voice_neither(cast, first):
    again = cast.says(cast.erika, TEXT)
    spoken = cast.says(cast.erika, TEXT, voice=cast.lindenrad)

    settled(again, spoken)

    assert echoes(first, again, spoken) == [0, 0, 0]


def test_answers_to_linked_cases_are_exempt_and_others_are_not(cast):
    one, two, three = (
        cast.complains(who, text)
        for who, text in (
            (cast.karl, "Der Riemen ist gerissen."),
            (cast.gerda, "Mein Riemen auch."),
            (cast.ada, "Die Rechnung stimmt nicht."),
        )
    )
    merge_cases(two, into=one, by=cast.erika)
    answers = [
        cast.answers(who, case, TEXT).post
        for who, case in ((cast.erika, one), (cast.jonas, two), (cast.theo, three))
    ]

    settled(*answers)

    assert echoes(*answers) == [1, 1, 2]


def test_after_fourteen_days_it_is_no_echo(cast):
    with clock.pretend_it_is(clock.now() - timedelta(days=15)):
        old = settled(cast.says(cast.erika, TEXT))
    new = settled(cast.says(cast.jonas, TEXT))

    assert echoes(old, new) == [0, 0]
    forget_echo_keys()
    assert set(EchoKey.objects.values_list("post_id", flat=True)) == {new.id}


# What counts


def test_four_members_and_a_voice_say_nearly_the_same(cast, first):
    posts = [first, *(cast.says(who, NEARLY) for who in (cast.jonas, cast.theo, cast.hanna))]
    posts.append(cast.says(cast.priya, TEXT, voice=cast.lindenrad, audience=Audience.UNLISTED))

    settled(*posts[1:])

    assert echoes(*posts) == [4, 4, 4, 4, 4]
    found = selectors.echoes_of(cast.reads(None), first.id)
    assert [post.id for post, _share in found] == [p.id for p in (posts[4], *posts[3:0:-1])]
    assert found[0][1] == 1.0
    assert 0.6 <= found[1][1] < 1.0


def test_settling_again_changes_nothing(cast, first):
    other = cast.says(cast.jonas, NEARLY)
    settled(other, other, first, first)

    assert echoes(first, other) == [1, 1]
    assert Likeness.objects.count() == 2


def test_what_is_deleted_counts_no_more(cast, first):
    other = settled(cast.says(cast.jonas, TEXT))
    assert echoes(first, other) == [1, 1]

    delete_post(other, by=cast.jonas)

    assert selectors.echoes_of(cast.reads(None), first.id) == []
    settled(other)
    assert echoes(first, other) == [0, 0]
    assert not EchoKey.objects.filter(post=other).exists()


def test_what_is_removed_counts_no_more_until_it_is_restored(cast, first):
    other = settled(cast.says(cast.jonas, TEXT))

    set_post_restrictions(other, Restriction.REMOVED)
    settled(first)  # even before its own job
    assert echoes(first) == [0]
    settled(other)
    assert echoes(first, other) == [0, 0]

    set_post_restrictions(other, 0)
    assert jobs().count(other.id) >= 2
    settled(other)
    assert echoes(first, other) == [1, 1]


def test_an_edit_settles_anew(cast, first):
    other = settled(cast.says(cast.jonas, TEXT))

    edit_post(other, by=cast.jonas, wording=Wording(text=OTHER))
    settled(other)
    assert echoes(first, other) == [0, 0]

    edit_post(other, by=cast.jonas, wording=Wording(text=NEARLY))
    settled(other)
    assert echoes(first, other) == [1, 1]


# Told to the writer before


def test_who_writes_learns_what_colleagues_said_and_nothing_is_stored(cast, first):
    jonas = cast.jonas
    with CaptureQueriesContext(connection) as asked:
        found = selectors.echo_of_text(NEARLY, by=jonas)

    assert [post.id for post, _share in found] == [first.id]
    assert not [one for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert selectors.echo_of_text(NEARLY, by=cast.erika) == []  # her own
    assert selectors.echo_of_text(NEARLY, by=cast.karl) == []
    assert selectors.echo_of_text(OTHER, by=cast.jonas) == []
    assert selectors.echo_of_text(NEARLY, by=cast.jonas, voice=cast.lindenrad)
    assert selectors.echo_of_text(NEARLY, by=cast.hanna, voice=cast.lindenrad) == []


# Cost


def test_candidates_are_found_by_the_index(cast, first):
    row = EchoKey.objects.first()
    with CaptureQueriesContext(connection) as asked:
        candidates(frozenset({row.key, 5}), 1, 2**62, 7)
    sql = asked[-1]["sql"]

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}" if connection.vendor == "sqlite" else "SELECT 1")
        plan = str(cursor.fetchall())
    assert connection.vendor != "sqlite" or "echo_key" in plan
    assert "SCAN" not in plan


def test_settling_asks_as_much_for_many_as_for_one(cast, first):
    asked = []
    for who in (cast.jonas, cast.theo, cast.hanna, cast.priya):
        post = cast.says(who, TEXT)
        with CaptureQueriesContext(connection) as queries:
            settle_echo(post.id)
        asked.append(len(queries))
    assert len(set(asked)) == 1
    assert asked[0] <= 13


def jobs():
    return [job.payload["post_id"] for job in Job.objects.filter(kind=KIND)]


def test_nobody_has_to_ask_for_it(cast):
    """From saying to counting, by the job alone, as on a server."""
    said = [cast.says(cast.erika, TEXT), cast.says(cast.jonas, NEARLY)]

    run_due_jobs()

    assert echoes(*said) == [1, 1]
