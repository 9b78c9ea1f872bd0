"""The page of a post that turned: for its team, for nobody else."""

import pytest

from augenhoehe.domain.posts.models import Turn
from tests.domain.posts.test_turning import post, strangers, turn  # noqa: F401
from tests.interfaces.web.writers import english


@pytest.fixture
def address(cast, post, strangers):  # noqa: F811
    turn(cast, post, strangers)
    return f"/beitrag/{post.id}/umschlag"


def test_for_everybody_else_there_is_no_such_page(cast, client, address):
    assert client.get(address).status_code == 404
    for who in (cast.karl, cast.hanna, cast.inga):
        browser = cast.signed_in(who)
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code == 404
    assert Turn.objects.get().ended_at is None


def test_the_team_reads_figures_and_finds_the_ways(cast, post, address):  # noqa: F811
    browser = english(cast.signed_in(cast.jonas))
    page = browser.get(address).content.decode()

    assert "Now 10 dissent and 0 approve" in page
    assert 'class="plot__line"' in page
    assert "misses irony" in page
    assert "Have you read ten of the replies in full?" in page
    assert f"/@lindenrad/{post.id}/bearbeiten?correction=1" in page
    assert "kunde3" not in page

    assert "apolog" in browser.get(f"{address}?weg=read:yes,right:hurt").content.decode().lower()
    assert browser.get(f"{address}?weg=no:way").status_code == 404


def test_deleting_shows_the_check_and_correcting_is_ticked(cast, post, address):  # noqa: F811
    browser = english(cast.signed_in(cast.erika))

    assert (
        "What a deletion lets expect"
        in browser.get(f"/@lindenrad/{post.id}/loeschen").content.decode()
    )
    assert (
        'name="correction" value="1" checked'
        in browser.get(f"/@lindenrad/{post.id}/bearbeiten?correction=1").content.decode()
    )


def test_it_is_told_in_the_notices_and_seen_to(cast, address):
    browser = english(cast.signed_in(cast.jonas))

    assert address in browser.get("/meldungen").content.decode()
    assert browser.post(address).status_code == 302
    assert Turn.objects.get().ended_at is not None


def test_the_open_correction_stands_beside_the_old_wording(cast, client, post, address):  # noqa: F811
    team = english(cast.signed_in(cast.erika))
    sent = {"text": "Wer sich beschwert, hat recht.", "correction": "1"}
    saved = team.post(f"/@lindenrad/{post.id}/bearbeiten?correction=1", sent)

    assert saved.status_code == 302
    page = client.get(f"/@lindenrad/{post.id}").content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert "umschlag" not in page


def test_who_answers_below_it_finds_the_playbook_beside_the_text(cast, post, address):  # noqa: F811
    sent = {"text": "Wir lesen alles.", "reply_to": post.id, "speak_as": cast.lindenrad.id}
    title = "A post of ours turned against us"

    assert title in english(cast.signed_in(cast.jonas)).post("/schreiben/hilfe", sent).text
    assert title not in english(cast.signed_in(cast.hanna)).post("/schreiben/hilfe", sent).text
