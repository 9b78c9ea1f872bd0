"""The signed list of who speaks for this organisation, for other servers and anybody."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.hat_log import published_list
from augenhoehe.interfaces.web.requests import whole_number

_HEADERS = {"Cache-Control": "public, max-age=60", "Access-Control-Allow-Origin": "*"}


@require_safe
def signed_list(request: HttpRequest) -> JsonResponse:
    """A page of the list; `next` in it leads on."""
    document = published_list(whole_number(request, "after") or 0)
    return JsonResponse(document, headers=_HEADERS, json_dumps_params={"ensure_ascii": False})
