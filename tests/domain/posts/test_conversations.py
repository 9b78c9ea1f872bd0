"""Conversations among a few people, as each of them sees them."""

from importlib import import_module

import pytest
from django.apps import apps

from augenhoehe.domain.people.actions import block, leave_voice, mute
from augenhoehe.domain.posts.actions import (
    Wording,
    boost,
    delete_post,
    edit_post,
    mark_conversation,
    publish_post,
    put_conversation_away,
)
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.models import Conversation, Restriction
from augenhoehe.domain.posts.policies_own import may_keep_conversation
from augenhoehe.domain.posts.selectors import conversation_for, conversations_page
from augenhoehe.foundation.stretch import FIRST, Stretch
from augenhoehe.foundation.verdicts import NotAllowed


def tells(cast, who, text, **how):
    return cast.says(who, text, audience=Audience.DIRECT, **how)


def seen(cast, who):
    """What somebody finds: the last post, whether it is unread, and the names of the others."""
    return [
        (
            talk.conversation.last_post,
            talk.conversation.is_unread,
            sorted(one.handle for one in talk.others),
        )
        for talk in conversations_page(cast.reads(who), FIRST)
    ]


def test_nobody_else_knows_of_it(cast):
    tells(cast, cast.karl, "Unter uns, @gerda")
    talk = conversations_page(cast.reads(cast.karl), FIRST)[0]

    assert seen(cast, cast.ada) == []
    assert conversations_page(EVERYBODY, FIRST) == []
    assert conversation_for(cast.reads(cast.gerda), talk.conversation.id) is None
    assert not may_keep_conversation(EVERYBODY, talk.conversation)
    with pytest.raises(NotAllowed, match="somebody else's"):
        mark_conversation(talk.conversation, by=cast.gerda)
    with pytest.raises(NotAllowed, match="somebody else's"):
        put_conversation_away(talk.conversation, by=cast.gerda)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.UNLISTED, Audience.FOLLOWERS])
def test_what_is_said_to_more_people_is_none(cast, audience):
    post = cast.says(cast.karl, "Hallo @gerda", audience=audience)
    boost(post, by=cast.karl)

    assert Conversation.objects.count() == 0


def test_one_conversation_for_each_with_what_was_said_last(cast):
    first = tells(cast, cast.karl, "Unter uns, @gerda und @ada")
    assert seen(cast, cast.karl) == [(first, False, ["ada", "gerda"])]
    assert seen(cast, cast.gerda) == [(first, True, ["ada", "karl"])]

    reply = tells(cast, cast.gerda, "@karl Gern.", in_reply_to=first)

    assert seen(cast, cast.karl) == [(reply, True, ["gerda"])]
    assert seen(cast, cast.gerda) == [(reply, False, ["karl"])]
    assert seen(cast, cast.ada) == [(first, True, ["gerda", "karl"])]


def test_a_note_to_oneself(cast):
    note = tells(cast, cast.karl, "Riemen bestellen")

    assert seen(cast, cast.karl) == [(note, False, ["karl"])]


def test_whoever_speaks_as_a_voice_sees_what_is_said_to_it(cast):
    voice = cast.lindenrad
    post = tells(cast, cast.karl, "Bitte vertraulich, @lindenrad")

    assert seen(cast, cast.jonas) == [(post, True, ["karl"])]
    assert seen(cast, cast.hanna) == []
    answer = tells(cast, cast.jonas, "@karl Gern.", voice=voice, in_reply_to=post)
    assert seen(cast, cast.jonas) == [(answer, False, ["karl"])]
    assert seen(cast, cast.erika) == [(answer, True, ["karl"])]
    assert seen(cast, cast.karl) == [(answer, True, ["lindenrad"])]

    leave_voice(voice, by=cast.theo)

    assert seen(cast, cast.theo) == []


def test_whom_one_does_not_want_to_read_writes_no_letters(cast):
    block(cast.ada, by=cast.gerda)
    mute(cast.ben, by=cast.gerda)

    publish_post(by=cast.ben, wording=Wording(text="@gerda Hallo"), audience=Audience.DIRECT)
    tells(cast, cast.ada, "@gerda und @karl")

    assert seen(cast, cast.gerda) == []
    assert len(seen(cast, cast.karl)) == 1


