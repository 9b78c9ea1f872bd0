"""The page of a person or a voice: what anybody reads there, and what nobody does."""

import pytest
from django.test import Client

from augenhoehe.domain.people.actions import (
    block,
    deactivate_person,
    end_membership,
    mute,
    update_profile,
    use_protected_name,
)
from augenhoehe.domain.people.models import Account, ProfileField
from augenhoehe.foundation import clock


def page_of(handle, client=None, **query):
    response = (client or Client()).get(f"/@{handle}", query)
    assert response.status_code == 200
    return response.content.decode()


# --- refusals ------------------------------------------------------------------------------


def test_nobody_and_internal_spaces_look_alike(cast):
    cast.says(cast.erika, "Nur für uns", space=cast.haus)
    cast.says(cast.erika, "Nur für den Kreis", space=cast.kreis)

    pages = [Client().get(f"/@{handle}") for handle in ("nobody", "haus", "kreis", "a@b.example")]

    assert {page.status_code for page in pages} == {404}


def test_a_title_stands_in_the_profile_and_nowhere_else(cast):
    update_profile(cast.wilhelm, by=cast.wilhelm, values={"title": "Geschäftsführer"})
    post = cast.says(cast.wilhelm, "Guten Morgen")
    reader = cast.signed_in(cast.karl)
    reader.post("/@wilhelm/folgen")

    elsewhere = [
        reader.get(path).content.decode()
        for path in ("/alle", f"/@wilhelm/{post.id}", "/@wilhelm/gefolgt-von", "/@karl/folgt")
    ]

    assert page_of("wilhelm").count("Geschäftsführer") == 1
    assert not any("Geschäftsführer" in page for page in elsewhere)


def test_what_people_type_about_themselves_is_text(cast):
    evil = "<script>alert(1)</script>"
    update_profile(
        cast.karl,
        by=cast.karl,
        values={"name": evil, "title": evil, "about": evil},
        fields=[(evil, evil), ("Netz", "javascript:alert(1)"), ("x", "https://a@evil.example")],
    )

    page = page_of("karl")

    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert 'href="https://a@evil' not in page


def test_who_is_blocked_reads_no_posts_there_and_cannot_follow(cast):
    cast.says(cast.karl, "Mein Riemen")
    block(cast.gerda, by=cast.karl)
    gerda = cast.signed_in(cast.gerda)

    page = page_of("karl", gerda)

    assert "Mein Riemen" not in page
    assert "does not want to be read" in page
    assert "/@karl/folgen" not in page


def test_whom_one_blocked_is_not_read_and_can_be_let_go(cast):
    cast.says(cast.karl, "Mein Riemen")
    block(cast.karl, by=cast.gerda)

    page = page_of("karl", cast.signed_in(cast.gerda))

    assert "Mein Riemen" not in page
    assert "/@karl/freigeben" in page


def test_who_is_signed_out_gets_no_cookie_and_a_link_instead_of_a_form(cast):
    cast.says(cast.karl, "Mein Riemen")

    response = Client().get("/@karl")

    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "/anmelden?next=%2F%40karl" in response.content.decode()


def test_posts_for_others_are_not_shown(cast):
    cast.says(cast.erika, "Nur für uns", space=cast.haus)
    cast.says(cast.erika, "Für alle")

    assert "Nur für uns" not in page_of("erika")
    assert "Für alle" in page_of("erika")


def test_who_does_not_want_to_be_found_is_not_offered_to_search_engines(cast):
    assert "noindex" not in page_of(cast.karl.handle)

    update_profile(cast.karl, by=cast.karl, values={"discoverable": False})

    assert '<meta name="robots" content="noindex">' in page_of("karl")


def test_a_protected_person_is_not_named_beside_a_voice(cast):
    use_protected_name(cast.lindenrad, by=cast.priya)

    page = page_of("lindenrad")

    assert "Priya" not in page
    assert "protected name" in page


def test_former_members_do_not_carry_the_affiliation(cast):
    assert "works at Lindenrad" in page_of(cast.erika.handle)

    end_membership(cast.erika, by=None)

    assert "works at" not in page_of("erika")
    assert "works at" not in page_of(cast.karl.handle)


# --- and how it goes -----------------------------------------------------------------------


def test_lines_link_back_with_rel_me_and_a_proven_one_is_marked(cast):
    update_profile(
        cast.karl,
        by=cast.karl,
        values={},
        fields=[("Netz", "https://karl.example/"), ("Ort", "Bremen")],
    )
    ProfileField.objects.filter(name="Netz").update(verified_at=clock.now())

    page = page_of("karl")

    assert '<link rel="me" href="https://karl.example/">' in page
    assert 'rel="me nofollow noopener ugc">karl.example</a>' in page
    assert page.count("✓") == 1


@pytest.mark.parametrize(("query", "shown"), [({}, False), ({"antworten": "1"}, True)])
def test_replies_stand_on_a_page_of_their_own(cast, query, shown):
    post = cast.says(cast.gerda, "Wo bleibt mein Rad?")
    cast.says(cast.karl, "Das frage ich auch.", in_reply_to=post)

    assert ("Das frage ich auch." in page_of("karl", **query)) is shown


def test_long_lists_go_on_and_say_when_they_end(cast):
    for number in range(23):
        cast.says(cast.karl, f"Beitrag Nummer {number:02}.")

    first = Client().get("/@karl?antworten=1")
    second = Client().get(f"/@karl{first.context['older']}")

    assert "antworten=1" in first.context["older"]
    assert "Beitrag Nummer 02." not in first.content.decode()
    assert "Beitrag Nummer 02." in second.content.decode()
    assert "That is everything." in second.content.decode()


def test_a_voice_says_who_speaks_and_what_was_criticised(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    page = page_of("lindenrad")

    assert "Erika Hansen" in page
    assert "steward" in page
    assert f'href="/faelle/{case.id}"' in page
    assert "/@lindenrad/team" in page


def test_what_a_voice_answers_stands_on_its_page(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case, "Er ist unterwegs.", voice=cast.lindenrad)

    assert "Er ist unterwegs." in page_of("lindenrad")


def test_a_handle_in_other_letters_leads_to_the_one_address(cast):
    response = Client().get(f"/@{cast.karl.handle.upper()}")

    assert (response.status_code, response["Location"]) == (301, "/@karl")


def test_a_space_has_a_page_of_its_own_kind(cast):
    assert Client().get(f"/@{cast.stammtisch.slug}")["Location"] == "/raeume/stammtisch"
    inside = cast.signed_in(cast.erika)
    assert inside.get(f"/@{cast.haus.slug}")["Location"] == "/raeume/haus"


def test_who_has_left_is_still_named(cast):
    cast.says(cast.karl, "Mein Riemen")
    deactivate_person(cast.karl)

    page = page_of("karl")

    assert "has left this server" in page
    assert "Mein Riemen" in page


def test_of_somebody_elsewhere_we_show_what_we_know(cast):
    Account.objects.create(
        handle="mara", domain="other.example", name="Mara", url="https://other.example/@mara"
    )

    page = page_of("mara@other.example")

    assert 'href="https://other.example/@mara"' in page
    assert "noindex" in page


def test_muting_hides_nothing_on_the_page_one_asked_for(cast):
    cast.says(cast.karl, "Mein Riemen")
    mute(cast.karl, by=cast.gerda)

    assert "Mein Riemen" in page_of("karl", cast.signed_in(cast.gerda))
