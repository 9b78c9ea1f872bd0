"""What clients send, in all its spellings."""

import contextlib

import pytest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.mastodon_api.errors import Refused
from augenhoehe.interfaces.mastodon_api.nesting import nested
from augenhoehe.interfaces.mastodon_api.pagination import linked, linked_by_offset, page_of
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of

VERBS = ["POST", "PUT", "PATCH", "DELETE", "GET"]
ask = RequestFactory()
FORM = "application/x-www-form-urlencoded"


def sent(verb, body="", kind=FORM, query=""):
    request = ask.generic(verb, f"/api/v1/x?{query}", body, content_type=kind)
    return parameters_of(request)


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["{", "[1]", '"x"', "nonsense", "\udcff".encode(errors="replace")])
def test_a_body_that_is_no_document_is_refused(body):
    with pytest.raises(Refused) as refusal:
        sent("POST", body, "application/json")

    assert refusal.value.status == 400


def test_a_value_of_the_wrong_kind_is_refused():
    said = Parameters({"a": {"b": 1}, "c": [1], "d": True, "e": "x", "f": 1.5})

    for call in (
        lambda: said.text("a"),
        lambda: said.text("c"),
        lambda: said.text("d"),
        lambda: said.texts("a"),
        lambda: said.whole("e"),
        lambda: said.whole("d"),
        lambda: said.whole("f"),
        lambda: said.number("e"),
        lambda: said.numbers("a"),
        lambda: said.part("c"),
        lambda: said.parts("f"),
    ):
        with pytest.raises((Refused, Invalid)):
            call()


def test_the_language_of_the_answer_may_stand_in_the_body():
    for body, language in (
        ("lang=en", "en"),
        ("lang=de", "de"),
        ("lang[]=en", "de"),
        ("lang=x", "de"),
    ):
        sent("POST", body)
        assert translation.get_language() == language


# --- the same in every way -------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_reads_json_forms_and_the_query(verb):
    in_json = sent(verb, '{"a": "1", "b": ["x", "y"], "c": {"d": "z"}}', "application/json")
    in_form = sent(verb, "a=1&b[]=x&b[]=y&c[d]=z")
    in_query = sent(verb, query="a=1&b[]=x&b[]=y&c[d]=z")
    boundary = "----limit"
    parts = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in [("a", "1"), ("b[]", "x"), ("b[]", "y"), ("c[d]", "z")]
    )
    multipart = sent(
        verb, f"{parts}--{boundary}--\r\n", f"multipart/form-data; boundary={boundary}"
    )

    for one in (in_json, in_form, in_query, multipart):
        assert one.text("a") == "1"
        assert one.texts("b") == ["x", "y"]
        assert one.part("c").text("d") == "z"


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", FORM, ""])
def test_an_empty_body_is_nothing(kind):
    assert sent("POST", "", kind).values == {}
    assert sent("DELETE", "", kind, "a=1").text("a") == "1"


def test_the_body_counts_more_than_the_query():
    assert sent("POST", "a=body", query="a=query&b=2").values == {"a": "body", "b": "2"}


@pytest.mark.parametrize("yes", [True, 1, "1", "true", "True", "TRUE", "on", "t", "yes"])
def test_every_yes(yes):
    assert Parameters({"a": yes}).choice("a") is True


@pytest.mark.parametrize("no", [False, 0, "0", "false", "False", "off", "f", "no"])
def test_every_no(no):
    assert Parameters({"a": no}).choice("a") is False
    assert Parameters({"a": no}).truth("a") is False


@pytest.mark.parametrize("nothing", [None, "", "perhaps", {}, [], 2])
def test_neither_yes_nor_no(nothing):
    assert Parameters({"a": nothing}).choice("a") is None