def test_read_and_unread(cast):
    tells(cast, cast.karl, "Unter uns, @gerda")
    talk = conversations_page(cast.reads(cast.gerda), FIRST)[0]

    mark_conversation(talk.conversation, by=cast.gerda)
    assert seen(cast, cast.gerda)[0][1] is False
    mark_conversation(talk.conversation, by=cast.gerda, unread=True)
    assert seen(cast, cast.gerda)[0][1] is True


def test_what_is_put_away_comes_back_with_news(cast):
    first = tells(cast, cast.karl, "Unter uns, @gerda")
    talk = conversations_page(cast.reads(cast.gerda), FIRST)[0]
    put_conversation_away(talk.conversation, by=cast.gerda)
    assert seen(cast, cast.gerda) == []
    assert len(seen(cast, cast.karl)) == 1

    news = tells(cast, cast.karl, "@gerda Noch etwas", in_reply_to=first)

    assert seen(cast, cast.gerda) == [(news, True, ["karl"])]


def test_without_its_last_post_the_one_before_is_last(cast):
    first = tells(cast, cast.karl, "Unter uns, @gerda")
    second = tells(cast, cast.karl, "@gerda Noch etwas", in_reply_to=first)

    delete_post(second, by=cast.karl)
    assert seen(cast, cast.gerda) == [(first, True, ["karl"])]
    delete_post(first, by=cast.karl)

    assert seen(cast, cast.gerda) == []
    assert Conversation.objects.count() == 0


def test_so_it_is_with_what_an_intervention_removes_and_gives_back(cast):
    first = tells(cast, cast.karl, "Unter uns, @gerda")
    second = tells(cast, cast.karl, "@gerda Noch etwas", in_reply_to=first)

    set_post_restrictions(second, Restriction.REMOVED)
    assert seen(cast, cast.gerda) == [(first, True, ["karl"])]
    set_post_restrictions(second, 0)
    assert seen(cast, cast.gerda) == [(second, True, ["karl"])]


def test_who_is_addressed_later_finds_it_too(cast):
    post = tells(cast, cast.karl, "Unter uns, @gerda")
    cast.ada  # noqa: B018 - she is there

    edit_post(post, by=cast.karl, wording=Wording(text="Unter uns, @gerda und @ada"))

    assert seen(cast, cast.ada) == [(post, True, ["gerda", "karl"])]


def test_it_is_read_page_by_page_at_the_same_cost(cast, django_assert_num_queries):
    posts = [tells(cast, cast.karl, f"@gerda {number}") for number in range(5)]
    gerda = cast.reads(cast.gerda)

    with django_assert_num_queries(5):
        page = conversations_page(gerda, Stretch(limit=2))
    assert [talk.conversation.last_post_id for talk in page] == [posts[4].id, posts[3].id]
    older = conversations_page(gerda, Stretch(before=posts[3].id, limit=2))
    assert [talk.conversation.last_post_id for talk in older] == [posts[2].id, posts[1].id]
    upwards = conversations_page(gerda, Stretch(after=posts[0].id, limit=2, upwards=True))
    assert [talk.conversation.last_post_id for talk in upwards] == [posts[2].id, posts[1].id]


def test_what_was_said_before_there_were_conversations_is_found(cast):
    voice = cast.lindenrad
    first = tells(cast, cast.karl, "Unter uns, @gerda")
    reply = tells(cast, cast.gerda, "@karl Gern.", in_reply_to=first)
    delete_post(tells(cast, cast.ada, "@karl Gleich weg"), by=cast.ada)
    to_voice = tells(cast, cast.karl, "@lindenrad Vertraulich")
    Conversation.objects.all().delete()

    import_module("augenhoehe.domain.posts.migrations.0004_conversations_so_far").gather(apps, None)

    assert seen(cast, cast.karl) == [
        (to_voice, False, [voice.handle]),
        (reply, False, ["gerda"]),
    ]
    assert seen(cast, cast.gerda) == [(reply, False, ["karl"])]
    assert seen(cast, cast.jonas) == [(to_voice, False, ["karl"])]
