"""The home timeline: whom one follows, one's spaces, oneself; nothing else."""

from augenhoehe.domain.people.actions import block, end_membership, follow, mute, unfollow
from augenhoehe.domain.posts import selectors, timelines
from augenhoehe.domain.posts.actions import boost
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import HomeEntry
from augenhoehe.domain.posts.selectors import Window
from augenhoehe.domain.spaces.actions import join_space
from augenhoehe.foundation.jobs.run import run_due_jobs


def home(cast, who, **window):
    return selectors.home(cast.reads(who), Window(**window))


def test_who_follows_nobody_reads_only_themselves(cast):
    cast.says(cast.karl, "Hallo")
    own = cast.says(cast.gerda, "Ich")

    assert home(cast, cast.gerda) == [own]


def test_whom_one_follows_is_at_home_newest_first(cast):
    follow(cast.karl, by=cast.gerda)
    one, two, three = [cast.says(cast.karl, f"{n}") for n in range(3)]

    assert home(cast, cast.gerda) == [three, two, one]
    assert home(cast, cast.gerda, limit=1) == [three]
    assert home(cast, cast.gerda, before=two.id) == [one]
    assert home(cast, cast.gerda, after=two.id) == [three]
    assert selectors.newer_at_home(cast.reads(cast.gerda), one.id) == 2


def test_a_post_of_a_voice_is_at_home_with_its_author_and_the_voices_followers(cast):
    follow(cast.lindenrad, by=cast.gerda)
    follow(cast.jonas, by=cast.ada)

    post = cast.says(cast.jonas, "Wir", voice=cast.lindenrad)

    assert home(cast, cast.gerda) == home(cast, cast.jonas) == [post]
    assert home(cast, cast.ada) == []


def test_replies_are_for_those_who_read_both_sides(cast):
    follow(cast.jonas, by=cast.gerda)
    follow(cast.jonas, by=cast.ada)
    follow(cast.karl, by=cast.ada)
    follow(cast.jonas, by=cast.karl)
    question = cast.says(cast.karl, "Frage")

    reply = cast.says(cast.jonas, "Antwort", in_reply_to=question)
    more = cast.says(cast.jonas, "Nachtrag", in_reply_to=reply)

    assert home(cast, cast.gerda) == [more]  # Jonas to himself
    assert home(cast, cast.ada) == [more, reply, question]
    assert home(cast, cast.karl) == [more, reply, question]


def test_what_begins_in_ones_spaces_is_at_home(cast):
    join_space(cast.stammtisch, by=cast.karl)
    join_space(cast.haus, by=cast.theo)

    world = cast.says(cast.mona, "Willkommen", space=cast.stammtisch)
    cast.says(cast.gerda, "Danke", in_reply_to=world)
    house = cast.says(cast.erika, "Intern", space=cast.haus)
    circle = cast.says(cast.erika, "Im Kreis", space=cast.kreis)
    cast.says(cast.jonas, "Dazu", in_reply_to=circle)

    assert home(cast, cast.karl) == [circle, world]
    assert home(cast, cast.theo) == [house]


def test_a_follower_in_the_house_gets_its_posts_and_one_outside_does_not(cast):
    follow(cast.erika, by=cast.theo)
    follow(cast.erika, by=cast.gerda)

    post = cast.says(cast.erika, "Intern", space=cast.haus)

    assert home(cast, cast.theo) == [post]
    assert not HomeEntry.objects.filter(owner=cast.gerda).exists()


def test_with_the_employment_the_house_leaves_home(cast):
    join_space(cast.haus, by=cast.theo)
    cast.says(cast.erika, "Intern", space=cast.haus)

    end_membership(cast.theo, by=None)

    assert home(cast, cast.theo) == []


def test_what_is_said_directly_is_at_home_with_the_addressed(cast):
    follow(cast.jonas, by=cast.ada)

    post = cast.says(cast.jonas, "@karl unter uns", audience=Audience.DIRECT)

    assert home(cast, cast.karl) == [post]
    assert home(cast, cast.ada) == []


def test_a_new_follow_brings_the_last_posts_and_no_private_ones(cast):
    old = [cast.says(cast.karl, f"{n}") for n in range(3)]
    cast.says(cast.karl, "@jonas unter uns", audience=Audience.DIRECT)
    cast.says(cast.karl, "Im Kreis", space=cast.kreis)
    cast.says(cast.karl, "Antwort", in_reply_to=cast.says(cast.ada, "Frage"))
    boosted = boost(cast.says(cast.ben, "Weiter"), by=cast.karl)

    follow(cast.karl, by=cast.gerda)
    follow(cast.karl, by=cast.luise, show_boosts=False)

    assert home(cast, cast.gerda) == [boosted, *reversed(old)]
    assert home(cast, cast.luise) == list(reversed(old))


def test_to_unfollow_takes_away_only_what_came_by_following(cast):
    follow(cast.jonas, by=cast.karl)
    cast.says(cast.jonas, "Hallo")
    direct = cast.says(cast.jonas, "@karl unter uns", audience=Audience.DIRECT)
    circle = cast.says(cast.jonas, "Im Kreis", space=cast.kreis)

    unfollow(cast.jonas, by=cast.karl)

    assert home(cast, cast.karl) == [circle, direct]


def test_whom_one_does_not_want_to_read_is_not_at_home(cast):
    for followed in (cast.karl, cast.ada, cast.ben):
        follow(followed, by=cast.gerda)
    post = cast.says(cast.karl, "Hallo")
    boost(post, by=cast.ada)
    kept = cast.says(cast.ada, "Von mir")
    cast.says(cast.ben, "Und ich")

    mute(cast.karl, by=cast.gerda)
    block(cast.ben, by=cast.gerda)

    assert home(cast, cast.gerda) == [kept]
    assert selectors.public_posts(cast.reads(cast.gerda)) == [kept]
    assert selectors.search_posts(cast.reads(cast.gerda), "Hallo") == []
    # Who was blocked does not read either; who was muted does not notice.
    assert kept in selectors.public_posts(cast.reads(cast.karl))


def test_very_many_followers_are_served_by_a_job(cast, monkeypatch):
    monkeypatch.setattr(timelines, "AT_ONCE", 1)
    for follower in (cast.gerda, cast.ada):
        follow(cast.karl, by=follower)
    cast.karl.refresh_from_db()

    post = cast.says(cast.karl, "Hallo")
    assert home(cast, cast.karl) == [post]
    assert home(cast, cast.gerda) == []

    run_due_jobs()

    assert home(cast, cast.gerda) == home(cast, cast.ada) == [post]


def test_the_job_writes_nothing_of_what_was_deleted_meanwhile(cast, monkeypatch):
    from augenhoehe.domain.posts.actions import delete_post

    monkeypatch.setattr(timelines, "AT_ONCE", 0)
    follow(cast.karl, by=cast.gerda)
    post = cast.says(cast.karl, "Hallo")

    delete_post(post, by=cast.karl)
    run_due_jobs()

    assert not HomeEntry.objects.exists()


def test_who_has_a_post_at_home_can_be_asked_for(cast):
    follow(cast.karl, by=cast.gerda)
    post = cast.says(cast.karl, "Hallo")

    everybody = [cast.gerda.id, cast.ada.id]
    assert selectors.home_owners_among(post.id, everybody) == [cast.gerda.id]
    assert selectors.home_owners_among(post.id, []) == []
