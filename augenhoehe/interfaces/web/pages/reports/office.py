"""The door of the office: who has no role there reads how moderation works here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.verdicts import Verdict
from augenhoehe.interfaces.web.requests import View, reader_of, signed_in


def in_office(may: Callable[[Who], Verdict]) -> Callable[[View], View]:
    """Let in whom the policy lets in; all others get the reason and the way to the register."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            verdict = may(reader_of(request).who)
            if not verdict:
                context = {"reason": verdict.reason}
                return render(request, "moderation/no_office.html", context, status=403)
            return view(request, *args, **kwargs)

        return signed_in(guarded)

    return guard
