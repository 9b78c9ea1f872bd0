"""What cites the codex shows the wording of then, for ever, and says what changed since."""

from dataclasses import replace
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.actions import publish_version
from augenhoehe.domain.codex.planned import plan
from augenhoehe.domain.codex.planning import begin_plan, publish_plan
from augenhoehe.domain.codex.written import first_clauses
from augenhoehe.domain.moderation.actions import intervene
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.foundation.verdicts import Invalid
from tests.domain.moderation.measures import against
from tests.interfaces.web.readers import browser, read, words

THEN = "Sharp criticism of the organisation"
HOSTILE = (
    '<script>alert(1)</script> [press](javascript:alert(1)) [a](https://x.example/"onclick="b)\n\n'
    "## <img src=x onerror=alert(1)>\n\n- **<b onclick=x>**\n\n![x](https://evil.example/x.png)"
)


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"


def with_insult(**how):
    return [replace(c, **how) if c.key == "insult" else c for c in first_clauses()]


@pytest.fixture
def cited(cast, django_capture_on_commit_callbacks):
    """A measure cites a clause of version 1."""
    post = cast.says(cast.ben, "Luise ist ein dummes Stück.")
    with django_capture_on_commit_callbacks(execute=True):
        return intervene(against(post, clause=selectors.clause(1, "insult")), by=cast.mona)


def statement(found):
    return f"/begruendung/{statement_token(found.targets.get())}"


def test_nobody_publishes_what_changes_nothing(cast):
    begin_plan(by=cast.inga)

    with pytest.raises(Invalid, match="changes nothing"):
        publish_plan(by=cast.inga, seen=plan().state, note_en="New.", note_de="Neu.")

    assert selectors.current_version().number == 1
    assert plan()


def test_a_wording_for_later_cannot_be_cited_and_the_one_before_holds_on(cast):
    day = date(2099, 1, 1)
    old = selectors.clause(1, "insult")
    publish_version(
        [*with_insult(valid_from=day, text_en="Later."), replace(first_clauses()[1], key="calm",
         valid_from=day)],
        by=cast.inga,
    )  # fmt: skip

    with pytest.raises(Invalid, match="does not hold yet") as refusal:
        post = cast.says(cast.ben, "Luise ist ein dummes Stück.")
        intervene(against(post, clause=selectors.clause(2, "insult")), by=cast.mona)

    assert refusal.value.field == "clause"
    assert selectors.current_clause("insult") == old
    assert selectors.current_clause("calm") is None
    citable = selectors.current_clauses(citable=True)
    assert old in citable
    assert "calm" not in {each.key for each in citable}
    intervene(against(post, clause=old), by=cast.mona)
    assert "does not hold yet" in words(read(browser(cast), "/codex/2/insult"))
    assert "will read differently" in words(read(browser(cast), "/codex/1/insult"))


def test_a_clause_that_began_anew_has_no_wording_before(cast):
    publish_version([c for c in first_clauses() if c.key != "insult"], (), by=cast.inga)
    publish_version(with_insult(valid_from=date(2099, 1, 1)), by=cast.inga)

    assert selectors.current_clause("insult") is None


def test_an_old_measure_shows_the_wording_it_cited(cast, cited):
    sent = [letter.body for letter in mail.outbox if "codex, version" in letter.body]
    assert "changed since" not in words(read(Client(), statement(cited)))

    publish_version(with_insult(title_en="Be kind", text_en="Only kind words."), by=cast.inga)

    page = read(Client(), statement(cited))
    assert THEN in words(page)
    assert "Only kind words" not in words(page)
    assert "codex, version 1" in words(page)
    assert 'href="/codex/1/insult#seither"' in page
    entry = read(Client(), f"/register/{cited.uid}")
    assert "No insults" in words(entry)
    assert "version 1" in words(entry)
    assert 'href="/codex/1/insult"' in entry
    office = read(browser(cast, cast.mona), f"/aufsicht/eingriffe/{cited.uid}")
    assert "No insults" in words(office)
    assert 'href="/codex/1/insult#seither"' in office
    assert 'id="seither"' in read(Client(), "/codex/1/insult")
    assert all("“No insults”, codex, version 1" in " ".join(body.split()) for body in sent)
    assert sent


def test_a_clause_that_is_gone_is_still_read_as_it_was(cast, cited):
    publish_version([c for c in first_clauses() if c.key != "insult"], (), by=cast.inga)

    page = words(read(Client(), statement(cited)))

    assert THEN in page
    assert "no longer stands in the codex" in page


def test_hostile_markdown_stays_text_on_every_page(cast, cited):
    publish_version(with_insult(text_en=HOSTILE, title_en="<i>x</i>"), by=cast.inga)
    publish_version(with_insult(text_en="Calm.", good_en=("<b>x</b>",)), by=cast.inga)
    begin_plan(by=cast.inga)
    inga = browser(cast, cast.inga)
    hurt = intervene(
        against(cast.says(cast.ben, "Noch ein Wort."), clause=selectors.clause(2, "insult")),
        by=cast.mona,
    )
    pages = ("/codex", "/codex/2", "/codex/2/insult", "/codex/3/insult", "/codex/lesen",
             "/codex/unterschied/1/2", "/codex/unterschied/2/3", "/codex/entwurf/vorschau",
             "/codex/entwurf/klausel/insult", statement(hurt), f"/register/{hurt.uid}")  # fmt: skip

    for address in pages:
        page = read(inga, address)
        for danger in ("<script>alert", "<img src=x", "<b onclick", 'href="javascript', "<i>x",
                       '"onclick="b', "<b>x</b>", "evil.example/x.png\" alt"):  # fmt: skip
            assert danger not in page, (address, danger)
