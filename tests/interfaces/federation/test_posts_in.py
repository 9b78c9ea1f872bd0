"""What people elsewhere say is read here, and what they may not read stays unknown to them."""

import orjson
import pytest

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import block
from augenhoehe.domain.people.internals import set_account_restrictions
from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.people.models import Restriction as OfAccount
from augenhoehe.domain.people.uris import local_uri as actor_uri
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import (
    PollWording,
    Wording,
    publish_post,
    revoke_quote,
    vote,
)
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.internals import set_post_restrictions
from augenhoehe.domain.posts.models import HomeEntry, Pin, Poll, PollVote, Post, Restriction
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.models import Activity as Sent
from augenhoehe.interfaces.federation.models import InboxItem
from tests.interfaces.federation.elsewhere import Elsewhere, asking

pytestmark = pytest.mark.django_db


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


# --- direct, and for followers ---------------------------------------------------------------


def test_what_is_said_to_a_few_is_read_by_those_alone(cast, ada):
    ada.known_here()
    create = ada.creates(
        "<p>Only you</p>", to=[actor_uri(cast.karl.id)], cc=[], tag=[mention(cast.karl)]
    )

    ada.sends(create)

    post = kept(create["object"])
    assert post.audience == Audience.DIRECT
    assert selectors.post_for(reader_for(cast.karl), post.id) is not None
    assert selectors.post_for(reader_for(cast.gerda), post.id) is None
    assert selectors.post_for(reader_for(None), post.id) is None


def test_who_is_sent_something_need_not_be_mentioned_to_read_it(cast, ada):
    ada.known_here()
    create = ada.creates("<p>Psst</p>", to=[actor_uri(cast.karl.id)], cc=[])

    ada.sends(create)

    # Nobody is mentioned in public by that: it is a direct post.
    assert selectors.post_for(reader_for(cast.karl), kept(create["object"]).id) is not None


def test_what_is_for_followers_is_for_followers_here_too(cast, ada):
    follows(cast.karl, ada)
    create = ada.creates("<p>Friends</p>", to_all=False)

    ada.sends(create)

    post = kept(create["object"])
    assert post.audience == Audience.FOLLOWERS
    assert selectors.post_for(reader_for(cast.karl), post.id) is not None
    assert selectors.post_for(reader_for(cast.gerda), post.id) is None


def test_a_direct_post_of_ours_is_answered_by_those_it_is_for_alone(cast, ada, elsewhere):
    account = ada.known_here()
    post = cast.says(cast.karl, "@ada@elsewhere.example Unter uns.", audience=Audience.DIRECT)
    assert list(post.mentions.values_list("account_id", flat=True)) == [account.id]
    eve = elsewhere.person("eve")
    eve.known_here()
    hers = ada.creates("<p>Yes</p>", inReplyTo=local_uri(post.id), to=[actor_uri(cast.karl.id)])
    theirs = eve.creates("<p>Aha</p>", inReplyTo=local_uri(post.id), to=[actor_uri(cast.karl.id)])

    ada.sends(hers)
    eve.sends(theirs)

    assert kept(hers["object"]).in_reply_to_id == post.id
    assert kept(theirs["object"]) is None


def test_a_public_reply_to_what_is_for_a_few_is_for_a_few(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "@ada@elsewhere.example Unter uns.", audience=Audience.DIRECT)
    create = ada.creates("<p>Ha</p>", inReplyTo=local_uri(post.id))

    ada.sends(create)

    reply = kept(create["object"])
    assert reply.audience == Audience.DIRECT
    assert selectors.post_for(reader_for(cast.karl), reply.id) is not None


# --- restrictions are kept for everybody ------------------------------------------------------


def test_who_was_blocked_does_not_reply(cast, ada):
    account = ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    block(account, by=cast.karl)
    create = ada.creates("<p>Ha</p>", inReplyTo=local_uri(post.id))

    ada.sends(create)

    assert kept(create["object"]) is None


@pytest.mark.parametrize("bit", [Restriction.REPLIES_LOCKED, Restriction.THREAD_PAUSED])
def test_closed_replies_are_closed_for_those_elsewhere_too(cast, ada, bit):
    ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    set_post_restrictions(post, bit)
    create = ada.creates("<p>Ha</p>", inReplyTo=local_uri(post.id))

    ada.sends(create)

    assert kept(create["object"]) is None


