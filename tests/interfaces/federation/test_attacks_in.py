"""What hostile servers tried: to speak as others, to undo what is not theirs, to wear us out."""

import time

import pytest
from django.db import connection

from augenhoehe.domain.criticism.models import CriticLink
from augenhoehe.domain.people.actions import accept_follower, follow, instance_account
from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.interfaces.federation.asking import run_here
from augenhoehe.interfaces.federation.inbox import limits, on_flag
from augenhoehe.interfaces.federation.inbox.claiming import _TAKEN_BACK
from augenhoehe.interfaces.federation.inbox.postbox import Rooms
from augenhoehe.interfaces.federation.inbox.receive import receive
from augenhoehe.interfaces.federation.models import Activity, RemoteActor
from augenhoehe.interfaces.federation.outbox.audience import remote_followers
from augenhoehe.interfaces.federation.resolve import followers
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor
from tests.interfaces.federation.elsewhere import Elsewhere, asking
from tests.interfaces.federation.test_standing import suspend

pytestmark = pytest.mark.django_db
SOON = 2.0  # seconds; what is tried here took minutes, and takes milliseconds


@pytest.fixture
def evil():
    return Elsewhere("evil.example")


@pytest.fixture
def mallory(evil):
    mallory = evil.person("mallory")
    mallory.known_here()
    return mallory


def heard_by(reader, somebody):
    """Somebody elsewhere, whom somebody here follows."""
    account = somebody.known_here()
    follow(account, by=reader)
    accept_follower(reader, by=account)
    return account


def mention(account):
    return {"type": "Mention", "href": local_uri(account.id), "name": f"@{account.handle}"}


# --- speaking as others --------------------------------------------------------------------------


def test_a_voice_elsewhere_does_not_say_that_one_of_ours_wrote_it(cast, evil):
    """She was mentioned in it besides; so she was looked up, and taken for its writer."""
    shop = evil.person("shop", kind="Group")
    account = shop.known_here()
    Account.objects.filter(id=account.id).update(kind=Account.Kind.GROUP)
    erika = {"id": local_uri(cast.erika.id), "name": "Erika"}

    said = shop.creates("<p>I quit.</p>", writtenBy=erika, tag=[mention(cast.erika)])
    shop.sends(said)

    post = Post.objects.get(uri=said["object"]["id"])
    assert post.written_by is None


# --- undoing what is not theirs ------------------------------------------------------------------


def test_nobody_else_makes_us_forget_what_was_said_to_followers(cast, elsewhere, mallory):
    """Its own server says 404 of it to whoever does not follow: that is no Delete."""
    ada = elsewhere.person("ada")
    heard_by(cast.karl, ada)
    said = ada.creates("<p>Among us</p>", to_all=False)
    ada.sends(said)
    uri = said["object"]["id"]
    del elsewhere.documents[uri]

    gone = ada.says("Delete", uri, signature={"type": "RsaSignature2017"})
    mallory.sends(gone, ask=asking(elsewhere, mallory.server))

    assert Post.objects.get(uri=uri).deleted_at is None


def test_what_was_open_and_is_gone_there_is_gone_here(cast, elsewhere, mallory):
    ada = elsewhere.person("ada")
    heard_by(cast.karl, ada)
    said = ada.creates("<p>To all</p>")
    ada.sends(said)
    uri = said["object"]["id"]
    del elsewhere.documents[uri]

    gone = ada.says("Delete", uri, signature={"type": "RsaSignature2017"})
    mallory.sends(gone, ask=asking(elsewhere, mallory.server))

    assert Post.objects.get(uri=uri).deleted_at is not None


def test_what_was_taken_back_does_not_come_after_all(cast, elsewhere):
    """The Create failed here once, and was sent again after the Delete."""
    ada = elsewhere.person("ada")
    heard_by(cast.karl, ada)
    said = ada.creates("<p>Not meant so</p>")

    ada.sends(ada.says("Delete", said["object"]["id"]))
    ada.sends(said)

    assert not Post.objects.filter(uri=said["object"]["id"]).exists()


