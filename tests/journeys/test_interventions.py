"""What is restricted, and what is not: the office at work, as everybody concerned sees it."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.journeys.people import PASSWORD
from tests.journeys.steps import at, sign_in
from tests.journeys.test_every_page import complaints

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

OFFICE_PAGES = (
    "/aufsicht",
    "/aufsicht/vorschlaege",
    "/aufsicht/pruefungen",
    "/aufsicht/anderswo",
)

# Who moderates, who looks on, and what was said before.
OFFICE = f"""
from augenhoehe.domain.criticism.actions import open_case
from augenhoehe.domain.people.actions import create_person, grant_role
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts.actions import Wording, publish_post

def person(handle, name, *roles):
    account = create_person(handle=handle, name=name, email=f"{{handle}}@example.org",
                            password={PASSWORD!r}, language="en", address_confirmed=True)
    for role in roles:
        grant_role(account, role, by=None)
    return account

person("mona", "Mona Keller", "moderator")
person("petra", "Petra Blum", "auditor", "moderator")
karl, wout = person("karl", "Karl Brandt"), person("wout", "Wout Zorn")
lindenrad = account_by_address("lindenrad")
for who, text in (
    (karl, "@lindenrad Ihr lasst Kunden drei Wochen im Regen stehen."),
    (wout, "Luise wohnt in der Gartenstrasse 3, die dumme Kuh. Besucht sie."),
    (karl, "Die Kette von Wiesenrad haelt auch nicht."),
):
    post = publish_post(by=who, wording=Wording(text))
    if "@lindenrad" in text:
        open_case(post, about=lindenrad, by=who, wanted="Eine Antwort")
    print(post.id)
