"""The same thing said in the shapes that ActivityStreams allows and servers send.

ActivityPub 3 and 7; AS2 Core 4.1: a value or a list of it, an address or the document there.
"""

import pytest

from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.people.models import Block, Follow, FollowRequest
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts.models import Like, Poll, Post
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.models import InboxItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(elsewhere):
    someone = elsewhere.person("ada")
    someone.known_here()
    return someone


@pytest.fixture
def followed(cast, ada):
    Follow.objects.create(follower=cast.karl, followed=ada.known_here())
    return ada


def errors():
    return list(InboxItem.objects.order_by("id").values_list("last_error", flat=True))


def likes(post):
    return Like.objects.filter(post=post).count()


def test_undo_of_a_like_or_block_by_its_id_is_for_who_did_it(cast, ada, elsewhere):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    like, block = ada.says("Like", local_uri(post.id)), ada.says("Block", actor_uri(cast.karl.id))
    eve = elsewhere.person("eve")
    eve.known_here()
    ada.sends(like, block)

    eve.sends(eve.says("Undo", like["id"]), eve.says("Undo", block["id"]))

    assert likes(post) == 1
    assert Block.objects.filter(account__uri=ada.id).exists()


def test_undo_by_id_alone(cast, ada):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    follow, like = ada.follows(cast.karl), ada.says("Like", local_uri(post.id))
    announce = ada.says("Announce", local_uri(post.id))
    block = ada.says("Block", actor_uri(cast.erika.id))
    ada.sends(follow, like, announce, block)
    assert Follow.objects.filter(followed=cast.karl).count() == 1
    assert likes(post) == 1
    assert Post.objects.filter(boost_of=post, deleted_at=None).count() == 1
    assert Block.objects.filter(account__uri=ada.id).exists()

    ada.sends(*(ada.says("Undo", one["id"]) for one in (follow, like, announce, block)))

    assert not Follow.objects.filter(followed=cast.karl).exists()
    assert likes(post) == 0
    assert not Post.objects.filter(boost_of=post, deleted_at=None).exists()
    assert not Block.objects.filter(account__uri=ada.id).exists()


def test_undo_by_id_alone_right_after_it(cast, ada):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    like = ada.says("Like", local_uri(post.id))

    ada.sends(like, ada.says("Undo", {"id": like["id"]}))

    assert errors() == ["", ""]
    assert likes(post) == 0


def test_undo_with_documents_without_ids(cast, ada):
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    done = [
        ada.follows(cast.karl),
        ada.says("Like", local_uri(post.id)),
        ada.says("Announce", local_uri(post.id)),
    ]
    ada.sends(*done)
    bare = [{key: one[key] for key in ("type", "actor", "object")} for one in done]

    ada.sends(*(ada.says("Undo", one) for one in bare))

    assert not Follow.objects.filter(followed=cast.karl).exists()
    assert likes(post) == 0
    assert not Post.objects.filter(boost_of=post, deleted_at=None).exists()


def test_lists_of_one(cast, followed):
    create = followed.creates("<p>Hello</p>", to=PUBLIC, cc=None)
    create["object"] |= {"type": ["Note"], "attributedTo": [followed.id]}
    create |= {"type": ["Create"], "actor": [followed.id], "object": [create["object"]]}

    followed.sends(create)

    assert errors() == [""]
    assert Post.objects.get(uri=create["object"][0]["id"]).text == "Hello"


@pytest.mark.parametrize("everybody", ["as:Public", "Public", [PUBLIC]])
def test_names_of_everybody(cast, followed, everybody):
    create = followed.creates("<p>Hello</p>", to=everybody)

    followed.sends(create)

    assert Post.objects.get(uri=create["object"]["id"]).is_open


def test_actors_as_documents(cast, followed):
    create = followed.creates("<p>Hello</p>")
    create["actor"] = {"id": followed.id, "type": "Person"}
    create["object"]["attributedTo"] = {"id": followed.id, "type": "Person"}

    followed.sends(create)

    assert errors() == [""]
    assert Post.objects.filter(uri=create["object"]["id"]).exists()