def test_who_is_suspended_is_not_heard(cast, ada):
    account = follows(cast.karl, ada)
    set_account_restrictions(account, OfAccount.SUSPENDED)
    create = ada.creates("<p>Ha</p>")

    ada.sends(create)

    assert kept(create["object"]) is None


def test_who_is_delisted_stands_in_no_public_list(cast, ada):
    account = follows(cast.karl, ada)
    set_account_restrictions(account, OfAccount.DELISTED)
    create = ada.creates("<p>Ha</p>")

    ada.sends(create)

    assert kept(create["object"]).audience == Audience.UNLISTED


def test_nobody_speaks_for_somebody_else(cast, ada, elsewhere):
    follows(cast.karl, ada)
    eve = elsewhere.person("eve")
    eve.known_here()
    note = ada.note("<p>Not by me</p>")
    note["id"] += "-x"

    eve.sends(eve.says("Create", note))

    assert kept(note) is None


# --- edits and deletions ----------------------------------------------------------------------


def test_another_wording_is_another_version(cast, ada):
    follows(cast.karl, ada)
    create = ada.creates("<p>Frist</p>")
    ada.sends(create)
    note = create["object"] | {"content": "<p>First</p>", "updated": "2026-01-02T03:04:05Z"}

    ada.sends(ada.says("Update", note))
    ada.sends(ada.says("Update", note))

    post = kept(note)
    assert (post.text, post.version) == ("First", 2)
    assert [one.text for one in post.revisions.order_by("number")] == ["Frist", "First"]


def test_a_link_that_leads_elsewhere_is_another_wording(cast, ada):
    follows(cast.karl, ada)
    create = ada.creates('<p><a href="https://a.example/">here</a></p>')
    ada.sends(create)
    note = create["object"] | {"content": '<p><a href="https://b.example/">here</a></p>'}

    ada.sends(ada.says("Update", note))

    assert kept(note).version == 2


def test_a_colleague_of_theirs_does_not_edit_it(cast, ada, elsewhere):
    follows(cast.karl, ada)
    eve = elsewhere.person("eve")
    eve.known_here()
    create = ada.creates("<p>Mine</p>")
    ada.sends(create)

    eve.sends(eve.says("Update", create["object"] | {"content": "<p>Hers</p>"}))

    assert kept(create["object"]).text == "Mine"


def test_what_is_deleted_leaves_a_tombstone_and_does_not_come_back(cast, ada):
    follows(cast.karl, ada)
    create = ada.creates("<p>Oh</p>", attachment=[PHOTO])
    ada.sends(create)

    ada.sends(ada.says("Delete", {"id": create["object"]["id"], "type": "Tombstone"}))
    ada.sends(create | {"id": create["id"] + "-again"})

    post = kept(create["object"])
    assert (post.text, post.html) == ("", "")
    assert post.deleted_at is not None
    assert not post.revisions.exists()
    assert not Picture.objects.exists()


def test_another_server_deletes_nothing(cast, ada):
    follows(cast.karl, ada)
    create = ada.creates("<p>Mine</p>")
    ada.sends(create)
    other = Elsewhere("other.example")
    eve = other.person("eve")
    eve.known_here()

    eve.sends(eve.says("Delete", create["object"]["id"]))

    assert kept(create["object"]).deleted_at is None


# --- pictures, polls, emoji -------------------------------------------------------------------


PHOTO = {
    "type": "Document",
    "mediaType": "image/jpeg",
    "url": "https://files.elsewhere.example/1.jpg",
    "name": "A red bicycle",
    "width": 1200,
    "height": 800,
}


def test_pictures_stay_where_they_are(cast, ada):
    follows(cast.karl, ada)
    many = [PHOTO | {"url": f"https://files.elsewhere.example/{n}.jpg"} for n in range(6)]
    create = ada.creates("<p>Look</p>", attachment=many)

    ada.sends(create)

    post = kept(create["object"])
    shown = list(post.pictures.values_list("away", "description", "folder", "width"))
    assert len(shown) == 4
    assert shown[0] == ("https://files.elsewhere.example/0.jpg", "A red bicycle", "", 1200)
    assert "https://files.elsewhere.example/5.jpg" in post.html


