"""Hats in apps: put on by the first line or by name, shown with each post and each account."""

import pytest

from augenhoehe.domain.people.actions import end_membership, grant_hat, put_down_hat
from augenhoehe.domain.posts.models import Post

SERVICE = "Lindenrad Kundendienst"


@pytest.fixture
def hat(cast):
    return grant_hat(cast.jonas, SERVICE, by=cast.erika, voice=cast.lindenrad)


@pytest.mark.parametrize("said", ["/hut", "/hut Vorstand", "/dienst"])
def test_whoever_has_no_hat_is_refused_and_nothing_is_said(cast, program, said):
    answer = program(cast.jonas if said == "/hut" else cast.karl).post({"status": f"{said}\nJa"})

    if said == "/dienst":  # a customer says such words as words
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert "Nothing has been published" in answer.json()["error"]
    assert not Post.objects.exists()


def test_a_wrong_name_is_answered_with_the_hats_one_has(cast, program, hat):
    answer = program(cast.jonas).post({"status": "/hut Vorstand\nJa"})

    assert answer.status_code == 422
    assert SERVICE in answer.json()["error"]


@pytest.mark.parametrize("wanted", ["1", "Vorstand", "9" * 30])
def test_a_hat_that_is_not_ones_own_cannot_be_chosen(cast, program, hat, wanted):
    assert program(cast.jonas).post({"status": "Ja", "hat": wanted}).status_code == 422
    assert program(cast.karl).post({"status": "Ja", "hat": str(hat.id)}).status_code == 422


def test_a_voice_wears_none(cast, program, hat):
    voice = program(cast.jonas, voice=cast.lindenrad)

    assert voice.post({"status": "/hut\nJa"}).status_code == 422


def test_the_first_line_puts_it_on(cast, program, hat):
    answer = program(cast.jonas).post({"status": "/hut\nDas Teil ist unterwegs."})

    said = answer.json()
    assert answer.status_code == 200
    assert said["in_service"] is True
    assert said["hat"]["words"] == SERVICE
    assert said["hat"]["id"] == str(hat.id)
    assert said["hat"]["confirmed"] is True
    assert "/hut<" not in said["content"]
    assert f'/huete#hut-{hat.id}"' in said["content"]


def test_an_app_that_knows_of_hats_chooses_one(cast, program, hat):
    for wanted in (str(hat.id), SERVICE):
        said = program(cast.jonas).post({"status": f"Ja, {wanted}", "hat": wanted}).json()
        assert said["hat"]["words"] == SERVICE


def test_every_post_says_whether_it_is_in_service(cast, program, hat):
    jonas = program(cast.jonas)

    assert jonas.post({"status": "Feierabend."}).json()["in_service"] is False
    assert jonas.post({"status": "/dienst\nWir sind da."}).json()["in_service"] is True


def test_what_was_said_keeps_the_hat_and_the_account_does_not(cast, program, hat):
    said = program(cast.jonas).post({"status": "/hut\nDas Teil ist unterwegs."}).json()
    assert said["account"]["hats"] == [{"id": str(hat.id), "words": SERVICE}]
    assert SERVICE in [line["value"] for line in said["account"]["fields"]]

    end_membership(cast.jonas, by=None)

    later = program().read(said["id"]).json()
    assert later["hat"]["words"] == SERVICE
    assert later["account"]["hats"] == []
    assert SERVICE not in [line["value"] for line in later["account"]["fields"]]


def test_hats_of_many_accounts_are_one_question(cast, program, hat, django_assert_max_num_queries):
    grant_hat(cast.hanna, "die Werkstatt", by=None, voice=cast.werkstatt)
    for who in (cast.jonas, cast.hanna, cast.karl):
        cast.says(who, "Guten Morgen")
    reading = program(cast.gerda)
    reading.get("v1/timelines/public")
    put_down_hat(hat, by=cast.jonas)

    with django_assert_max_num_queries(25):
        told = reading.get("v1/timelines/public").json()

    by_name = {one["account"]["username"]: one["account"]["hats"] for one in told}
    assert by_name["jonas"] == [] and by_name["karl"] == []
    assert [one["words"] for one in by_name["hanna"]] == ["die Werkstatt"]
