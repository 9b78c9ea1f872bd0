"""Spaces: what is inside is not even known outside."""

import pytest
from django.test import Client

from augenhoehe.domain.spaces.actions import ask_to_join, create_space, invite_to_space
from augenhoehe.domain.spaces.models import JoinRequest, Space, SpaceMembership
from augenhoehe.domain.spaces.selectors import role_in
from augenhoehe.interfaces.web.live import may_hear

STEPS = ["betreten", "anfragen", "verlassen", "einladen", "aufnehmen", "ablehnen", "moderation"]
NEW = {"name": "Kreis Öl", "purpose": "Über Öl", "reach": "circle", "join": "invite"}


@pytest.fixture
def werkbank(cast):
    """A circle one may ask to enter; Erika looks after it."""
    return create_space(
        slug="werkbank", name="Werkbank", reach="circle", join="request", by=cast.erika
    )


def browsers(cast):
    """Nobody, a customer, and somebody who works here, each outside of the circle."""
    return [Client(), cast.signed_in(cast.gerda), cast.signed_in(cast.hanna)]


# --- refusals ------------------------------------------------------------------------------


def test_a_circle_by_invitation_is_unknown_outside(cast):
    cast.says(cast.erika, "Die Bremse quietscht.", space=cast.kreis)

    for browser in browsers(cast):
        for path in ("/raeume/kreis", "/raeume/kreis/mitglieder", "/@kreis"):
            response = browser.get(path)
            assert response.status_code in (302, 404)
            if response.status_code == 302:
                assert response["Location"].startswith("/anmelden")  # the same for all names
        assert "Kreis Bremse" not in browser.get("/raeume").content.decode()


def test_signed_out_the_members_of_any_space_ask_to_sign_in_alike(cast):
    slugs = (cast.kreis.slug, cast.stammtisch.slug, "nothing")

    answers = {Client().get(f"/raeume/{slug}/mitglieder").status_code for slug in slugs}

    assert answers == {302}


@pytest.mark.parametrize("step", STEPS)
def test_the_door_of_an_unknown_space_is_not_there(cast, step):
    gerda = cast.signed_in(cast.gerda) if cast.kreis else None

    assert gerda.post(f"/raeume/kreis/{step}", {"person": "gerda"}).status_code == 404
    assert gerda.get(f"/raeume/kreis/{step}").status_code == 405


def test_the_house_is_unknown_to_customers(cast):
    cast.says(cast.erika, "Unter uns gesagt", space=cast.haus)

    for browser in browsers(cast)[:2]:
        assert browser.get("/raeume/haus").status_code == 404
    assert "Unter uns gesagt" in browsers(cast)[2].get("/raeume/haus").content.decode()


def test_who_may_know_of_a_circle_does_not_read_it(cast, werkbank):
    cast.says(cast.erika, "Die Presse klemmt.", space=werkbank)
    hanna = cast.signed_in(cast.hanna)

    page = hanna.get("/raeume/werkbank").content.decode()

    assert "/raeume/werkbank/anfragen" in page
    assert "Die Presse klemmt." not in page
    assert hanna.get("/raeume/werkbank/mitglieder").status_code == 404
    assert hanna.post("/raeume/werkbank/betreten").status_code == 403
    assert role_in(werkbank, cast.hanna.id) is None


@pytest.mark.parametrize("step", ["einladen", "aufnehmen", "ablehnen", "moderation"])
def test_members_do_not_do_what_moderators_do(cast, step):
    jonas = cast.signed_in(cast.jonas) if cast.kreis else None

    response = jonas.post(f"/raeume/kreis/{step}", {"person": cast.hanna.handle})

    assert response.status_code == 403
    assert not JoinRequest.objects.exists()
    assert not SpaceMembership.objects.filter(account=cast.hanna).exists()


def test_customers_cannot_be_invited_into_the_house(cast):
    erika = cast.signed_in(cast.erika) if cast.haus else None

    response = erika.post("/raeume/haus/einladen", {"person": cast.karl.handle})

    assert response.status_code == 403
    assert not JoinRequest.objects.exists()


def test_nobody_is_invited_who_is_not_there(cast):
    erika = cast.signed_in(cast.erika) if cast.kreis else None

    response = erika.post("/raeume/kreis/einladen", {"person": "@nobody"})

    assert response.status_code == 422
    assert "Nobody here has this handle." in response.content.decode()


