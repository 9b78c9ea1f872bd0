"""What others see of somebody, and who may change it."""

import pytest

from augenhoehe.domain.people.actions import follow, update_profile
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.search import search_people
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.mark.parametrize("somebody", ["erika", "mona", "inga"])
def test_nobody_writes_into_somebody_elses_profile(cast, somebody):
    with pytest.raises(NotAllowed, match="a person, not a voice"):
        update_profile(cast.karl, by=getattr(cast, somebody), values={"name": "Querulant"})

    assert Account.objects.get(id=cast.karl.id).name == "Karl Brandt"


def test_a_writer_does_not_change_the_voice(cast):
    with pytest.raises(NotAllowed, match="Only stewards"):
        update_profile(cast.lindenrad, by=cast.jonas, values={"about": "…"})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "K" * 101}, "name"),
        ({"about": "K" * 1001}, "about"),
        ({"title": "K" * 101}, "title"),
        ({"language": "de-x-lindenrad"}, "language"),
    ],
)
def test_what_is_too_long_or_missing_is_said_at_its_field(cast, values, field):
    with pytest.raises(Invalid) as refusal:
        update_profile(cast.karl, by=cast.karl, values=values)

    assert refusal.value.field == field


def test_too_many_or_too_long_lines_leave_everything_as_it_was(cast):
    for lines in ([("a", "b")] * 9, [("a" * 101, "b")], [("a", "b" * 301)]):
        with pytest.raises(Invalid) as refusal:
            update_profile(cast.karl, by=cast.karl, values={"name": "Anders"}, fields=lines)
        assert refusal.value.field == "fields"

    assert Account.objects.get(id=cast.karl.id).name == "Karl Brandt"
    assert not cast.karl.fields.exists()


def test_a_voice_cannot_choose_who_follows_it(cast):
    with pytest.raises(Invalid, match="speaks to everybody"):
        update_profile(cast.lindenrad, by=cast.erika, values={"approves_followers": True})


def test_somebody_describes_themselves(cast):
    update_profile(
        cast.karl,
        by=cast.karl,
        values={
            "name": "Karl B.",
            "about": "Fahre #Rad <script>alert(1)</script>",
            "title": "Vogt",
        },
        fields=[("Seite", "https://karl.example"), ("", ""), ("Ort", "Kiel")],
    )

    karl = Account.objects.get(id=cast.karl.id)
    assert (karl.name, karl.title, karl.version) == ("Karl B.", "Vogt", 2)
    assert "<script" not in karl.about_html
    assert "/tags/" in karl.about_html
    assert [line.name for line in karl.fields.all()] == ["Seite", "Ort"]
    assert search_people("rad kiel") == []
    assert search_people("rad") == [karl]


def test_what_happened_meanwhile_is_not_undone(cast):
    known_since_yesterday = Account.objects.get(id=cast.karl.id)
    follow(cast.karl, by=cast.gerda)

    update_profile(known_since_yesterday, by=cast.karl, values={"name": "Karl"})

    assert Account.objects.get(id=cast.karl.id).followers_count == 1


def test_a_proven_line_stays_proven_when_another_changes(cast):
    update_profile(cast.karl, by=cast.karl, values={}, fields=[("Seite", "https://karl.example")])
    cast.karl.fields.update(verified_at=cast.karl.created_at)

    lines = [("Ort", "Kiel"), ("Seite", "https://karl.example")]
    update_profile(cast.karl, by=cast.karl, values={}, fields=lines)

    assert [line.verified_at is not None for line in cast.karl.fields.all()] == [False, True]


def test_who_does_not_want_to_be_found_is_not(cast):
    update_profile(cast.karl, by=cast.karl, values={"discoverable": False})

    assert search_people("Karl") == []


def test_a_steward_describes_the_voice(cast):
    update_profile(cast.lindenrad, by=cast.erika, values={"about": "Wir bauen Räder."})

    assert "Räder" in Account.objects.get(id=cast.lindenrad.id).about_html
