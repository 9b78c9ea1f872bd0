"""Somebody at a browser: signs in and lets apps in, over real HTTP and with real cookies."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

PASSWORD = "Lieber zu Fuss als mit dem Bus"
_FIELD = re.compile(r"<input\b[^>]*>")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


class Browser:
    """A person who is signed in after `sign_in`."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.http = requests.Session()

    def sign_in(self, who: str) -> None:
        """By the form of the sign-in page."""
        page = self.http.get(f"{self.base}/anmelden", timeout=20)
        self._send(page, login=who, password=PASSWORD)

    def lets_in(self, question: str, **choice: str) -> str:
        """From the address an app sends somebody to, to the code it is worth."""
        page = self.http.get(question, timeout=20)
        assert page.status_code == 200, page.text
        answer = self._send(page, allow="1", **choice)
        place = urljoin(self.base, answer.headers["Location"])
        return parse_qs(urlsplit(place).query)["code"][0]

    def _send(self, page: requests.Response, **typed: str) -> requests.Response:
        """Fill in the form of a page and send it, as a browser does."""
        form = FORM.search(page.text)
        assert form, page.text
        return self.send_form(form[0], page.url, follow=False, **typed)

    def send_form(
        self, form: str, place: str, *, follow: bool = True, **typed: str
    ) -> requests.Response:
        """Send one form of the page at `place`, with what it hides and what was typed."""
        fields = {
            unescape(_attribute(one, "name")): unescape(_attribute(one, "value"))
            for one in _FIELD.findall(form)
            if 'type="hidden"' in one
        }
        where = urljoin(place, unescape(_attribute(form, "action")))
        headers = {"Origin": self.base, "Referer": place}
        return self.http.post(
            where, fields | typed, headers=headers, timeout=20, allow_redirects=follow
        )


def _attribute(element: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', element)
    return found[1] if found else ""
