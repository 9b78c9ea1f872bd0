"""What the demo promises to show of codex, playbooks, hats, help and the works council."""

import pytest
from django.test import Client

from augenhoehe.domain.codex.acknowledging import to_acknowledge
from augenhoehe.domain.codex.agreement import works_agreement_in_force
from augenhoehe.domain.codex.models import Acknowledgement
from augenhoehe.domain.criticism.models import Backing, PlaybookRun
from augenhoehe.domain.criticism.playbooks import place_of
from augenhoehe.domain.people.hats import hats_of
from augenhoehe.domain.people.models import Account, Hat, LinkedAccount, Lookup, PriorApproval
from augenhoehe.domain.posts.models import Look, Post, Revision, ScheduledPost

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("lindenrad"),
]


def page(address, status=200):
    response = Client().get(address, headers={"accept-language": "en"})
    assert response.status_code == status, address
    return response.content.decode()


def of(handle):
    return Account.objects.get(handle=handle, domain="")


def test_hats_were_confirmed_in_every_way():
    ours = set(Hat.objects.filter(until=None).values_list("source", flat=True))
    assert ours == {"mail_domain", "group", "steward"}
    assert "Entwicklung Riementrieb" in {hat.words for hat in hats_of(of("jonas").id)}
    assert LinkedAccount.objects.get().verified_at is not None
    assert "Betriebsrat von Lindenrad" in page("/huete")


def test_no_hat_gives_the_colleague_with_the_protected_name_away():
    assert not Hat.objects.filter(account=of("theo"), until=None).exists()


def test_who_left_has_no_hat_and_what_was_said_keeps_it():
    nele = of("nele")
    [ended] = Hat.objects.filter(account=nele, words="Lindenrad auf Messen")
    worn = Post.objects.filter(account=nele).exclude(hat_words="")

    assert hats_of(nele.id) == []
    assert ended.ended == "left"
    assert worn.count() == 2
    assert all(post.created_at < ended.until for post in worn)
    assert "Lindenrad auf Messen" in page(f"/@nele/{worn[0].id}")
    later = Post.objects.filter(account=nele, hat_words="").get()
    assert not later.in_service


def test_one_voice_lets_its_posts_be_looked_at_and_one_waits():
    setting = PriorApproval.objects.get(until=None)
    assert setting.voice.handle == "werkstatt"
    assert Post.objects.filter(was_approved=True).count() == 2
    waiting = ScheduledPost.objects.get(waits_since__isnull=False)
    assert waiting.account.handle == "jonas"
    # What people say in their own name is looked at by nobody.
    assert not Post.objects.filter(was_approved=True, account__kind="person").exists()


def test_colleagues_talk_below_drafts():
    looks = Look.objects.filter(comments__isnull=False).distinct()
    assert {look.by.handle for look in looks} == {"erika", "priya"}


def test_an_answer_is_stood_behind_and_a_mistake_is_corrected_in_the_open():
    backing = Backing.objects.get()
    assert backing.by != backing.answer.given_by
    corrected = Revision.objects.get(is_correction=True, post__account=of("hanna")).post
    assert "198 Räder" in page(f"/@hanna/{corrected.id}")


def test_a_post_in_service_was_deleted_with_a_reason():
    gone = Post.objects.exclude(deleted_why="").get()
    assert "galt nur für Händler" in page(f"/@falk/{gone.id}", 410)


def test_a_playbook_lies_beside_two_cases_half_way():
    runs = list(PlaybookRun.objects.select_related("playbook__version").order_by("id"))
    outcomes = [place_of(run).outcome for run in runs]
    assert len(runs) == 2
    assert [len(run.ticked) for run in runs] == [2, 0]
    assert outcomes[0] is not None
    assert len(outcomes[0].steps) > 2
    assert outcomes[1] is None


def test_some_have_read_the_instructions_and_some_have_not():
    assert Acknowledgement.objects.values("account").distinct().count() == 5
    assert to_acknowledge(of("jonas")) == []
    assert to_acknowledge(of("erika"))


def test_the_agreement_took_two_keys():
    agreement = works_agreement_in_force()
    assert agreement.proposed_by.handle == "inga"
    assert agreement.confirmed_by.handle == "sven"


def test_who_looked_something_up_stands_in_the_log():
    assert {"protected_name", "report"} <= set(Lookup.objects.values_list("what", flat=True))
    client = Client()
    client.force_login(of("sven").login)
    assert client.get("/einsicht").status_code == 200
    assert client.get("/einsicht/lesungen").status_code == 200
