"""What a browser asks for to keep this server as an app."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.foundation import vapid
from augenhoehe.interfaces.web.requests import signed_in

# As in layouts/base.html: a manifest has room for one of the two.
_PAPER = "#faf8f4"
_ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-192.png", "192x192", "maskable"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
# Enough for the page that says that nothing else can be shown.
_KEPT = ("css/index.css", "img/mark.svg", "img/icon-192.png")
_WORKER = "js/sw.js"


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, icons, and what other apps may hand over."""
    document = {
        "id": "/",
        "name": settings.SERVER_NAME,
        "short_name": settings.SERVER_NAME[:12].strip(),
        "description": _("Customers and staff of %(organisation)s talk here as equals.")
        % {"organisation": settings.ORGANISATION},
        "lang": get_language(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": _PAPER,
        "background_color": _PAPER,
        "categories": ["social"],
        "icons": [
            {"src": static(f"img/{file}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for file, sizes, purpose in _ICONS
        ],
        "shortcuts": _shortcuts(),
        "share_target": _share_target(),
    }
    return HttpResponse(
        orjson.dumps(document),
        content_type="application/manifest+json",
        headers={"Cache-Control": "public, max-age=3600"},
    )


def _shortcuts() -> list[dict[str, Any]]:
    pages = (
        (_("Write a post"), "compose"),
        (_("Notices"), "notices"),
        (_("Criticism and answers"), "cases"),
    )
    icon = {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"}
    return [{"name": name, "url": reverse(page), "icons": [icon]} for name, page in pages]


def _share_target() -> dict[str, Any]:
    return {
        "action": reverse("share"),
        "method": "POST",
        "enctype": "multipart/form-data",
        "params": {
            "title": "title",
            "text": "text",
            "url": "url",
            "files": [{"name": "files", "accept": ["image/*"]}],
        },
    }


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the files it keeps; other files make it another worker."""
    files = [static(name) for name in _KEPT]
    pages = {code: f"{reverse('offline')}?lang={code}" for code, _name in settings.LANGUAGES}
    source = _source_of(_WORKER)
    edition = hashlib.sha256("".join([*files, source]).encode()).hexdigest()[:12]
    known = {
        "edition": edition,
        "files": files,
        "pages": pages,
        "language": settings.SERVER_LANGUAGE,
        "notices": reverse("notices"),
    }
    return HttpResponse(
        b"const KNOWN = " + orjson.dumps(known) + b";\n" + source.encode(),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
    )


def _source_of(name: str) -> str:
    found: Any = finders.find(name)
    with open(found, encoding="utf-8") as file:
        return file.read()


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by the browser, and shown when nothing answers. The same for everybody."""
    return render(request, "pwa/offline.html")


@require_safe
@signed_in
def device(request: HttpRequest) -> HttpResponse:
    """What one sets for this device alone: as an app, and whether it is told of news."""
    return render(request, "pwa/device.html", {"push_key": vapid.public_key()})
