"""Django as a WSGI application, with the static files in front of it."""

from __future__ import annotations

import os
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

from augenhoehe.config.server.reading import Doors, ReadingHandler

# Names that carry the digest of their content never change.
_HASHED = r"\.[0-9a-f]{12}\.\w+$"
_SHORT = 3600


def _build() -> WhiteNoise:
    """The application; static files are looked up once, or anew each time in developer mode."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "augenhoehe.config.settings")
    long = get_wsgi_application()
    noise = WhiteNoise(
        Doors(ReadingHandler(), long),
        autorefresh=settings.DEBUG,
        max_age=0 if settings.DEBUG else _SHORT,
        allow_all_origins=False,
        immutable_file_test=_HASHED,
        add_headers_function=_add_headers,
    )
    for folder in _folders():
        noise.add_files(folder, settings.STATIC_URL)
    # Read all addresses now: the first visitor should not wait for it.
    _ = get_resolver().url_patterns
    return noise


def _folders() -> list[str]:
    """Where static files lie: collected, or in developer mode where they are written."""
    if settings.DEBUG:
        found = [path for finder in get_finders() for path in _roots(finder)]
        return list(reversed(found))
    collected = Path(str(settings.STATIC_ROOT))
    collected.mkdir(parents=True, exist_ok=True)
    return [str(collected)]


def _roots(finder: object) -> list[str]:
    storages = getattr(finder, "storages", {})
    return [storage.location for storage in storages.values()]


def _add_headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


application = _build()