def test_lists_of_mappings_in_all_spellings():
    numbered = nested(
        [
            ("fields_attributes[1][name]", "b"),
            ("fields_attributes[0][name]", "a"),
            ("fields_attributes[0][value]", "1"),
        ]
    )
    repeated = nested(
        [
            ("fields_attributes[][name]", "a"),
            ("fields_attributes[][value]", "1"),
            ("fields_attributes[][name]", "b"),
        ]
    )
    listed = {"fields_attributes": [{"name": "a", "value": "1"}, {"name": "b"}]}

    for document in (numbered, repeated, listed):
        lines = Parameters(document).parts("fields_attributes")
        assert [(line.text("name"), line.text("value")) for line in lines] == [
            ("a", "1"),
            ("b", ""),
        ]


def test_brackets_in_json_are_brackets():
    body = '{"media_ids[]": [1, 2], "poll[multiple]": true}'

    said = sent("POST", body, "application/json")

    assert said.numbers("media_ids") == [1, 2]
    assert said.part("poll").truth("multiple")


def test_ids_without_brackets_are_a_list_too():
    assert sent("POST", "media_ids=1&media_ids=2&media_ids=1").numbers("media_ids") == [1, 2]


def test_whole_numbers_fit_a_column():
    said = Parameters({"a": "9" * 40, "b": "-" + "9" * 40, "c": -3, "d": ""})

    assert (said.whole("a"), said.whole("b")) == (2**63 - 1, -(2**63))
    assert (said.whole("c"), said.whole("d")) == (-3, None)


@given(st.lists(st.tuples(st.text("a[]01x\0ä.", max_size=12), st.text(max_size=3)), max_size=6))
@settings(max_examples=60)
def test_no_name_is_a_fault(pairs):
    said = Parameters(nested(pairs))

    for name in said.values:
        for read in (said.text, said.texts, said.choice, said.numbers, said.part, said.parts):
            with contextlib.suppress(Refused):
                read(name)


# --- pages -----------------------------------------------------------------------------


def page(query, **how):
    return page_of(ask.get(f"/api/v1/timelines/home?{query}"), **how)


def test_what_cannot_be_an_id_is_refused():
    for query in ("max_id=abc", "since_id=-1", "min_id=1.5", "limit=many"):
        with pytest.raises(Refused) as refusal:
            page(query)
        assert refusal.value.status == 422


@pytest.mark.parametrize(
    ("query", "limit"),
    [("", 20), ("limit=5", 5), ("limit=1000", 40), ("limit=-5", 5), ("limit=0", 1), ("limit=", 20)],
)
def test_a_page_has_a_size(query, limit):
    assert page(query).limit == limit


def test_the_ends_of_a_page():
    assert page("max_id=5&min_id=3").upwards
    assert page("since_id=3").after == 3
    assert page("max_id=" + "9" * 30).max_id == 2**63 - 1
    assert page("max_id=7&min_id=3&limit=2").stretch.before == 7


def test_links_keep_what_was_asked(settings):
    request = ask.get("/api/v1/favourites?limit=2&types[]=a&types[]=b&max_id=9&access_token=x")

    link = linked(request, ["a", "b"], [8, 7], page=page_of(request)).headers["Link"]

    following, previous = link.split(", ")
    base = "<http://testserver/api/v1/favourites?limit=2&types%5B%5D=a&types%5B%5D=b"
    assert following == f'{base}&max_id=7>; rel="next"'
    assert previous == f'{base}&min_id=8>; rel="prev"'


def test_the_last_page_leads_back_only():
    request = ask.get("/api/v1/favourites?limit=3")

    assert linked(request, [], []).headers == {}
    link = linked(request, ["a"], [8], page=page_of(request)).headers["Link"]
    assert 'rel="next"' not in link
    assert 'rel="prev"' in link


def test_pages_by_counting():
    request = ask.get("/api/v1/trends/tags?limit=2&offset=2")

    link = linked_by_offset(request, [1, 2], page_of(request)).headers["Link"]

    assert "offset=4" in link
    assert "offset=0" in link
