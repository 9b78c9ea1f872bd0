"""Following, muting, blocking."""

import pytest
from django.test import Client

from augenhoehe.domain.people.actions import block, follow, update_profile
from augenhoehe.domain.people.models import Block, Follow, FollowRequest, Mute

VERBS = ["folgen", "entfolgen", "stumm", "laut", "blockieren", "freigeben", "annehmen", "ablehnen"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_link_or_a_foreign_page_changes_nothing(cast, verb):
    client = cast.signed_in(cast.karl)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    assert client.get(f"/@{cast.erika.handle}/{verb}").status_code == 405
    assert strict.post(f"/@erika/{verb}").status_code == 403
    assert not Follow.objects.exists() and not Mute.objects.exists() and not Block.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_who_is_signed_out_signs_in_first(cast, verb):
    here = {"referer": "http://testserver/@erika"}

    response = Client().post(f"/@{cast.erika.handle}/{verb}", headers=here)

    assert response["Location"] == "/anmelden?next=%2F%40erika"


def test_nobody_follows_who_blocked_them(cast):
    block(cast.gerda, by=cast.karl)

    response = cast.signed_in(cast.gerda).post("/@karl/folgen")

    assert response.status_code == 403
    assert "does not want to be followed" in response.content.decode()
    assert not Follow.objects.exists()


def test_nobody_follows_or_blocks_themselves(cast):
    client = cast.signed_in(cast.karl)

    assert client.post("/@karl/folgen").status_code == 403
    assert client.post("/@karl/blockieren").status_code == 403


def test_there_is_nobody_to_follow_behind_an_unknown_or_internal_name(cast):
    client = cast.signed_in(cast.karl)

    assert client.post("/@nobody/folgen").status_code == 404
    assert client.post(f"/@{cast.haus.slug}/folgen").status_code == 404
    assert client.post(f"/@{cast.stammtisch.slug}/folgen").status_code == 404


def test_following_many_at_once_takes_patience(cast, rate_limits):
    client = cast.signed_in(cast.karl)
    for _time in range(400):
        client.post(f"/@{cast.erika.handle}/folgen")

    response = client.post("/@erika/entfolgen")

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_going_back_leads_to_no_other_site(cast):
    client = cast.signed_in(cast.karl)

    response = client.post(f"/@{cast.erika.handle}/folgen", {"next": "https://evil.example"})

    assert response["Location"] == "/@erika"


def test_one_follows_and_stops(cast):
    client = cast.signed_in(cast.karl)

    client.post(f"/@{cast.erika.handle}/folgen")
    assert "/@erika/entfolgen" in client.get("/@erika").content.decode()
    assert "Karl Brandt" in Client().get("/@erika/gefolgt-von").content.decode()
    assert "Erika Hansen" in Client().get("/@karl/folgt").content.decode()
    client.post("/@erika/entfolgen")

    assert not Follow.objects.exists()


def test_who_decides_is_asked(cast):
    update_profile(cast.erika, by=cast.erika, values={"approves_followers": True})
    karl, erika = cast.signed_in(cast.karl), cast.signed_in(cast.erika)

    answer = karl.post("/@erika/folgen", follow=True)
    assert "is asked and decides" in answer.content.decode()
    assert not Follow.objects.exists()
    assert "/@karl/annehmen" in erika.get("/meldungen").content.decode()
    erika.post("/@karl/annehmen")

    assert Follow.objects.get().follower == cast.karl
    assert "/@karl/annehmen" not in erika.get("/meldungen").content.decode()


def test_a_request_can_be_declined_or_taken_back(cast):
    update_profile(cast.erika, by=cast.erika, values={"approves_followers": True})
    follow(cast.erika, by=cast.karl)
    follow(cast.erika, by=cast.gerda)

    cast.signed_in(cast.erika).post("/@karl/ablehnen")
    cast.signed_in(cast.gerda).post("/@erika/entfolgen")

    assert not FollowRequest.objects.exists() and not Follow.objects.exists()


def test_nobody_accepts_for_somebody_else(cast):
    update_profile(cast.erika, by=cast.erika, values={"approves_followers": True})
    follow(cast.erika, by=cast.karl)

    cast.signed_in(cast.gerda).post("/@karl/annehmen")

    assert not Follow.objects.exists()


def test_muted_and_blocked_stand_in_ones_own_settings_only(cast):
    karl = cast.signed_in(cast.karl)
    karl.post(f"/@{cast.gerda.handle}/stumm")
    karl.post(f"/@{cast.ada.handle}/blockieren")

    mine = karl.get("/einstellungen/stumm").content.decode()
    hers = cast.signed_in(cast.gerda).get("/einstellungen/stumm").content.decode()

    assert "Gerda Vogt" in mine and "Ada Okafor" in mine
    assert "Karl" not in hers
    karl.post("/@gerda/laut", {"next": "/einstellungen/stumm"})
    karl.post("/@ada/freigeben")
    assert not Mute.objects.exists() and not Block.objects.exists()
