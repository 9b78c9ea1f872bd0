"""Who is told what; nobody of what they may not read, nor by whom they do not want to hear."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.actions import (
    claim_remedy,
    confirm_case,
    dispute_case,
    take_case,
)
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.notifications.actions import mark_all_read
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.notifications.selectors import notices_for, unread_count
from augenhoehe.domain.people.actions import (
    add_to_voice,
    block,
    end_membership,
    follow,
    leave_voice,
    mute,
    unfollow,
    update_profile,
    use_protected_name,
)
from augenhoehe.domain.posts.actions import boost, delete_post, like, unlike
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.spaces.actions import (
    admit_to_space,
    ask_to_join,
    create_space,
    invite_to_space,
    leave_space,
    make_space_moderator,
)
from augenhoehe.foundation import clock


@pytest.fixture
def told(cast):
    """What somebody was told since the story began, oldest first: kind, and who did it."""
    for name in (
        "lindenrad",
        "haus",
        "kreis",
        "stammtisch",
        "gerda",
        "ada",
        "ben",
        "hanna",
        "sven",
    ):
        getattr(cast, name)
    Notification.objects.all().delete()
    return lambda who: [(notice.kind, notice.actor) for notice in reversed(notices_for(who))]


def now(case):
    return Case.objects.get(id=case.id)


# --- Posts -----------------------------------------------------------------------------


def test_what_one_does_oneself_is_no_news(cast, told):
    post = cast.says(cast.karl, "@karl Hallo")
    cast.says(cast.karl, "Dazu", in_reply_to=post)
    like(post, by=cast.karl)
    boost(post, by=cast.karl)

    assert told(cast.karl) == []


@pytest.mark.parametrize("place", ["haus", "kreis"])
def test_a_mention_inside_tells_nobody_outside(cast, told, place):
    post = cast.says(cast.erika, "@gerda @ada @hanna @mona", space=getattr(cast, place))
    cast.says(cast.mona, "@gerda @karl", in_reply_to=post)

    assert told(cast.gerda) == told(cast.ada) == []
    assert told(cast.mona) == [("mention", cast.erika)]
    assert told(cast.hanna) == ([("mention", cast.erika)] if place == "haus" else [])
    assert told(cast.karl) == ([("mention", cast.mona)] if place == "kreis" else [])


def test_what_one_may_no_longer_read_is_no_longer_told(cast, told):
    cast.says(cast.erika, "@karl unter uns", space=cast.kreis)
    assert told(cast.karl) == [("mention", cast.erika)]

    leave_space(cast.kreis, by=cast.karl)
    assert told(cast.karl) == []

    case = cast.complains(cast.sven, "Es zieht.", space=cast.haus)
    cast.answers(cast.jonas, case)
    assert told(cast.sven) == [("case_step", cast.jonas)]
    end_membership(cast.sven, by=None)
    assert told(cast.sven) == []


def test_of_what_was_deleted_nothing_is_told(cast, told):
    post = cast.says(cast.karl, "@gerda Hallo")
    assert told(cast.gerda) == [("mention", cast.karl)]

    delete_post(post, by=cast.karl)

    assert told(cast.gerda) == []


def test_an_author_who_left_is_not_told_of_the_house(cast, told):
    post = cast.says(cast.sven, "Intern", space=cast.haus)
    end_membership(cast.sven, by=None)

    like(post, by=cast.erika)
    cast.says(cast.erika, "Antwort", in_reply_to=post)

    assert not Notification.objects.filter(recipient=cast.sven).exists()


def test_who_is_muted_or_blocked_is_not_heard(cast, told):
    post = cast.says(cast.karl, "Hallo")
    mute(cast.gerda, by=cast.karl)
    block(cast.ada, by=cast.karl)

    for who in (cast.gerda, cast.ada):
        cast.says(who, "@karl")
        like(post, by=who)
        boost(post, by=who)
    follow(cast.karl, by=cast.gerda)

    assert told(cast.karl) == []


def test_a_mute_may_spare_notices_and_ends_in_time(cast, told):
    mute(cast.gerda, by=cast.karl, with_notifications=False)
    mute(cast.ada, by=cast.karl, until=clock.now() - timedelta(hours=1))

    cast.says(cast.gerda, "@karl")
    cast.says(cast.ada, "@karl")

    assert told(cast.karl) == [("mention", cast.gerda), ("mention", cast.ada)]


def test_a_reply_is_told_once_and_others_are_mentioned(cast, told):
    post = cast.says(cast.karl, "Frage")

    cast.says(cast.jonas, "@karl @gerda Antwort", in_reply_to=post)

    assert told(cast.karl) == [("reply", cast.jonas)]
    assert told(cast.gerda) == [("mention", cast.jonas)]


def test_a_reply_that_is_not_for_the_author_is_not_told(cast, told):
    post = cast.says(cast.karl, "Frage")

    cast.says(cast.jonas, "@gerda unter uns", in_reply_to=post, audience=Audience.DIRECT)

    assert told(cast.karl) == []
    assert told(cast.gerda) == [("mention", cast.jonas)]


def test_of_reactions_the_author_is_told(cast, told):
    post = cast.says(cast.karl, "Hallo")

    for _ in range(2):
        like(post, by=cast.gerda)
        boost(post, by=cast.ada)

    assert told(cast.karl) == [("like", cast.gerda), ("boost", cast.ada)]


def test_who_takes_it_back_and_does_it_again_rings_once(cast, told):
    post = cast.says(cast.karl, "Hallo")

    for _ in range(3):
        like(post, by=cast.gerda)
        unlike(post, by=cast.gerda)
        follow(cast.karl, by=cast.gerda)
        unfollow(cast.karl, by=cast.gerda)

    assert told(cast.karl) == [("like", cast.gerda), ("follow", cast.gerda)]


def test_for_a_voice_whoever_wrote_is_told(cast, told):
    post = cast.says(cast.jonas, "Wir", voice=cast.lindenrad)

    like(post, by=cast.karl)
    cast.says(cast.karl, "Danke", in_reply_to=post)

    assert told(cast.jonas) == [("like", cast.karl), ("reply", cast.karl)]
    assert told(cast.erika) == told(cast.priya) == []


def test_when_whoever_wrote_has_left_the_team_is_told_of_replies(cast, told):
    post = cast.says(cast.jonas, "Wir", voice=cast.lindenrad)
    leave_voice(cast.lindenrad, by=cast.jonas)

    cast.says(cast.karl, "Und jetzt?", in_reply_to=post)

    assert told(cast.jonas) == []
    assert told(cast.erika) == told(cast.priya) == [("reply", cast.karl)]


def test_a_mention_of_a_voice_reaches_its_team(cast, told):
    cast.says(cast.karl, "@lindenrad Hallo?")

    assert told(cast.erika) == told(cast.theo) == [("mention", cast.karl)]
    assert told(cast.hanna) == []


def test_a_voice_that_speaks_is_the_one_who_is_named(cast, told):
    cast.says(cast.jonas, "@karl Hallo", voice=cast.lindenrad)

    assert told(cast.karl) == [("mention", cast.lindenrad)]


# --- People and spaces -----------------------------------------------------------------


def test_of_followers_and_requests_one_is_told(cast, told):
    follow(cast.gerda, by=cast.karl)
    update_profile(cast.gerda, by=cast.gerda, values={"approves_followers": True})
    follow(cast.gerda, by=cast.ada)
    follow(cast.lindenrad, by=cast.karl)

    assert told(cast.gerda) == [("follow", cast.karl), ("follow_request", cast.ada)]
    assert told(cast.priya) == [("follow", cast.karl)]


def test_who_is_let_into_a_voice_is_told_and_who_lets_in_is_not(cast, told):
    add_to_voice(cast.lindenrad, cast.sven, by=cast.erika)

    assert told(cast.sven) == [("voice_joined", cast.lindenrad)]
    assert told(cast.erika) == []


def test_of_requests_moderators_are_told_and_of_admission_whoever_asked(cast, told):
    space = create_space(slug="werkbank", name="W", reach="circle", join="request", by=cast.erika)

    ask_to_join(space, by=cast.karl)
    admit_to_space(space, cast.karl, by=cast.erika)
    make_space_moderator(space, cast.karl, by=cast.erika)
    ask_to_join(space, by=cast.gerda)

    assert told(cast.erika) == [("space_request", cast.karl), ("space_request", cast.gerda)]
    assert told(cast.karl) == [("space_joined", cast.erika), ("space_request", cast.gerda)]


def test_of_an_invitation_one_is_told_once(cast, told):
    for _ in range(2):
        invite_to_space(cast.kreis, cast.gerda, by=cast.erika)

    assert told(cast.gerda) == [("space_invitation", cast.erika)]


# --- Cases -----------------------------------------------------------------------------


def test_of_criticism_the_team_is_told(cast, told):
    cast.complains(cast.karl, "Der Riemen ist gerissen.")

    assert told(cast.erika) == told(cast.theo) == [("case_opened", cast.karl)]
    assert told(cast.hanna) == told(cast.karl) == []


def test_of_criticism_in_a_circle_only_those_in_it_are_told(cast, told):
    case = cast.complains(cast.karl, "Unter uns.", space=cast.kreis)
    cast.answers(cast.jonas, case)
    dispute_case(now(case), by=cast.karl, text="Nein.")

    assert not Notification.objects.filter(recipient__in=[cast.theo, cast.priya]).exists()
    assert told(cast.mona) == [("case_opened", cast.karl), ("case_step", cast.karl)]


def test_the_critic_is_told_of_every_step(cast, told):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    take_case(case, by=cast.jonas, text="Ich schaue.")
    cast.answers(cast.priya, now(case), voice=cast.lindenrad)
    claim_remedy(now(case), by=cast.priya, text="Getan.")

    assert [notice.step for notice in notices_for(cast.karl) if notice.kind == "case_step"] == [
        "remedied",
        "answered",
        "taken",
    ]


def test_who_looks_after_it_is_told_what_the_critic_says(cast, told):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)

    confirm_case(now(case), by=cast.karl)

    assert told(cast.jonas)[-1] == ("case_step", cast.karl)
    assert told(cast.priya) == [("case_opened", cast.karl)]


def test_after_not_answered_the_whole_team_is_told(cast, told):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)

    dispute_case(now(case), by=cast.karl, text="Nein.")

    for colleague in (cast.erika, cast.priya, cast.theo, cast.mona, cast.jonas):
        assert told(colleague)[-1] == ("case_step", cast.karl)


def test_a_protected_name_is_kept_from_the_critic(cast, told):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    use_protected_name(cast.lindenrad, by=cast.jonas)

    take_case(case, by=cast.jonas, text="Ich schaue.")
    cast.answers(cast.jonas, now(case), voice=cast.lindenrad)
    claim_remedy(now(case), by=cast.jonas, text="Getan.")

    assert {actor for _kind, actor in told(cast.karl)} == {cast.lindenrad}


# --- Reading them ----------------------------------------------------------------------


def test_notices_are_ones_own_and_are_read_once(cast, told):
    first = cast.says(cast.karl, "@gerda eins")
    cast.says(cast.karl, "@gerda zwei")
    assert unread_count(cast.gerda.id) == 2
    assert unread_count(cast.karl.id) == 0

    older = notices_for(cast.gerda)[1]
    assert older.post == first
    mark_all_read(by=cast.karl)
    mark_all_read(by=cast.gerda, up_to=older.id)
    assert unread_count(cast.gerda.id) == 1

    mark_all_read(by=cast.gerda)
    assert unread_count(cast.gerda.id) == 0
    assert notices_for(cast.gerda, before=older.id) == []
    assert notices_for(cast.gerda, limit=1)[0].read_at is not None
