"""Whatever is sent to whichever address: a documented status and JSON, never a fault."""

import json
import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.interfaces.mastodon_api.methods import documented, offered

DOCUMENTED = {200, 202, 206, 400, 401, 403, 404, 405, 406, 410, 413, 422, 429}
_OFFERED = sorted(
    (verb, path.partition("?")[0])
    for verb, path in ((one.verb, one.path) for one in documented() if one.key in offered())
    if path.startswith("/api/")
)
IDS = ["0", "-1", "99999999999999999999", "9223372036854775807", "x", "%00", "１２"]
QUERIES = [
    {"limit": "x"},
    {"limit": "-5", "offset": "-9", "max_id": "0"},
    {"max_id": "9" * 60},
    {"min_id": "drei", "q": "x"},
    {"id[]": ["x", "-1", "9" * 40], "types[]": ["x"], "any[]": ["\0", ""]},
    {"q": "\0'\"*(" * 20, "account_id": "x", "acct": "@@@\0", "type": "accounts"},
    {"q": "a " * 3000, "offset": "9" * 30},
]
BODIES = [
    {},
    {"status": {"a": 1}, "media_ids": {"a": "b"}, "account_id": [], "types": {"a": []}},
    {"duration": "x", "reblogs": [], "focus": "1,2,3", "description": {"a": 1}},
    {"duration": 10**30, "focus": "NaN,Infinity", "rule_ids": "x", "status_ids": "x"},
    {"home": "x", "notifications": {"last_read_id": [1]}, "fields_attributes": "x"},
    {"home": {"last_read_id": "-3"}, "fields_attributes": [{"name": {}, "value": []}]},
    {"source": "x", "display_name": "x" * 5000, "locked": "vielleicht", "id": {"x": 1}},
    {"title": {"a": 1}, "account_ids": ["x"], "replies_policy": [], "exclusive": {}},
    {"title": "x" * 5000, "account_ids": ["9" * 40], "replies_policy": "x", "name": {}},
    {"name": "\0#", "comment": [1], "domain": [1], "languages": {"a": "b"}, "notify": []},
    {"comment": "\0", "domain": "\0.example", "languages": ["\0"], "notify": "vielleicht"},
    {"title": "x", "context": {"a": {}}, "keywords_attributes": [{"id": {}, "keyword": []}]},
    {"title": "x", "context": ["home"], "expires_in": 10**30, "keywords_attributes": {"0": {}}},
    {"phrase": "x", "context": ["home"], "whole_word": {}, "expires_in": -(10**30)},
    {"status": "x", "media_attributes": [{"id": {}}], "media_ids": ["9" * 40]},
    # Digits in the eyes of Python that are no numbers, and numbers that are too long for it.
    {"title": "x", "context": {"²": "home"}, "keywords_attributes": {"²": {"keyword": "x"}}},
    {"account_ids": {"²": "1"}, "media_ids": {"9" * 5000: "1"}, "id": {"①": "1"}},
    {"status": "x", "poll": {"options": {"²": "a", "0": "b"}, "expires_in": "٣٠٠"}},
    {"choices": {"²": 0}, "fields_attributes": {"²": {"name": "x", "value": "y"}}},
]


def _path(path, identifier):
    return re.sub(r":\w+", identifier, path)


def fine(answer):
    assert answer.status_code in DOCUMENTED, (answer.status_code, answer.content[:300])
    assert answer.headers["Content-Type"].startswith("application/json")
    said = json.loads(answer.content)
    if answer.status_code >= 400:
        assert isinstance(said["error"], str)


@pytest.mark.parametrize(("verb", "path"), _OFFERED)
def test_strange_ids_queries_and_bodies(cast, program, verb, path):
    karl = program(cast.karl, scopes="read write follow push").client
    for identifier in IDS if ":" in path else [""]:
        fine(karl.generic(verb, _path(path, identifier)))
    at = _path(path, str(cast.ada.id))
    for query in QUERIES:
        fine(karl.generic(verb, at, QUERY_STRING=urlencode(query, doseq=True)))
    if verb == "GET":
        return
    for body in BODIES:
        fine(karl.generic(verb, at, json.dumps(body), content_type="application/json"))
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/xml"):
        fine(karl.generic(verb, at, b"\xff{[", content_type=kind))


@pytest.mark.parametrize(("verb", "path"), _OFFERED)
def test_without_a_token_or_its_scope_nothing_is_done(cast, program, verb, path):
    at = _path(path, str(cast.ada.id))
    other = "profile" if "/push/" in path else "push"
    for client in (program().client, program(cast.karl, scopes=other).client):
        answer = client.generic(verb, at)
        fine(answer)
        # An app makes itself known without a token; it says too little here.
        expected = (422,) if path == "/api/v1/apps" else (401, 403)
        assert verb == "GET" or answer.status_code in expected


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)
_NAMES = st.sampled_from(
    sorted({name.removesuffix("[]") for one in (*BODIES, *QUERIES) for name in one})
)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    method=st.sampled_from(_OFFERED),
    identifier=st.text(
        alphabet=st.characters(exclude_characters="/?#%", exclude_categories=("Cs",)),
        min_size=1,
        max_size=8,
    ),
    body=st.dictionaries(_NAMES, _ANYTHING, max_size=4),
)
def test_anything_anywhere(cast, program, method, identifier, body):
    verb, path = method
    karl = program(cast.karl, scopes="read write follow push").client

    fine(
        karl.generic(
            verb,
            re.sub(r":\w+", lambda _match: quote(identifier), path),
            json.dumps(body),
            content_type="application/json",
        )
    )
