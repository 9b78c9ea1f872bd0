"""Browsers that read English, and what their composers show."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client


def english(browser: Client) -> Client:
    """The same browser, in English whatever the account says."""
    browser.cookies["augenhoehe_language"] = "en"
    return browser


def shown_text(answer: Any) -> str:
    """What stands in the text area of the composer."""
    page = answer.content.decode()
    found = re.search(r'<textarea class="composer__text".*?>\n(.*?)</textarea>', page, re.S)
    assert found, "There is no composer on this page."
    return unescape(found[1])


def button_of(answer: Any) -> str:
    """The words on the button, as they are before anything else is chosen."""
    page = answer.content.decode()
    found = re.search(r'<button[^>]*class="button composer__publish".*?</button>', page, re.S)
    assert found, "There is no composer on this page."
    visible = re.sub(r"<span[^>]* hidden>.*?</span>", "", found[0], flags=re.S)
    return unescape(re.sub(r"<[^>]*>", "", visible)).strip()
