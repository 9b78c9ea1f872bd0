"""A reply of one listed word is a step; everything else is a reply."""

import pytest

from augenhoehe.domain.criticism.actions import dispute_case, hear_reply
from augenhoehe.domain.criticism.models import Case, CriticLink, Offer
from augenhoehe.domain.criticism.replies import says_to_answer, says_to_offer
from tests.domain.criticism.critics import criticised_by, post_from_far, somebody_far


def now(case):
    return Case.objects.get(id=case.id)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ja", True),
        ("@jonas Ja!", True),
        ("@jonas@lindenrad.example ERLEDIGT.", True),
        ("gelöst 👍", True),
        ("Yes, resolved.", True),
        ("nein", False),
        ("@jonas Nicht beantwortet", False),
        ("not answered", False),
        ("", None),
        ("@jonas", None),
        ("ja, aber", None),
        ("Ja, den Brief habe ich, aber der Riemen fehlt.", None),
        ("jaja", None),
        ("erledigt? Nein.", None),
        ("@jonas Erledigt?", None),
        ("gelöst?!", None),
        ("„erledigt“", None),
        ('"resolved"', None),
        ("> erledigt", None),
        ("ja " * 2000, None),
    ],
)
def test_only_a_listed_word_counts(text, meant):
    assert says_to_answer(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("ja bitte", True), ("Yes please!", True), ("nein danke", False), ("vielleicht", None)],
)
def test_the_question_has_its_own_words(text, meant):
    assert says_to_offer(text) is meant


@pytest.mark.parametrize("somebody", ["gerda", "erika", "priya"])
def test_nobody_elses_word_counts(cast, somebody):
    assert hear_reply
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    answer = cast.answers(cast.jonas, case)

    cast.says(getattr(cast, somebody), "erledigt", in_reply_to=answer.post)

    assert now(case).state == "answered"


def test_another_remote_account_cannot_say_it_either(cast):
    case, _rosa = criticised_by(cast, "remote")
    answer = cast.answers(cast.jonas, case)

    post_from_far("erledigt", by=somebody_far("mallory"), in_reply_to=answer.post)

    assert now(case).state == "answered"


@pytest.mark.parametrize(("word", "state"), [("erledigt", "confirmed"), ("nein", "disputed")])
@pytest.mark.parametrize("kind", ["local", "remote"])
def test_the_critics_word_is_a_step(cast, kind, word, state):
    case, critic = criticised_by(cast, kind)
    answer = cast.answers(cast.jonas, case)

    if kind == "local":
        cast.says(critic, f"@jonas {word}", in_reply_to=answer.post)
    else:
        post_from_far(f"@jonas {word}", by=critic, in_reply_to=answer.post)

    assert now(case).state == state


def test_a_word_at_another_point_is_only_a_reply(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    answer = cast.answers(cast.jonas, case)
    dispute_case(now(case), by=cast.karl, text="Nein.")

    post = cast.says(cast.karl, "nein", in_reply_to=answer.post)

    assert post.text == "nein"
    assert now(case).state == "disputed"
    assert now(case).events.filter(kind="disputed").count() == 1


def test_a_word_to_ones_own_criticism_confirms_nothing(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)

    cast.says(cast.karl, "erledigt", in_reply_to=case.post)

    assert now(case).state == "answered"


@pytest.mark.parametrize(("word", "state"), [("ja bitte", "accepted"), ("nein", "declined")])
def test_an_offer_is_decided_by_a_word(cast, word, state):
    post = cast.says(cast.karl, "@lindenrad Mein Riemen ist gerissen.")

    cast.says(cast.gerda, word, in_reply_to=post)
    assert Offer.objects.get().state == "open"
    cast.says(cast.karl, word, in_reply_to=post)

    assert Offer.objects.get().state == state


def test_a_word_to_the_message_that_brought_the_link_counts_too(cast):
    post = post_from_far("@lindenrad Mein Riemen ist gerissen.", mentions=[cast.lindenrad])
    message = cast.says(cast.erika, "Ist das Kritik?", audience=0)
    CriticLink.objects.update(post=message)

    post_from_far("nein danke", by=somebody_far("mallory"), in_reply_to=message)
    assert Offer.objects.get().state == "open"
    post_from_far("ja", by=post.account, in_reply_to=message)

    assert Case.objects.get().critic == post.account


def test_a_bare_yes_to_an_answer_that_asks_something_is_about_the_question(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    answer = cast.answers(cast.jonas, case, "Das tut uns leid. Passt Ihnen der Dienstag?")

    cast.says(cast.karl, "@jonas ja", in_reply_to=answer.post)
    assert now(case).state == "answered"
    cast.says(cast.karl, "@jonas erledigt", in_reply_to=answer.post)
    assert now(case).state == "confirmed"
