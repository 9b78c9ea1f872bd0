"""A post could be a case: the author is asked once, decides alone, and is not pressed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.criticism.actions import (
    accept_offer,
    decline_offer,
    mark_post,
    offer_for_post,
    open_case,
)
from augenhoehe.domain.criticism.models import Case, Offer
from augenhoehe.domain.criticism.selectors import open_offer_to
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.posts.at_hand import at_hand
from augenhoehe.domain.posts.events import PostPublished
from augenhoehe.foundation.verdicts import NotAllowed


def kinds(account):
    return [notice.kind for notice in notices_for(account)]


# --- a mention -------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [2, 3])
def test_what_is_for_a_few_is_never_offered(cast, audience):
    post = cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.", audience=audience)

    assert not Offer.objects.exists()
    with pytest.raises(NotAllowed):
        mark_post(post, about=cast.lindenrad, by=cast.karl)


def test_whoever_writes_for_the_voice_is_not_asked(cast):
    assert cast.lindenrad
    cast.says(cast.jonas, "@lindenrad braucht neue Riemen, alles kaputt.")

    assert not Offer.objects.exists()


def test_what_is_said_below_a_case_is_not_offered(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    answer = cast.answers(cast.jonas, case)

    cast.says(cast.karl, "@lindenrad Er ist immer noch kaputt.", in_reply_to=answer.post)
    cast.says(cast.gerda, "@lindenrad Meiner ist auch kaputt.", in_reply_to=case.post)

    assert not Offer.objects.exists()


def test_who_addresses_a_voice_is_asked(cast):
    post = cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.")

    offer = open_offer_to(cast.reads(cast.karl), post)
    assert (offer.kind, offer.about) == ("mention", cast.lindenrad)
    assert kinds(cast.karl) == ["case_offered"]
    assert open_offer_to(cast.reads(cast.erika), post) is None
    assert open_offer_to(cast.reads(None), post) is None
    assert not Case.objects.exists()


def test_nobody_but_the_author_decides(cast):
    post = cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.")
    offer = Offer.objects.get(post=post)

    for somebody in (cast.erika, cast.gerda, cast.mona, cast.inga):
        with pytest.raises(NotAllowed, match="Only its author"):
            accept_offer(offer, by=somebody)
        with pytest.raises(NotAllowed, match="Only its author"):
            decline_offer(offer, by=somebody)
    assert Offer.objects.get().state == "open"


def test_a_yes_makes_a_case(cast):
    post = cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.")

    case = accept_offer(Offer.objects.get(post=post), by=cast.karl, wanted="Ein neuer Riemen")

    assert (case.critic, case.channel, case.wanted) == (cast.karl, "mention", "Ein neuer Riemen")
    with pytest.raises(NotAllowed, match="decided already"):
        decline_offer(Offer.objects.get(post=post), by=cast.karl)


def test_a_no_is_a_no(cast):
    post = cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.")
    decline_offer(Offer.objects.get(post=post), by=cast.karl)

    offer_for_post(PostPublished(post.id))
    with pytest.raises(NotAllowed, match="does not want a case"):
        mark_post(post, about=cast.lindenrad, by=cast.gerda)

    assert Offer.objects.get().state == "declined"
    assert kinds(cast.karl) == ["case_offered"]
    # The author may think better of it.
    assert open_case(post, about=cast.lindenrad, by=cast.karl).critic == cast.karl
    assert Offer.objects.get().state == "accepted"


# --- a mark ----------------------------------------------------------------------------------


def test_anyone_may_say_that_it_is_criticism_and_the_author_decides(cast):
    post = cast.says(cast.karl, "Nie wieder.")
    assert cast.lindenrad

    mark_post(post, about=cast.lindenrad, by=cast.gerda)
    mark_post(post, about=cast.lindenrad, by=cast.ada)

    offer = Offer.objects.get()
    assert (offer.kind, offer.marked_by, offer.state) == ("mark", cast.gerda, "open")
    assert not Case.objects.exists()


def test_nobody_marks_what_they_cannot_read_or_what_is_a_case(cast):
    inside = cast.says(cast.jonas, "Am Tor 4 zieht es.", space=cast.haus)
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    with pytest.raises(NotAllowed, match="cannot be read"):
        mark_post(inside, about=cast.lindenrad, by=cast.karl)
    with pytest.raises(NotAllowed, match="a case already"):
        mark_post(case.post, about=cast.lindenrad, by=cast.gerda)
    with pytest.raises(NotAllowed):
        mark_post(inside, about=cast.karl, by=cast.jonas)


# --- a hint ----------------------------------------------------------------------------------


def test_what_names_nobody_is_not_asked_about(cast):
    assert cast.lindenrad
    cast.says(cast.karl, "Mein Wecker ist kaputt und die Waschmaschine funktioniert nicht.")

    assert not Offer.objects.exists()


def test_what_sounds_like_criticism_of_a_voice_is_asked_about(cast):
    assert cast.lindenrad
    cast.says(cast.karl, "Mein Rad von Lindenrad ist kaputt, und ich bekomme keine Antwort.")

    offer = Offer.objects.get()
    assert (offer.kind, offer.about) == ("hint", cast.lindenrad)
    assert kinds(cast.karl) == ["case_offered"]


def test_praise_is_not_asked_about(cast):
    assert cast.lindenrad
    cast.says(cast.karl, "Lindenrad baut schöne Räder.")

    assert not Offer.objects.exists()


def test_an_ordinary_post_costs_little_more(cast):
    cast.says(cast.karl, "Guten Morgen.")
    post = cast.says(cast.karl, "Die Sonne scheint.")

    with CaptureQueriesContext(connection) as queries, at_hand(post):
        offer_for_post(PostPublished(post.id))

    assert len(queries) <= 2
