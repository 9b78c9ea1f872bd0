"""The main job, as a new user would try it: criticise, be answered, say no, confirm, be read."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.journeys.steps import (
    answer,
    do,
    mark_as_criticism,
    path_of,
    sign_in,
    sign_up,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

BROKEN = "@lindenrad Der Riemen ist gerissen, mitten auf dem Bahnübergang. Warum? #riementrieb"


@pytest.fixture(scope="package")
def photograph(tmp_path_factory):
    """A picture as a telephone takes it."""
    import pyvips

    path = tmp_path_factory.mktemp("camera") / "riemen.jpg"
    pyvips.Image.gaussnoise(1600, 1200, mean=128, sigma=40).cast("uchar").write_to_file(str(path))
    return str(path)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_complaint_to_resolved(visit, mailbox, photograph, scripts):
    customer = "vera" if scripts else "vito"
    with visit(scripts=scripts) as vera, visit(scripts=scripts) as erika:
        sign_up(vera, customer.title(), customer, mailbox)
        write(vera, BROKEN, picture=photograph, shows="Ein gerissener Riemen")
        case = mark_as_criticism(vera, "Lindenrad", "Die Wahrheit")

        sign_in(erika, "erika")
        erika.goto("/faelle")
        expect(erika.locator(f'a[href="{case}"]')).to_be_visible()
        signed = "Lindenrad, signed Erika Hansen"
        answer(erika, case, "Haben Sie ihn geknickt?", verdict="No", speak_as=signed)
        edit_the_answer(erika, case)
        vera.goto(case)
        expect(vera.get_by_text("Haben Sie ihn vielleicht geknickt?")).to_be_visible()
        do(vera, case, "It was not answered", "Say “not answered”", "Das war eine Frage.")

        erika.goto(case)
        expect(erika.get_by_text("Now somebody else answers.")).to_be_visible()
        expect(erika.get_by_role("button", name="Publish the answer")).to_have_count(0)
        with visit(scripts=scripts) as jonas:
            sign_in(jonas, "jonas")
            answer(jonas, case, "Ein Grat an der Scheibe. Sie bekommen eine neue.", verdict="Yes")
        do(vera, case, "It is resolved", "Call it resolved")

    for language, resolved in (("en", "resolved, says the critic"), ("de", None)):
        read_signed_out(visit, case, language, resolved, scripts)


def edit_the_answer(page, case):
    """A wording is changed; both stay readable."""
    page.goto(case)
    said = page.locator(".said .post").last
    said.locator(".act__more summary").click()
    said.get_by_role("link", name="Edit the post").click()
    page.locator(".composer__text").fill("Haben Sie ihn vielleicht geknickt?")
    page.get_by_role("button", name="Save the new wording").click()
    expect(page.get_by_text("The new wording is saved.")).to_be_visible()
    page.get_by_role("link", name="Version 2").first.click()
    expect(page.locator("main")).to_contain_text("Haben Sie ihn geknickt?")


def read_signed_out(visit, case, language, resolved, scripts):
    """Everybody reads it on a telephone, in their language, and leaves no trace."""
    with visit(phone=True, language=language, scripts=scripts) as reader:
        reader.goto(case)
        expect(reader.locator("html")).to_have_attribute("lang", language)
        expect(reader.locator("main")).to_contain_text("gerissen")
        expect(reader.locator("main")).to_contain_text("Das war eine Frage.")
        expect(reader.locator("main")).to_contain_text("Ein Grat an der Scheibe.")
        expect(reader.locator(".clock__step--settled")).to_have_count(1)
        if resolved:
            expect(reader.locator(".case__state")).to_contain_text(resolved)
        picture = reader.locator(".post img[alt='Ein gerissener Riemen']").first
        expect(picture).to_be_visible()
        box = reader.locator("html").bounding_box()
        assert box is not None
        assert box["width"] <= 360
        reader.goto(re.sub(r"\?.*", "", path_of(reader)))
        assert reader.context.cookies() == []