def test_nobody_of_another_server_keeps_a_post_from_coming(cast, elsewhere, mallory):
    ada = elsewhere.person("ada")
    heard_by(cast.karl, ada)
    said = ada.creates("<p>Hello</p>")

    mallory.sends(mallory.says("Delete", said["object"]["id"]))
    ada.sends(said)

    assert Post.objects.filter(uri=said["object"]["id"]).exists()


# --- wearing us out ------------------------------------------------------------------------------


@pytest.mark.parametrize("piece", ["[", "_", "![", "[a](/x", "# a\n", "a@b.", "\\["])
def test_no_markdown_stops_the_inbox(cast, elsewhere, piece):
    """250,000 brackets took four minutes, in the transaction that everything arrives by."""
    ada = elsewhere.person("ada")
    heard_by(cast.karl, ada)
    content = (piece * 250_000)[:250_000]
    said = ada.creates(content, mediaType="text/markdown")

    began = time.thread_time()
    ada.sends(said)

    assert time.thread_time() - began < SOON
    assert Post.objects.filter(uri=said["object"]["id"]).exists()


def test_no_line_of_a_profile_stops_the_inbox(elsewhere):
    """Thirty lines of addresses that never end took four seconds, each time."""
    line = {"type": "PropertyValue", "name": "page", "value": "<a " + 'href="x"' * 2490}
    ada = elsewhere.person("ada", attachment=[line] * 30)

    began = time.thread_time()
    account = run_here(known_or_fetched_actor(ada.id), elsewhere.ask)

    assert time.thread_time() - began < SOON
    assert account is not None


def test_what_waits_for_days_does_not_fill_the_disk(elsewhere, monkeypatch):
    monkeypatch.setattr(limits, "WAITING_BYTES_PER_HOST", 10_000)
    ada, rooms = elsewhere.person("ada"), Rooms()
    proof = ada.proof(ada.creates("x" * 9_000))
    arrived = receive(proof.body, sender=proof)

    assert rooms.take([arrived, arrived]) == [True, False]
    other = Elsewhere("other.example").person("bo")
    proof = other.proof(other.creates("Hello"))
    assert rooms.take([receive(proof.body, sender=proof)]) == [True]


def test_who_names_everybody_as_a_follower_does_not_make_us_write_to_all(
    cast, mallory, monkeypatch
):
    monkeypatch.setattr(followers, "_MOST_DISOWNED", 2)
    where = f"{mallory.id}/followers_synchronization"
    people = (cast.karl, cast.gerda, cast.erika, cast.jonas)
    everybody = [local_uri(one.id) for one in people]
    listed = {"id": where, "type": "OrderedCollection", "orderedItems": everybody}
    mallory.server.documents[where] = listed

    run_here(followers.agreed(mallory.id, where), mallory.server.ask)

    assert len(everybody) > 2
    assert Activity.objects.filter(kind="Undo").count() <= 2


def test_however_a_server_spells_itself_it_reports_only_so_often(cast, monkeypatch):
    spellings = ["Evil.example", "eVil.example", "evil.example:443", "EVIL.EXAMPLE"]
    about = local_uri(cast.karl.id)
    spent = []
    monkeypatch.setattr(on_flag.patience, "spend", lambda what, whom: spent.append(whom))
    for spelt in spellings:
        somebody = Elsewhere(spelt).person("mallory")
        somebody.known_here()
        somebody.sends(somebody.says("Flag", [about], content="bad"))

    assert set(spent) == {"evil.example"}


# --- around an intervention ----------------------------------------------------------------------


@pytest.fixture
def split(evil):
    """Somebody called @mallory@evil.example, who lies on another host."""
    host = Elsewhere("ap.neutral.example")
    somebody = host.person("mallory", webfinger="mallory@evil.example")
    found = somebody.webfinger | {"subject": "acct:mallory@evil.example"}
    where = f"{evil.base}/.well-known/webfinger?resource=acct:mallory@evil.example"
    evil.documents[where] = found
    return somebody


