"""What people do in a browser, in their own words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.people import PASSWORD


def sign_in(page: Page, who: str) -> None:
    page.goto("/anmelden")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(at("/home"))


def sign_up(page: Page, name: str, handle: str, link_in_mail) -> None:
    address = f"{handle}@example.org"
    page.goto("/registrieren")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=handle]").fill(handle)
    page.locator("input[name=email]").fill(address)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.goto(link_in_mail(address))
    page.get_by_role("button", name="Confirm this address").click()
    expect(page).to_have_url(at("/home"))


def write(page: Page, text: str, *, picture: str = "", shows: str = "") -> None:
    """Publish a post, perhaps with a picture; without scripts it has to be sent first."""
    page.goto("/schreiben")
    page.locator(".composer__text").fill(text)
    if picture:
        page.locator("input[type=file]").set_input_files(picture)
        send = page.get_by_role("button", name="Send the files")
        if send.is_visible():
            send.click()
        page.get_by_label("What the picture shows").fill(shows)
    page.locator(".composer__publish").click()
    expect(page.get_by_text("Your post is published.")).to_be_visible()


def mark_as_criticism(page: Page, voice: str, wanted: str) -> str:
    """From the post one is looking at to its case; gives the path of the case."""
    page.locator(".act__more summary").first.click()
    page.get_by_role("link", name="Mark it as criticism").first.click()
    page.get_by_label(voice, exact=True).check()
    page.get_by_label("What would help?").fill(wanted)
    page.get_by_role("button", name="Make it a case").click()
    expect(page.get_by_role("heading", name="The clock")).to_be_visible()
    return path_of(page)


def answer(page: Page, case: str, text: str, *, verdict: str, speak_as: str = "") -> None:
    page.goto(case)
    page.get_by_label(verdict, exact=True).check()
    if speak_as:
        page.get_by_label("Speak as").select_option(label=speak_as)
    page.locator(".composer__text").fill(text)
    page.get_by_role("button", name="Publish the answer").click()
    expect(page.get_by_text("Your answer stands below.")).to_be_visible()


def do(page: Page, case: str, title: str, button: str, words: str = "") -> None:
    """Open one of the forms of a case, say something, and send it."""
    page.goto(case)
    form = page.locator("details.doing").filter(has=page.get_by_text(title, exact=True))
    form.locator("summary").click()
    if words:
        form.get_by_role("textbox").fill(words)
    form.get_by_role("button", name=button).click()
    expect(page.locator(".notices")).to_be_visible()


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def at(path: str) -> re.Pattern[str]:
    """The address of a path, whatever the server is called."""
    return re.compile(rf"^http://[^/]+{re.escape(path)}")
