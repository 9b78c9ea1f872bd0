"""The codex at work: a new member answers by a playbook, and a new version holds."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.journeys.people import PASSWORD
from tests.journeys.steps import at, path_of, sign_in, write
from tests.journeys.test_every_page import complaints

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

# Nele began today, Ines runs the server, Milan moderates, and Kuno is angry.
STORY = f"""
from augenhoehe.domain.codex.selectors import current_clause
from augenhoehe.domain.criticism.actions import open_case
from augenhoehe.domain.moderation.actions import intervene
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.terms import Ground, Kind
from augenhoehe.domain.people.actions import become_member, create_person, grant_role
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts.actions import Wording, publish_post

def person(handle, name, *roles):
    account = create_person(handle=handle, name=name, email=f"{{handle}}@example.org",
                            password={PASSWORD!r}, language="en", address_confirmed=True)
    for role in roles:
        grant_role(account, role, by=None)
    return account

become_member(person("nele", "Nele Nowak"), by=None)
person("ines", "Ines Roth", "admin")
milan, kuno = person("milan", "Milan Horn", "moderator"), person("kuno", "Kuno Zander")
cases = []
for text in ("@lindenrad Saftladen. Der Riemen ist nach vier Wochen gerissen.",
             "@lindenrad Abzocker. Niemand sagt mir, was die Reparatur kostet."):
    said = publish_post(by=kuno, wording=Wording(text))
    cases.append(open_case(said, about=account_by_address("lindenrad"), by=kuno, wanted="Ein Wort"))
