"""What is promised of every answer, asked of every address: headers, slashes, verbs."""

import pytest

from augenhoehe.interfaces.mastodon_api.methods import routes_of_methods
from tests.interfaces.mastodon_api.apps import strict

EVERYTHING = "read write follow push admin:read admin:write"
LIMITS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")


def _filled(path, value):
    return "/".join(value if "<" in part else part for part in path.split("/"))


# Pages of the consent are pages: people look at them.
ADDRESSES = sorted(
    {path for _verb, path, _view in routes_of_methods() if "/oauth/authorize" not in path}
)
VERBS = {
    path: {verb for verb, of, _view in routes_of_methods() if of == path} for path in ADDRESSES
}


def is_well(answer, about):
    """Headers that every answer has, whatever it says."""
    assert answer.status_code < 500, about
    assert answer["Access-Control-Allow-Origin"] == "*", about
    assert "Link" in answer["Access-Control-Expose-Headers"], about
    assert all(answer.has_header(name) for name in LIMITS), (about, dict(answer.items()))
    assert answer.has_header("X-Request-Id"), about
    assert not answer.cookies, about
    if answer.status_code >= 400:
        assert answer["Content-Type"].startswith("application/json"), about
        assert isinstance(answer.json()["error"], str), about


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_says_what_it_owes(cast, program, path):
    """Whoever asks, however, and whether it is there or not."""
    there, nowhere = _filled(path, str(cast.karl.id)), _filled(path, "7")
    for client in (strict(), program(cast.karl, scopes=EVERYTHING).client):
        for verb in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            for at in dict.fromkeys((there, nowhere)):
                is_well(client.generic(verb, at), (verb, at))
    for header in ("Bearer wrong", "Basic eA==", "wrong"):
        verb = min(VERBS[path])
        is_well(strict().generic(verb, there, headers={"Authorization": header}), (path, header))


def test_pages_elsewhere_may_ask_how_the_server_is(db):
    for at in ("/health", "/health/"):
        assert strict().get(at)["Access-Control-Allow-Origin"] == "*"
        assert strict().get(at).status_code in (200, 503)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_slash_a_head_and_options(cast, program, path):
    at = _filled(path, str(cast.karl.id))
    karl = program(cast.karl, scopes=EVERYTHING).client

    allowed = karl.options(at)["Allow"].split(", ")
    assert set(allowed) >= VERBS[path] | {"OPTIONS"}
    for verb in sorted({"GET", "POST", "PUT", "PATCH", "DELETE"} - VERBS[path]):
        refused = karl.generic(verb, at)
        assert (refused.status_code, refused.json()) == (405, {"error": "Method not allowed"})
        assert refused.headers["Allow"].split(", ") == allowed
    plain, slash = karl.get(at), karl.get(f"{at}/")
    assert (plain.status_code, plain.headers["Content-Type"]) == (
        slash.status_code,
        slash.headers["Content-Type"],
    )
    head = karl.head(at)
    assert (head.status_code, head.content) == (plain.status_code, b"")
