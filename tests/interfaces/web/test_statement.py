"""The statement of reasons: for whom it concerns, by a link, with no account."""

import re

import pytest
from django.test import Client

from augenhoehe.domain.moderation.actions import (
    appeal_against,
    decide_appeal,
    end_intervention,
    intervene,
)
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.posts.models import Post
from tests.domain.moderation.measures import against

REASONS = "Das Wort trifft einen Menschen, und ein Zitat war es nicht."


@pytest.fixture(autouse=True)
def english(settings):
    """Whatever language people chose, these stories are read in English."""
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"


@pytest.fixture
def removed(cast):
    """A post of Ben's was removed."""
    return intervene(against(cast.says(cast.ben, "Luise ist ein dummes Stück.")), by=cast.mona)


def link_of(found):
    return f"/begruendung/{statement_token(found.targets.get())}"


def words_in(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_made_up_link_opens_nothing(removed):
    assert Client().get("/begruendung/unfug").status_code == 404
    assert Client().get(link_of(removed)[:-3]).status_code == 404


def test_a_proposal_has_no_statement_yet(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    proposed = intervene(against(case.post), by=cast.mona)

    assert Client().get(link_of(proposed)).status_code == 404


def test_it_says_what_was_done_and_why_and_how_to_appeal_without_a_trace(removed):
    response = Client().get(link_of(removed))
    words = words_in(response)

    assert "Your post was removed." in words
    assert "Luise ist ein dummes Stück." in words  # one's own words, out of quarantine
    assert removed.facts in words
    assert removed.reasons in words
    assert removed.clause.text_en.split()[0] in words
    assert "Appeal against it" in words
    assert "Mona" not in words
    assert not response.cookies
    assert "<form" not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_when_it_is_over_the_page_says_so(cast, removed):
    end_intervention(removed, by=cast.mona, reasons="Der Streit ist beigelegt, wie wir hören.")

    assert "This is over." in words_in(Client().get(link_of(removed)))


def test_everybody_finds_their_own_and_nobody_elses(cast, removed):
    assert Client().get("/begruendung").status_code == 302
    assert "Your post was removed." in words_in(cast.signed_in(cast.ben).get("/begruendung"))
    assert "Nothing was ever restricted" in words_in(cast.signed_in(cast.ada).get("/begruendung"))


def test_the_notice_leads_there(cast, removed):
    html = cast.signed_in(cast.ben).get("/meldungen").content.decode()

    assert link_of(removed).split(":")[0] in html
    assert "Something of yours was restricted." in html


def test_internal_words_stay_with_their_author(cast):
    post = cast.says(cast.jonas, "Theo ist ein Esel.", space=cast.haus)
    found = intervene(against(post), by=cast.mona)

    assert Post.objects.get(id=post.id).removed_at is not None
    assert "Theo ist ein Esel." in words_in(Client().get(link_of(found)))
    office = cast.signed_in(cast.petra).get(f"/aufsicht/eingriffe/{found.uid}")
    assert "Theo ist ein Esel." not in words_in(office)


def decided(cast, removed, outcome):
    cast.petra  # noqa: B018
    appeal = appeal_against(
        removed.targets.get(), by=cast.ben, text="Das war ein Zitat, mehr nicht."
    )
    before = words_in(Client().get(link_of(removed)))
    assert "Your appeal is with the office." in before
    decide_appeal(appeal, by=cast.petra, outcome=outcome, reasons=REASONS)
    return words_in(Client().get(link_of(removed)))


def test_after_the_appeal_it_says_the_outcome_with_its_reasons(cast, removed):
    shown = decided(cast, removed, "upheld")

    assert "Your appeal was decided: the measure stays" in shown
    assert REASONS in shown
    assert "You can appeal here" not in shown
    assert "no second one" in shown
    assert "out-of-court settlement" in shown


def test_a_warning_does_not_last(cast):
    warned = intervene(against(cast.says(cast.ben, "Du Esel."), Kind.WARN), by=cast.mona)

    assert "without an end" not in words_in(Client().get(link_of(warned)))
