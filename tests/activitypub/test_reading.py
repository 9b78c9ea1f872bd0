"""Reading takes what it can use, refuses what it cannot, and never falls over."""

import json
import time
from datetime import UTC, datetime

import pytest

from augenhoehe.activitypub import reading
from augenhoehe.activitypub.reading import NotReadable
from augenhoehe.activitypub.reading.addresses import (
    address,
    authority,
    origin,
    recipients,
    same_host,
)
from augenhoehe.activitypub.reading.audience import audience_of
from augenhoehe.activitypub.reading.languages import wording
from augenhoehe.activitypub.reading.moments import moment, seconds
from augenhoehe.activitypub.reading.shapes import kinds, short, text, whole
from augenhoehe.activitypub.vocabulary import PUBLIC

ADA = "https://elsewhere.example/users/ada"
ACTOR = {"id": ADA, "type": "Person", "preferredUsername": "ada", "inbox": f"{ADA}/inbox"}
NOTE = {"id": f"{ADA}/1", "type": "Note", "attributedTo": ADA, "content": "<p>Hello</p>"}
LIKE = {"id": f"{ADA}#like", "type": "Like", "actor": ADA, "object": "https://home.example/1"}


def refused(call, *arguments):
    with pytest.raises(NotReadable) as refusal:
        call(*arguments)
    return refusal.value.code


