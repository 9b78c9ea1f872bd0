"""Ids that people might follow with a browser: those lead them to the page."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from augenhoehe.domain.people.ours import our_account
from augenhoehe.interfaces.federation.endpoints.door import View
from augenhoehe.interfaces.federation.translate.people_out import page_of


def page_or(view: View) -> View:
    """The view, but for browsers: they are sent to the page of the account."""

    @wraps(view)
    def answer(request: HttpRequest, account_id: int, **captured: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD") and _is_browser(request):
            account = our_account(account_id)
            if account is not None and account.left_at is None:
                response = redirect(page_of(account))
                response.headers["Vary"] = "Accept"
                return response
        return view(request, account_id=account_id, **captured)

    return answer


def _is_browser(request: HttpRequest) -> bool:
    """Asked for as a page: whoever named a document was sent another way (`negotiation`)."""
    is_page = "text/html" in request.headers.get("Accept", "")
    return is_page and getattr(request, "urlconf", None) is None
