"""What is new is said and never pushed; what is typed in two tabs is lost in none."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import sign_in, write

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_new_posts_are_announced_and_nothing_jumps(visit):
    with visit() as reader, visit() as writer:
        sign_in(writer, "luise")
        reader.goto("/alle")
        first = reader.locator("article").first
        before = first.inner_text()

        with reader.expect_request(lambda request: "/live" in request.url):
            reader.reload()
        reader.wait_for_timeout(500)
        top = first.bounding_box()
        write(writer, "Der Riemen hält.")
        expect(reader.get_by_role("link", name="Show one new post")).to_be_visible()
        write(writer, "Er hält noch immer.")

        bar = reader.get_by_role("link", name="Show 2 new posts")
        expect(bar).to_be_visible()
        assert first.inner_text() == before
        assert first.bounding_box() == top
        bar.click()
        expect(reader.get_by_text("Er hält noch immer.").first).to_be_visible()


def test_two_tabs_keep_two_drafts(visit):
    with visit() as one:
        sign_in(one, "luise")
        other = one.context.new_page()
        for page in (one, other):
            page.goto("/schreiben")
        type_until_kept(one, "Es geht um den Riemen")
        type_until_kept(other, "Es geht um die Bremse")

        one.locator(".composer__publish").click()
        expect(one.get_by_text("Your post is published.")).to_be_visible()
        other.close()

        one.goto("/entwuerfe")
        expect(one.get_by_text("Es geht um die Bremse")).to_be_visible()
        expect(one.locator(".drafts__line")).to_have_count(1)
        one.get_by_role("link", name="Go on writing").click()
        expect(one.locator(".composer__text")).to_have_value("Es geht um die Bremse")


def type_until_kept(page: Page, text: str) -> None:
    page.locator(".composer__text").fill(text)
    expect(page.get_by_text("Draft kept")).to_be_visible()