# Bytes


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"[]", "not_an_object"),
        (b'"text"', "not_an_object"),
        (b"null", "not_an_object"),
        (b'{"a": NaN}', "not_json"),
        (b'{"a": "\xff\xfe"}', "not_utf8"),
        (b'{"id": "one", "id": "two"}', "key_twice"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "too_deep"),
        (b"[" * 10_000 + b"]" * 10_000, "too_deep"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "too_deep"),
        (json.dumps({"a": [0] * 30_000}).encode(), "too_many_values"),
        (b'{"a": "' + b"a" * 2_000_000 + b'"}', "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_body_that_costs_too_much_or_says_two_things_is_refused(body, code):
    began = time.process_time()

    assert refused(reading.load, body) == code
    assert time.process_time() - began < 1


def test_a_number_nobody_can_use_is_no_number():
    document = reading.load(b'{"a": ' + b"9" * 5_000 + b', "b": 1e999, "c": 7, "d": -1.5}')

    assert document == {"a": None, "b": None, "c": 7, "d": -1.5}


def test_a_body_with_a_byte_order_mark_is_read():
    assert reading.load(b'\xef\xbb\xbf{"id": "x"}') == {"id": "x"}


# Addresses


@pytest.mark.parametrize(
    "written",
    [
        "",
        "elsewhere.example",
        "http://elsewhere.example/1",
        "ftp://elsewhere.example/1",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///1",
        "https://user:secret@elsewhere.example/1",
        "https://home.example@elsewhere.example/1",
        "https://elsewhere.example\\@home.example/1",
        "https://elsewhere.example:0/1",
        "https://elsewhere.example:99999/1",
        "https://elsewhere.example:443443443/1",
        "https://elsewhere.example./1",
        "https://-elsewhere.example/1",
        "https://els ewhere.example/1",
        "https://elsewhere.example/a b",
        "https://elsewhere.example/\n1",
        "https://elsewhere.example/\ud800",
        "https://elsewhere.exаmple/1",  # a Cyrillic а
        "https://home.example。elsewhere.example/1",
        "https://home.example%2eelsewhere.example/",
        "https://elsewhere.example/" + "a" * 3_000,
        None,
        7,
        True,
        ["https://elsewhere.example/1"],
    ],
)
def test_an_address_one_should_not_go_to_is_none(written):
    assert address(written) == ""


def test_an_address_is_taken_as_it_is_written():
    for written in (
        "https://elsewhere.example",
        "https://Elsewhere.Example:8443/users/ada?page=1#main-key",
        "https://xn--trumt-dra.example/ä/見",
        "https://[::1]:8443/a",
        "https://127.0.0.2:8443/a",
    ):
        assert address(written) == written


def test_plain_http_is_for_the_test_bench():
    with reading.plain_http():
        assert address("http://127.0.0.2:8001/a") == "http://127.0.0.2:8001/a"
    assert address("http://127.0.0.2:8001/a") == ""


def test_a_look_alike_is_another_host():
    assert same_host(ADA, "https://ELSEWHERE.example:443/posts/1")
    for other in (
        "https://elsewhere.example:8443/1",
        "https://elsewhere.example.evil.example/1",
        "https://evil.example/elsewhere.example",
        "https://sub.elsewhere.example/1",
        "http://elsewhere.example/1",
        "https://elsewhere.example@evil.example/1",
        "",
    ):
        assert not same_host(ADA, other)
    assert not same_host("", "")
    assert origin("nothing") == authority("nothing") == ""
    assert authority("https://Elsewhere.example:443/1") == "elsewhere.example"
    assert authority("https://elsewhere.example:8443/1") == "elsewhere.example:8443"


# Shapes


def test_one_term_has_many_spellings():
    spellings = ("Note", "as:Note", "https://www.w3.org/ns/activitystreams#Note")
    assert {short(term) for term in spellings} == {"Note"}
    assert short("https://evil.example/ns#Note") == "https://evil.example/ns#Note"
    assert short("urn:isbn:1") == "urn:isbn:1"
    assert kinds(["as:Note", 7, None, {}, "x" * 500]) == ("Note",)


@pytest.mark.parametrize("public", ["as:Public", "Public", PUBLIC])
def test_everybody_has_one_name(public):
    assert recipients([public, {"id": public}], 10) == (PUBLIC,)


def test_a_text_is_the_first_text_without_what_no_database_keeps():
    assert text(None) == text(7) == text({}) == text([[["x"]]]) == ""
    assert text([None, {"@value": "yes"}]) == "yes"
    assert text("a\0b\ud83dc") == "abc"
    assert text("x" * 1_000, 10) == "x" * 10


def test_a_count_is_never_negative_and_never_too_large():
    assert whole(3) == whole(3.0) == whole("3") == whole([None, 3]) == 3
    for nonsense in (-1, True, "three", "٣", 10**30, float("nan"), float("inf"), [], {}, "9" * 40):
        assert whole(nonsense) is None


# Who may say what


def test_two_types_are_refused():
    assert refused(reading.read_post, NOTE | {"type": ["Note", "Article"]}) == "two_types"
    assert refused(reading.read_actor, ACTOR | {"type": ["Person", "Group"]}) == "two_types"
    assert refused(reading.read_activity, LIKE | {"type": ["Like", "Delete"]}) == "two_types"
    assert reading.read_post(NOTE | {"type": ["Note", "http://rdf.example/Thing"]}).kind == "Note"


def test_two_ids_are_refused():
    assert refused(reading.read_post, NOTE | {"@id": "https://home.example/2"}) == "ambiguous"
    assert reading.read_post(NOTE | {"@id": NOTE["id"]}).id == NOTE["id"]


@pytest.mark.parametrize(
    ("without", "code"),
    [
        ("id", "no_id"),
        ("inbox", "no_inbox"),
        ("type", "not_an_actor"),
        ("preferredUsername", "no_handle"),
    ],
)
def test_an_actor_lacks_the_least(without, code):
    lacking = {key: value for key, value in ACTOR.items() if key != without}

    assert refused(reading.read_actor, lacking) == code


@pytest.mark.parametrize("handle", ["", "a b", "a@b", "a/b", "../a", "a" * 65, "<b>", ".", 7])
def test_a_handle_that_could_not_be_mentioned_is_none(handle):
    assert refused(reading.read_actor, ACTOR | {"preferredUsername": handle}) == "no_handle"


def test_the_address_of_a_key_is_no_actor():
    assert refused(reading.read_actor, ACTOR | {"id": f"{ADA}#main-key"}) == "no_id"


def test_a_key_of_somebody_else_is_nobodys():
    pem = "-----BEGIN PUBLIC KEY-----"
    own = {"id": f"{ADA}#main-key", "owner": ADA, "publicKeyPem": pem}
    foreign = [
        own | {"owner": "https://home.example/users/erika"},
        own | {"id": "https://home.example/users/erika#main-key"},
        own | {"publicKeyPem": "none"},
        f"{ADA}#key",
        None,
    ]
    multi = {"id": f"{ADA}#ed", "type": "Multikey", "controller": ADA, "publicKeyMultibase": "z6M"}
    methods = [multi, multi | {"controller": "https://home.example/u"}, multi | {"type": "Key"}]

    actor = reading.read_actor(ACTOR | {"publicKey": [*foreign, own], "assertionMethod": methods})

    assert [key.id for key in actor.keys] == [f"{ADA}#main-key"]
    assert [key.id for key in actor.multikeys] == [f"{ADA}#ed"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": None}, "no_id"),
        ({"id": "http://elsewhere.example/1"}, "no_id"),
        ({"attributedTo": []}, "no_author"),
        ({"attributedTo": {"name": "Ada"}}, "no_author"),
        ({"type": "Person"}, "not_a_post"),
        ({"type": {}}, "not_a_post"),
    ],
)
def test_a_post_lacks_the_least(change, code):
    assert refused(reading.read_post, NOTE | change) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": ""}, "no_id"),
        ({"actor": None}, "no_actor"),
        ({"actor": f"{ADA}#main-key"}, "no_actor"),
        ({"object": None}, "no_object"),
        ({"object": {}}, "no_object"),
        ({"type": None}, "no_kind"),
    ],
)
def test_an_activity_lacks_the_least(change, code):
    assert refused(reading.read_activity, LIKE | change) == code