def test_create_of_an_address_by_somebody_we_follow(cast, followed):
    note = followed.note("<p>Hello</p>")

    followed.sends(followed.says("Create", note["id"]))

    assert Post.objects.get(uri=note["id"]).text == "Hello"


def test_create_of_an_address_that_is_said_to_one_of_ours(cast, ada):
    href = actor_uri(cast.karl.id)
    tag = {"type": "Mention", "href": href, "name": "@karl@testserver"}
    note = ada.note("<p>@karl hi</p>", cc=[href], tag=[tag])

    ada.sends(ada.says("Create", note["id"], cc=[href]))

    assert Post.objects.get(uri=note["id"]).text == "@karl hi"


def test_create_of_an_address_that_concerns_nobody_is_not_fetched(cast, ada, elsewhere):
    note = ada.note("<p>Hello</p>")
    elsewhere.asked.clear()

    ada.sends(ada.says("Create", note["id"]))

    assert note["id"] not in elsewhere.asked


@pytest.mark.parametrize("form", ["address", "tombstone", "list"])
def test_delete_in_all_forms(cast, followed, form):
    create = followed.creates("<p>Hello</p>")
    followed.sends(create)
    uri = create["object"]["id"]
    what = {"address": uri, "tombstone": {"id": uri, "type": "Tombstone"}, "list": [uri]}[form]

    followed.sends(followed.says("Delete", what))

    assert Post.objects.get(uri=uri).deleted_at is not None


def test_announce_of_a_document(cast, followed, elsewhere):
    bob = elsewhere.person("bob")
    note = bob.note("<p>From Bob</p>")

    followed.sends(followed.says("Announce", note | {"content": "<p>Forged</p>"}))

    boost = Post.objects.get(boost_of__uri=note["id"])
    assert boost.boost_of.text == "From Bob"


def test_follow_said_to_a_shared_inbox(cast, ada):
    follow = {"type": "Follow", "actor": ada.id, "object": [actor_uri(cast.karl.id)]}

    ada.sends({"id": ada.server.new_id("activities"), "to": actor_uri(cast.karl.id), **follow})

    assert Follow.objects.filter(followed=cast.karl).exists()


@pytest.mark.parametrize("form", ["address", "document", "without an id", "list"])
def test_accept_in_all_forms(cast, ada, form):
    from augenhoehe.domain.people.actions import follow
    from augenhoehe.interfaces.federation.models import Activity

    follow(ada.known_here(), by=cast.karl)
    said = Activity.objects.get(kind="Follow")
    bare = {"type": "Follow", "actor": actor_uri(cast.karl.id), "object": ada.id}
    what = {
        "address": said.uri,
        "document": {"id": said.uri, **bare},
        "without an id": bare,
        "list": [said.uri],
    }[form]

    ada.sends(ada.says("Accept", what))

    assert Follow.objects.filter(follower=cast.karl).exists()
    assert not FollowRequest.objects.exists()


def test_new_counts_of_a_question(cast, followed):
    def options(*votes):
        return [
            {"type": "Note", "name": name, "replies": {"type": "Collection", "totalItems": count}}
            for name, count in zip("AB", votes, strict=True)
        ]

    note = followed.note("<p>A or B?</p>", type="Question", oneOf=options(0, 0), votersCount=0)
    followed.sends(followed.says("Create", note))
    later = note | {"oneOf": options(3, 4), "votersCount": 7}

    followed.sends(followed.says("Update", later))

    poll = Poll.objects.get(post__uri=note["id"])
    assert errors() == ["", ""]
    assert list(poll.options.values_list("votes_count", flat=True)) == [3, 4]
    assert poll.post.version == 1


def test_of_several_languages_one_that_is_spoken_here(cast, followed, settings):
    settings.SERVER_LANGUAGE = "de"
    said = {"fr": "<p>Bonjour</p>", "en": "<p>Hello</p>", "de": "<p>Moin</p>"}
    create = followed.creates("<p>x</p>", contentMap=said)
    del create["object"]["content"]

    followed.sends(create)

    post = Post.objects.get(uri=create["object"]["id"])
    assert (post.text, post.language) == ("Moin", "de")