def test_who_is_called_after_a_suspended_server_is_not_learned_of(evil, split):
    suspend("evil.example")

    ask = asking(evil, split.server)
    assert run_here(known_or_fetched_actor(split.id), ask) is None


def test_who_is_called_after_a_suspended_server_is_not_heard(cast, evil, split):
    ask = asking(evil, split.server)
    account = run_here(known_or_fetched_actor(split.id), ask)
    assert (account.domain, RemoteActor.objects.get(account=account).host) == (
        "evil.example",
        "ap.neutral.example",
    )
    follow(account, by=cast.karl)
    accept_follower(cast.karl, by=account)
    follow(cast.karl, by=account)
    suspend("evil.example")

    said = split.creates("<p>Still here</p>", tag=[mention(cast.karl)])
    split.sends(said, ask=ask)

    assert not Post.objects.filter(uri=said["object"]["id"]).exists()
    assert remote_followers(cast.karl) == []


# --- one-time links ------------------------------------------------------------------------------


def test_a_link_goes_to_the_critic_and_to_nobody_who_is_named_beside(cast, elsewhere, mallory):
    """A name can look like an address; whoever has one would get the link, and could confirm."""
    voice = cast.lindenrad
    Account.objects.filter(id=voice.id).update(name=f"Shop @mallory@{mallory.server.host}")
    rosa = elsewhere.person("rosa~x")  # @rosa is somebody else, wherever
    href = local_uri(voice.id)
    tag = {"type": "Mention", "href": href, "name": f"@{voice.handle}@testserver"}
    rosa.sends(rosa.creates("<p>Mein Riemen ist gerissen.</p>", tag=[tag]))
    run_due_jobs()

    message = Post.objects.get(account=instance_account())
    assert "/v/" in message.text
    told = list(message.mentions.values_list("account__uri", flat=True))
    assert told == [rosa.id]
    assert CriticLink.objects.get().post == message


# --- what has no order, and no end ---------------------------------------------------------------


def test_a_follow_that_was_taken_back_does_not_come_after_all(cast, mallory):
    follows = mallory.follows(cast.karl)

    mallory.sends(mallory.says("Undo", follows, to=[], cc=[]))
    mallory.sends(follows)

    assert not Follow.objects.filter(followed=cast.karl).exists()


def test_what_was_taken_back_is_found_by_its_index(cast, mallory):
    """Else everything that arrives would look through all that ever came."""
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's plan")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {_TAKEN_BACK}", ["https://a.example/1", "a.example"])
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "inbox_taken_back" in plan


def test_a_post_does_not_reply_to_its_own_reply(cast, elsewhere):
    """Each is read, and none of them is its own parent."""
    ada = elsewhere.person("ada")
    heard_by(cast.karl, ada)
    later = f"{elsewhere.base}/notes/later"
    first = ada.note("<p>First</p>", inReplyTo=later)
    ada.sends(ada.says("Create", first))
    second = ada.note("<p>Second</p>", id=later, inReplyTo=first["id"])
    ada.sends(ada.says("Create", second))

    one, other = (Post.objects.get(uri=uri) for uri in (first["id"], later))
    assert (one.in_reply_to_id, other.in_reply_to_id) == (None, one.id)
    assert (one.thread_id, other.thread_id) == (None, one.id)
    for post in (one, other):
        page = cast.signed_in(cast.karl).get(f"/@ada@{elsewhere.host}/{post.id}")
        assert page.status_code == 200


def test_a_post_does_not_reply_to_itself_nor_quote_itself(cast, elsewhere):
    ada = elsewhere.person("ada")
    heard_by(cast.karl, ada)
    itself = f"{elsewhere.base}/notes/itself"
    ada.sends(ada.creates("<p>Round</p>", id=itself, inReplyTo=itself, quote=itself))

    post = Post.objects.get(uri=itself)
    assert (post.in_reply_to_id, post.thread_id, post.quote_of_id) == (None, None, None)
    page = cast.signed_in(cast.karl).get(f"/@ada@{elsewhere.host}/{post.id}")
    assert page.status_code == 200
