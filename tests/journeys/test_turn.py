"""A careless sentence turns: its team is told, corrects it openly, and everybody reads both."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.journeys.people import PASSWORD
from tests.journeys.steps import sign_in
from tests.journeys.test_every_page import complaints

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

CARELESS = "Wer sich über Lieferzeiten beschwert, hat offenbar zu viel Zeit."
BETTER = "Wer sich über Lieferzeiten beschwert, nimmt sich Zeit für unsere Fehler."
# Ten people from the town read it, and none of them is amused. The job need not be waited for.
STORY = f"""
from augenhoehe.domain.people.actions import create_person
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.turning import look_again

erika, voice = account_by_address("erika"), account_by_address("lindenrad")
said = publish_post(by=erika, voice=voice, wording=Wording({CARELESS!r}, language="de"))
for n in range(10):
    one = create_person(handle=f"buerger{{n}}", name=f"Bürger {{n}}",
                        email=f"buerger{{n}}@example.org", password={PASSWORD!r},
                        language="de", address_confirmed=True)
    text = f"Ich warte seit {{n + 2}} Monaten auf mein Rad und niemand antwortet. Unverschämt."
    publish_post(by=one, in_reply_to=said, wording=Wording(text, language="de"))
look_again({{"post_id": said.id}})
print(said.id)
"""


def test_the_team_is_told_and_the_correction_stands_beside_the_old_wording(visit, house):
    post = house.python(STORY).strip()
    with visit() as erika:
        sign_in(erika, "erika")
        erika.goto("/meldungen")
        erika.locator(f"a[href$='/beitrag/{post}/umschlag']").first.click()
        expect(erika.get_by_role("heading", level=1)).to_have_text("More dissent than approval")
        expect(erika.locator("svg.plot")).to_be_visible()
        expect(erika.get_by_role("main")).to_contain_text("Now 10 dissent and 0 approve")
        assert complaints(erika) == []

        erika.get_by_role("link", name="Correct openly").click()
        erika.locator("textarea[name=text]").fill(BETTER)
        erika.locator(".composer__publish").click()
        expect(erika.locator(".notices")).to_be_visible()
    with visit(scripts=False, phone=True) as reader:
        reader.goto(f"/@lindenrad/{post}")
        expect(reader.locator("del").first).to_contain_text("offenbar")
        expect(reader.locator("ins").first).to_contain_text("Fehler")
        expect(reader.locator("a[href*=umschlag]")).to_have_count(0)
        assert reader.goto(f"/beitrag/{post}/umschlag").status == 404
