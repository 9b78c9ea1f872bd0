"""One-time links: bound to a person and a case, used once, and worth nothing to others."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.actions import (
    LINK_LASTS,
    confirm_case,
    decide_offer_by_link,
    link_was_sent,
    make_link,
    make_link_for_remote_critic,
    renew_link,
    step_by_link,
)
from augenhoehe.domain.criticism.links import link_of, token_of
from augenhoehe.domain.criticism.models import Case, CriticLink, Offer
from augenhoehe.domain.criticism.selectors import links_to_send
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.criticism.critics import criticised_by, post_from_far, somebody_far


def now(case):
    return Case.objects.get(id=case.id)


@pytest.fixture(params=["remote", "mail"])
def story(request, cast):
    """An answered case, and the token of a link of its critic."""
    case, critic = criticised_by(cast, request.param)
    cast.answers(cast.jonas, case)
    return now(case), token_of(make_link(to=critic, case=case))


def test_what_we_never_gave_away_is_refused(cast, story):
    case, token = story
    number, _dash, signature = token.partition("-")
    forged = [
        f"{number}-{'0' * 40}",
        f"{int(number, 16) + 1:x}-{signature}",
        f"{number}-{signature[:-1]}",
        f"{number}-{signature[::-1]}",
        "",
        "-",
        "x" * 5000,
        f"{'f' * 15}-{signature}",
        f"{number}-{'ü' * 40}",
    ]

    for other in forged:
        with pytest.raises(NotAllowed, match="not one of ours"):
            step_by_link(other, "confirmed")
    assert now(case).state == "answered"


def test_a_link_is_bound_to_its_case_and_its_person(cast, story):
    case, token = story
    other = cast.complains(cast.gerda, "Mein Rad kommt nicht.")
    link = link_of(token)

    CriticLink.objects.filter(id=link.id).update(case=other)
    with pytest.raises(NotAllowed, match="not one of ours"):
        step_by_link(token, "withdrawn")
    CriticLink.objects.filter(id=link.id).update(
        case=case, account=somebody_far("other"), contact=None
    )
    with pytest.raises(NotAllowed, match="not one of ours"):
        step_by_link(token, "confirmed")

    assert (now(case).state, now(other).state) == ("answered", "open")


def test_a_link_works_once(cast, story):
    case, token = story
    step_by_link(token, "disputed", text="Nein, das war es nicht.")

    with pytest.raises(NotAllowed, match="used already"):
        step_by_link(token, "confirmed")

    assert now(case).state == "disputed"


def test_a_link_ends(cast, story):
    case, token = story

    with (
        pretend_it_is(clock.now() + LINK_LASTS + timedelta(minutes=1)),
        pytest.raises(NotAllowed, match="too old"),
    ):
        step_by_link(token, "confirmed")

    assert now(case).state == "answered"


def test_a_refused_step_does_not_use_the_link_up(cast, story):
    case, token = story

    with pytest.raises(Invalid):
        step_by_link(token, "disputed", text=" ")
    with pytest.raises(NotAllowed, match="another point"):
        step_by_link(token, "reopened")
    for nonsense in ("answered", "removed", "taken", "", "restored"):
        with pytest.raises(NotAllowed, match="something else"):
            step_by_link(token, nonsense)

    step_by_link(token, "confirmed")
    assert now(case).state == "confirmed"


def test_who_is_not_the_critic_any_more_cannot_use_it(cast, story):
    case, token = story
    Case.objects.filter(id=case.id).update(critic=None, contact=None)

    with pytest.raises(NotAllowed, match="Only the person who criticised"):
        step_by_link(token, "confirmed")


@pytest.mark.parametrize("kind", ["disputed", "withdrawn", "confirmed"])
def test_all_a_critic_may_do_works_by_link(cast, story, kind):
    case, token = story

    step_by_link(token, kind, text="Darum.")

    assert now(case).state == kind


def test_another_remote_account_confirms_nothing(cast):
    case, _rosa = criticised_by(cast, "remote")
    cast.answers(cast.jonas, case)

    with pytest.raises(NotAllowed, match="Only the person who criticised"):
        confirm_case(now(case), by=somebody_far("mallory"))
    token = token_of(make_link(to=somebody_far("mallory"), case=case))
    with pytest.raises(NotAllowed, match="Only the person who criticised"):
        step_by_link(token, "confirmed")

    assert now(case).state == "answered"


# --- links on their way to other servers -----------------------------------------------------


def test_each_step_brings_a_critic_far_away_a_fresh_link(cast):
    assert make_link_for_remote_critic
    case, rosa = criticised_by(cast, "remote")
    first = links_to_send()
    cast.answers(cast.jonas, case)
    waiting = links_to_send()

    assert len(waiting) == len(first) + 1
    assert {link.account for link in waiting} == {rosa}
    message = post_from_far("Eine Nachricht", by=rosa, audience=3)
    for link in waiting:
        link_was_sent(link, post=message)
    assert links_to_send() == []


def test_for_critics_here_and_by_mail_nothing_waits(cast):
    for kind in ("local", "mail"):
        case, _critic = criticised_by(cast, kind)
        cast.answers(cast.jonas, case)

    assert links_to_send() == []


def test_who_asks_gets_a_new_link(cast, story):
    case, token = story
    step_by_link(token, "disputed", text="Nein.")
    before = CriticLink.objects.count()

    renew_link(token)

    made = CriticLink.objects.count() - before
    assert made == (1 if case.critic_id else 0)  # by mail the letter makes it


def test_an_offer_is_decided_by_link(cast):
    post = post_from_far("@lindenrad Mein Riemen ist gerissen.", mentions=[cast.lindenrad])
    [link] = links_to_send()
    assert link.offer.post == post
    with pytest.raises(NotAllowed, match="something else"):
        step_by_link(token_of(link), "confirmed")

    case = decide_offer_by_link(token_of(link), accept=True, wanted="Ein neuer Riemen")

    assert (case.critic, case.channel, case.wanted) == (
        post.account,
        "mention",
        "Ein neuer Riemen",
    )
    with pytest.raises(NotAllowed, match="used already"):
        decide_offer_by_link(token_of(link), accept=False)
    assert Offer.objects.get().state == "accepted"