def test_an_unknown_verb_is_read_so_that_it_can_be_declined():
    assert reading.read_activity(LIKE | {"type": "Juggle"}).kind == "Juggle"


def test_an_activity_within_another_needs_no_id():
    inner = {"type": "Follow", "actor": ADA, "object": "https://home.example/users/erika"}

    follow = reading.read_inner_activity([inner])

    assert (follow.id, follow.kind, follow.actor) == ("", "Follow", ADA)
    assert reading.read_inner_activity(f"{ADA}#follow").id == f"{ADA}#follow"
    assert refused(reading.read_inner_activity, None) == "no_object"


def test_an_id_alone_brings_no_document_along():
    assert reading.read_activity(LIKE | {"object": {"id": NOTE["id"]}}).embedded is None
    assert reading.read_activity(LIKE | {"object": NOTE}).embedded == NOTE


@pytest.mark.parametrize("name", ["object", "instrument"])
def test_nobodys_text_stands_under_anothers_address(name):
    nameless = NOTE | {"id": None}
    unsafe = NOTE | {"id": "http://elsewhere.example/1"}

    for first in (nameless, unsafe):
        activity = reading.read_activity(LIKE | {name: [first, "https://home.example/1"]})
        assert getattr(activity, name) == "https://home.example/1"
        assert activity.embedded is activity.embedded_instrument is None


def test_what_a_server_can_do_is_said_by_itself_or_by_its_people():
    signs = [{"href": "https://datatracker.ietf.org/doc/html/rfc9421", "name": "RFC 9421"}]
    server = f"{ADA}/server"

    itself = reading.read_actor(ACTOR | {"type": "Application", "implements": signs})
    person = reading.read_actor(ACTOR | {"generator": {"id": server, "implements": signs}})

    assert itself.implements == person.implements == (signs[0]["href"],)
    assert person.generator == server


# Audience


@pytest.mark.parametrize(
    ("to", "cc", "word"),
    [
        ((PUBLIC,), (f"{ADA}/followers",), "public"),
        ((f"{ADA}/followers",), (PUBLIC,), "unlisted"),
        ((f"{ADA}/followers",), ("https://home.example/u",), "followers"),
        (("https://home.example/u",), (f"{ADA}/followers",), "followers"),
        (("https://home.example/u",), (), "direct"),
        (("https://home.example/u/followers",), (), "direct"),
        ((), (), "direct"),
    ],
)
def test_the_four_words_people_know(to, cc, word):
    assert audience_of(to, cc, author=ADA).word == word


def test_the_collection_that_the_actor_names_is_the_followers():
    crowd = "https://elsewhere.example/crowd/7"

    audience = audience_of((crowd, "https://home.example/u"), (), author=ADA, followers=crowd)

    assert audience.word == "followers"
    assert audience.people == ("https://home.example/u",)


# Times and languages


@pytest.mark.parametrize(
    "written",
    [
        "2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05+00:00",
        "2024-01-02T04:04:05+0100",
        "2024-01-02 03:04:05 UTC",
        "2024-01-02t03:04:05z",
        "2024-01-02T03:04:05",
        "2024-01-02T03:04:05.000000000Z",
        "20240102T030405Z",
        "2024-01-02T04:04:05+01:00[Europe/Berlin]",
        "Tue, 02 Jan 2024 03:04:05 GMT",
        1704164645,
        1704164645000,
        {"@value": "2024-01-02T03:04:05Z"},
        [None, "2024-01-02T03:04:05Z"],
    ],
)
def test_times_as_they_are_seen_in_the_wild(written):
    assert moment(written) == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        *("", "yesterday", "0001-01-01T00:00:00Z", "2024-13-01T00:00:00Z", "2" * 500),
        *("9999-12-31T23:59:59-12:00", "Mon, 99 Foo 2024", "Mon,"),
        *(None, True, {}, [], 10**30, -(10**30)),
    ],
)
def test_what_is_no_time_is_none(written):
    assert moment(written) is None


