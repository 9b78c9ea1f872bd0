"""Help before and after, on pages: looks, posts that wait, corrections, backing, the ladder."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.people.actions import begin_prior_approval
from augenhoehe.domain.posts.actions import ask_to_look, comment_on_look, save_draft
from augenhoehe.domain.posts.models import Look, Post, ScheduledPost
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_colleague_is_asked_from_the_composer_and_comments(cast: Cast) -> None:
    erika, jonas = cast.signed_in(cast.erika), cast.signed_in(cast.jonas)
    page = jonas.get("/schreiben").content.decode()
    assert "Ask a colleague to look" in page
    sent = {"slot": "new", "text": "Is this right?", "seen": ""}
    page = jonas.post("/draufschauen/bitten", sent).content.decode()
    assert cast.erika.name in page
    wrong = jonas.post("/draufschauen/bitten", sent | {"colleague": str(cast.karl.id)})
    assert wrong.status_code == 422
    done = jonas.post("/draufschauen/bitten", sent | {"colleague": str(cast.erika.id)})
    assert done.status_code == 302
    look = Look.objects.get()
    assert "Is this right?" in erika.get(f"/draufschauen/{look.id}").content.decode()
    erika.post(f"/draufschauen/{look.id}", {"do": "comment", "text": "Yes it is."})
    assert "Yes it is." in jonas.get("/schreiben").content.decode()
    for other in (cast.mona, cast.karl):
        assert cast.signed_in(other).get(f"/draufschauen/{look.id}").status_code == 404
    assert Client().get(f"/draufschauen/{look.id}").status_code == 302
    assert erika.get("/meldungen").status_code == 200


def test_declining_and_ending(cast: Cast) -> None:
    for who, address in ((cast.erika, ""), (cast.jonas, "/beenden")):
        save_draft("new", by=cast.jonas, text="Is this right?")
        look = ask_to_look("new", by=cast.jonas, colleague=cast.erika, text="Is this right?")
        comment_on_look(look, by=cast.erika, text="Yes.")
        sent = {"do": "decline"}
        assert (
            cast.signed_in(who).post(f"/draufschauen/{look.id}{address}", sent).status_code == 302
        )
        assert not Look.objects.exists()


def test_a_voice_sets_it_in_public_and_another_person_releases(cast: Cast) -> None:
    voice = cast.lindenrad
    address = f"/@{voice.handle}/freigabe"
    assert cast.signed_in(cast.jonas).post(address, {"why": "x"}).status_code == 403
    erika = cast.signed_in(cast.erika)
    assert erika.post(address, {"why": ""}).status_code == 422
    assert erika.post(address, {"why": "A recall."}).status_code == 302
    for page in (address, f"/@{voice.handle}", "/gleichheit"):
        assert "A recall." in Client().get(page).content.decode()
    jonas = cast.signed_in(cast.jonas)
    sent = {"text": "We recall it.", "speak_as": str(voice.id), "audience": "0", "do": "publish"}
    assert jonas.post("/schreiben", sent)["Location"] == "/entwuerfe"
    assert not Post.objects.exists()
    row = ScheduledPost.objects.get()
    assert "Waits for" in jonas.get("/entwuerfe").content.decode()
    assert jonas.post(f"/freigaben/{row.id}", {"do": "release"}).status_code == 403
    theo = cast.signed_in(cast.theo)
    assert "We recall it." in theo.get("/freigaben").content.decode()
    assert theo.post(f"/freigaben/{row.id}", {"do": "back", "why": ""}).status_code == 422
    shown = theo.post(f"/freigaben/{row.id}", {"do": "release"}, follow=True).content.decode()
    assert "Approved before it was published." in shown


def test_an_answer_waits_and_is_backed(cast: Cast) -> None:
    case = cast.complains(cast.karl, "The fork broke.")
    begin_prior_approval(cast.lindenrad, by=cast.erika, why="A recall.")
    jonas = cast.signed_in(cast.jonas)
    voice = str(cast.lindenrad.id)
    sent = {"text": "It did.", "verdict": "true", "speak_as": voice, "do": "publish"}
    assert jonas.post(f"/faelle/{case.id}/antworten", sent).status_code == 302
    cast.signed_in(cast.theo).post(
        f"/freigaben/{ScheduledPost.objects.get().id}", {"do": "release"}
    )
    answer = case.answers.get()
    erika = cast.signed_in(cast.erika)
    assert "Stand behind the answer" in erika.get(f"/faelle/{case.id}").content.decode()
    assert "Stand behind the answer" not in jonas.get(f"/faelle/{case.id}").content.decode()
    assert jonas.post(f"/antworten/{answer.id}/dahinterstehen").status_code == 403
    erika.post(f"/antworten/{answer.id}/dahinterstehen", {"words": "All of us."})
    shown = Client().get(f"/faelle/{case.id}").content.decode()
    assert "The organisation stands behind this answer" in shown
    assert "All of us." in shown


def test_correcting_openly_and_deleting_with_a_reason(cast: Cast) -> None:
    post = cast.says(cast.jonas, "It weighs 12 kg.", in_service=True)
    jonas = cast.signed_in(cast.jonas)
    address = f"/@{cast.jonas.handle}/{post.id}"
    sent = {"text": "It weighs 13 kg.", "correction": "1", "do": "publish"}
    assert jonas.post(f"{address}/bearbeiten", sent).status_code == 302
    assert "<del>12</del>" in Client().get(address).content.decode()
    assert jonas.post(f"{address}/loeschen", {"why": ""}).status_code == 422
    assert jonas.post(f"{address}/loeschen", {"why": "Said twice."}).status_code == 302
    assert "Said twice." in Client().get(address).content.decode()


def test_where_one_restricts_the_ladder_stands_and_a_rung_is_chosen(cast: Cast) -> None:
    post = cast.says(cast.karl, "Nonsense.")
    mona = cast.signed_in(cast.mona)
    for aim in (f"post={post.id}", f"account={cast.karl.id}"):
        page = mona.get(f"/aufsicht/eingriff?{aim}").content.decode()
        assert 'class="ladder"' in page
        assert page.index('class="ladder"') < page.index('name="kind"')
        sent = {"step": "check", "kind": "remove", "judgement": "rules", "facts": "x"}
        assert mona.post(f"/aufsicht/eingriff?{aim}", sent).status_code == 422
    own = mona.get(f"/@{cast.karl.handle}").content.decode()
    assert own.index(">Mute<") < own.index(">Block<")


def _ladder(page: str) -> str:
    start = page.index('class="ladder-fold"')
    return page[start : page.index("</details>", start)]


def test_before_a_block_the_ladder_stands_in_each_place(cast: Cast) -> None:
    case = cast.complains(cast.karl, "The fork broke.")
    other = cast.says(cast.karl, "Nonsense.")
    report = make_report(other, Complaint(category="other", text="Look."), by=cast.hanna)
    profile = f"/@{cast.karl.handle}"
    places = (profile, f"{profile}/{other.id}", f"/faelle/{case.id}")
    mona, erika = cast.signed_in(cast.mona), cast.signed_in(cast.erika)
    for place in (*places, f"/aufsicht/meldungen/{report.id}"):
        page = mona.get(place).content.decode()
        ladder = _ladder(page)
        assert "kind=time_limit" in ladder
        assert 'href="/aufsicht/eingriff?' in page[page.index(ladder) + len(ladder) :]
        for address in re.findall(r'href="([^"]+)"', ladder):
            assert mona.get(unescape(address)).status_code == 200, address
    for place in places:  # a steward asks moderation for what is moderation's
        ladder = _ladder(erika.get(place).content.decode())
        assert "/melden?account=" in ladder
        assert "/aufsicht" not in ladder
        for address in re.findall(r'href="([^"]+)"', ladder):
            assert erika.get(unescape(address)).status_code == 200, address
        for reader in (cast.signed_in(cast.theo), Client(), cast.signed_in(cast.karl)):
            assert "ladder-fold" not in reader.get(place).content.decode()


def test_deleting_what_is_criticised_shows_what_it_lets_expect(cast: Cast) -> None:
    quiet = cast.says(cast.jonas, "It weighs 12 kg.", in_service=True)
    loud = cast.says(cast.jonas, "It never breaks.", in_service=True)
    cast.complains(cast.karl, "Mine broke.", in_reply_to=loud)
    jonas = cast.signed_in(cast.jonas)
    address = f"/@{cast.jonas.handle}"
    expected = "What a deletion lets expect"
    assert expected not in jonas.get(f"{address}/{quiet.id}/loeschen").content.decode()
    page = jonas.get(f"{address}/{loud.id}/loeschen").content.decode()
    assert expected in page
    assert "All coefficients are assumptions" in page
    assert jonas.post(f"{address}/{loud.id}/loeschen", {"why": "Wrong."}).status_code == 302
