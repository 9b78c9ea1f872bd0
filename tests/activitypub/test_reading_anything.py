"""Whatever is thrown at it, reading answers with a record or with NotReadable, and soon."""

import copy
import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.activitypub import reading
from augenhoehe.activitypub.reading import NotReadable
from augenhoehe.activitypub.vocabulary import ACTIVITY_KINDS, ACTOR_KINDS, POST_KINDS, PUBLIC

READERS = [
    reading.read_activity,
    reading.read_actor,
    reading.read_collection,
    reading.read_inner_activity,
    reading.read_key,
    reading.read_nodeinfo,
    reading.read_nodeinfo_links,
    reading.read_post,
    reading.read_quote_authorization,
    reading.read_tombstone,
    reading.read_webfinger,
]
VECTORS = [
    found["document"]
    for path in sorted((Path(__file__).parent / "vectors").rglob("*.json"))
    if "read" in (found := json.loads(path.read_text()))
]
KEYS = [
    *("id", "type", "actor", "object", "attributedTo", "to"),
    *("cc", "tag", "url", "content", "contentMap", "name"),
    *("summary", "icon", "image", "attachment", "inbox", "outbox"),
    *("endpoints", "publicKey", "oneOf", "anyOf", "replies", "first"),
    *("items", "orderedItems", "published", "endTime", "closed", "quote"),
    *("quoteUrl", "inReplyTo", "interactionPolicy", "canQuote", "language", "subject"),
    *("links", "software", "usage", "@id", "@type", "@value"),
    *(
        "as:content",
        "href",
        "mediaType",
        "focalPoint",
        "https://www.w3.org/ns/activitystreams#content",
        "sharedInbox",
    ),
    *("preferredUsername", "writtenBy"),
]
words = st.sampled_from(
    [
        *sorted(ACTIVITY_KINDS | ACTOR_KINDS | POST_KINDS),
        *(PUBLIC, "as:Public", "Collection", "Tombstone", "Mention", "Hashtag", "Emoji", "Link"),
        *("https://a.example/1", "https://a.example/1#x", "https://b.example", "acct:a@b.example"),
        *("", "\0", "\ud800", "javascript:alert(1)", "2024-01-01T00:00:00Z", "Mon, 1", "{uri}"),
    ]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | words
    | st.text(max_size=12)
    | st.sampled_from([10**400, float("nan"), "x" * 5_000])
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=6), inner, max_size=6)
    ),
    max_leaves=30,
)
calm = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def nothing_but_not_readable(document):
    for read in READERS:
        began = time.process_time()
        try:
            read(document)
        except NotReadable as refusal:
            assert refusal.code
        assert time.process_time() - began < 2


@calm
@given(document=anything)
def test_anything(document):
    nothing_but_not_readable(document)


@calm
@given(
    fields=st.dictionaries(st.sampled_from(KEYS), anything, max_size=8),
    kind=st.sampled_from(["Note", "Person", "Create", "Question", "Flag", "OrderedCollection"]),
)
def test_anything_that_looks_like_something(fields, kind):
    least = {
        "id": "https://a.example/1",
        "type": kind,
        "actor": "https://a.example/2",
        "object": "https://b.example/3",
        "attributedTo": "https://a.example/2",
        "inbox": "https://a.example/in",
        "preferredUsername": "a",
    }
    nothing_but_not_readable(least | fields)


def places(document, path=()):
    """The way to every value of a document."""
    yield path
    inside = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for key, value in inside:
        yield from places(value, (*path, key))


@calm
@given(data=st.data(), value=anything)
def test_what_servers_send_with_something_else_in_it(data, value):
    document = copy.deepcopy(data.draw(st.sampled_from(VECTORS)))
    *way, last = data.draw(st.sampled_from([path for path in places(document) if path]))
    holder = document
    for step in way:
        holder = holder[step]
    holder[last] = value

    nothing_but_not_readable(document)


@calm
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_any_bytes(body):
    try:
        reading.load(body)
    except NotReadable as refusal:
        assert refusal.code


@calm
@given(written=st.text(max_size=80) | words)
def test_any_text_where_an_account_or_a_host_meta_should_be(written):
    for read in (reading.read_account, reading.read_host_meta):
        try:
            read(written)
        except NotReadable as refusal:
            assert refusal.code


def test_everything_huge_ends_quickly_and_is_bounded():
    actor = "https://a.example/u"
    mention = {"type": "Mention", "href": actor}
    huge = {
        "id": "https://a.example/1",
        "type": ["Note"] * 5_000,
        "attributedTo": [actor] * 5_000,
        "to": [f"https://a.example/{number}" for number in range(5_000)],
        "tag": [mention | {"href": f"{actor}{number}"} for number in range(2_000)],
        "content": "x" * 900_000,
        "name": "n" * 900_000,
        "contentMap": {f"a{number}": "x" for number in range(2_000)},
        "attachment": [{"type": "Image", "url": [actor] * 500}] * 200,
        "oneOf": [{"name": str(number)} for number in range(2_000)],
    }
    began = time.process_time()

    post = reading.read_post(huge)

    assert time.process_time() - began < 1
    assert len(post.to) == 1_000
    assert len(post.mentions) == 200
    assert len(post.content) == 250_000
    assert len(post.name) == 500
    assert len(post.attachments) == 40
    assert post.poll is not None
    assert len(post.poll.options) == 50


@pytest.mark.parametrize(
    "name", ["object", "first", "attributedTo", "tag", "icon", "url", "replies", "to", "quote"]
)
def test_deep_nesting_is_not_followed(name):
    document = {"id": "https://a.example/1"}
    for _ in range(5_000):
        document = {"id": "https://a.example/1", "type": "Note", name: document}

    nothing_but_not_readable(document)


@pytest.mark.parametrize(
    "written",
    ["https://" + "a." * 900, "https://" + "a-" * 900 + "!", "https://" + "a" * 1_900 + "_"],
)
def test_no_address_takes_long(written):
    began = time.process_time()

    assert reading.address(written) == ""

    assert time.process_time() - began < 0.1
