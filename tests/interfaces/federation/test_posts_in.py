"""What people elsewhere say is read here, and what they may not read stays unknown to them."""

import pytest

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.models import HomeEntry, Post
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.models import InboxItem
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(settings):
    settings.FEDERATION = "open"
    settings.FEDERATION_HTTP = True  # our own address in tests
    return Elsewhere()


@pytest.fixture
def ada(elsewhere):
    return elsewhere.person("ada")


def follows(person, someone):
    """As if their server had granted it."""
    account = someone.known_here()
    Follow.objects.create(follower=person, followed=account)
    return account


def kept(note):
    return Post.objects.filter(uri=note["id"]).first()


def errors():
    return list(InboxItem.objects.values_list("last_error", flat=True))


def mention(account):
    return {
        "type": "Mention",
        "href": actor_uri(account.id),
        "name": f"@{account.handle}@testserver",
    }


def test_what_concerns_nobody_here_is_not_kept(cast, ada):
    ada.known_here()
    create = ada.creates("<p>To nobody of you</p>")

    ada.sends(create)

    assert kept(create["object"]) is None


def test_who_follows_reads_it_at_home(cast, ada):
    account = follows(cast.karl, ada)
    create = ada.creates("<p>Hello from <b>elsewhere</b></p>", published="2024-05-06T07:08:09Z")

    ada.sends(create)

    post = kept(create["object"])
    assert errors() == [""]
    assert post.account == account
    assert post.text == "Hello from elsewhere"
    assert post.created_at.isoformat() == "2024-05-06T07:08:09+00:00"
    assert post.audience == Audience.PUBLIC
    assert [one.id for one in selectors.home(reader_for(cast.karl))] == [post.id]


def test_who_is_mentioned_is_told(cast, ada):
    ada.known_here()
    href = "http://testserver/@karl"
    create = ada.creates(
        f'<p><a href="{href}" class="u-url mention">@karl</a> hi</p>', tag=[mention(cast.karl)]
    )

    ada.sends(create)

    post = kept(create["object"])
    assert '<a href="/@karl" class="mention"' in post.html
    assert list(Notification.objects.values_list("recipient_id", "kind", "post_id")) == [
        (cast.karl.id, "mention", post.id)
    ]


def test_a_reply_stands_in_its_thread(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    create = ada.creates("<p>Mine too</p>", inReplyTo=local_uri(post.id))

    ada.sends(create)

    reply = kept(create["object"])
    assert reply.in_reply_to_id == post.id
    assert reply.thread_id == post.id
    assert Post.objects.get(id=post.id).replies_count == 1


def test_a_reply_to_something_internal_is_ignored_like_one_to_nothing(cast, ada):
    follows(cast.karl, ada)
    post = cast.says(cast.erika, "Unter uns.", space=cast.haus)
    inside = ada.creates("<p>I know</p>", inReplyTo=local_uri(post.id))
    nowhere = ada.creates("<p>I guess</p>", inReplyTo=local_uri(post.id + 1))

    ada.sends(inside, nowhere)

    assert kept(inside["object"]) is None
    assert kept(nowhere["object"]) is None
    assert len(set(errors())) == 1
    assert Post.objects.get(id=post.id).replies_count == 0
