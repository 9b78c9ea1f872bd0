"""The browser that tests drive, if there is one."""

from __future__ import annotations

import os
import shutil

# What works where no sandbox can be had, as in a container; the pages are our own.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]


def executable() -> str | None:
    """The browser of `bin/test`, or one that is installed."""
    asked = os.environ.get("TEST_BROWSER")
    if asked is not None:
        return asked or None
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return next(filter(None, map(shutil.which, names)), None)