def test_a_poll_counts_as_its_server_does(cast, ada):
    follows(cast.karl, ada)
    question = {
        "type": "Question",
        "endTime": "2099-01-01T00:00:00Z",
        "votersCount": 3,
        "oneOf": [
            {"type": "Note", "name": name, "replies": {"type": "Collection", "totalItems": votes}}
            for name, votes in (("Belt", 1), ("Chain", 2))
        ],
    }
    create = ada.creates("<p>Which?</p>", **question)
    ada.sends(create)
    post = kept(create["object"])
    vote(post, by=cast.karl, choices=[0])
    question["oneOf"][0]["replies"]["totalItems"] = 7

    ada.sends(ada.says("Update", create["object"] | question | {"votersCount": 9}))

    poll = Poll.objects.get(post=post)
    assert [(one.title, one.votes_count) for one in poll.options.all()] == [
        ("Belt", 7),
        ("Chain", 2),
    ]
    assert poll.voters_count == 9
    assert kept(create["object"]).version == 1
    assert PollVote.objects.filter(poll=poll, account=cast.karl).exists()


def ballot(someone, post, choice):
    return someone.creates(
        "", type="Note", name=choice, inReplyTo=local_uri(post.id), to=[actor_uri(post.account_id)]
    )


def test_people_elsewhere_vote_in_our_polls(cast, ada):
    ada.known_here()
    asked = PollWording(("Riemen", "Kette"), 3600)
    post = publish_post(by=cast.karl, wording=Wording("Was nun?", poll=asked))

    ada.sends(ballot(ada, post, "Kette"), ballot(ada, post, "Riemen"), ballot(ada, post, "Nix"))

    assert [one.votes_count for one in Poll.objects.get(post=post).options.all()] == [0, 1]
    assert Post.objects.get(id=post.id).replies_count == 0


def test_nobody_outside_votes_inside(cast, ada):
    ada.known_here()
    asked = PollWording(("Riemen", "Kette"), 3600)
    post = publish_post(by=cast.erika, wording=Wording("Intern?", poll=asked), space=cast.haus)

    ada.sends(ballot(ada, post, "Kette"))

    assert [one.votes_count for one in Poll.objects.get(post=post).options.all()] == [0, 0]


# --- likes and boosts -------------------------------------------------------------------------


