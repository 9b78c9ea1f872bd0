"""The description of the API, and strangers' requests made from it (schemathesis)."""

from __future__ import annotations

from functools import cache

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from augenhoehe.interfaces.mastodon_api.methods import documented, offered
from augenhoehe.interfaces.mastodon_api.openapi import description
from augenhoehe.interfaces.mastodon_api.openapi.reading import asked_by

_CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
_SCOPES = "read write follow push"


def _methods():
    return {
        f"{verb.upper()} {path}": described
        for path, verbs in description()["paths"].items()
        for verb, described in verbs.items()
    }


@cache
def _operations():
    schema = schemathesis.openapi.from_dict(description())
    found = (one.ok() for one in schema.get_all_operations() if isinstance(one, Ok))
    return {operation.label: operation for operation in found}


def test_every_method_offered_is_described():
    described = {name.replace("{", ":").replace("}", "") for name in _methods()}
    said = {f"{verb} {path.partition('?')[0]}" for verb, path in offered()}
    count = len([one for one in documented() if one.key in offered()])

    assert len(described) >= count - 20  # those under /oauth and /.well-known have their own
    assert {name for name in said if name.startswith("/api/") and ":" not in name} <= described


def test_what_a_method_takes_is_read_off_its_code(client):
    document = client.get("/api/openapi.json").json()

    writing = document["paths"]["/api/v1/statuses"]["post"]
    taken = writing["requestBody"]["content"]["application/json"]["schema"]["properties"]
    home = document["paths"]["/api/v1/timelines/home"]["get"]
    assert {"status", "media_ids", "visibility", "sensitive", "in_reply_to_id"} <= set(taken)
    assert taken["media_ids"]["type"] == "array"
    assert writing["security"][0]["token"] == ["write:statuses"]
    assert {"limit", "max_id", "min_id", "since_id"} <= {one["name"] for one in home["parameters"]}


def test_what_stands_in_tables_is_asked_for_too(client):
    paths = client.get("/api/openapi.json").json()["paths"]

    def taken(verb, path):
        content = paths[path][verb]["requestBody"]["content"]
        return set(content["application/json"]["schema"]["properties"])

    assert {"display_name", "note", "locked", "bot", "source", "fields_attributes"} <= taken(
        "patch", "/api/v1/accounts/update_credentials"
    )
    assert {"home", "notifications"} <= taken("post", "/api/v1/markers")
    assert "for_not_following" in taken("patch", "/api/v2/notifications/policy")
    assert "quoted_status_id" in taken("post", "/api/v1/statuses")
    muting = paths["/api/v1/accounts/{account_id}/mute"]["post"]["security"][0]["token"]
    assert "write:mutes" in muting


def test_a_function_that_asks_for_nothing_takes_nothing():
    def view(request):
        return {}

    assert asked_by(view).parameters == {}


@pytest.mark.parametrize("label", sorted(_methods()))
def test_strangers_requests(cast, program, label):
    """Whatever can be made from the description gets an answer that the description knows."""
    operation = _operations()[label]
    karl = program(cast.karl, scopes=_SCOPES).client

    @settings(max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case):
        case.validate_response(_sent(karl, case), checks=_CHECKS)

    ask()


def _sent(client, case):
    """The request as it would go over the wire, answered inside of this test's transaction."""
    asked = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    answer = client.generic(
        asked.method,
        asked.path_url,
        asked.body or b"",
        content_type=asked.headers.get("Content-Type", ""),
    )
    headers = {name: [value] for name, value in answer.headers.items()}
    return schemathesis.Response(
        answer.status_code, headers, answer.content, request=asked, elapsed=0, verify=False
    )
