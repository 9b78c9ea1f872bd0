"""The server says a few things itself; nobody speaks through it, and no voice is used for it."""

import pytest

from augenhoehe.domain.people.actions import desk_account, instance_account, register_account
from augenhoehe.domain.posts.actions import publish_as_server
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.selectors import post_for, revisions_of
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def test_a_voice_or_a_person_never_speaks_without_an_author(cast):
    for account in (cast.lindenrad, cast.karl, desk_account(), cast.haus.account):
        with pytest.raises(NotAllowed, match="Only the server itself"):
            publish_as_server(account, text="Von selbst gesagt.")


def test_it_says_something_or_nothing(db):
    with pytest.raises(Invalid):
        publish_as_server(register_account(), text="  ")


def test_the_register_speaks_to_everybody(db):
    post = publish_as_server(register_account(), text="Eintrag 1", language="de")

    assert post_for(EVERYBODY, post.id) == post
    assert (post.written_by, post.account.kind) == (None, "instance")
    assert len(revisions_of(EVERYBODY, post)) == 1


def test_a_message_is_never_wider_than_what_it_answers(cast):
    said = cast.says(cast.karl, "Nur für euch.", audience=Audience.FOLLOWERS)

    post = publish_as_server(instance_account(), text="Danke.", in_reply_to=said)

    assert (post.audience, post.thread_id) == (Audience.FOLLOWERS, said.id)
    assert post_for(EVERYBODY, post.id) is None
