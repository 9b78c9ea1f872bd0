"""What somebody is writing is never lost, and nobody else's affair."""

from augenhoehe.domain.posts.actions import drop_draft, save_draft
from augenhoehe.domain.posts.actions.draft import MAX_DRAFTS, MAX_LENGTH
from augenhoehe.domain.posts.drafts import draft_at, drafts_of
from augenhoehe.domain.posts.models import Draft


def test_a_draft_is_ones_own(cast):
    save_draft("new", by=cast.karl, text="Mein Ri")

    assert draft_at(cast.gerda, "new") is None
    assert drafts_of(cast.gerda) == []


def test_a_draft_keeps_what_is_written_at_its_place(cast):
    save_draft("new", by=cast.karl, text="Mein Ri")
    save_draft("new", by=cast.karl, text="Mein Riemen", warning="Riss")
    save_draft("reply:7", by=cast.karl, text="Doch")

    assert draft_at(cast.karl, "new").text == "Mein Riemen"
    assert draft_at(cast.karl, "new").warning == "Riss"
    assert [draft.slot for draft in drafts_of(cast.karl)] == ["reply:7", "new"]


def test_an_empty_draft_is_none(cast):
    save_draft("new", by=cast.karl, text="Mein Ri")

    save_draft("new", by=cast.karl, text="  ")

    assert drafts_of(cast.karl) == []


def test_a_draft_is_dropped(cast):
    save_draft("new", by=cast.karl, text="Mein Ri")

    drop_draft("new", by=cast.karl)

    assert draft_at(cast.karl, "new") is None


def test_even_what_is_much_too_long_to_post_is_kept(cast):
    save_draft("new", by=cast.karl, text="R" * (MAX_LENGTH + 1))

    assert len(draft_at(cast.karl, "new").text) == MAX_LENGTH


def test_of_very_many_drafts_the_oldest_go(cast):
    Draft.objects.bulk_create(
        Draft(account=cast.karl, slot=f"reply:{n}", text="…") for n in range(MAX_DRAFTS)
    )

    save_draft("new", by=cast.karl, text="Mein Ri")

    assert Draft.objects.count() == MAX_DRAFTS
    assert draft_at(cast.karl, "new")
    assert draft_at(cast.karl, "reply:0") is None


def test_a_very_long_place_is_still_a_place(cast):
    save_draft("space:" + "x" * 200, by=cast.karl, text="Mein Ri")

    assert drafts_of(cast.karl)[0].text == "Mein Ri"
    drop_draft("space:" + "x" * 200, by=cast.karl)
    assert drafts_of(cast.karl) == []


def test_two_pages_at_one_place_do_not_write_over_each_other(cast):
    riemen = save_draft("new", by=cast.karl, text="Mein Riemen", seen="")
    bremse = save_draft("new", by=cast.karl, text="Meine Bremse", seen="")

    riemen = save_draft("new", by=cast.karl, text="Ach, mein Riemen", seen=riemen)
    save_draft("new", by=cast.karl, text="Ach, meine Bremse", seen=bremse)

    kept = [draft.text for draft in drafts_of(cast.karl)]
    assert kept == ["Ach, meine Bremse", "Ach, mein Riemen"]
    save_draft("new", by=cast.karl, text="", seen=riemen)
    assert [draft.text for draft in drafts_of(cast.karl)] == ["Ach, meine Bremse"]


def test_a_page_that_has_not_heard_of_its_own_draft_yet_goes_on_with_it(cast):
    save_draft("new", by=cast.karl, text="Mein Ri", seen="")

    save_draft("new", by=cast.karl, text="Mein Riemen", seen="")

    assert [draft.text for draft in drafts_of(cast.karl)] == ["Mein Riemen"]
