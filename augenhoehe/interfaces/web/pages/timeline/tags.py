"""Following a hashtag, and showing it on one's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from augenhoehe.domain.posts import actions
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.requests import me, signed_in
from augenhoehe.interfaces.web.sign_in import wish_of

STEPS: dict[str, Callable[..., Any]] = {
    "folgen": actions.follow_tag,
    "entfolgen": actions.unfollow_tag,
    "zeigen": actions.feature_tag,
    "verbergen": actions.stop_featuring_tag,
}


@require_POST
@signed_in
def take_step(request: HttpRequest, name: str, step: str) -> HttpResponse:
    """Do one thing with a hashtag, and go back to where one was."""
    patience.spend("follow", str(me(request).id))
    try:
        STEPS[step](name, by=me(request))
    except Invalid as refusal:
        messages.error(request, str(refusal))
    return redirect(wish_of(request) or f"/tags/{name}")
