"""A customer without an account, on a telephone: from the complaint to resolved, by mail link."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.config.process import eventually
from tests.journeys.steps import answer, at, mark_as_criticism, path_of, sign_in, write

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def say(page, title: str, button: str, words: str) -> None:
    """Open one of the forms behind a link from a letter, say something, and send it."""
    form = page.locator("details.doing").filter(has=page.get_by_text(title, exact=True))
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    form.get_by_role("textbox").fill(words)
    form.get_by_role("button", name=button).click()


@pytest.fixture
def next_link(mailbox):
    """`next_link(address, old)` is the path of the first link that is not the old one."""

    def wait(address: str, old: str) -> str:
        assert eventually(lambda: mailbox(address) != old, within=20)
        return mailbox(address)

    return wait


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_complaint_without_an_account_ends_with_the_critics_word(
    visit, mailbox, next_link, scripts
):
    name = "Ida" if scripts else "Ivo"
    address = f"{name.lower()}@example.org"
    with visit(phone=True, scripts=scripts) as ida:
        ida.goto("/kritik")
        assert ida.locator("main [required]").count() == 3, "under a minute: what, name, address"
        ida.get_by_label("What is it about?").fill("Seit Montag geht niemand ans Telefon.")
        ida.get_by_label("The name that stands beside it").fill(name)
        ida.get_by_label("Your mail address").fill(address)
        ida.get_by_role("button", name="Send the criticism").click()
        asked = mailbox(address)
        ida.goto(asked)
        ida.get_by_role("button", name="Make it public").click()
        expect(ida).to_have_url(at("/faelle/"))
        case = path_of(ida)
        acknowledged = next_link(address, asked)

        answers_as(visit, "erika", case, "Haben Sie es am Dienstag versucht?", verdict="No")
        answered = next_link(address, acknowledged)
        ida.goto(answered)
        expect(ida.get_by_role("main")).to_contain_text("am Dienstag versucht?")
        say(ida, "It was not answered", "Say “not answered”", "Gefragt war, wann jemand abhebt.")
        expect(ida).to_have_url(at(case))
        a_link_works_once(ida, answered)

        not_again(visit, "erika", case)
        answers_as(visit, "jonas", case, "Ab heute hebt Priya ab, neun bis fünf.", verdict="Yes")
        ida.goto(next_link(address, answered))
        say(ida, "It is resolved", "Call it resolved", "Danke, das hat geklappt.")
        expect(ida).to_have_url(at(case))

    with visit() as reader:
        reader.goto(case)
        expect(reader.locator(".case__state")).to_contain_text("resolved, says the critic")
        expect(reader.get_by_role("main")).to_contain_text("Gefragt war, wann jemand abhebt.")
        expect(reader.get_by_role("main")).to_contain_text("Danke, das hat geklappt.")
        assert address not in reader.content()


def answers_as(visit, who: str, case: str, text: str, *, verdict: str) -> None:
    with visit() as page:
        sign_in(page, who)
        answer(page, case, text, verdict=verdict)


def not_again(visit, who: str, case: str) -> None:
    """Whoever was called no answer cannot answer next."""
    with visit() as page:
        sign_in(page, who)
        page.goto(case)
        expect(page.get_by_text("Now somebody else answers.")).to_be_visible()
        expect(page.get_by_role("button", name="Publish the answer")).to_have_count(0)


def a_link_works_once(page, link: str) -> None:
    assert page.goto(link).status == 403
    expect(page.get_by_role("main")).to_contain_text("This link was used already.")


def test_of_two_who_take_a_case_at_once_the_second_is_told(visit):
    with visit() as critic, visit() as erika, visit() as jonas:
        case = complain(critic)
        for page, who in ((erika, "erika"), (jonas, "jonas")):
            sign_in(page, who)
            page.goto(case)
            form = page.locator("details.doing").filter(
                has=page.get_by_text("Look after it", exact=True)
            )
            form.locator("summary").click()
            form.get_by_role("textbox").fill(f"{who} schaut nach.")
        for page in (erika, jonas):
            page.get_by_role("button", name="Look after it").click()
        expect(erika.locator(".notices")).to_contain_text("You look after this case now")
        expect(jonas.get_by_text("Somebody was quicker")).to_be_visible()
        expect(jonas.get_by_text("jonas schaut nach.").first).to_be_visible()  # still typed
        critic.goto(case)
        expect(critic.get_by_role("main")).to_contain_text("erika schaut nach.")
        expect(critic.get_by_role("main")).not_to_contain_text("jonas schaut nach.")


def complain(page) -> str:
    """Luise, who has an account, makes a case; its path."""
    sign_in(page, "luise")
    write(page, "@lindenrad Die Klingel rostet nach einer Woche.")
    return mark_as_criticism(page, "Lindenrad", "Eine Klingel, die hält")
