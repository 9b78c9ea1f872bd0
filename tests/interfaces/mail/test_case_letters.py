"""Letters to the critic: each step of the organisation, and never what is internal."""

import re
from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.actions import (
    claim_remedy,
    confirm_case,
    dispute_case,
    enter_case,
    let_silent_cases_rest,
    submit_criticism,
    take_case,
)
from augenhoehe.domain.criticism.links import link_of
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.people.actions import deactivate_person, use_protected_name
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.jobs.run import run_due_jobs
from augenhoehe.interfaces.mail.case_letters import send_reminders


@pytest.fixture
def letters(settings, mailoutbox):
    """`letters()` does what waits and gives all letters so far, as (address, subject, words)."""
    settings.SERVER_LANGUAGE = "auto"
    settings.BASE_URL = "https://lindenrad.example"

    def read():
        run_due_jobs()
        return [(mail.to[0], mail.subject, " ".join(mail.body.split())) for mail in mailoutbox]

    return read


@pytest.fixture
def karl(cast):
    """Karl reads English in these stories."""
    cast.karl.login.language = "en"
    cast.karl.login.save()
    return cast.karl


def test_what_the_critic_does_is_no_news_to_the_critic(cast, karl, letters):
    case = cast.complains(karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case)
    before = len(letters())

    dispute_case(case, by=karl, text="Nein.")
    cast.answers(cast.jonas, case)
    confirm_case(case, by=karl)

    assert len(letters()) == before + 1


def test_an_answer_comes_with_the_question_and_the_way_there(cast, karl, letters):
    case = cast.complains(karl, "Der Riemen ist gerissen.")
    cast.answers(cast.erika, case, "Sie haben recht.", voice=cast.lindenrad)

    [(address, subject, words)] = letters()

    assert address == "karl@example.org"
    assert subject == "Your criticism of Lindenrad was answered"
    assert "Erika Hansen answered: Sie haben recht." in words
    assert "Is it resolved, or not answered?" in words
    assert f"https://lindenrad.example/faelle/{case.id}" in words


def test_a_letter_for_every_step_of_the_organisation(cast, karl, letters):
    case = cast.complains(karl, "Der Riemen ist gerissen.")
    take_case(case, by=cast.erika, text="Ich sehe nach.")
    cast.answers(cast.erika, case)
    take_case(Case.objects.get(id=case.id), by=cast.jonas)
    claim_remedy(case, by=cast.jonas, text="Getauscht.")

    subjects = [subject for _to, subject, _words in letters()]

    assert subjects == [
        "Somebody looks after your criticism of Lindenrad",
        "Your criticism of Lindenrad was answered",
        "Somebody else looks after your criticism of Lindenrad",
        "Lindenrad says what was done about your criticism",
    ]


def test_a_protected_name_stays_protected(cast, karl, letters):
    case = cast.complains(karl, "Der Riemen ist gerissen.")
    use_protected_name(cast.lindenrad, by=cast.theo)
    take_case(case, by=cast.theo, text="Ich sehe nach.")
    cast.answers(cast.theo, case, voice=cast.lindenrad)

    for _to, _subject, words in letters():
        assert "Colleague 1" in words
        assert "Theo" not in words


def test_what_is_internal_does_not_leave_the_house(cast, letters):
    cast.jonas.login.language = "en"
    cast.jonas.login.save()
    case = cast.complains(cast.jonas, "Am Tor 4 zieht es.", space=cast.haus)
    cast.answers(cast.hanna, case, "Das Tor ist bestellt.")

    [(address, _subject, words)] = letters()

    assert address == "jonas@example.org"
    assert "Hanna Lindner answered." in words
    assert "bestellt" not in words
    assert f"/faelle/{case.id}" in words


def test_who_has_left_is_written_to_no_more(cast, karl, letters):
    case = cast.complains(karl, "Der Riemen ist gerissen.")
    deactivate_person(karl)

    cast.answers(cast.erika, case)

    assert letters() == []


def test_words_that_were_deleted_before_the_letter_went_are_not_in_it(cast, karl, letters):
    case = cast.complains(karl, "Der Riemen ist gerissen.")
    take_case(case, by=cast.erika, text="Ich sehe nach.")
    delete_post(case.post, by=karl)

    assert all("gerissen" not in words for _to, _subject, words in letters())


def test_the_critics_language(cast, letters):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.karl.login.language = "de"
    cast.karl.login.save()
    cast.answers(cast.erika, case)

    [(_to, subject, _words)] = letters()

    assert "Lindenrad" in subject


def test_reminders_after_ten_and_twenty_days_then_rest(cast, karl, letters):
    now = clock.now()
    with pretend_it_is(now):
        case = cast.complains(karl, "Der Riemen ist gerissen.")
        cast.answers(cast.erika, case)
    assert len(letters()) == 1

    for day in range(1, 32):
        with pretend_it_is(now + timedelta(days=day, minutes=5)):
            let_silent_cases_rest()
            send_reminders()
    with pretend_it_is(now + timedelta(days=40)):
        subjects = [subject for _to, subject, _words in letters()][1:]

    assert subjects == [
        "Was your criticism of Lindenrad answered?",
        "Was your criticism of Lindenrad answered?",
        "Your criticism of Lindenrad rests now",
    ]


# --- critics without an account ------------------------------------------------------------


def _tokens(words):
    return re.findall(r"https://lindenrad.example/v/(\S+)", words)


def test_a_critic_by_mail_gets_a_letter_with_a_fresh_link_at_each_step(cast, letters):
    case = enter_case(
        by=cast.erika,
        about=cast.lindenrad,
        channel="telephone",
        text="Niemand geht ans Telefon.",
        name="Ida",
        address="ida@example.org",
        language="en",
    )
    take_case(case, by=cast.jonas, text="Ich sehe nach.")
    cast.answers(cast.jonas, Case.objects.get(id=case.id))
    dispute_case(case, by=case.contact, text="Nein.")
    found = letters()

    assert {address for address, _subject, _words in found} == {"ida@example.org"}
    assert [subject for _to, subject, _words in found] == [
        "Your criticism of Lindenrad is public now",
        "Somebody looks after your criticism of Lindenrad",
        "Your criticism of Lindenrad was answered",
        "We noted what you said about your criticism of Lindenrad",
    ]
    assert "Erika Hansen wrote down what you said" in found[0][2]
    tokens = [token for _to, _subject, words in found for token in _tokens(words)]
    assert len(set(tokens)) == 4
    for token in tokens:
        assert link_of(token).contact == case.contact


def test_with_the_end_of_a_case_there_is_no_link_left_to_use(cast, letters):
    case = enter_case(
        by=cast.erika,
        about=cast.lindenrad,
        channel="letter",
        text="Niemand geht ans Telefon.",
        name="Ida",
        address="ida@example.org",
        language="en",
    )
    cast.answers(cast.jonas, case)
    confirm_case(case, by=case.contact)

    _to, _subject, words = letters()[-1]

    assert "You called it resolved." in words
    assert _tokens(words) == []


def test_a_letter_is_in_the_language_of_who_reads_it(cast, letters, settings):
    submit_criticism(
        about=cast.lindenrad,
        address="ida@example.org",
        name="Ida",
        text="Nobody answers the telephone.",
        language="en",
    )

    [(address, subject, words)] = letters()

    assert (address, subject) == (
        "ida@example.org",
        "Please confirm your criticism of Lindenrad",
    )
    assert "Nobody answers the telephone." in words
    assert "https://lindenrad.example/kritik/bestaetigen/" in words