def test_a_like_counts_once_and_is_taken_back(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    liked = ada.says("Like", local_uri(post.id))
    ada.sends(liked, ada.says("EmojiReact", local_uri(post.id), content="🚲"))
    assert Post.objects.get(id=post.id).likes_count == 1
    assert Notification.objects.filter(recipient=cast.karl, kind="like").count() == 1

    ada.sends(ada.says("Undo", liked))

    assert Post.objects.get(id=post.id).likes_count == 0


def test_nobody_outside_likes_or_boosts_what_is_internal(cast, ada):
    ada.known_here()
    post = cast.says(cast.erika, "Unter uns.", space=cast.haus)

    ada.sends(ada.says("Like", local_uri(post.id)), ada.says("Announce", local_uri(post.id)))
    ada.sends(ada.says("Like", local_uri(1)), ada.says("Announce", local_uri(1)))

    post.refresh_from_db()
    assert (post.likes_count, post.boosts_count) == (0, 0)
    assert set(errors()) == {"NotAllowed: This post cannot be read."}


def test_a_boost_of_ours_is_told_and_taken_back(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    announce = ada.says("Announce", local_uri(post.id))
    ada.sends(announce, announce)
    assert Post.objects.get(id=post.id).boosts_count == 1
    assert Notification.objects.filter(recipient=cast.karl, kind="boost").count() == 1

    ada.sends(ada.says("Undo", announce))

    assert Post.objects.get(id=post.id).boosts_count == 0
    assert not Post.objects.filter(boost_of=post).exists()


def test_what_is_not_shared_is_not_boosted_elsewhere_either(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    set_post_restrictions(post, Restriction.NOT_SHARED)

    ada.sends(ada.says("Announce", local_uri(post.id)))

    assert Post.objects.get(id=post.id).boosts_count == 0


def test_who_follows_reads_what_is_boosted_from_its_own_home(cast, ada):
    follows(cast.karl, ada)
    other = Elsewhere("other.example")
    eve = other.person("eve")
    note = eve.note("<p>By Eve</p>")

    ada.sends(ada.says("Announce", note["id"]), ask=asking(ada.server, other))

    post = kept(note)
    assert post.account.address == "eve@other.example"
    assert HomeEntry.objects.filter(owner=cast.karl, post__boost_of=post).count() == 1


def test_what_nobody_follows_is_not_fetched(cast, ada, elsewhere):
    ada.known_here()
    note = elsewhere.person("eve").note("<p>By Eve</p>")

    ada.sends(ada.says("Announce", note["id"]))

    assert kept(note) is None
    assert note["id"] not in elsewhere.asked


# --- what it replies to -----------------------------------------------------------------------


def test_what_it_replies_to_is_fetched_upwards(cast, ada, elsewhere):
    follows(cast.karl, ada)
    eve = elsewhere.person("eve")
    first = eve.note("<p>One</p>")
    second = ada.note("<p>Two</p>", inReplyTo=first["id"])
    create = ada.creates("<p>Three</p>", inReplyTo=second["id"])

    ada.sends(create)

    post = kept(create["object"])
    assert post.in_reply_to == kept(second)
    assert post.thread == kept(first)


def test_a_parent_that_comes_later_is_found(cast, ada, elsewhere):
    follows(cast.karl, ada)
    eve = elsewhere.person("eve")
    parent = eve.note("<p>One</p>", tag=[mention(cast.karl)])
    elsewhere.documents.pop(parent["id"])
    create = ada.creates("<p>Two</p>", inReplyTo=parent["id"])
    ada.sends(create)
    assert kept(create["object"]).reply_to_away == parent["id"]
    assert not HomeEntry.objects.exists()  # an answer to nobody one could read

    eve.sends(eve.says("Create", parent))

    post = kept(create["object"])
    assert (post.in_reply_to, post.reply_to_away) == (kept(parent), "")
    assert kept(parent).replies_count == 1


def test_a_chain_without_end_ends(cast, ada):
    follows(cast.karl, ada)
    uri = ""
    for _ in range(60):
        uri = ada.note("<p>again</p>", **({"inReplyTo": uri} if uri else {}))["id"]

    ada.sends(ada.creates("<p>last</p>", inReplyTo=uri))

    assert len(ada.server.asked) <= 30
    assert Post.objects.count() <= 23


def test_a_post_on_another_host_than_its_author_is_not_believed(cast, ada):
    follows(cast.karl, ada)
    other = Elsewhere("other.example")
    forged = ada.note("<p>I am Ada</p>") | {"id": "https://other.example/notes/1"}
    other.documents[forged["id"]] = forged
    create = ada.creates("<p>Two</p>", inReplyTo=forged["id"])

    ada.sends(create, ask=asking(ada.server, other))

    assert kept(forged) is None
    assert kept(create["object"]).reply_to_away == forged["id"]


# --- pins -------------------------------------------------------------------------------------


def test_what_somebody_shows_first_stands_first(cast, ada):
    account = follows(cast.karl, ada)
    create = ada.creates("<p>Pinned</p>")
    ada.sends(create)
    featured = f"{ada.id}/collections/featured"

    ada.sends(ada.says("Add", create["object"]["id"], target=featured))
    assert Pin.objects.filter(account=account, post=kept(create["object"])).exists()
    ada.sends(ada.says("Remove", create["object"]["id"], target=featured))

    assert not Pin.objects.exists()


# --- quotes -----------------------------------------------------------------------------------


def request_of(someone, note, quoted):
    return someone.says("QuoteRequest", local_uri(quoted.id), instrument=note)


def said_back():
    return [
        orjson.loads(one) for one in Sent.objects.order_by("id").values_list("document", flat=True)
    ]


def test_who_asks_may_quote_and_gets_a_stamp(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    note = ada.note("<p>Indeed</p>", quote=local_uri(post.id))

    ada.sends(request_of(ada, note, post))

    quoting = kept(note)
    assert (quoting.quote_of_id, quoting.quote_state) == (post.id, Post.QuoteState.ACCEPTED)
    (accept,) = said_back()
    assert (accept["type"], accept["result"]) == (
        "Accept",
        f"http://testserver/stamps/{quoting.id}",
    )
    assert Post.objects.get(id=post.id).quotes_count == 1


def test_who_does_not_want_to_be_quoted_is_not(cast, ada):
    ada.known_here()
    post = publish_post(
        by=cast.karl, wording=Wording("Nicht zitieren."), quote_policy=Post.QuotePolicy.NOBODY
    )
    note = ada.note("<p>Indeed</p>", quote=local_uri(post.id))

    ada.sends(request_of(ada, note, post))

    assert kept(note).quote_state == Post.QuoteState.REJECTED
    assert [one["type"] for one in said_back()] == ["Reject"]


def test_who_asks_about_something_internal_hears_nothing(cast, ada):
    ada.known_here()
    post = cast.says(cast.erika, "Unter uns.", space=cast.haus)
    note = ada.note("<p>Indeed</p>", quote=local_uri(post.id))

    ada.sends(request_of(ada, note, post))

    assert said_back() == []
    assert kept(note) is None


def test_a_quotation_ended_here_is_ended_there(cast, ada):
    ada.known_here()
    post = cast.says(cast.karl, "Mein Riemen ist gerissen.")
    note = ada.note("<p>Indeed</p>", quote=local_uri(post.id))
    ada.sends(request_of(ada, note, post))

    revoke_quote(kept(note), by=cast.karl)
    ada.sends(request_of(ada, note, post))

    assert kept(note).quote_state == Post.QuoteState.REVOKED
    assert [one["type"] for one in said_back()] == ["Accept", "Delete", "Reject"]


def test_one_of_ours_quotes_after_having_been_allowed(cast, ada):
    follows(cast.karl, ada)
    policy = {"canQuote": {"automaticApproval": ["https://www.w3.org/ns/activitystreams#Public"]}}
    create = ada.creates("<p>Quote me</p>", interactionPolicy=policy)
    ada.sends(create)
    quoted = kept(create["object"])

    post = publish_post(by=cast.karl, wording=Wording("Genau."), quoting=quoted)
    assert post.quote_state == Post.QuoteState.PENDING
    request = next(one for one in said_back() if one["type"] == "QuoteRequest")
    stamp = f"{ada.server.base}/stamps/1"
    ada.sends(ada.says("Accept", request, result=stamp))

    post.refresh_from_db()
    assert (post.quote_state, post.quote_stamp) == (Post.QuoteState.ACCEPTED, stamp)
    ada.sends(ada.says("Delete", stamp))
    post.refresh_from_db()
    assert post.quote_state == Post.QuoteState.REVOKED


def stamp_for(author, quoting, quoted):
    address = f"{author.server.base}/stamps/{quoting.rpartition('/')[2]}"
    author.server.documents[address] = {
        "id": address,
        "type": "QuoteAuthorization",
        "attributedTo": author.id,
        "interactingObject": quoting,
        "interactionTarget": quoted,
    }
    return address


def test_quotes_among_others_are_shown_with_a_stamp_and_linked_without(cast, ada):
    follows(cast.karl, ada)
    other = Elsewhere("other.example")
    eve = other.person("eve")
    quoted = eve.note("<p>Quote me</p>")
    with_stamp, without = (ada.note("<p>So</p>", quote=quoted["id"]) for _ in range(2))
    with_stamp["quoteAuthorization"] = stamp_for(eve, with_stamp["id"], quoted["id"])
    without["quoteAuthorization"] = stamp_for(eve, "https://x.example/99", quoted["id"])
    ask = asking(ada.server, other)

    ada.sends(ada.says("Create", with_stamp), ada.says("Create", without), ask=ask)

    assert kept(with_stamp).quote_of == kept(quoted)
    assert kept(with_stamp).quote_state == Post.QuoteState.ACCEPTED
    assert kept(without).quote_of is None
    assert quoted["id"] in kept(without).html
