"""A member writes ad copy, reads the hints, and decides; nobody else ever sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.journeys.steps import sign_in
from tests.journeys.test_every_page import complaints

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

AD = (
    "Das weltbeste Rad ist da! Jetzt zugreifen und 20 % Rabatt sichern!!! "
    "Einzigartig, revolutionär, ultimativ: Verpassen Sie nicht dieses Schnäppchen, Zitronenrad."
)
PLAIN = "Das Rad ist ab Mai zu haben. Ich weiß noch nicht, ob wir genug davon haben."


def write_as_the_voice(page, text: str) -> None:
    page.goto("/schreiben")
    page.locator(".composer__text").fill(text)
    page.get_by_label("Speak as").select_option(label="Lindenrad, signed Erika Hansen")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_hints_are_read_one_is_muted_and_another_text_is_sent(visit, house, scripts):
    with visit(scripts=scripts, phone=not scripts) as erika:
        sign_in(erika, "erika")
        write_as_the_voice(erika, AD)
        look(erika, scripts)
        marks = erika.locator(".plain-speech__passage")
        expect(marks.first).to_be_visible()
        before = marks.count()
        assert not scripts or complaints(erika) == []
        if not scripts:
            assert erika.locator(".composer__text").input_value() == AD
        rule = erika.locator("button[name=mute]").first.get_attribute("value")
        erika.locator("button[name=mute]").first.click()
        expect(erika.locator(".plain-speech__muted")).to_be_visible()
        assert marks.count() < before
        assert_kept_nowhere(house, rule)

        erika.locator(".composer__text").fill(PLAIN)
        look(erika, scripts)
        expect(marks).to_have_count(0)
        expect(erika.locator(".plain-speech")).to_contain_text("Only you see this.")
        erika.locator(".composer__publish").click()
        expect(erika.get_by_text("Your post is published.")).to_be_visible()


def look(page, scripts: bool) -> None:
    """While one writes they come by themselves; without scripts one asks."""
    if not scripts:
        page.get_by_role("button", name="Look for plain speech").click()


def assert_kept_nowhere(house, rule: str) -> None:
    """What was found stands in no file of the server; the words only in the writer's own draft."""
    for path in Path(house.folder).rglob("*"):
        if path.is_file():
            assert rule.encode() not in path.read_bytes(), path
        if path.suffix in (".log", ".eml"):
            assert b"Zitronenrad" not in path.read_bytes(), path


def test_the_first_version_is_sent_all_the_same_and_nobody_sees_the_hint(visit):
    with visit() as erika:
        sign_in(erika, "erika")
        write_as_the_voice(erika, AD)
        expect(erika.locator(".plain-speech__passage").first).to_be_visible()
        erika.locator(".composer__publish").click()
        expect(erika.get_by_text("Your post is published.")).to_be_visible()
        address = erika.url
    for who in ("jonas", "luise", ""):
        with visit() as reader:
            if who:
                sign_in(reader, who)
            reader.goto(address)
            expect(reader.get_by_role("main")).to_contain_text("Zitronenrad")
            expect(reader.locator(".plain-speech")).to_have_count(0)
