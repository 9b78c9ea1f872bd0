"""Who can notify you: the settings, who waits, and the browser that is told."""

import json

import pytest
from django.test import Client

from augenhoehe.domain.notifications.actions import choose_senders
from augenhoehe.domain.notifications.models import NoticeRequest, PushSubscription
from augenhoehe.domain.notifications.requests import policy_of
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests.foundation.push_service import Reader, push_service

AT = "/einstellungen/mitteilungen"
QUESTIONS = (
    "for_not_following",
    "for_not_followers",
    "for_new_accounts",
    "for_private_mentions",
    "for_limited_accounts",
    "for_automated",
)


@pytest.fixture
def waiting(cast):
    """Ada has written to Karl, who holds strangers back."""
    choose_senders(by=cast.karl, answers={"for_not_following": "filter"})
    cast.says(cast.ada, "@karl Hallo, kennen wir uns?")
    return NoticeRequest.objects.get()


def test_nobody_decides_for_somebody_else(cast, waiting):
    for step in ("zeigen", "weglegen"):
        at = f"/meldungen/wartend/{waiting.id}/{step}"
        assert cast.signed_in(cast.ada).post(at).status_code == 404
        assert Client().post(at)["Location"].startswith("/anmelden")
        assert cast.signed_in(cast.karl).get(at).status_code == 405
    assert cast.signed_in(cast.karl).post(f"/meldungen/wartend/{waiting.id}/x").status_code == 404
    assert NoticeRequest.objects.exists()
    assert Client().get(AT)["Location"].startswith("/anmelden")


def test_a_wrong_answer_is_told_and_the_others_are_kept(cast):
    sent = dict.fromkeys(QUESTIONS, "filter") | {"for_new_accounts": "vielleicht"}

    answer = cast.signed_in(cast.karl).post(AT, sent)

    assert answer.status_code == 422
    assert '<option value="filter" selected>' in answer.text
    assert policy_of(cast.karl).for_not_following == "accept"


def test_what_one_chooses_is_kept(cast):
    karl = cast.signed_in(cast.karl)

    answer = karl.post(AT, dict.fromkeys(QUESTIONS, "accept") | {"for_not_following": "drop"})

    assert answer["Location"] == AT
    assert policy_of(cast.karl).for_not_following == "drop"
    assert '<option value="drop" selected>' in karl.get(AT).text


def test_who_waits_stands_on_the_page_of_notices(cast, waiting):
    karl = cast.signed_in(cast.karl)
    page = karl.get("/meldungen").text

    assert "Notices of one person wait" in page
    assert "kennen wir uns" not in page
    assert "Nothing has happened yet" in page
    karl.post(f"/meldungen/wartend/{waiting.id}/zeigen")
    page = karl.get("/meldungen").text
    assert "Notices of one person wait" not in page
    assert "kennen wir uns" in page


def test_what_waits_can_be_put_away(cast, waiting):
    karl = cast.signed_in(cast.karl)

    karl.post(f"/meldungen/wartend/{waiting.id}/weglegen")

    assert "kennen wir uns" not in karl.get("/meldungen").text
    assert not NoticeRequest.objects.exists()


# --- The browser ------------------------------------------------------------------------


@pytest.fixture
def service(settings):
    settings.FEDERATION_PRIVATE_ADDRESSES = settings.FEDERATION_HTTP = True
    with push_service() as service:
        yield service


def sends(browser, document, method="post"):
    call = getattr(browser, method)
    return call("/einstellungen/push", json.dumps(document), content_type="application/json")


def test_only_who_is_signed_in_is_told(cast, service):
    said = service.subscription(Reader())

    assert sends(Client(), said).status_code == 401
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(
        cast.karl.login, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert sends(strict, said).status_code == 403
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("said", [{}, [], "x", {"endpoint": "x"}, {"keys": "x"}])
def test_nonsense_is_refused(cast, said):
    assert sends(cast.signed_in(cast.karl), said).status_code == 422


def test_a_browser_is_told_until_it_signs_out(cast, service):
    karl, reader = cast.signed_in(cast.karl), Reader()
    for _ in range(2):
        assert sends(karl, service.subscription(reader)).status_code == 201
    assert PushSubscription.objects.count() == 1

    cast.says(cast.ada, "@karl eins")
    run_due_jobs()
    assert [said["body"] for said in service.opened_by(reader)] == ["@karl eins"]

    karl.post("/abmelden")
    cast.says(cast.ada, "@karl zwei")
    run_due_jobs()
    assert len(service.heard) == 1
    assert not PushSubscription.objects.exists()


def test_of_what_no_app_knows_a_browser_is_told(cast, service):
    reader = Reader()
    sends(cast.signed_in(cast.karl), service.subscription(reader))
    from augenhoehe.domain.spaces.actions import invite_to_space

    space = cast.stammtisch
    invite_to_space(space, cast.karl, by=cast.mona)
    run_due_jobs()

    (said,) = service.opened_by(reader)
    assert "Stammtisch" in said["title"]


def test_a_browser_ends_it(cast, service):
    karl = cast.signed_in(cast.karl)
    sends(karl, service.subscription(Reader()))

    assert sends(cast.signed_in(cast.ada), {"endpoint": service.url}, "delete").status_code == 204
    assert PushSubscription.objects.exists()
    assert sends(karl, {"endpoint": service.url}, "delete").status_code == 204
    assert not PushSubscription.objects.exists()
