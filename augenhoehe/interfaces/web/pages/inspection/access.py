"""The door of inspection: who comes in stands in the log it reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.actions import note_reading
from augenhoehe.domain.people.policies_inspection import may_inspect
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in


def inspecting(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let in who inspects, to read; every page that is opened is a line in the log."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            require(may_inspect(reader_of(request).who))
            note_reading(f"inspection:{what}", by=me(request), role="inspection")
            return view(request, *args, **kwargs)

        return require_safe(signed_in(guarded))

    return guard