def test_customers_found_no_spaces(cast):
    karl = cast.signed_in(cast.karl)

    assert karl.get("/raeume/neu").status_code == 403
    assert karl.post("/raeume/neu", NEW).status_code == 403
    assert not Space.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("slug", "Kreis Öl"),
        ("slug", "haus"),
        ("slug", "neu"),
        ("reach", ""),
        ("reach", "galaxy"),
        ("join", "x"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(cast, field, value):
    erika = cast.signed_in(cast.erika) if cast.haus else None

    response = erika.post("/raeume/neu", NEW | {field: value})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Über Öl" in response.content.decode()


def test_foreign_pages_enter_no_space(cast):
    client = cast.signed_in(cast.karl) if cast.stammtisch else None
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    assert strict.post("/raeume/stammtisch/betreten").status_code == 403
    assert role_in(cast.stammtisch, cast.karl.id) is None


def test_readers_get_no_cookie(cast):
    cast.says(cast.mona, "Willkommen", space=cast.stammtisch)

    for path in ("/raeume", "/raeume/stammtisch"):
        response = Client().get(path)
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()


def hears(client, space):
    cookie = client.cookies.get("augenhoehe_session")
    headers = {"cookie": f"augenhoehe_session={cookie.value}"} if cookie else {}
    return bool(may_hear(headers, [f"space:{space.id}"]))


def test_one_hears_of_news_where_one_may_read_and_nowhere_else(cast):
    outside, gerda, hanna = browsers(cast)

    assert [hears(one, cast.stammtisch) for one in (outside, gerda, hanna)] == [True] * 3
    assert [hears(one, cast.haus) for one in (outside, gerda, hanna)] == [False, False, True]
    assert [hears(one, cast.kreis) for one in (outside, gerda, hanna)] == [False] * 3
    assert hears(cast.signed_in(cast.karl), cast.kreis)


# --- and how it goes -----------------------------------------------------------------------


def test_inside_is_visible_at_first_sight(cast):
    erika = cast.signed_in(cast.erika) if cast.haus else None

    page = erika.get("/raeume/haus").content.decode()

    assert '<body class="inside">' in page
    assert "Internal" in page
    assert 'data-live="space:' in page
    assert "space-entry--inside" in erika.get("/raeume").content.decode()
    assert cast.stammtisch and '<body class="">' in erika.get("/raeume/stammtisch").content.decode()


def test_a_member_founds_a_space_and_looks_after_it(cast):
    response = cast.signed_in(cast.erika).post("/raeume/neu", NEW)

    space = Space.objects.get()
    assert response["Location"] == "/raeume/kreis-oel"
    assert (space.reach, space.join) == ("circle", "invite")
    assert role_in(space, cast.erika.id) == "moderator"


def test_one_enters_an_open_space_and_leaves_it(cast):
    karl = cast.signed_in(cast.karl) if cast.stammtisch else None

    karl.post("/raeume/stammtisch/betreten")
    assert role_in(cast.stammtisch, cast.karl.id) == "member"
    response = karl.post("/raeume/stammtisch/verlassen")

    assert response["Location"] == "/raeume/stammtisch"
    assert role_in(cast.stammtisch, cast.karl.id) is None


def test_who_leaves_a_circle_is_not_sent_to_a_page_that_is_not_there(cast):
    karl = cast.signed_in(cast.karl) if cast.kreis else None

    assert karl.post("/raeume/kreis/verlassen")["Location"] == "/raeume"


def test_one_asks_and_is_admitted(cast, werkbank):
    hanna, erika = cast.signed_in(cast.hanna), cast.signed_in(cast.erika)

    hanna.post("/raeume/werkbank/anfragen")
    assert "Take the request back" in hanna.get("/raeume/werkbank").content.decode()
    assert "Hanna Lindner" in erika.get("/raeume/werkbank/mitglieder").content.decode()
    erika.post("/raeume/werkbank/aufnehmen", {"person": "hanna"})

    assert role_in(werkbank, cast.hanna.id) == "member"


def test_one_asks_and_is_declined(cast, werkbank):
    ask_to_join(werkbank, by=cast.hanna)

    cast.signed_in(cast.erika).post("/raeume/werkbank/ablehnen", {"person": "hanna"})

    assert role_in(werkbank, cast.hanna.id) is None
    assert not JoinRequest.objects.exists()


def test_who_is_invited_knows_the_space_and_enters_or_declines(cast):
    invite_to_space(cast.kreis, cast.gerda, by=cast.erika)
    invite_to_space(cast.kreis, cast.hanna, by=cast.erika)
    gerda, hanna = cast.signed_in(cast.gerda), cast.signed_in(cast.hanna)

    assert "/raeume/kreis/betreten" in gerda.get("/raeume/kreis").content.decode()
    gerda.post("/raeume/kreis/betreten")
    hanna.post("/raeume/kreis/verlassen")

    assert role_in(cast.kreis, cast.gerda.id) == "member"
    assert hanna.get("/raeume/kreis").status_code == 404


def test_a_moderator_shares_the_work(cast):
    erika = cast.signed_in(cast.erika) if cast.kreis else None

    erika.post("/raeume/kreis/moderation", {"person": cast.jonas.handle})

    assert role_in(cast.kreis, cast.jonas.id) == "moderator"
