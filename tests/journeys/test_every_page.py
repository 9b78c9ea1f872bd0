"""What every page promises: for everybody's eyes and ears, light, and without a trace."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright.sync_api")

from axe_playwright_python.sync_playwright import Axe

from tests.journeys.steps import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PUBLIC = (
    "/",
    "/faelle",
    "/faelle?state=all",
    "/alle",
    "/tags/riementrieb",
    "/suche?q=Morgen",
    "/raeume",
    "/raeume/stammtisch",
    "/stimmen",
    "/@lindenrad",
    "/@lindenrad/team",
    "/@luise",
    "/gleichheit",
    "/codex",
    "/codex/1/insult",
    "/codex/handlungsanweisungen/",
    "/codex/handlungsanweisungen/insult",
    "/codex/1/handlungsanweisungen/answer-tree",
    "/spiegel",
    "/register",
    "/register/pruefen",
    "/impressum",
    "/datenschutz",
    "/offline",
)
FOR_A_FORM = (
    "/anmelden",
    "/registrieren",
    "/passwort/vergessen",
    "/kritik",
    "/kritik/mitbringen",
    "/register/koepfe/abonnieren",
    "/@lindenrad/von-anderswo-folgen",
)
SIGNED_IN = (
    "/home",
    "/schreiben",
    "/schreiben/hilfe/insult",
    "/erste-schritte",
    "/anderswo-schreiben",
    "/meldungen",
    "/gemerkt",
    "/entwuerfe",
    "/einstellungen",
    "/einstellungen/apps",
    "/nachrichten",
    "/listen",
    "/ankuendigungen",
    "/tags/riementrieb",
    "/einstellungen/profil",
    "/einstellungen/schreiben",
    "/einstellungen/mitteilungen",
    "/einstellungen/filter",
    "/einstellungen/filter/neu",
    "/einstellungen/server",
    "/einstellungen/umzug",
    "/einstellungen/umzug/adressen",
    "/einstellungen/umzug/wegziehen",
    "/einstellungen/stumm",
    "/einstellungen/geraet",
    "/zweiter-schritt",
    "/raeume/haus",
    "/raeume/neu",
    "/tisch",
    "/tisch/eintragen",
    "/tisch/bausteine",
    "/tisch/regeln",
)
MOST_BYTES = 100_000


def complaints(page) -> list[str]:
    """What axe-core has to say about a page."""
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{page.url}: {one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in results.response["violations"]
    ]


def with_the_case(page, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses, and those of Luise's case and of its post."""
    page.goto("/faelle?state=all")
    case = page.locator(".case-entry a").last.get_attribute("href")
    page.goto(case)
    post = page.get_by_role("link", name="Read the whole conversation").get_attribute("href")
    return (*addresses, case, post, f"{post}/fassungen")


def with_what_people_add(page) -> list[str]:
    """The pages of a poll, of quotations, of a post for later and of a list, made here and now."""
    page.goto("/schreiben")
    page.get_by_label("What would you like to say?").fill("Grün oder Blau?")
    page.get_by_text("Add a poll").click()
    for number, answer in ((1, "Grün"), (2, "Blau")):
        page.get_by_label(f"Answer {number}", exact=True).fill(answer)
    page.get_by_role("button", name="Publish for everyone").click()
    page.wait_for_url("**/@*/*")
    asked = urlsplit(page.url).path
    post = asked.rsplit("/", 1)[1]
    page.goto("/listen")
    page.get_by_label("Name").fill("Werkbank")
    page.get_by_role("button", name="Make the list").click()
    page.get_by_role("heading", name="Werkbank").wait_for()
    lists = [urlsplit(page.url).path]
    return [asked, f"/umfragen/{post}", f"{asked}/zitate", f"/schreiben?quote={post}", *lists]


@pytest.mark.parametrize(("phone", "look"), [(False, "light"), (True, "dark")])
def test_axe_finds_nothing_on_public_pages(visit, phone, look):
    found: list[str] = []
    with visit(phone=phone, color_scheme=look) as page:
        for address in with_the_case(page, PUBLIC + FOR_A_FORM):
            page.goto(address)
            found += complaints(page)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_where_one_is_signed_in(visit):
    found: list[str] = []
    for who, addresses in (("jonas", SIGNED_IN), ("luise", ())):
        with visit() as page:
            sign_in(page, who)
            added = with_what_people_add(page) if addresses else []
            for address in (*with_the_case(page, addresses), *added):
                page.goto(address)
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                found += complaints(page)
    assert not found, "\n".join(found)


def test_who_only_reads_leaves_no_trace(visit):
    with visit() as page:
        for address in with_the_case(page, PUBLIC):
            response = page.goto(address)
            assert response is not None
            assert response.status == 200, address
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("address", ["/", "/faelle", "/alle", "/@luise", "/gleichheit"])
def test_the_first_load_is_light(visit, address):
    with visit() as page:
        session = page.context.new_cdp_session(page)
        received: list[float] = []
        session.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
        session.send("Network.enable")
        page.goto(address, wait_until="networkidle")
    assert 2_000 < sum(received) <= MOST_BYTES


def test_nothing_sticks_out_on_a_narrow_screen(visit):
    with visit() as page:
        page.set_viewport_size({"width": 320, "height": 640})
        for address in with_the_case(page, PUBLIC + FOR_A_FORM):
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, address
