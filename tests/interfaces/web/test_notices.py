"""Notices: one's own, in words, and read when one says so."""

from django.test import Client

from augenhoehe.domain.criticism.actions import decline_offer, open_case
from augenhoehe.domain.criticism.models import Offer
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import follow, update_profile, use_protected_name
from augenhoehe.domain.posts.actions import delete_post, like
from augenhoehe.domain.spaces.actions import invite_to_space, leave_space


def unread(person):
    return Notification.objects.filter(recipient=person, read_at=None).count()


def page_of(cast, person, path="/meldungen"):
    return cast.signed_in(person).get(path).content.decode()


# --- refusals ------------------------------------------------------------------------------


def test_nobody_reads_the_notices_of_somebody_else(cast):
    follow(cast.erika, by=cast.karl)

    assert "Karl" not in page_of(cast, cast.gerda)
    assert Client().get("/meldungen")["Location"] == "/anmelden?next=%2Fmeldungen"


def test_looking_changes_nothing(cast):
    follow(cast.erika, by=cast.karl)

    page_of(cast, cast.erika)

    assert cast.signed_in(cast.erika).get("/meldungen/gelesen").status_code == 405
    assert unread(cast.erika) == 1


def test_what_came_after_the_page_is_not_marked_as_read(cast):
    follow(cast.erika, by=cast.karl)
    erika = cast.signed_in(cast.erika)
    newest = erika.get("/meldungen").context["newest"]
    follow(cast.erika, by=cast.gerda)

    erika.post("/meldungen/gelesen", {"up_to": newest})

    assert unread(cast.erika) == 1


def test_nonsense_marks_nothing_as_read(cast):
    follow(cast.erika, by=cast.karl)
    erika = cast.signed_in(cast.erika)

    for nonsense in ("", "-1", "x", "9" * 40, "¹"):
        assert erika.post("/meldungen/gelesen", {"up_to": nonsense}).status_code == 302

    assert unread(cast.erika) == 1


def test_marking_does_not_touch_others(cast):
    follow(cast.erika, by=cast.karl)

    cast.signed_in(cast.gerda).post("/meldungen/gelesen", {"up_to": str(2**62)})

    assert unread(cast.erika) == 1


def test_a_notice_does_not_quote_what_one_may_not_read_any_more(cast):
    cast.says(cast.jonas, "@karl die Bremse quietscht noch", space=cast.kreis)
    assert "die Bremse quietscht" in page_of(cast, cast.karl)

    leave_space(cast.kreis, by=cast.karl)

    assert "die Bremse quietscht" not in page_of(cast, cast.karl)


def test_a_notice_does_not_quote_what_was_deleted(cast):
    post = cast.says(cast.gerda, f"@{cast.karl.handle} das nehme ich zurück")

    delete_post(post, by=cast.gerda)

    assert "das nehme ich" not in page_of(cast, cast.karl)


def test_who_answers_under_a_protected_name_is_not_named_by_a_notice(cast):
    use_protected_name(cast.lindenrad, by=cast.priya)
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    cast.answers(cast.priya, case, voice=cast.lindenrad)
    page = page_of(cast, cast.karl)

    assert "Priya" not in page
    assert "Lindenrad</a> has answered your criticism" in page


def test_names_are_text(cast):
    cast.karl.name = "<script>alert(1)</script>"
    cast.karl.save()
    follow(cast.erika, by=cast.karl)

    assert "<script>alert" not in page_of(cast, cast.erika)


# --- and how it goes -----------------------------------------------------------------------


def test_what_belongs_together_stands_in_one_line(cast):
    post = cast.says(cast.karl, "Mein Riemen")
    for person in (cast.gerda, cast.ada, cast.luise, cast.ben):
        follow(cast.karl, by=person)
        like(post, by=person)

    page = page_of(cast, cast.karl)

    assert page.count("your post.") == 1
    assert "and 2 more like your post." in page
    assert "and 2 more follow you." in page


def test_the_button_marks_what_was_shown(cast):
    follow(cast.erika, by=cast.karl)
    erika = cast.signed_in(cast.erika)
    assert "notice-list__line--new" in erika.get("/meldungen").content.decode()

    response = erika.post(
        "/meldungen/gelesen", {"up_to": erika.get("/meldungen").context["newest"]}
    )

    assert response["Location"] == "/meldungen"
    assert unread(cast.erika) == 0
    assert "notice-list__line--new" not in erika.get("/meldungen").content.decode()


def test_every_kind_has_a_sentence_and_leads_somewhere(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)
    invite_to_space(cast.kreis, cast.hanna, by=cast.erika)
    kinds = set()

    for person in (cast.karl, cast.erika, cast.jonas, cast.hanna, cast.mona):
        context = cast.signed_in(person).get("/meldungen").context
        for line in context["lines"]:
            kinds.add(line.kind)
            assert line.words and "{" not in line.words
            assert cast.signed_in(person).get(line.url).status_code == 200

    assert {"case_opened", "case_step", "voice_joined", "space_invitation"} <= kinds


def test_long_lists_go_on(cast):
    for number in range(45):
        cast.says(cast.gerda, f"@{cast.karl.handle} Frage {number:02}")
    karl = cast.signed_in(cast.karl)

    first = karl.get("/meldungen")
    second = karl.get(f"/meldungen{first.context['older']}").content.decode()

    assert "Frage 04" not in first.content.decode()
    assert "Frage 04" in second
    assert "That is everything." in second


def test_a_wish_to_follow_does_not_get_lost_below_other_notices(cast):
    update_profile(cast.karl, by=cast.karl, values={"approves_followers": True})
    follow(cast.karl, by=cast.erika)
    for number in range(45):
        cast.says(cast.gerda, f"@{cast.karl.handle} Frage {number:02}")

    page = page_of(cast, cast.karl)

    assert "Who would like to follow you" in page
    assert page.count("/@erika/annehmen") == 1


# --- is it criticism? -----------------------------------------------------------------------


def test_what_was_decided_is_not_asked_again(cast):
    assert cast.lindenrad
    post = cast.says(cast.karl, "@lindenrad Der Riemen ist gerissen.")
    assert "Is your post criticism?" in page_of(cast, cast.karl)
    assert unread(cast.karl) == 1

    decline_offer(Offer.objects.get(post=post), by=cast.karl)

    shown = page_of(cast, cast.karl)
    assert "Is your post criticism?" not in shown
    assert "Decide it beside your post" not in shown
    assert "left it as a post" in shown
    assert unread(cast.karl) == 0


def test_a_case_made_of_it_is_said_to_be_one(cast):
    assert cast.lindenrad
    post = cast.says(cast.karl, "@lindenrad Der Riemen ist gerissen.")

    open_case(post, about=cast.lindenrad, by=cast.karl)

    assert "You made a case of your post." in page_of(cast, cast.karl)
    assert unread(cast.karl) == 0
