"""The pages as an app on a telephone: what it shows without a server, and what it is handed."""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import Page, expect

from tests.config.process import Server, copy_house, free_port
from tests.journeys.people import PASSWORD
from tests.journeys.steps import at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

# What a telephone does when another app shares something.
_SHARES = """([pixel]) => {
  const form = document.createElement("form");
  const how = { method: "post", action: "/teilen", enctype: "multipart/form-data" };
  const add = (is) => form.appendChild(Object.assign(document.createElement("input"), is));
  Object.assign(form, how);
  add({ name: "title", value: "Riementest" });
  add({ name: "url", value: "https://a.example/test" });
  const bytes = Uint8Array.from(atob(pixel), (letter) => letter.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], "rad.png", { type: "image/png" }));
  add({ type: "file", name: "files" }).files = held.files;
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture(scope="module")
def own_server(house, tmp_path_factory):
    """A server of its own, to be stopped; `localhost` is a name a passkey can be for."""
    port = free_port()
    folder = tmp_path_factory.mktemp("app") / "data"
    base = f"http://localhost:{port}"
    with Server(copy_house(house, folder, AUGENHOEHE_BASE_URL=base), port=port) as running:
        yield running


@pytest.fixture
def phone(browser, own_server):
    context = browser.new_context(
        base_url=f"http://localhost:{own_server.port}",
        locale="en",
        viewport={"width": 360, "height": 740},
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def come_in(page: Page, who: str) -> None:
    page.goto("/anmelden")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/home")


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def test_who_only_reads_leaves_nothing_on_their_device(visit):
    with visit(phone=True) as page:
        page.goto("/alle")
        page.wait_for_load_state("networkidle")

        assert (
            page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
            == 0
        )
        assert page.context.cookies() == []


def test_it_can_be_installed(visit):
    with visit(phone=True) as page:
        sign_in(page, "luise")
        wait_for_worker(page)

        devtools = page.context.new_cdp_session(page)
        manifest = devtools.send("Page.getAppManifest")
        assert manifest["url"].endswith("/manifest.webmanifest")
        assert manifest["errors"] == []
        assert json.loads(manifest["data"])["share_target"]["action"] == "/teilen"
        problems = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A browser without a window of its own for it says so; nothing else may be missing.
        assert {one["errorId"] for one in problems} <= {"in-incognito"}


def test_nothing_of_ones_own_is_kept(visit):
    with visit(phone=True) as page:
        sign_in(page, "luise")
        wait_for_worker(page)
        for path in ("/home", "/einstellungen", "/meldungen", "/alle"):
            page.goto(path)

        kept = page.evaluate(
            """async () => {
              const found = [];
              for (const name of await caches.keys()) {
                const kept = await (await caches.open(name)).keys();
                found.push(...kept.map((request) => request.url));
              }
              return found;
            }"""
        )

        paths = {address.partition("://")[2].partition("/")[2] for address in kept}
        assert {"offline?lang=de", "offline?lang=en"} <= paths
        assert all(path.startswith(("static/", "offline")) for path in paths), paths


def test_other_apps_share_into_the_composer(visit):
    with visit(phone=True) as page:
        sign_in(page, "luise")
        page.goto("/home")
        page.evaluate(
            _SHARES,
            [base64.b64encode(_PIXEL).decode()],
        )

        expect(page.locator(".composer__text")).to_have_value(
            "Riementest\n\nhttps://a.example/test"
        )
        expect(page.locator("input[name=picture]")).to_have_count(1)


def test_without_a_server_it_says_so_and_goes_on_after(phone, own_server):
    come_in(phone, "luise")
    wait_for_worker(phone)
    own_server.kill()

    phone.goto("/alle")
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()
    assert phone.url.endswith("/alle")
    assert phone.evaluate("getComputedStyle(document.body).fontFamily") != ""

    own_server.restart()
    phone.get_by_role("link", name="Try again").click()
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("No connection")


def test_a_passkey_is_enough_to_sign_in(phone, own_server):
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    come_in(phone, "jonas")
    phone.goto("/zweiter-schritt")
    phone.get_by_role("link", name="Add a passkey").click()
    if phone.locator("input[name=password]").count():
        phone.locator("input[name=password]").fill(PASSWORD)
        phone.get_by_role("button", name="Go on").click()
    phone.locator("input[name=name]").fill("Mein Telefon")
    phone.get_by_role("button", name="Add this passkey").click()
    expect(phone.get_by_role("heading", name="Spare codes")).to_be_visible()
    phone.goto("/zweiter-schritt")
    expect(phone.get_by_text("Mein Telefon")).to_be_visible()

    # Without a password:
    sign_out(phone)
    phone.goto("/anmelden?next=/meldungen")
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone).to_have_url(at("/meldungen"))

    # And after the password, as the second step:
    sign_out(phone)
    phone.goto("/anmelden")
    phone.locator("input[name=login]").fill("jonas")
    phone.locator("input[name=password]").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone.get_by_role("heading", name="The second step")).to_be_visible()
    phone.get_by_role("button", name="Use a passkey").click()
    phone.wait_for_url("**/home")

    phone.goto("/zweiter-schritt")
    phone.get_by_role("link", name="Remove the passkey").click()
    phone.get_by_role("link", name="Use a passkey").click()  # the password would do as well
    phone.get_by_role("button", name="Use a passkey").click()
    phone.get_by_role("button", name="Remove the passkey").click()
    expect(phone.get_by_text("You have no passkeys yet.")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/abmelden")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda address: not address.endswith("/abmelden"))
