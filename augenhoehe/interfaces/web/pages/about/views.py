"""Imprint and privacy: the operator's own texts, or an honest word that they are missing."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from augenhoehe.foundation.markdown import to_html

log = logging.getLogger("augenhoehe.web")
_LONGEST = 200_000


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who is responsible for this server."""
    return _page(request, "imprint", settings.IMPRINT_FILE)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens with data about people."""
    return _page(request, "privacy", settings.PRIVACY_FILE)


def _page(request: HttpRequest, name: str, file: str) -> HttpResponse:
    text = _text(file) if file else ""
    context = {"text": to_html(text) if text else ""}
    return render(request, f"about/{name}.html", context)


def _text(file: str) -> str:
    """What stands in the file; in `imprint.de.md` beside it, if the reader reads German."""
    path = Path(file)
    own = path.with_suffix(f".{get_language()}{path.suffix}")
    try:
        return (own if own.is_file() else path).read_text(encoding="utf-8")[:_LONGEST]
    except (OSError, UnicodeDecodeError) as fault:
        log.error("The file %s cannot be read: %s", path, fault)
        return ""
