"""What is the same for every method: errors in JSON, headers, slashes, limits."""

import json
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import get_resolver

from augenhoehe.domain.people.actions import issue_token
from tests.interfaces.mastodon_api.apps import strict, with_token

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("post", "/api/v1/nothing/", 404),
        ("get", "/api/nothing", 404),
        ("get", "/api/", 404),
        ("get", "/.well-known/nothing", 404),
        ("get", "/nodeinfo/3.0", 404),
        ("delete", "/api/v1/instance", 405),
        ("get", "/api/v1/apps", 405),
        ("get", "/api/v1/instance/terms_of_service", 404),
        ("get", "/api/v1/accounts/verify_credentials", 401),
    ],
)
def test_errors_are_json(method, path, status):
    answer = getattr(strict(), method)(path)

    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/json")
    assert isinstance(answer.json()["error"], str)
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_who_takes_no_json_is_told_so():
    answer = strict().get("/api/v1/instance", headers={"Accept": "image/png"})

    assert answer.status_code == 406
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    assert strict().get("/api/v1/instance", headers={"Accept": browser}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/apps", "/oauth/token", "/api/v1/accounts"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"\xff\xfe"),
        ("application/json", b"[" * 5000),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=a", b"--b--"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(500))),
        ("text/plain", b"hello"),
    ],
)
def test_bad_bodies_are_no_fault_of_ours(path, kind, body):
    answer = strict().post(path, body, content_type=kind)

    assert 400 <= answer.status_code < 500, answer.content
    assert answer.json()["error"]


def test_what_is_too_large_is_said_so():
    answer = strict().post("/api/v1/apps", b"a" * 1_100_000, content_type="application/json")

    assert (answer.status_code, answer.json()) == (413, {"error": "Payload too large"})


def test_a_full_disk_is_said_as_it_is_and_a_fault_of_ours_too(cast):
    http = with_token(issue_token(cast.karl, scopes="read"))
    verify = "augenhoehe.interfaces.mastodon_api.routes.credentials.credential_entity"

    with patch(verify, side_effect=OperationalError("database or disk is full")):
        full = http.get("/api/v1/accounts/verify_credentials")
    with patch(verify, side_effect=KeyError("oops")):
        broken = http.get("/api/v1/accounts/verify_credentials")

    assert (full.status_code, full["Retry-After"]) == (503, "10")
    assert broken.status_code == 500
    assert "oops" not in broken.content.decode()
    assert full.json()["error"] and broken.json()["error"]


@pytest.mark.parametrize("path", ["/api/v1/instance", "/oauth/token", "/.well-known/nodeinfo"])
def test_pages_elsewhere_may_ask(path):
    answer = strict().options(
        path,
        headers={
            "Origin": "https://client.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
        },
    )

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in answer["Access-Control-Allow-Headers"]
    assert "Idempotency-Key" in answer["Access-Control-Allow-Headers"]
    assert "PATCH" in answer["Access-Control-Allow-Methods"]


def test_pages_of_people_are_open_to_nobody_elsewhere(client):
    assert "Access-Control-Allow-Origin" not in client.get("/")
    assert "Access-Control-Allow-Origin" not in client.get("/oauth/authorize")


def test_what_browsers_may_read_of_an_answer(client):
    exposed = client.get("/api/v1/instance")["Access-Control-Expose-Headers"]

    assert {"Link", "X-RateLimit-Limit", "X-Request-Id"} <= set(exposed.split(", "))


def test_options_and_head(client):
    assert strict().options("/api/v1/apps")["Allow"] == "POST, OPTIONS"
    head = client.head("/api/v1/instance")
    assert head.status_code == 200


def routes(patterns=None, before=""):
    """Every address of the client API, with something put in for what it captures."""
    for pattern in patterns or get_resolver("augenhoehe.interfaces.mastodon_api.urls").url_patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, path)
        else:
            yield "/" + "/".join("1" if "<" in part else part for part in path.split("/"))


def test_a_slash_makes_no_difference_and_nothing_is_a_page_but_the_consent(client):
    for path in routes():
        without, slash = strict().get(path), strict().get(f"{path}/")
        assert without.status_code == slash.status_code, path
        assert without.status_code < 500, path
        if not path.startswith("/oauth/authorize"):
            assert "text/html" not in without["Content-Type"], path
            assert without["Access-Control-Allow-Origin"] == "*", path


def test_a_session_counts_for_nothing(cast):
    browser = cast.signed_in(cast.karl)

    answer = browser.get("/api/v1/accounts/verify_credentials")

    assert answer.status_code == 401
    assert not answer.cookies


def test_a_token_in_the_address_is_taken(cast):
    token = issue_token(cast.karl, scopes="read")

    said = Client().get("/api/v1/accounts/verify_credentials", {"access_token": token})

    assert said.json()["acct"] == "karl"


def test_three_hundred_requests_and_then_patience(cast, rate_limits):
    http = with_token(issue_token(cast.karl, scopes="read"))
    other = with_token(issue_token(cast.karl, scopes="read"))

    first = http.get("/api/v1/preferences")
    for _each in range(299):
        http.get("/api/v1/preferences")
    last = http.get("/api/v1/preferences")

    assert first["X-RateLimit-Limit"] == "300"
    assert first["X-RateLimit-Remaining"] == "299"
    assert first["X-RateLimit-Reset"].endswith("Z")
    assert (last.status_code, last["X-RateLimit-Remaining"]) == (429, "0")
    assert int(last["Retry-After"]) > 0
    assert "error" in json.loads(last.content)
    assert other.get("/api/v1/preferences").status_code == 200
