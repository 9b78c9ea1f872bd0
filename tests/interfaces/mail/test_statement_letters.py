"""Letters of reasons: in the transaction of what they tell, in one's own language."""

import pytest
from django.db import transaction

from augenhoehe.domain.moderation.actions import end_intervention, intervene
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.people.actions import keep_contact
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests.domain.moderation.measures import against


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
def ben(cast):
    """Ben reads English in these stories."""
    cast.ben.login.language = "en"
    cast.ben.login.save()
    return cast.ben


def test_what_does_not_happen_is_told_to_nobody(cast, ben, settings):
    settings.EMAIL_BACKEND = "augenhoehe.interfaces.mail.backend.QueuedMail"
    insult = against(cast.says(ben, "Luise ist dumm."))
    waiting = Job.objects.filter(kind="mail")

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        intervene(insult, by=cast.mona)
        assert waiting.count() == 1
        raise ZeroDivisionError

    assert not waiting.exists()


def test_a_proposal_is_no_news_to_the_critic(cast, letters):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    intervene(against(case.post), by=cast.mona)

    assert letters() == []


def test_whoever_is_restricted_hears_what_why_and_how_to_appeal(cast, ben, letters):
    found = intervene(against(cast.says(ben, "Luise ist dumm.")), by=cast.mona)

    [(address, subject, words)] = letters()

    assert address == "ben@example.org"
    assert "Your post was removed" in subject
    assert "Luise ist dumm." in words
    assert found.facts in words
    assert found.reasons in words
    assert found.clause.title_en in words
    assert f"https://lindenrad.example/begruendung/{statement_token(found.targets.get())}" in words
    assert "You can appeal until" in words
    assert "Mona" not in words


def test_it_is_told_when_it_is_over(cast, ben, letters):
    found = intervene(against(cast.says(ben, "Luise ist dumm.")), by=cast.mona)
    end_intervention(found, by=cast.mona, reasons="Der Streit ist beigelegt, wie wir hören.")

    [_first, (_address, subject, words)] = letters()

    assert subject == "A restriction of what you wrote or may do is over"
    assert "That is over." in words


def test_of_a_post_of_a_voice_its_author_hears(cast, letters):
    post = cast.says(cast.jonas, "Kunden sind dumm.", voice=cast.lindenrad)
    intervene(against(post), by=cast.mona)

    assert [address for address, _subject, _words in letters()] == ["jonas@example.org"]


def test_what_is_internal_does_not_leave_by_mail(cast, letters):
    intervene(against(cast.says(cast.jonas, "Theo ist dumm.", space=cast.haus)), by=cast.mona)

    [(_address, _subject, words)] = letters()
    assert "Theo ist dumm." not in words


def test_a_guest_without_an_account_gets_the_letter(cast, ben, letters):
    post = cast.says(ben, "Luise ist dumm.")
    guest = keep_contact("gast@example.org", name="Frau Gast", language="en")
    Post.objects.filter(id=post.id).update(guest=guest, guest_name="Frau Gast")
    post.refresh_from_db()

    intervene(against(post), by=cast.mona)

    [(address, _subject, words)] = letters()
    assert address == "gast@example.org"
    assert "Hello Frau Gast," in words
