"""The file with the assumptions of the Streisand check: public, as it stands in the code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from augenhoehe.domain.moderation.check import assumptions


@require_safe
def constants(request: HttpRequest) -> HttpResponse:
    """Every number with the reason why it is so."""
    return HttpResponse(assumptions.PATH.read_bytes(), content_type="text/plain; charset=utf-8")