publish_post(by=wout, wording=Wording("Das sehe ich auch so."), in_reply_to=post)
"""


@pytest.fixture(scope="package")
def said(house, server):
    """The posts it is about: a criticism, an insult with an address, and something harmless."""
    written = house.python(OFFICE)
    criticism, insult, harmless = written.split()[-3:]
    return {"criticism": criticism, "insult": insult, "harmless": harmless}


def restrict(page, post: str, *, judgement: str, norm: str = "", at_once: bool = False) -> None:
    """From the post to the page that says what would follow."""
    page.goto(f"/p/{post}")
    page.get_by_role("link", name="Restrict this post…").click()
    page.get_by_label(judgement).check()
    page.get_by_label("Which law is broken").fill(norm)
    page.get_by_label("Which rule of the codex").select_option(index=1)
    page.get_by_label("Put a note beside it").check()
    page.get_by_label("Why it would not do").fill("Auf einen Hinweis kam dasselbe noch einmal.")
    page.get_by_label("Remove the post").check()
    page.get_by_label("What happened").fill("Der Beitrag trifft einen Menschen, der hier lebt.")
    page.get_by_label("Why this follows").fill("Wer so etwas liest, muss sich fürchten.")
    if at_once:
        page.get_by_label("do it at once").check()
    page.get_by_role("button", name="Check what would follow").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_critical_post_is_met_with_remove_and_the_check_refuses(visit, said, scripts):
    with visit(scripts=scripts) as mona:
        sign_in(mona, "mona")
        restrict(mona, said["criticism"], judgement="Merely unpleasant")
        expect(mona.get_by_role("heading", level=1)).to_have_text("This is not available")
        expect(mona.get_by_role("link", name="Answer the case")).to_be_visible()

        mona.get_by_role("button", name="Back to the form").click()
        expect(mona.get_by_label("What happened")).to_have_value(re.compile("Der Beitrag trifft"))
        restrict(mona, said["criticism"], judgement="Against a rule")
        expect(mona.get_by_role("heading", level=1)).to_have_text("Streisand check")
        expect(mona.get_by_role("main")).to_contain_text("All coefficients are assumptions")
        expect(mona.get_by_role("main")).to_contain_text("Or: answer.")
        expect(mona.locator(".check-drawing__row")).to_have_count(3)
        expect(mona.get_by_role("button", name="Propose: Remove the post")).to_be_visible()
    with visit(scripts=scripts) as reader:
        reader.goto(f"/p/{said['criticism']}")
        expect(reader.get_by_text("drei Wochen im Regen").first).to_be_visible()


def test_a_home_address_goes_at_once_is_appealed_and_the_decision_stands(visit, said, mailbox):
    with visit() as mona:
        sign_in(mona, "mona")
        restrict(
            mona, said["insult"], judgement="Unlawful: I can name", norm="§ 126a StGB", at_once=True
        )
        mona.get_by_role("button", name="Remove the post").click()
        expect(mona.get_by_text("It is in force, stands in the register")).to_be_visible()
        entry = mona.get_by_role("link", name="Entry in the register").get_attribute("href")

    with visit(phone=True) as wout:
        wout.goto(mailbox("wout@example.org"))
        expect(wout.get_by_role("main")).to_contain_text("Your post was removed.")
        expect(wout.get_by_role("main")).to_contain_text("Gartenstrasse 3")
        assert wout.context.cookies() == []
        wout.get_by_role("link", name="Appeal against it").click()
        wout.get_by_role("textbox").first.fill("Das war doch nur ein Scherz unter Freunden.")
        wout.get_by_role("button", name="Send the appeal").click()

    with visit() as petra:
        sign_in(petra, "petra")
        decide(petra, "The decision stays", "Eine Anschrift mit einem Aufruf ist kein Scherz.")
    with visit() as reader:
        reader.goto(f"/p/{said['insult']}")
        expect(reader.get_by_text("Gartenstrasse")).to_have_count(0)
        reader.goto(entry)
        expect(reader.get_by_role("main")).to_contain_text("§ 126a StGB")


def test_a_wrongly_removed_post_comes_back_under_its_address(visit, said, mailbox):
    with visit() as mona:
        sign_in(mona, "mona")
        mona.goto(f"/p/{said['harmless']}")
        address = mona.url
        restrict(mona, said["harmless"], judgement="Against a rule")
        expect(mona.get_by_role("heading", level=1)).to_have_text("What would follow")
        mona.get_by_role("button", name="Remove the post").click()
        expect(mona.get_by_text("It is in force, stands in the register")).to_be_visible()

    with visit() as karl:
        assert karl.goto(address).status == 410
        karl.goto(mailbox("karl@example.org"))
        karl.get_by_role("link", name="Appeal against it").click()
        karl.get_by_role("textbox").first.fill("Darin steht niemandes Name und kein Schimpfwort.")
        karl.get_by_role("button", name="Send the appeal").click()
    with visit() as petra:
        sign_in(petra, "petra")
        decide(petra, "It was wrong", "Der Beitrag nennt niemanden und bricht keine Regel.")
    with visit() as reader:
        assert reader.goto(address).status == 200
        expect(reader).to_have_url(at("/@karl/"))
        expect(reader.get_by_text("Die Kette von Wiesenrad").first).to_be_visible()
        expect(reader.get_by_text("Das sehe ich auch so.")).to_be_visible()


def test_the_office_is_for_everybodys_eyes_and_fits_a_telephone(visit, said):
    found: list[str] = []
    with visit(phone=True, color_scheme="dark") as mona:
        sign_in(mona, "mona")
        mona.set_viewport_size({"width": 320, "height": 640})
        for address in (*OFFICE_PAGES, f"/aufsicht/eingriff?post={said['criticism']}"):
            mona.goto(address)
            found += complaints(mona)
            assert mona.evaluate("document.documentElement.scrollWidth") <= 320, address
        restrict(mona, said["criticism"], judgement="Against a rule")
        found += complaints(mona)
        assert mona.evaluate("document.documentElement.scrollWidth") <= 320
    assert not found, "\n".join(found)


def decide(page, outcome: str, reasons: str) -> None:
    """Decide the one open appeal."""
    page.goto("/aufsicht/einsprueche")
    page.get_by_role("link", name="Appeal:").first.click()
    page.get_by_label(outcome).check()
    page.get_by_label("The reasons").fill(reasons)
    page.get_by_role("button", name="Decide the appeal").click()
    expect(page.get_by_text("It is decided, and stands in the register.")).to_be_visible()
