"""Lists of one's own in the browser."""

import pytest

from augenhoehe.domain.people.actions import follow, make_list, put_in_list
from augenhoehe.domain.people.reading import list_members, lists_of


@pytest.fixture
def werkstatt(cast):
    follow(cast.ada, by=cast.karl)
    follow(cast.ben, by=cast.karl)
    mine = make_list("Werkstatt", by=cast.karl)
    put_in_list(mine, [cast.ada], by=cast.karl)
    return mine


def test_lists_want_somebody_signed_in_and_are_their_own(cast, client, werkstatt):
    assert client.get("/listen").status_code == 302
    gerda = cast.signed_in(cast.gerda)
    for path in (f"/listen/{werkstatt.id}", f"/listen/{werkstatt.id}/bearbeiten"):
        assert gerda.get(path).status_code == 404
    for step in ("loeschen", "dazu", "weg"):
        assert gerda.post(f"/listen/{werkstatt.id}/{step}", {"account": "ada"}).status_code == 404
    assert gerda.get(f"/listen/{'9' * 30}").status_code == 404
    assert lists_of(cast.karl) == [werkstatt]


def test_a_list_without_a_name_is_refused_and_what_was_typed_stays(cast):
    karl = cast.signed_in(cast.karl)

    answer = karl.post("/listen", {"title": "  ", "replies": "none", "is_exclusive": "on"})

    assert answer.status_code == 422
    assert 'value="none"' in answer.text and "checked" in answer.text
    for number in range(50):
        make_list(f"L{number}", by=cast.karl)
    full = karl.post("/listen", {"title": "Noch eine", "replies": "list"})
    assert full.status_code == 422
    assert "maximum number of lists" in full.text


def test_making_reading_changing_and_deleting_a_list(cast):
    karl = cast.signed_in(cast.karl)
    follow(cast.ada, by=cast.karl)

    made = karl.post("/listen", {"title": "Werkstatt", "replies": "list"})
    mine = lists_of(cast.karl)[0]
    assert made["Location"] == f"/listen/{mine.id}/bearbeiten"
    assert "Ada Okafor" in karl.get(made["Location"]).text
    karl.post(f"/listen/{mine.id}/dazu", {"account": "ada"})
    karl.post(f"/listen/{mine.id}/dazu", {"account": "ada"})
    assert list_members(mine) == [cast.ada]

    for number in range(22):
        cast.says(cast.ada, f"Nummer {number} von Ada")
    cast.says(cast.gerda, "Nicht hier")
    page = karl.get(f"/listen/{mine.id}")
    assert "Nummer 21 von Ada" in page.text
    assert "Nummer 1 von Ada" not in page.text
    assert "Nicht hier" not in page.text
    older = page.context["older"]
    assert "Nummer 1 von Ada" in karl.get(f"/listen/{mine.id}{older}").text

    karl.post(f"/listen/{mine.id}/bearbeiten", {"title": "Leute", "replies": "none"})
    assert lists_of(cast.karl)[0].title == "Leute"
    karl.post(f"/listen/{mine.id}/weg", {"account": "ada"})
    assert list_members(mine) == []
    karl.post(f"/listen/{mine.id}/loeschen")
    assert lists_of(cast.karl) == []


def test_whom_one_does_not_follow_cannot_be_put_there(cast, werkstatt):
    karl, stranger = cast.signed_in(cast.karl), cast.gerda.handle

    answer = karl.post(f"/listen/{werkstatt.id}/dazu", {"account": stranger}, follow=True)

    assert "You must follow this account first" in answer.text
    assert list_members(werkstatt) == [cast.ada]


def test_lists_stand_on_the_profile_of_whom_one_follows(cast, werkstatt):
    karl = cast.signed_in(cast.karl)

    assert "Take out of “Werkstatt”" in karl.get("/@ada").text
    assert "Put into “Werkstatt”" in karl.get("/@ben").text
    assert "Werkstatt" not in karl.get("/@gerda").text
    back = karl.post(f"/listen/{werkstatt.id}/dazu", {"account": "ben", "next": "/@ben"})
    assert back["Location"] == "/@ben"
    assert list_members(werkstatt) == [cast.ada, cast.ben]
