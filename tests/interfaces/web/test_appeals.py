"""Appealing by the link in a notice, objecting from the register, deciding in the office."""

from __future__ import annotations

import pytest
from django.core import mail

from augenhoehe.domain.moderation.actions import (
    appeal_against,
    decide_appeal,
    intervene,
    object_to,
)
from augenhoehe.domain.moderation.models import Appeal, RegisterEntry
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.moderation.tokens_reports import objection_token
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.jobs.run import run_due_jobs
from tests.domain.moderation.measures import against
from tests.interfaces.web.readers import browser, read, words

WHY = "Das war kein Schimpfwort, sondern ein Zitat aus der Zeitung."
REASONS = "Der Beitrag zitiert einen Artikel; das Wort stammt nicht von der Verfasserin."


@pytest.fixture
def done(cast):
    cast.petra  # noqa: B018 - the auditor took no part
    return intervene(against(cast.says(cast.karl, "Ben ist ein elender Wurm.")), by=cast.mona)


@pytest.fixture
def link(done):
    return f"/einspruch/{statement_token(done.targets.get())}"


def appealed(cast, done):
    return appeal_against(done.targets.get(), text=WHY, by=cast.karl)


def test_a_made_up_link_opens_nothing(cast, link):
    read(browser(cast), "/einspruch/erfunden", status=404)
    read(browser(cast), f"{link[:-3]}abc", status=404)


def test_an_appeal_without_an_account_from_the_link_to_the_outcome(cast, done, link):
    client = browser(cast)
    page = words(read(client, link))
    assert done.reasons in page
    assert "costs nothing" in page
    short = client.post(link, {"text": "Nein."})
    assert short.status_code == 422
    assert "Nein." in short.text

    assert client.post(link, {"text": WHY}).status_code == 302
    assert client.post(link, {"text": WHY}).status_code == 200  # twice is once
    assert Appeal.objects.count() == 1
    assert "Your appeal is with the office" in words(read(client, link))

    decide_appeal(Appeal.objects.get(), by=cast.petra, outcome="upheld", reasons=REASONS)
    assert REASONS in read(client, link)
    run_due_jobs()
    told = [one for one in mail.outbox if REASONS in one.body]
    assert [(one.to, f"/register/{done.uid}" in one.body) for one in told] == [
        (["karl@example.org"], True)
    ]


def test_an_objection_signed_in(cast, done):
    ben = browser(cast, cast.ben)
    here = f"/register/{done.uid}/einwand"
    assert 'name="address"' not in read(ben, here)
    assert ben.post(here, {"text": "Nein."}).status_code == 422

    assert ben.post(here, {"text": WHY}).status_code == 302

    assert Appeal.objects.get().account == cast.ben
    read(ben, here, status=403)  # once
    read(browser(cast, cast.karl), here, status=403)  # it concerns him
    read(ben, "/register/gibtesnicht/einwand", status=404)


def test_the_notice_of_a_decided_objection_leads_to_its_entry(cast, done):
    first = object_to(done, by=cast.gerda, text=WHY)
    decide_appeal(first, by=cast.petra, outcome="upheld", reasons=REASONS)
    objection = object_to(done, by=cast.ben, text=WHY)
    decide_appeal(objection, by=cast.petra, outcome="upheld", reasons=REASONS)
    third = object_to(done, by=cast.luise, text=WHY)
    decide_appeal(third, by=cast.petra, outcome="upheld", reasons=REASONS)
    entry = RegisterEntry.objects.filter(event="appeal_decided").order_by("seq")[1]
    here = f"/einwaende/{objection.id}"

    for who in (cast.karl, cast.gerda, cast.petra):
        read(browser(cast, who), here, status=404)
    assert f'href="{here}"' in read(browser(cast, cast.ben), "/meldungen")
    assert browser(cast, cast.ben).get(here)["Location"] == f"/register/{entry.uid}"
    read(browser(cast, cast.ben), f"/einwaende/{objection.id + 1}", status=404)


def test_an_objection_by_mail_is_confirmed_by_a_button(cast, done):
    client, here = browser(cast), f"/register/{done.uid}/einwand"
    assert client.post(here, {"text": WHY}).status_code == 422
    sent = client.post(here, {"text": WHY, "address": "vera@example.net"})
    assert "look into your mail" in sent.text
    run_due_jobs()
    objection = Appeal.objects.get()
    confirm = f"{here}/{objection_token(objection)}"
    letter = next(one for one in mail.outbox if one.to == ["vera@example.net"])
    assert confirm in letter.body
    assert WHY not in letter.body

    assert WHY in read(client, confirm)  # a scanner that looks at links confirms nothing
    assert Appeal.objects.get().confirmed_at is None
    read(client, f"/register/anders/einwand/{objection_token(objection)}", status=404)
    client.post(confirm)

    assert Appeal.objects.get().is_open
    assert "with the office" in words(read(client, confirm))


def test_only_moderators_and_the_auditor_see_appeals(cast, done):
    appeal = appealed(cast, done)
    for address in ("/aufsicht/einsprueche", f"/aufsicht/einsprueche/{appeal.id}"):
        for who in (cast.karl, cast.erika, cast.inga, cast.sven):
            assert "public register" in words(read(browser(cast, who), address, status=403))


def test_who_decided_sees_the_appeal_and_cannot_decide_it(cast, done):
    appeal = appealed(cast, done)
    mona, here = browser(cast, cast.mona), f"/aufsicht/einsprueche/{appeal.id}"
    page = words(read(mona, here))
    assert "You took part in this" in page
    assert "elender" not in page  # it is in quarantine, and not hers to decide

    said = {"outcome": "overturned", "reasons": REASONS}
    assert mona.post(here, said).status_code == 403
    assert Appeal.objects.get().outcome == ""


def test_the_auditor_decides_and_the_post_is_back(cast, done):
    appeal = appealed(cast, done)
    post = Post.objects.get(id=done.targets.get().post_id)
    address = f"/@karl/{post.id}"
    petra, here = browser(cast, cast.petra), f"/aufsicht/einsprueche/{appeal.id}"
    assert "Appeal: Post removed" in words(read(petra, "/aufsicht/einsprueche"))
    assert "elender Wurm" in read(petra, here)
    short = petra.post(here, {"outcome": "overturned", "reasons": "Passt schon."})
    assert short.status_code == 422
    assert "Passt schon." in short.text

    petra.post(here, {"outcome": "overturned", "reasons": REASONS, "ends_at": "now"})

    assert "elender Wurm" in read(browser(cast), address)
    assert REASONS in read(petra, here)
    assert "Appeal: Post removed" in words(read(petra, "/aufsicht/einsprueche?state=decided"))


def test_where_nobody_can_decide_the_page_says_what_to_do(cast):
    done = intervene(against(cast.says(cast.karl, "Ben ist ein Wurm.")), by=cast.mona)
    appeal = appealed(cast, done)

    page = words(read(browser(cast, cast.mona), f"/aufsicht/einsprueche/{appeal.id}"))

    assert "Nobody here can decide this" in page
