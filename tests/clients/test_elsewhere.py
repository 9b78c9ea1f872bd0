"""A page on another origin talks to the API, as a browser lets it."""

import requests

from tests.clients.browser import Browser

ORIGIN = {"Origin": "https://client.example"}


def test_a_browser_asks_first_and_may(running):
    asked = requests.options(
        f"{running.base}/api/v1/statuses",
        headers=ORIGIN
        | {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
        },
        timeout=20,
    )

    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    allowed = asked.headers["Access-Control-Allow-Headers"].lower()
    assert {"authorization", "content-type", "idempotency-key"} <= set(allowed.split(", "))


def test_a_page_asks_for_no_preflight_elsewhere(running):
    asked = requests.options(
        f"{running.base}/anmelden",
        headers=ORIGIN | {"Access-Control-Request-Method": "POST"},
        timeout=20,
    )

    assert "Access-Control-Allow-Origin" not in asked.headers


def test_it_registers_signs_in_and_posts(running):
    back = "https://client.example/callback"
    app = requests.post(
        f"{running.base}/api/v1/apps",
        json={"client_name": "Elsewhere", "redirect_uris": [back], "scopes": "read write"},
        headers=ORIGIN,
        timeout=20,
    ).json()
    browser = Browser(running.base)
    browser.sign_in("karl")
    code = browser.lets_in(
        f"{running.base}/oauth/authorize?response_type=code&client_id={app['client_id']}"
        f"&redirect_uri={back}&scope=read+write"
    )

    token = requests.post(
        f"{running.base}/oauth/token",
        json={
            "grant_type": "authorization_code",
            "code": code,
            "client_id": app["client_id"],
            "client_secret": app["client_secret"],
            "redirect_uri": back,
        },
        headers=ORIGIN,
        timeout=20,
    )
    posted = requests.post(
        f"{running.base}/api/v1/statuses",
        json={"status": "Von woanders"},
        headers=ORIGIN | {"Authorization": f"Bearer {token.json()['access_token']}"},
        timeout=20,
    )

    for answer in (token, posted):
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert posted.json()["application"]["name"] == "Elsewhere"
