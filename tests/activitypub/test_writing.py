"""What we write, we read back equal, through JSON; and it has one order and one context."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from augenhoehe.activitypub import reading, writing
from augenhoehe.activitypub.records import Actor, Collection, NodeInfo, Post, Tombstone, Writer
from augenhoehe.activitypub.vocabulary import NAMESPACE, OUR_TERMS, PUBLIC
from tests.activitypub import written

calm = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HOME = written.HOME
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
POST = Post(
    id=f"{HOME}/posts/1",
    kind="Note",
    author=f"{HOME}/users/lindenrad",
    to=(PUBLIC,),
    cc=(f"{HOME}/users/lindenrad/followers",),
    content="<p>We looked. — Erika</p>",
    language="en",
    published=NOW,
    written_by=Writer(f"{HOME}/users/erika", "Erika"),
)

# Of the vocabulary itself (https://www.w3.org/ns/activitystreams).
ACTIVITYSTREAMS_TERMS = {
    *("attributedTo", "inReplyTo", "published", "updated", "url", "to"),
    *("cc", "audience", "context", "name", "summary", "content"),
    *("contentMap", "image", "icon", "startTime", "endTime", "oneOf"),
    *("anyOf", "closed", "attachment", "tag", "replies", "likes"),
    *("shares", "inbox", "outbox", "followers", "following", "endpoints"),
    *("preferredUsername", "nameMap", "mediaType", "generator"),
}


def sent(document):
    """As it arrives at another server."""
    return reading.load(json.dumps(document).encode())


@calm
@given(actor=written.actors())
def test_an_actor(actor):
    assert reading.read_actor(sent(writing.write_actor(actor))) == actor


@calm
@given(post=written.posts())
def test_a_post(post):
    assert reading.read_post(sent(writing.write_post(post))) == post


@calm
@given(collection=written.collections)
def test_a_collection(collection):
    assert reading.read_collection(sent(writing.write_collection(collection))) == collection


@calm
@given(tombstone=written.tombstones, stamp=written.stamps)
def test_what_is_gone_and_what_was_agreed_to(tombstone, stamp):
    assert reading.read_tombstone(sent(writing.write_tombstone(tombstone))) == tombstone
    document = sent(writing.write_quote_authorization(stamp))
    assert reading.read_quote_authorization(document) == stamp


@calm
@given(webfinger=written.webfingers, nodeinfo=written.nodeinfos)
def test_how_we_are_found(webfinger, nodeinfo):
    assert reading.read_webfinger(sent(writing.write_webfinger(webfinger))) == webfinger
    assert reading.read_nodeinfo(sent(writing.write_nodeinfo(nodeinfo))) == nodeinfo


def test_the_well_known_addresses_lead_on():
    template = reading.read_host_meta(writing.write_host_meta(HOME))
    links = writing.write_nodeinfo_links(HOME)

    assert reading.filled(template, "acct:erika@lindenrad.example") == (
        f"{HOME}/.well-known/webfinger?resource=acct%3Aerika%40lindenrad.example"
    )
    assert reading.read_nodeinfo_links(links) == f"{HOME}/nodeinfo/2.1"


def test_the_older_nodeinfo_knows_no_repository():
    info = NodeInfo("augenhoehe", "1.0", "2.0", repository="https://code.example/a")

    assert set(writing.write_nodeinfo(info)["software"]) == {"name", "version"}


def test_the_fields_of_a_note_have_one_order():
    assert list(writing.write_post(POST)) == [
        "@context",
        "id",
        "type",
        "attributedTo",
        "published",
        "to",
        "cc",
        "sensitive",
        "content",
        "contentMap",
        "writtenBy",
    ]


def test_the_fields_of_an_actor_have_one_order():
    where = f"{HOME}/users/erika"
    actor = Actor(where, "Person", "erika", f"{where}/inbox", name="Erika", locked=False)

    assert list(writing.write_actor(actor)) == [
        "@context",
        "id",
        "type",
        "preferredUsername",
        "name",
        "inbox",
        "manuallyApprovesFollowers",
    ]


def test_the_same_post_has_the_same_bytes():
    assert json.dumps(writing.write_post(POST)) == json.dumps(writing.write_post(POST))


def test_what_is_embedded_carries_no_context():
    document = writing.activities.create(f"{POST.id}#create", POST)

    assert next(iter(document)) == "@context"
    assert "@context" not in document["object"]


def test_each_of_our_terms_is_defined_and_explained():
    terms = {
        name: meaning
        for context in (writing.POST_CONTEXT, writing.ACTOR_CONTEXT)
        for part in context
        if isinstance(part, dict)
        for name, meaning in part.items()
    }

    assert terms["ah"] == NAMESPACE
    for term in OUR_TERMS:
        assert terms[term.name]["@id"] == f"ah:{term.name}"
        assert term.meaning.endswith(".")


@pytest.mark.parametrize("context", ["ACTOR_CONTEXT", "POST_CONTEXT"])
def test_every_prefix_of_a_context_is_defined_in_it(context):
    defined, used = {"as", "sec"}, set()
    for part in getattr(writing, context):
        if isinstance(part, dict):
            defined |= set(part)
            for meaning in part.values():
                written_as = meaning["@id"] if isinstance(meaning, dict) else meaning
                if "://" not in written_as:
                    used.add(written_as.split(":")[0])

    assert used <= defined


@calm
@given(post=written.posts(), actor=written.actors())
def test_every_term_we_write_is_known_to_its_context(post, actor):
    plain = {"id", "type", "@context"} | ACTIVITYSTREAMS_TERMS
    for document in (writing.write_post(post), writing.write_actor(actor)):
        known = set(plain)
        for part in document["@context"]:
            known |= set(part) if isinstance(part, dict) else set()
        if document["@context"] is writing.ACTOR_CONTEXT:
            known |= {"publicKey"}
        assert set(document) <= known


def test_an_empty_page_says_that_it_is_empty():
    page = Collection(f"{HOME}/1?page=1", "OrderedCollectionPage", part_of=f"{HOME}/1")

    assert writing.write_collection(page)["orderedItems"] == []
    assert "orderedItems" not in writing.write_collection(Collection(HOME, "OrderedCollection"))


def test_a_protected_name_names_no_person():
    post = Post(POST.id, "Note", POST.author, written_by=Writer(name="Wrench", protected=True))

    document = writing.write_post(post)

    assert document["writtenBy"] == {"type": "Person", "name": "Wrench", "protectedName": True}
    assert reading.read_post(sent(document)) == post


def test_a_tombstone_says_no_more_than_that():
    gone = Tombstone(POST.id, "Note", NOW)

    assert list(writing.write_tombstone(gone)) == [
        "@context",
        "id",
        "type",
        "formerType",
        "deleted",
    ]
