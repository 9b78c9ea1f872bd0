"""Wearing a hat on the web: chosen in the composer, said on the button, shown beside the name."""

import pytest

from augenhoehe.domain.people.actions import end_membership, grant_hat
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.verdicts import Invalid
from tests.interfaces.web.writers import button_of, english, shown_text

WORDS = "Lindenrad Kundendienst"


@pytest.fixture
def hat(cast):
    return grant_hat(cast.jonas, WORDS, by=cast.erika, voice=cast.lindenrad)


def test_without_the_hat_nothing_is_published_and_the_text_stays(cast):
    browser = english(cast.signed_in(cast.jonas))

    answer = browser.post("/schreiben", {"text": "/hut\nDas Teil ist unterwegs."})

    assert answer.status_code == 422
    assert shown_text(answer).startswith("/hut")
    assert not Post.objects.exists()


def test_nobody_chooses_the_hat_of_somebody_else(cast, hat):
    browser = english(cast.signed_in(cast.karl))
    browser.post("/schreiben", {"text": "Ich auch", "service": f"hat:{hat.id}"})

    assert not Post.objects.exclude(hat_words="").exists()


def test_it_is_chosen_said_on_the_button_and_shown_after_the_end(cast, hat, client):
    browser = english(cast.signed_in(cast.jonas))
    assert WORDS in button_of(browser.get("/schreiben"))

    browser.post("/schreiben", {"text": "Das Teil ist unterwegs.", "service": f"hat:{hat.id}"})

    post = Post.objects.get()
    assert (post.hat, post.in_service) == (hat, True)
    end_membership(cast.jonas, by=None)
    page = english(client).get(f"/@jonas/{post.id}").content.decode()
    assert WORDS in page and f"/huete/{hat.id}" in page
    assert WORDS not in browser.get("/schreiben").content.decode()


def test_an_answer_to_a_criticism_stays_in_service(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    with pytest.raises(Invalid, match="always in service") as refusal:
        cast.answers(cast.erika, case, "/privat\nDas tut mir leid.")
    assert refusal.value.field == "text"
