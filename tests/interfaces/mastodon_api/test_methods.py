"""The table of methods, the routes and the page of the documentation say the same."""

from pathlib import Path

from augenhoehe.interfaces.mastodon_api.methods import documented, methods_page, offered, state_of

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "mastodon-api.md"
# Not in Mastodon's own list of methods, and offered all the same.
_ALSO = {
    ("GET", "/api/v2/instance"),
    ("GET", "/api/v1/accounts/verify_credentials"),
    ("GET", "/api/v1/markers"),
    ("POST", "/api/v1/conversations/:id/unread"),
    ("GET", "/api/v1/trends"),
    ("GET", "/api/v1/instance/languages"),
    ("GET", "/.well-known/host-meta"),
    ("GET", "/.well-known/host-meta.json"),
    ("GET", "/.well-known/nodeinfo"),
    ("GET", "/nodeinfo/:id"),
    ("GET", "/oauth/authorize/native"),
}


def test_every_method_stands_in_the_list_once():
    keys = [method.key for method in documented()]

    assert len(keys) == len(set(keys))


def test_every_route_stands_in_the_list():
    listed = {method.key for method in documented()} | _ALSO
    unlisted = {key for key in offered() - listed if key[1].startswith("/api/")}

    assert unlisted == set()


def test_the_page_is_as_the_routes_are():
    assert PAGE.read_text(encoding="utf-8") == methods_page(), "Please run `augenhoehe api-docs`."


def test_whatever_is_complete_or_partial_has_a_route():
    states = [state_of(method, offered()) for method in documented()]

    assert states.count("complete") + states.count("partial") > 100