insult = publish_post(by=kuno, wording=Wording("Der Nachbar ist ein Idiot und ein Trottel."))
entry = intervene(Measure(
    kind=Kind.REMOVE_POST, posts=[insult], ground=Ground.RULES, clause=current_clause("insult"),
    facts="Der Beitrag nennt einen Menschen mit einem Schimpfwort.",
    reasons="Eine Sache, auf die man antworten könnte, nennt er nicht.",
    rung="note", rung_why="Auf einen Hinweis kam dasselbe noch einmal.", judgement="rules",
), by=milan)
print(cases[0].id, cases[1].id)
"""
SECRET = "Zitronenfalter gerissen, und die Lieferung kommt von Wiesenrad"


@pytest.fixture(scope="package")
def cases(house, server) -> list[str]:
    """The two cases Kuno opened."""
    return house.python(STORY).split()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_new_member_goes_from_the_first_steps_to_the_answer(visit, cases, scripts):
    with visit(scripts=scripts) as nele:
        sign_in(nele, "nele")
        nele.get_by_role("link", name="Read the first steps").click()
        expect(nele.get_by_role("heading", level=1)).to_have_text("First steps")
        expect(nele.locator(".first-steps__line")).to_have_count(10)
        expect(nele.locator(".first-steps__line--not")).to_have_count(0)
        expect(nele.locator(".first-steps__line a", has_text="Codex:")).to_have_count(10)
        nele.get_by_role("link", name="Write a post").last.click()
        expect(nele).to_have_url(at("/schreiben"))
        write(nele, f"Guten Tag, ich bin neu in der Werkstatt. {scripts}")
        expect(nele.get_by_role("main")).to_contain_text("Nele Nowak")

        case = cases[0 if scripts else 1]
        nele.goto(f"/tisch/{case}")
        nele.get_by_role("button", name="Open “Somebody gets insulting”").click()
        walk = nele.locator(".walk")
        for question, reply in (
            ("Is anybody threatened", "No"),
            ("What is it aimed at?", "At the firm or its work"),
        ):
            expect(walk.locator("legend")).to_contain_text(question)
            walk.get_by_role("button", name=reply, exact=True).click()
        expect(walk.get_by_role("heading", name="Answer the matter")).to_be_visible()
        walk.get_by_role("button", name="Wait ten minutes").click()
        expect(walk.get_by_role("button", name="Wait ten minutes")).to_have_attribute(
            "aria-pressed", "true"
        )
        assert not scripts or complaints(nele) == []  # axe is a script
        the_team_sees_the_same(visit, case, scripts)

        walk.get_by_role("link", name="Write the answer").click()
        nele.locator("#antworten .composer__text").fill("Das darf nicht sein. Ich prüfe ihn heute.")
        nele.get_by_label("In part", exact=True).check()
        nele.get_by_role("button", name="Publish the answer").click()
        expect(nele.locator(".notices")).to_be_visible()
    with visit(scripts=scripts) as reader:
        reader.goto(f"/faelle/{case}")
        expect(reader.get_by_role("main")).to_contain_text("Ich prüfe ihn heute.")
        expect(reader.get_by_role("main")).to_contain_text("Nele Nowak")
        expect(reader.get_by_text("Wait ten minutes")).to_have_count(0)


def the_team_sees_the_same(visit, case: str, scripts: bool) -> None:
    """Jonas sees how far it went, and reads all of it as a picture; who did it stands nowhere."""
    with visit(scripts=scripts) as jonas:
        sign_in(jonas, "jonas")
        jonas.goto(f"/tisch/{case}")
        walk = jonas.locator(".walk")
        expect(walk.locator("[aria-pressed=true]")).to_have_count(1)
        expect(walk).not_to_contain_text("Nele")
        walk.get_by_role("link", name="See all of it").click()
        expect(jonas.get_by_role("heading", level=1)).to_have_text("Somebody gets insulting")
        expect(jonas.locator("main svg").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_draft_for_another_network_is_checked_and_not_stored(
    visit, house, server, cases, scripts
):
    with visit(scripts=scripts, phone=True) as nele:
        sign_in(nele, "nele")
        nele.goto("/anderswo-schreiben")
        nele.get_by_label("Your draft, or the address of a post").fill(SECRET + ", ihr Idioten.")
        nele.get_by_label("Where it will stand").select_option("linkedin")
        nele.get_by_role("button", name="Check the text").click()
        expect(nele.get_by_role("heading", name="What fits: LinkedIn")).to_be_visible()
        expect(nele.get_by_role("link", name="No insults").first).to_be_visible()
        playbook = nele.get_by_role("link", name="Open the playbook “Somebody gets insulting”")
        expect(playbook).to_be_visible()
        assert path_of(nele) == "/anderswo-schreiben"
        assert "Zitronenfalter" not in nele.url
        assert not scripts or complaints(nele) == []
        follow_the_walk(nele, playbook, scripts)
        kept = nele.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert "Zitronenfalter" not in kept
    assert_nothing_kept(house)


def follow_the_walk(page, playbook, scripts: bool) -> None:
    """With scripts below the text, without them on a page of its own; the text goes nowhere."""
    if scripts:
        playbook.click()
        page.locator("#sheet").get_by_role("link", name="No", exact=True).click()
        expect(page.locator("#sheet")).to_contain_text("What is it aimed at?")
        return
    with page.expect_popup() as opened:
        playbook.click()
    expect(opened.value.locator(".walk")).to_contain_text("Is anybody threatened")
    assert "Zitronenfalter" not in opened.value.url


def assert_nothing_kept(house) -> None:
    """Neither in the database with its sessions and jobs, nor in a log or a mail."""
    folder = Path(house.folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.startswith("augenhoehe.sqlite3") for path in files)
    assert any(path.name == "server.log" for path in files)
    for path in files:
        assert b"Zitronenfalter" not in path.read_bytes(), path
    told = house.python(
        "from django.contrib.sessions.models import Session\n"
        "for one in Session.objects.all(): print(one.get_decoded())"
    )
    assert "_auth_user_id" in told
    assert "Zitronenfalter" not in told


def test_a_new_version_is_read_and_an_old_measure_keeps_its_wording(visit, cases):
    with visit() as ines:
        sign_in(ines, "ines")
        publish_another_wording(ines)
    with visit() as jonas:
        sign_in(jonas, "jonas")
        jonas.goto("/codex/unterschied")
        expect(jonas.locator("main ins").filter(has_text="Breathe").first).to_be_visible()
        jonas.goto("/codex/lesen")
        assert complaints(jonas) == []
        change = jonas.locator("#insult")
        expect(change).to_contain_text("Breathe before you write.")
        change.get_by_role("button", name="Read and understood").click()
        expect(jonas.get_by_text("You have read “No insults”.")).to_be_visible()
        expect(jonas.locator("#insult")).to_have_count(0)

    with visit() as reader:  # signed out, from the measure of before to its clause
        reader.goto("/register?clause=insult")
        reader.locator(".ledger__clause a", has_text="No insults").first.click()
        expect(reader).to_have_url(at("/codex/1/insult"))
        expect(reader.get_by_role("main")).to_contain_text("This clause reads differently now.")
        reader.get_by_role("link", name="Read the wording that holds").click()
        expect(reader).to_have_url(at("/codex/2/insult"))
        expect(reader.get_by_role("main")).to_contain_text("Breathe before you write.")


def publish_another_wording(page) -> None:
    """Write the clause on insults anew, look at the difference, and publish it."""
    page.goto("/codex/entwurf")
    page.get_by_role("button", name="Begin the next version").click()
    page.get_by_role("link", name="No insults").click()
    for name, more in (
        ("text_de", " Erst atmen, dann schreiben."),
        ("text_en", " Breathe before you write."),
    ):
        field = page.locator(f"textarea[name={name}]")
        field.fill(field.input_value() + more)
    page.get_by_role("button", name="Keep the clause").click()
    page.get_by_role("link", name="See what it changes").click()
    expect(page.locator("main ins").filter(has_text="Breathe").first).to_be_visible()
    page.get_by_role("link", name="The next version of the codex").click()
    page.get_by_label("What changed and why, in German").fill("Ein Rat mehr.")
    page.get_by_label("What changed and why, in English").fill("One more piece of advice.")
    assert complaints(page) == []
    page.get_by_role("button", name="Publish this version").click()
    expect(page.get_by_text("Version 2 holds now.")).to_be_visible()
