"""Where one is signed in, and in which language one reads."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from augenhoehe.domain.people.models import Login
from augenhoehe.interfaces.web.pages.session.devices import describe
from tests.interfaces.web.signing_in import is_in, sign_in

PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0 Mobile Safari/537.36"
)


@pytest.fixture
def karl(cast):
    return cast.karl


@pytest.fixture
def gerda(cast):
    return cast.gerda


# --- where one is signed in --------------------------------------------------------------------


def _signed_in_really(login, **how):
    client = Client(**how)
    sign_in(client, login)
    return client


def test_somebody_elses_session_cannot_be_ended(cast, karl, gerda):
    karl, gerda = _signed_in_really("karl"), _signed_in_really("gerda")
    hers = UserSession.objects.get(user=cast.gerda.login)

    response = karl.post(f"/sitzungen/{hers.pk}/beenden")

    assert response.status_code == 404
    assert is_in(gerda)
    assert karl.get(f"/sitzungen/{hers.pk}/beenden").status_code == 405


def test_the_list_keeps_the_network_and_not_the_address(karl):
    client = _signed_in_really("karl", headers={"user-agent": PHONE}, REMOTE_ADDR="192.0.2.77")

    page = client.get("/sitzungen").content.decode()

    assert "Chrome, Android" in page
    assert "192.0.2.0" in page
    assert UserSession.objects.get().ip == "192.0.2.0"


def test_one_ends_a_session_or_all_others(karl):
    here, there, yonder = (_signed_in_really("karl") for _browser in range(3))
    theirs = UserSession.objects.get(session_key=there.session.session_key)

    here.post(f"/sitzungen/{theirs.pk}/beenden")
    assert (is_in(here), is_in(there), is_in(yonder)) == (True, False, True)
    here.post("/sitzungen")

    assert (is_in(here), is_in(yonder)) == (True, False)


def test_browsers_are_called_by_their_names():
    assert describe("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0") == "Firefox, Linux"
    assert describe("") == "Unknown browser"


# --- language ----------------------------------------------------------------------------------


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
def test_choosing_a_language_leads_to_no_other_site(db, elsewhere):
    response = Client().get("/sprache/de", {"next": elsewhere})

    assert response["Location"] == "/"


def test_a_language_nobody_speaks_here_is_not_found(db):
    assert Client().get("/sprache/tlh").status_code == 404


def test_a_foreign_page_does_not_change_the_language_of_somebodys_mail(cast):
    client = cast.signed_in(cast.karl)

    client.get("/sprache/en", headers={"sec-fetch-site": "cross-site"})

    assert Login.objects.get().language == "de"


def test_the_language_is_kept_in_the_browser_and_with_the_login(cast):
    client = cast.signed_in(cast.karl)

    response = client.get("/sprache/en?next=/alle", headers={"sec-fetch-site": "same-origin"})

    assert response["Location"] == "/alle"
    assert response.cookies["augenhoehe_language"].value == "en"
    assert Login.objects.get().language == "en"