def test_durations():
    assert seconds("PT754S") == 754
    assert seconds("P1DT2H3M4.5S") == 93_784.5
    assert seconds(12.5) == 12.5
    assert seconds("an hour") is seconds({}) is seconds(-1) is None


def test_a_text_is_in_the_language_whose_entry_is_the_same():
    node = {"content": "Hallo", "contentMap": {"en": "Hello", "de_DE": "Hallo", "x" * 9: "?"}}

    found = wording(node, "content", longest=100)

    assert (found.text, found.language) == ("Hallo", "de-DE")
    assert ("en", "Hello") in found.others


def test_without_an_own_text_the_readers_language_goes_first():
    node = {"contentMap": {"en": "Hello", "de": "Hallo"}}

    assert wording(node, "content", longest=100).text == "Hello"
    assert wording(node, "content", longest=100, prefer=("de",)).text == "Hallo"
    assert wording({"contentMap": ["x", 7]}, "content", longest=100).text == ""
    assert wording({"contentMap": {"und": "Hi"}}, "content", longest=100).language == ""


# Discovery


@pytest.mark.parametrize("subject", ["", "ada", "acct:ada", "acct:a b@c.example", "acct:a@b/c", 7])
def test_an_account_that_is_none(subject):
    assert refused(reading.read_webfinger, {"subject": subject, "links": []}) == "no_account"


def test_an_account_has_a_handle_and_a_domain():
    assert reading.read_account("acct:Ada@Elsewhere.Example") == ("Ada", "elsewhere.example")
    assert reading.read_account("@ada@localhost:8443") == ("ada", "localhost:8443")


def test_a_webfinger_answer_with_a_page_for_an_actor_leads_to_no_actor():
    answer = {
        "subject": "acct:ada@elsewhere.example",
        "links": [
            {"rel": "self", "type": "text/html", "href": ADA},
            {"rel": "self", "type": "application/activity+json", "href": "javascript:alert(1)"},
        ],
    }

    assert reading.read_webfinger(answer).actor == ""


def test_host_meta_is_read_without_following_entities():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><XRD><Link rel="lrdd" template="&a;"/></XRD>'
    good = "<XRD><Link rel='lrdd' type='x' template='https://e.example/w?r={uri}'/></XRD>"

    assert refused(reading.read_host_meta, bomb) == "no_lrdd"
    template = reading.read_host_meta(good)
    assert reading.filled(template, "acct:a@e.example") == (
        "https://e.example/w?r=acct%3Aa%40e.example"
    )


def test_the_best_nodeinfo_is_chosen():
    schema = "http://nodeinfo.diaspora.software/ns/schema/"
    links = [
        {"rel": f"{schema}2.0", "href": "https://e.example/2.0"},
        {"rel": f"{schema}2.1", "href": "https://e.example/2.1"},
        {"rel": f"{schema}9", "href": "https://e.example/9"},
        {"rel": "https://www.w3.org/ns/activitystreams#Application", "href": ADA},
    ]

    assert reading.read_nodeinfo_links({"links": links}) == "https://e.example/2.1"
    assert refused(reading.read_nodeinfo_links, {"links": "none"}) == "no_nodeinfo"
    assert refused(reading.read_nodeinfo, {"software": {"version": "1"}}) == "no_software"


# Stamps


def test_a_stamp_says_who_agreed_to_what():
    stamp = {
        "id": "https://e.example/stamps/1",
        "type": "https://w3id.org/fep/044f#QuoteAuthorization",
        "attributedTo": ADA,
        "interactingObject": "https://home.example/1",
        "interactionTarget": NOTE["id"],
    }

    assert reading.read_quote_authorization(stamp).quoted == NOTE["id"]
    without = stamp | {"interactionTarget": None}
    assert refused(reading.read_quote_authorization, without) == "incomplete_stamp"


def test_a_tombstone_says_what_stood_there():
    gone = {"id": NOTE["id"], "type": "Tombstone", "formerType": "as:Note"}

    assert reading.is_tombstone(gone)
    assert not reading.is_tombstone(NOTE)
    assert reading.read_tombstone(gone).former_kind == "Note"
