"""Criticism that is no post here first: by the form, by telephone, from elsewhere."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.actions import (
    CONFIRM_WITHIN,
    bring_in,
    confirm_submission,
    enter_case,
    forget_unconfirmed,
    submit_criticism,
)
from augenhoehe.domain.criticism.links import submission_token
from augenhoehe.domain.criticism.models import Case, Submission
from augenhoehe.domain.criticism.naming import shown_by, shown_critic
from augenhoehe.domain.criticism.policies import is_critic
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.people.models import MailContact
from augenhoehe.domain.posts.actions import publish_for_somebody
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.criticism.critics import by_form, somebody_by_mail

URL = "https://bewertungen.example/lindenrad/17"


def sent(cast, **how):
    return submit_criticism(
        **{
            "about": cast.lindenrad,
            "address": "ida@example.org",
            "name": "Ida",
            "text": "Niemand geht ans Telefon.",
            **how,
        }
    )


# --- the form --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "ida"),
        ("address", "ida@@example.org"),
        ("name", " "),
        ("name", "I" * 61),
        ("text", " \n "),
        ("text", "x" * 20_000),
        ("source_url", "bewertungen.example"),
        ("source_url", "javascript:alert(1)"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(cast, field, value):
    with pytest.raises(Invalid) as refusal:
        sent(cast, **{field: value})

    assert refusal.value.field == field
    assert not Submission.objects.exists()


def test_criticism_is_of_a_voice(cast):
    with pytest.raises(NotAllowed, match="a voice of the organisation"):
        sent(cast, about=cast.erika)


def test_nothing_is_public_before_the_address_answered(cast):
    sent(cast)

    assert not Case.objects.exists()
    assert not Post.objects.exists()


def test_a_forged_or_late_confirmation_is_refused(cast):
    submission = sent(cast)
    token = submission_token(submission)

    for forged in (token[:-1] + ("0" if token[-1] != "0" else "1"), token + "0", "", "1-2"):
        with pytest.raises(NotAllowed, match="leads nowhere"):
            confirm_submission(forged)
    with (
        pretend_it_is(clock.now() + CONFIRM_WITHIN + timedelta(minutes=1)),
        pytest.raises(NotAllowed, match="too old"),
    ):
        confirm_submission(token)
    assert not Post.objects.exists()


def test_with_the_link_it_is_a_post_and_a_case(cast):
    case = by_form(cast, wanted="Einen Rückruf")

    assert (case.channel, case.wanted, case.state) == ("form", "Einen Rückruf", "open")
    assert (case.critic, case.contact.confirmed_at is not None) == (None, True)
    assert (case.post.guest, case.post.guest_name) == (case.contact, "Ida")
    [opened] = history_of(case)
    assert opened.by_contact == case.contact
    assert shown_by(opened).name == "Ida"
    assert is_critic(case.contact, case)


def test_using_the_link_twice_is_one_case(cast):
    token = submission_token(sent(cast))

    assert confirm_submission(token) == confirm_submission(token)
    assert Post.objects.count() == 1


def test_what_is_never_confirmed_is_forgotten_with_its_address(cast):
    known = somebody_by_mail("known@example.org")
    sent(cast)
    sent(cast, address="known@example.org")
    by_form(cast, address="ada@example.org")

    assert forget_unconfirmed() == 0
    with pretend_it_is(clock.now() + timedelta(days=5)):
        assert forget_unconfirmed() == 2

    assert Submission.objects.count() == 1
    assert set(MailContact.objects.all()) == {known, Case.objects.get().contact}


# --- by telephone, in a letter ---------------------------------------------------------------


def test_only_members_enter_for_others(cast):
    for somebody in (cast.karl, cast.inga):
        with pytest.raises(NotAllowed, match="Only members"):
            enter_case(by=somebody, about=cast.lindenrad, channel="telephone", text="Hallo")


@pytest.mark.parametrize("channel", ["post", "form", "elsewhere", "", "rauchzeichen"])
def test_who_enters_says_how_it_came(cast, channel):
    with pytest.raises(Invalid) as refusal:
        enter_case(by=cast.erika, about=cast.lindenrad, channel=channel, text="Hallo")

    assert refusal.value.field == "channel"


def test_who_entered_it_is_not_its_critic(cast):
    case = enter_case(
        by=cast.erika,
        about=cast.lindenrad,
        channel="telephone",
        text="Niemand geht ans Telefon.",
        name="Frau Maas",
    )

    assert (case.entered_by, case.critic, case.contact) == (cast.erika, None, None)
    assert shown_critic(case).name == "Frau Maas"
    assert not is_critic(cast.reads(cast.erika).who, case)


def test_with_an_address_the_caller_becomes_the_critic(cast):
    case = enter_case(
        by=cast.erika,
        about=cast.lindenrad,
        channel="letter",
        text="Niemand geht ans Telefon.",
        name="Frau Maas",
        address="maas@example.org",
        topic="Erreichbarkeit",
    )

    assert is_critic(case.contact, case)
    assert case.topic == "Erreichbarkeit"
    with pytest.raises(Invalid):
        enter_case(
            by=cast.erika, about=cast.lindenrad, channel="letter", text="So.", address="maas"
        )


# --- from elsewhere --------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["", "ftp://a.example/b", "lindenrad.example", "https://"])
def test_who_brings_something_in_says_where_it_stands(cast, url):
    with pytest.raises(Invalid) as refusal:
        bring_in(by=cast.gerda, about=cast.lindenrad, url=url, excerpt="Schlecht.")

    assert refusal.value.field == "source_url"


def test_nobody_unconfirmed_brings_anything_in(cast):
    stranger = MailContact(id=1)

    with pytest.raises(NotAllowed, match="confirm your mail address"):
        bring_in(by=stranger, about=cast.lindenrad, url=URL, excerpt="Schlecht.")


def test_what_is_brought_in_is_somebody_elses(cast):
    case = bring_in(by=cast.gerda, about=cast.lindenrad, url=URL, excerpt="Schlechter Service.")

    assert (case.channel, case.source_url, case.entered_by) == ("elsewhere", URL, cast.gerda)
    assert (case.critic, case.contact) == (None, None)
    assert not is_critic(cast.reads(cast.gerda).who, case)
    assert case.post.guest_name == "bewertungen.example"
    assert bring_in(by=cast.ada, about=cast.lindenrad, url=URL, excerpt="Noch einmal.") == case


def test_without_an_account_it_goes_by_a_letter_first(cast):
    case = confirm_submission(submission_token(sent(cast, name="", source_url=URL)))

    assert (case.channel, case.source_url, case.contact) == ("elsewhere", URL, None)
    assert not is_critic(MailContact.objects.get(), case)


def test_who_enters_it_does_not_get_its_letters(cast):
    with pytest.raises(Invalid) as refusal:
        enter_case(
            by=cast.jonas,
            about=cast.lindenrad,
            channel="telephone",
            text="Der Riemen ist gerissen.",
            address=" Jonas@Example.org",
        )

    assert (refusal.value.field, refusal.value.code) == ("address", "own")


def test_what_a_member_writes_down_for_a_critic_confirms_nothing(cast):
    case = enter_case(
        by=cast.jonas,
        about=cast.lindenrad,
        channel="telephone",
        text="Der Riemen ist gerissen.",
        address="rosa@example.net",
    )
    answer = cast.answers(cast.erika, case)

    publish_for_somebody(
        by=cast.erika, text="erledigt", name="Rosa", guest=case.contact, in_reply_to=answer.post
    )

    case.refresh_from_db()
    assert case.state == "answered"
