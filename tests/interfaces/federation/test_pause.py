"""A leak pauses all exchange: nobody is refused for good, and nothing is lost."""

from augenhoehe.domain.moderation.models import DomainMeasure
from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.uris import local_uri as post_uri
from augenhoehe.domain.spaces.actions import look_at_leaks, note_self_test
from augenhoehe.interfaces.federation.inbox.process import process_waiting
from augenhoehe.interfaces.federation.models import Delivery, InboxItem
from augenhoehe.interfaces.federation.peers import overview
from augenhoehe.interfaces.federation.standing import PAUSED, may_talk_to
from tests.interfaces.federation.at_the_door import AtTheDoor
from tests.interfaces.federation.documents import ask

LEAK = {"reach": "house", "space": "1", "way": "its page"}


def leaks():
    note_self_test(spaces=1, ways=["its page"], leaks=[LEAK])


def follows(someone, account):
    someone.known_here()
    someone.sends(someone.follows(account))


def test_who_brings_something_is_told_to_come_again(cast, ada):
    leaks()
    request = ada.request(ada.creates())
    answer = AtTheDoor(ada.server.ask).sends(request)

    assert (answer.status, answer.headers["retry-after"]) == (503, "60")
    assert not InboxItem.objects.exists()

    look_at_leaks(by=cast.inga)

    assert AtTheDoor(ada.server.ask).sends(request).status == 202


def test_who_asks_with_a_signature_is_told_so_too(cast, ada):
    ada.known_here()
    leaks()
    answer = ask(f"/actors/{cast.karl.id}", key=ada.rsa)

    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    look_at_leaks(by=cast.inga)
    assert ask(f"/actors/{cast.karl.id}", key=ada.rsa).status_code == 200


def test_what_had_arrived_waits(cast, ada, db):
    AtTheDoor(ada.server.ask).sends(ada.request(ada.follows(cast.karl)))
    leaks()

    assert process_waiting(ada.server.ask) == 0
    assert InboxItem.objects.filter(done_at=None).count() == 1

    look_at_leaks(by=cast.inga)

    assert process_waiting(ada.server.ask) == 1
    assert Follow.objects.filter(followed=cast.karl, follower=account_by_uri(ada.id)).exists()


def test_what_is_said_meanwhile_goes_out_afterwards(cast, ada, bag):
    follows(ada, cast.karl)
    bag.empty()
    leaks()
    cast.says(cast.karl, "Said in the pause")

    assert bag.empty() == 0
    assert Delivery.objects.count() == 1

    look_at_leaks(by=cast.inga)
    bag.empty()

    assert bag.kinds()[-1] == "Create"
    assert not Delivery.objects.exists()


def test_what_is_deleted_meanwhile_does_not_go_out(cast, ada, bag):
    follows(ada, cast.karl)
    bag.empty()
    leaks()
    post = cast.says(cast.karl, "Better not")
    delete_post(post, by=cast.karl)
    look_at_leaks(by=cast.inga)
    bag.empty()

    assert "Create" not in bag.kinds()
    assert bag.kinds()[-1] == "Delete"


def test_an_administrator_sees_why(cast, ada):
    follows(ada, cast.karl)
    leaks()

    assert [seen.why_not for seen in overview().rows] == [PAUSED]


def test_a_suspended_server_is_refused_and_its_follows_rest(cast, ada, bag):
    follows(ada, cast.karl)
    bag.empty()
    measure = DomainMeasure.objects.create(
        domain="elsewhere.example", interventions=1, is_suspended=True
    )
    cast.says(cast.karl, "Not for there")

    assert AtTheDoor(ada.server.ask).sends(ada.request(ada.creates())).status == 403
    assert not Delivery.objects.exists()
    assert Follow.objects.count() == 1

    measure.delete()
    assert may_talk_to("elsewhere.example")
    post = cast.says(cast.karl, "Heard again")
    bag.empty()
    ada.sends(ada.creates("<p>And you</p>", inReplyTo=post_uri(post.id)))

    assert bag.arrived[-1][1]["object"]["id"].endswith(str(post.id))
    assert Post.objects.filter(account__uri=ada.id).exists()
